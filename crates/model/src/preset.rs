//! The library: scenarios that each show one truth in their default state, by name.
//!
//! `preset=convoy` in a link opens one, and the link's other keys then change it. A published preset opens as the
//! same scenario for ever, so an entry here may get better words, but never another query. What each of them
//! claims is held by the simulator's tests.

use crate::{Scenario, ShareLink};
use std::sync::OnceLock;

/// A scenario of the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preset {
    /// Its name in links.
    pub name: &'static str,
    /// What it is about.
    pub topic: Topic,
    /// Its name for readers.
    pub title: &'static str,
    /// The truth that it shows, in one sentence.
    pub truth: &'static str,
    /// The link that it stands for, without `v`.
    pub query: &'static str,
}

/// What a scenario of the library is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// The GIL.
    Gil,
    /// Threads and locks.
    Threading,
    /// Builds without a GIL.
    FreeThreading,
    /// Processes and interpreters.
    Multiprocessing,
    /// The event loop.
    Asynchrony,
}

impl Topic {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 5] =
        [Self::Gil, Self::Threading, Self::FreeThreading, Self::Multiprocessing, Self::Asynchrony];

    /// Its name for programs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gil => "gil",
            Self::Threading => "threading",
            Self::FreeThreading => "free-threading",
            Self::Multiprocessing => "multiprocessing",
            Self::Asynchrony => "asynchrony",
        }
    }

    /// The heading.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Gil => "The GIL",
            Self::Threading => "Threading",
            Self::FreeThreading => "Free threading",
            Self::Multiprocessing => "Multiprocessing",
            Self::Asynchrony => "Asynchrony",
        }
    }
}

impl Preset {
    /// The library, in the order it is shown.
    pub const ALL: &[Self] = LIBRARY;

    /// The one of that name, if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<&'static Self> {
        LIBRARY.iter().find(|preset| preset.name == name)
    }

    /// The one that opens as exactly this scenario, if there is one.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Option<&'static Self> {
        let place = scenarios().iter().position(|known| known.as_ref() == Some(scenario))?;
        LIBRARY.get(place)
    }

    /// The scenario that it opens as; `None` for a query that can't be run, which a test rules out.
    #[must_use]
    pub fn scenario(&self) -> Option<Scenario> {
        let place = LIBRARY.iter().position(|preset| preset.name == self.name)?;
        scenarios().get(place)?.clone()
    }
}

/// The library's scenarios, read once.
fn scenarios() -> &'static [Option<Scenario>] {
    static SCENARIOS: OnceLock<Vec<Option<Scenario>>> = OnceLock::new();
    let read = |preset: &Preset| ShareLink::parse(preset.query).ok().map(|link| link.scenario);
    SCENARIOS.get_or_init(|| LIBRARY.iter().map(read).collect())
}

const fn preset(
    topic: Topic,
    name: &'static str,
    title: &'static str,
    truth: &'static str,
    query: &'static str,
) -> Preset {
    Preset { name, topic, title, truth, query }
}

const LIBRARY: &[Preset] = &[
    preset(
        Topic::Gil,
        "gil-battle",
        "GIL battle",
        "Four threads that compute take as long as one after another: one GIL lets one of them run at a time.",
        "show=sequential,threads",
    ),
    preset(
        Topic::Gil,
        "convoy",
        "Convoy effect",
        "Beside one thread that computes, every I/O call of 0.1 ms takes more than 5 ms: who comes back from I/O waits a whole switch interval for the GIL.",
        "w=io&tasks=1&cpu=0.5&io=10&segments=100&hogs=1&hogcpu=600&cores=2&show=sequential,threads",
    ),
    preset(
        Topic::Gil,
        "two-hogs",
        "Convoy behind two",
        "Beside two threads that compute it takes twice as long: the GIL that the I/O thread asks for often goes to the other one.",
        "w=io&tasks=1&cpu=0.5&io=10&segments=100&hogs=2&hogcpu=1000&cores=2&show=sequential,threads",
    ),
    preset(
        Topic::Gil,
        "short-interval",
        "A shorter switch interval",
        "With a switch interval of 0.05 ms the same I/O calls take less than a tenth of the time.",
        "w=io&tasks=1&cpu=0.5&io=10&segments=100&interval=0.05&hogs=1&hogcpu=600&cores=2&show=sequential,threads",
    ),
    preset(
        Topic::Gil,
        "long-interval",
        "A longer switch interval",
        "With 50 ms the GIL changes hands a tenth as often: nobody computes faster for it, and every single wait is longer.",
        "cpu=500&interval=50&show=sequential,threads",
    ),
    preset(
        Topic::Gil,
        "nobody-first",
        "Priority of nobody",
        "Among eight threads that compute, the one that only needs a moment waits its turn like any other: the GIL knows no priority.",
        "w=io&tasks=1&cpu=2&io=20&segments=20&hogs=8&hogcpu=200&workers=9&show=sequential,threads",
    ),
    preset(
        Topic::Gil,
        "c-drops-gil",
        "C code that drops the GIL",
        "SHA-256 of big blocks computes without the GIL: threads use all cores.",
        "w=c&show=sequential,threads,processes",
    ),
    preset(
        Topic::Gil,
        "c-keeps-gil",
        "C code that keeps the GIL",
        "json.dumps is C code as well, but keeps the GIL: threads gain nothing.",
        "w=c&call=json&show=sequential,threads,processes",
    ),
    preset(
        Topic::Gil,
        "small-blocks",
        "One byte too few",
        "Below 2,048 bytes hashlib keeps the GIL: the same hashing in small blocks gains nothing.",
        "w=c&call=sha256-small&show=sequential,threads",
    ),
    preset(
        Topic::Threading,
        "waiting-together",
        "Threads that wait",
        "A thread that waits holds no GIL: a hundred waits of 100 ms on a hundred threads take little more than one.",
        "w=io&tasks=100&cpu=0&io=100&segments=1&workers=100&show=sequential,threads",
    ),
    preset(
        Topic::Threading,
        "pool-too-small",
        "Pool too small",
        "With four workers for 32 waiting tasks, 28 of them wait for a worker: eight rounds instead of one.",
        "w=io&tasks=32&cpu=0&io=100&segments=1&workers=4&show=sequential,threads,asyncio",
    ),
    preset(
        Topic::Threading,
        "lock-convoy",
        "Lock convoy",
        "Four free threads that need the same lock nine tenths of the time are no faster than one.",
        "lock=90&segments=20&show=sequential,threads,free-threads",
    ),
    preset(
        Topic::Threading,
        "deadlock",
        "Deadlock",
        "Two tasks take two locks in opposite orders: each holds what the other waits for, for ever.",
        "tasks=2&lock=80&locks=opposed&show=sequential,threads,free-threads",
    ),
    preset(
        Topic::Threading,
        "lock-order",
        "The same order",
        "Taken in the same order by everyone, the same two locks can't deadlock.",
        "tasks=2&lock=80&locks=ordered&show=sequential,threads,free-threads",
    ),
    preset(
        Topic::Threading,
        "lost-update",
        "A lost update",
        "Up to Python 3.9 two threads that count in one variable lose updates: c += 1 can be stopped between its load and its store.",
        "w=count&tasks=2&py=3.9&show=sequential,threads",
    ),
    preset(
        Topic::Threading,
        "no-lost-update",
        "The same in 3.12",
        "From Python 3.10 on nothing is lost any more: between the load and the store of c += 1 there is no place to stop.",
        "w=count&tasks=2&show=sequential,threads",
    ),
    preset(
        Topic::Threading,
        "lost-update-call",
        "Still not atomic",
        "With a call between load and store, c = c + int(1), updates are lost in every version: only a lock makes it right.",
        "w=count&tasks=2&stmt=int-call&show=sequential,threads",
    ),
    preset(
        Topic::FreeThreading,
        "lost-update-free",
        "A lost update without a GIL",
        "On a free-threaded build c += 1 loses updates again, since two threads run at once.",
        "w=count&tasks=2&py=3.14t&show=sequential,free-threads",
    ),
    preset(
        Topic::FreeThreading,
        "free-threads",
        "No GIL",
        "On a build without a GIL the same four threads use four cores.",
        "py=3.14t&show=sequential,threads,free-threads",
    ),
    preset(
        Topic::FreeThreading,
        "contended-list",
        "One list for all",
        "Four free threads that append to one list are slower than one: they fight for it.",
        "share=append&py=3.14t&show=sequential,free-threads",
    ),
    preset(
        Topic::FreeThreading,
        "stop-the-world",
        "Stop the world",
        "Without a GIL a garbage collection stops all threads: four that spend half of their time on it are not twice as fast as one. Processes collect side by side.",
        "segments=10&gc=10&py=3.14t&show=sequential,processes,free-threads",
    ),
    preset(
        Topic::FreeThreading,
        "hyper-threads",
        "Half a core",
        "Two hardware threads of one core are less than two cores: eight of them do the work of about five.",
        "tasks=8&cores=8&ht=60&show=sequential,free-threads,processes",
    ),
    preset(
        Topic::Multiprocessing,
        "processes-pay",
        "Processes pay",
        "Half a second of work for each task is worth the start of a process.",
        "cpu=500&show=sequential,threads,processes",
    ),
    preset(
        Topic::Multiprocessing,
        "too-little-work",
        "Too little work",
        "For a millisecond of work, starting processes takes longer than doing it.",
        "cpu=1&show=sequential,threads,processes",
    ),
    preset(
        Topic::Multiprocessing,
        "too-many-processes",
        "Too many processes",
        "Thirty-two processes on four cores are slower than four: all have to be started.",
        "tasks=32&cpu=10&workers=32&show=sequential,processes",
    ),
    preset(
        Topic::Multiprocessing,
        "pickling",
        "Pickling eats the gain",
        "64 MB to each task and back: packing and copying takes longer than the processes save.",
        "w=data&mb=64&cpu=200&show=sequential,processes,interpreters,free-threads",
    ),
    preset(
        Topic::Multiprocessing,
        "shared-memory",
        "Shared memory",
        "The same 64 MB in shared memory are not pickled, and processes pay again.",
        "w=data&mb=64&cpu=200&via=shared&show=sequential,processes",
    ),
    preset(
        Topic::Multiprocessing,
        "one-by-one",
        "One task at a time",
        "Two thousand tasks of a twentieth of a millisecond: sending each on its own takes longer than the work.",
        "tasks=2000&cpu=0.05&segments=1&show=sequential,processes",
    ),
    preset(
        Topic::Multiprocessing,
        "chunksize",
        "Chunks",
        "Sent in chunks of 100, the same two thousand tasks are done in a fraction of the time.",
        "tasks=2000&cpu=0.05&segments=1&chunk=100&show=sequential,processes",
    ),
    preset(
        Topic::Multiprocessing,
        "spawn",
        "The price of spawn",
        "Each spawned process boots a Python of its own before it does anything.",
        "start=spawn&show=sequential,processes",
    ),
    preset(
        Topic::Multiprocessing,
        "interpreters",
        "Interpreters",
        "Interpreters have a GIL each within one process: bytes go to them without pickling.",
        "w=data&mb=16&py=3.14&show=sequential,processes,interpreters",
    ),
    preset(
        Topic::Asynchrony,
        "one-connection",
        "One connection",
        "With nothing to overlap, no way of running it is faster.",
        "w=io&tasks=1&cpu=0&io=100&segments=1",
    ),
    preset(
        Topic::Asynchrony,
        "ten-connections",
        "Ten connections",
        "Ten waits overlap on ten threads as on one event loop.",
        "w=io&tasks=10&cpu=0&io=100&segments=1&workers=10&show=sequential,threads,asyncio",
    ),
    preset(
        Topic::Asynchrony,
        "thousand-connections",
        "A thousand connections",
        "A thousand waits overlap on one event loop; a pool of eight threads takes 125 rounds.",
        "w=io&tasks=1000&cpu=0&io=100&segments=1&show=threads,asyncio",
    ),
    preset(
        Topic::Asynchrony,
        "ten-thousand-connections",
        "Ten thousand connections",
        "Ten thousand waits on one thread: what asyncio is for.",
        "w=io&tasks=10000&cpu=0&io=1000&segments=1&show=asyncio",
    ),
    preset(
        Topic::Asynchrony,
        "blocked-loop",
        "Blocked event loop",
        "One task that computes for 200 ms holds up ten that only wait: on the event loop nothing else runs meanwhile.",
        "w=io&tasks=10&cpu=1&io=100&segments=2&hogs=1&hogcpu=200&workers=11&cores=2&show=threads,asyncio",
    ),
    preset(
        Topic::Asynchrony,
        "blocking-sleep",
        "time.sleep in a coroutine",
        "A call that blocks blocks the whole loop: ten waits in a row.",
        "w=io&tasks=10&cpu=0&io=100&segments=1&workers=10&aio=block&show=sequential,threads,asyncio",
    ),
    preset(
        Topic::Asynchrony,
        "to-thread",
        "to_thread to the rescue",
        "asyncio.to_thread hands what blocks to threads, and the waits overlap again.",
        "w=io&tasks=10&cpu=0&io=100&segments=1&workers=10&aio=thread&show=sequential,threads,asyncio",
    ),
    preset(
        Topic::Asynchrony,
        "semaphore",
        "A semaphore",
        "A semaphore of ten lets ten of a hundred coroutines in at a time: ten rounds instead of one.",
        "w=io&tasks=100&cpu=0&io=100&segments=1&limit=10&show=asyncio",
    ),
];
