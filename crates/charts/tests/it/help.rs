//! What would help, in words: every change there can be, and sentences that stay true at the edges.

use charts::{Help, Phrase, help};
use expect_test::{Expect, expect};
use model::scenario::{Awaiting, Call, Locking, StartMethod};
use model::{Advice, Change, Nanos, PythonVersion, Remedy, Runtime, Scenario, ShareLink};

fn scenario(link: &str) -> Scenario {
    ShareLink::parse(link).unwrap().scenario
}

/// `remedies` of a run that took `done` milliseconds, each with what it takes.
fn advice(
    scenario: &Scenario,
    was: Runtime,
    done: impl Into<Option<u64>>,
    remedies: &[(Change, u64)],
) -> Advice {
    let remedies: Vec<_> = remedies
        .iter()
        .map(|(change, after)| {
            let (scenario, done) = (change.made(scenario, was).unwrap(), Nanos::micros(*after));
            Remedy { change: *change, scenario, runtime: change.runtime(was), wall: done, done }
        })
        .collect();
    let tried = remedies.len() as u32;
    Advice { runtime: was, done: done.into().map(Nanos::millis), remedies, tried, left_out: 0 }
}

fn said(help: &Help) -> String {
    let text = |phrase: &Phrase| match phrase {
        Phrase::Text(text) => text.clone(),
        Phrase::Strong(text) => format!("*{text}*"),
    };
    let rows = help.rows.iter().map(|row| row.words.iter().map(text).collect::<String>());
    let lines: Vec<String> =
        std::iter::once(help.title.clone()).chain(rows).chain(help.note.clone()).collect();
    lines.join("\n").replace('\u{a0}', " ") + "\n"
}

fn check(link: &str, was: Runtime, changes: &[Change], expected: Expect) {
    let scenario = scenario(link);
    let remedies: Vec<_> = changes.iter().map(|change| (*change, 50_000)).collect();
    expected.assert_eq(&said(&help(&scenario, &advice(&scenario, was, 100, &remedies))));
}

const OTHERS: [Runtime; 5] =
    [Runtime::Sequential, Runtime::Asyncio, Runtime::Processes, Runtime::Interpreters, Runtime::FreeThreads];

#[test]
fn other_runtimes_say_which_python_they_are_on() {
    check(
        "",
        Runtime::Threads,
        &OTHERS.map(Change::Runtime),
        expect![[r#"
        What would help threads
        *One task after another instead of threads*: 50 ms, 2.0 times as fast.
        *Asyncio instead of threads*: 50 ms, 2.0 times as fast.
        *Processes instead of threads*: 50 ms, 2.0 times as fast.
        *Interpreters (Python 3.14) instead of threads*: 50 ms, 2.0 times as fast.
        *Free threads (Python 3.14t) instead of threads*: 50 ms, 2.0 times as fast.
    "#]],
    );
}

#[test]
fn numbers_say_what_they_were() {
    check(
        "w=io&tasks=32&lock=80&limit=4&hogs=2",
        Runtime::Threads,
        &[
            Change::Workers(1),
            Change::Workers(32),
            Change::Interval(Nanos::micros(500)),
            Change::Locked(40),
            Change::Locked(0),
            Change::Unlimited,
            Change::NoHogs,
        ],
        expect![[r#"
            What would help threads
            *One thread instead of eight*: the job's own tasks take 50 ms, 2.0 times as fast.
            *32 threads instead of eight*: the job's own tasks take 50 ms, 2.0 times as fast.
            *A switch interval of 500 µs instead of 5 ms*: the job's own tasks take 50 ms, 2.0 times as fast.
            *The lock held for 40 % of the work instead of 80 %*: the job's own tasks take 50 ms, 2.0 times as fast.
            *No lock*: the job's own tasks take 50 ms, 2.0 times as fast.
            *All tasks let in at once instead of four*: the job's own tasks take 50 ms, 2.0 times as fast.
            *Without the two tasks that only compute*: the job's own tasks take 50 ms, 2.0 times as fast.
        "#]],
    );
    check(
        "w=data&tasks=200&cores=1&hogs=1",
        Runtime::Processes,
        &[Change::Workers(200), Change::Chunk(13), Change::NoHogs],
        expect![[r#"
            What would help processes
            *200 processes instead of one*: the job's own tasks take 50 ms, 2.0 times as fast.
            *13 tasks handed to a process at once instead of one*: the job's own tasks take 50 ms, 2.0 times as fast.
            *Without the one task that only computes*: the job's own tasks take 50 ms, 2.0 times as fast.
        "#]],
    );
}

#[test]
fn names_say_what_they_were() {
    check(
        "w=c&call=json&py=3.14&locks=opposed",
        Runtime::Processes,
        &[
            Change::Call(Call::Numpy),
            Change::Locking(Locking::Ordered),
            Change::Locking(Locking::One),
            Change::Unshared,
            Change::SharedMemory,
            Change::Start(StartMethod::Fork),
            Change::Python(PythonVersion::V3_15),
        ],
        expect![[r#"
            What would help processes
            *C code that drops the GIL, such as NumPy's on big arrays, instead of json.dumps*: 50 ms, 2.0 times as fast.
            *Both locks in the same order by all tasks*: 50 ms, 2.0 times as fast.
            *One lock instead of two*: 50 ms, 2.0 times as fast.
            *An object for each task instead of a shared one*: 50 ms, 2.0 times as fast.
            *Data in shared memory instead of pickled*: 50 ms, 2.0 times as fast.
            *Processes started by fork instead of forkserver*: 50 ms, 2.0 times as fast.
            *Python 3.15 instead of 3.14*: 50 ms, 2.0 times as fast.
        "#]],
    );
    check(
        "w=c&call=sha256-small",
        Runtime::Threads,
        &[Change::Call(Call::Sha256)],
        expect![[r#"
        What would help threads
        *Hashing 2 kB or more at once, which drops the GIL, instead of less*: 50 ms, 2.0 times as fast.
    "#]],
    );
    let awaiting = [Change::Awaiting(Awaiting::Loop), Change::Awaiting(Awaiting::Thread)];
    check(
        "w=io&aio=block",
        Runtime::Asyncio,
        &awaiting,
        expect![[r#"
        What would help asyncio
        *Awaiting instead of blocking the event loop*: 50 ms, 2.0 times as fast.
        *Each task in a thread, by asyncio.to_thread*: 50 ms, 2.0 times as fast.
    "#]],
    );
    check(
        "w=io&aio=thread",
        Runtime::Asyncio,
        &awaiting[..1],
        expect![[r#"
        What would help asyncio
        *Awaiting on the event loop instead of waiting in threads*: 50 ms, 2.0 times as fast.
    "#]],
    );
    // The Python named is the one that the runtime is run on.
    check(
        "py=2.7",
        Runtime::FreeThreads,
        &[Change::Python(PythonVersion::V3_15)],
        expect![[r#"
        What would help free threads
        *Python 3.15t instead of 3.14t*: 50 ms, 2.0 times as fast.
    "#]],
    );
}

#[test]
fn a_run_that_never_ends_is_helped_by_ending() {
    let scenario = scenario("lock=80&locks=opposed");
    let change = Change::Locking(Locking::Ordered);
    let help = help(&scenario, &advice(&scenario, Runtime::Threads, None, &[(change, 410_000)]));
    expect![[r#"
        What would help threads
        *Both locks in the same order by all tasks*: it comes to its end, after 410 ms.
    "#]]
    .assert_eq(&said(&help));
    expect![
        "What would help most: both locks in the same order by all tasks; it comes to its end, after 410 ms."
    ]
    .assert_eq(&help.best.unwrap().replace('\u{a0}', " "));
}

#[test]
fn where_nothing_helps_that_is_said() {
    let scenario = Scenario::default();
    let about = |done: Option<u64>, tried, left_out| {
        let advice = Advice { tried, left_out, ..advice(&scenario, Runtime::Threads, done, &[]) };
        help(&scenario, &advice).note.unwrap().replace('\u{a0}', " ")
    };
    let notes = [
        about(Some(1), 0, 0),
        about(Some(1), 1, 0),
        about(Some(1), 7, 0),
        about(None, 7, 0),
        about(Some(1), 0, 1),
        about(Some(1), 2, 3),
    ];
    expect![[r#"
        Nothing in this run's figures suggests a change.
        No single change saves 5 % of its time: the one that its figures suggest was tried.
        No single change saves 5 % of its time: the seven that its figures suggest were tried.
        No single change brings it to its end: the seven that its figures suggest were tried.
        One change was not tried: it would go beyond the limit of 4 million events.
        No single change saves 5 % of its time: the two that its figures suggest were tried. Three changes were not tried: they would go beyond the limit of 4 million events.
    "#]].assert_eq(&(notes.join("\n") + "\n"));
}

#[test]
fn what_is_left_out_is_said_of_what_helps_too() {
    let scenario = Scenario::default();
    let remedies = [(Change::Runtime(Runtime::Processes), 0)];
    let advice = Advice { left_out: 2, ..advice(&scenario, Runtime::Threads, 0, &remedies) };
    expect![[r#"
        What would help threads
        *Processes instead of threads*: 0 ms.
        Two changes were not tried: they would go beyond the limit of 4 million events.
    "#]]
    .assert_eq(&said(&help(&scenario, &advice)));
}

/// Only what holds whatever things cost.
#[test]
fn what_is_said_of_simulated_runs() {
    let first = |link: &str, runtime| {
        let scenario = scenario(link);
        let advice = sim::advise(&scenario, &sim::run(&scenario, runtime));
        said(&help(&scenario, &advice)).lines().nth(1).unwrap_or_default().to_owned()
    };
    let check = |link, runtime, begins: &str| {
        let said = first(link, runtime);
        assert!(said.starts_with(begins), "{said}");
    };
    check("w=io&tasks=32", Runtime::Sequential, "*Asyncio instead of one task after another*: ");
    check("lock=80", Runtime::FreeThreads, "*No lock*: ");
    check("share=append", Runtime::FreeThreads, "*An object for each task instead of a shared one*: ");
    check("cores=1", Runtime::Threads, "No single change saves 5 % of its time: the ");
    check("tasks=1", Runtime::Threads, "Nothing in this run's figures suggests a change.");
    let hogs = first("w=io&cpu=1&io=20&segments=20&tasks=2&hogs=2", Runtime::Threads);
    assert!(hogs.starts_with("*Without the two tasks that only compute*: "), "{hogs}");
}
