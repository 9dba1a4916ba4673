//! What things cost: one profile for each Python version, every number with its unit and where it is from.
//!
//! The rows named here are those of `crates/sim/data/README.md`, measured on one machine (a virtual one with
//! two cores), one row a number. Five costs of processes, which no row shows, are fitted on whole runs by
//! `cargo xtask fit`, and say so. Costs that no row tells apart share a measured sum, and say so too.

use model::device::MOST_BUSY;
use model::scenario::StartMethod;
use model::{Bytes, Nanos, PythonVersion};

/// Where a request to drop the GIL is left (Python/ceval_gil.c).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DropRequest {
    /// 2.7: there is none; the holder lets go by itself, every 100 ticks (`sys.setcheckinterval`).
    Never,
    /// Up to 3.12: one flag of the interpreter (`ceval2.gil_drop_request`), cleared by whoever takes the GIL.
    OfTheInterpreter,
    /// From 3.13 on: a bit of the holder's own eval breaker.
    OfTheHolder,
}

/// How late timers fire: `least`, more for longer ones, and up to `options - 1` microseconds by chance.
#[derive(Clone, Copy, Debug)]
pub struct Late {
    /// The least.
    pub least: Nanos,
    /// Thousandths of the timer's length that come on top.
    pub permille: u64,
    /// The most that comes on top.
    pub most: Nanos,
    /// How many lengths of chance there are, a microsecond apart.
    pub options: u32,
}

/// How fast each of 1, 2, 3, ... threads is that compute at the same time, in thousandths, 1 to 1000; of more
/// threads, as of the most.
pub type Speeds = [u16; MOST_BUSY];

/// A cost profile.
#[derive(Clone, Copy, Debug)]
pub struct Costs {
    /// How threads on different cores slow each other down, where that was measured; else as the scenario says.
    pub speeds: Option<Speeds>,
    /// Where a request to drop the GIL is left.
    pub drop_request: DropRequest,
    /// Between two polls of the eval breaker: one iteration of a loop (README "Poll points").
    pub poll: Nanos,
    /// From a signal to the woken thread running (row `lock_pingpong`, less the Python around it).
    pub wake: Nanos,
    /// From the making of a thread to its first instruction (experiment: README "Who is woken").
    pub arrival: Late,
    /// Timers of sleeps (rows `sleep_overshoot`).
    pub late: Late,
    /// Timers of the GIL's timed wait (rows `sweep`: slices less the interval and two wake-ups).
    pub gil_late: Late,
    /// How long a thread keeps its core while others wait (Linux: `sched_base_slice_ns`, 3 ms by default).
    pub core_slice: Nanos,
    /// How much less a waking thread must have run to take a core (`sched_wakeup_granularity_ns`, 1 ms).
    pub wake_granularity: Nanos,
    /// The starter's share of `Thread.start` (row `thread_start_all_join_all`, 119 us of CPU for both).
    pub thread_create: Nanos,
    /// The new thread's share, until it has told its starter (the same row).
    pub thread_boot: Nanos,
    /// `submit` of an executor, in the caller (row `tpe_submit_batch`, 21 us for caller and worker).
    pub submit: Nanos,
    /// Taking one item and setting its future, in a pool thread (the same row).
    pub item: Nanos,
    /// What a free-threaded build makes of CPU time, in thousandths (README "Free-threaded builds").
    pub free_threaded: u64,
    /// An interpreter of its own in a pool's thread: made, and the pool's modules imported (README "A pool of
    /// interpreters").
    pub interpreter_boot: Nanos,
    /// One call into another interpreter and back (`interp_roundtrip_us` less `thread_roundtrip_us`).
    pub interpreter_call: Nanos,
    /// Sharing bytes with another interpreter, one way, in picoseconds a byte (`interp_echo1MB_ms` less the
    /// round trip, halved).
    pub interpreter_share: u64,
    /// Processes.
    pub process: ProcessCosts,
    /// Asyncio.
    pub asyncio: AsyncioCosts,
}

/// What processes cost.
#[derive(Clone, Copy, Debug)]
pub struct ProcessCosts {
    /// By `fork`.
    pub fork: StartCosts,
    /// By `spawn`.
    pub spawn: StartCosts,
    /// By `forkserver`.
    pub forkserver: StartCosts,
    /// In the parent, for a pool: its queues and semaphores made before its first start, and as much again for
    /// taking them down and for reaping the workers at its shutdown (fitted).
    pub pool: Nanos,
    /// CPU time of the resource tracker until it serves: an interpreter that imports its module (README
    /// "Processes").
    pub tracker_boot: Nanos,
    /// In the caller's `submit`. This and the next five are what rows `ppe_submit_result_serial` (345 us, with
    /// two rounds of the manager and five wake-ups) and `ppe_map_chunksize` of 1 (154 us of CPU in the parent,
    /// one round) say together, a worker's share taken from the `Pool`'s.
    pub submit: Nanos,
    /// In the manager thread, to pass a task on.
    pub pass_on: Nanos,
    /// A round of the manager thread: it selects among the results, wake-ups and all workers' ends
    /// (`wait_result_broken_or_wakeup`), once for a burst of submits and once for each result.
    pub round: Nanos,
    /// In the feeder thread, to pickle a task without data.
    pub feed: Nanos,
    /// In the worker, to take a task, and again to send its result.
    pub worker: Nanos,
    /// In the manager thread, to take a result and set its future.
    pub collect: Nanos,
    /// For each task of a chunk, in `map`: cutting the arguments into chunks and stringing the results together
    /// (rows `ppe_map_chunksize`, 1.3 us of CPU in the parent a task, less twice `item`).
    pub map: Nanos,
    /// For each task of a chunk, to pickle or to unpickle it without its data (rows `mppool_map_chunksize`,
    /// 0.6 us of CPU in the parent a task for both).
    pub item: Nanos,
    /// A `multiprocessing.Pool`.
    pub mp_pool: PoolCosts,
    /// Shared memory.
    pub shared: SharedCosts,
    /// Pickling a byte, in picoseconds (row `pickle_dumps`, 1 MB of bytes).
    pub pickle: u64,
    /// Reading a byte from a pipe that the other side writes it into, in picoseconds (row `pipe_send_bytes`,
    /// 16 MB).
    pub transfer: u64,
    /// Unpickling a byte, in picoseconds: what row `ppe_xfer_echo` (16 MB, there and back) has left.
    pub unpickle: u64,
}

/// What it costs to make a process one way.
#[derive(Clone, Copy, Debug)]
pub struct StartCosts {
    /// Before the first one: until a forkserver answers, which is an interpreter that imports multiprocessing
    /// (README "Processes").
    pub server_boot: Nanos,
    /// Until `Process.start` returns (rows `process_start_call`).
    pub start: Nanos,
    /// From there until the child runs its work loop (by fork and spawn fitted; by forkserver row
    /// `process_start_only_then_join`).
    pub boot: Nanos,
    /// In the child, from the end of its work to the end of the process (fitted; by forkserver as by fork).
    pub exit: Nanos,
}

/// What the parts of a `multiprocessing.Pool` cost, beside what processes cost anyhow. Rows
/// `mppool_map_chunksize` of 1, 10 and 100 make 20.2 us of CPU in the parent a chunk, in halves; row
/// `mppool_apply_serial` has the rest.
#[derive(Clone, Copy, Debug)]
pub struct PoolCosts {
    /// In the caller's `map`.
    pub map: Nanos,
    /// In the tasks' handler, to pickle a chunk and write it.
    pub put: Nanos,
    /// In a worker, to take a chunk, and again to send its results.
    pub worker: Nanos,
    /// In the results' handler, to take a chunk's results and set them.
    pub get: Nanos,
    /// A round of the workers' handler: it looks whether workers have ended, and selects among them all.
    pub maintain: Nanos,
}

/// What shared memory costs.
#[derive(Clone, Copy, Debug)]
pub struct SharedCosts {
    /// Making a block and removing it (rows `shm_create_fill_unlink`, what 1 MB and 16 MB make of no bytes).
    pub create: Nanos,
    /// Filling it for the first time, in picoseconds a byte: page faults (the same rows, what 15 MB make).
    pub fill: u64,
    /// Opening and mapping one that is there (rows `shm_attach`).
    pub attach: Nanos,
    /// Copying into one that was touched, in picoseconds a byte (row `shm_copy`, 16 MB: more than the cache
    /// takes).
    pub copy: u64,
}

impl ProcessCosts {
    /// Those of `method`.
    #[must_use]
    pub const fn by(&self, method: StartMethod) -> &StartCosts {
        match method {
            StartMethod::Fork => &self.fork,
            StartMethod::Spawn => &self.spawn,
            StartMethod::Forkserver => &self.forkserver,
        }
    }
}

/// What asyncio costs.
#[derive(Clone, Copy, Debug)]
pub struct AsyncioCosts {
    /// `asyncio.run` of nothing: making the loop and closing it (row `aio_run_trivial`).
    pub run: Nanos,
    /// An iteration of the loop with its `select` (row `aio_switch_sleep0_1task` less a step).
    pub iteration: Nanos,
    /// A task's step, or a timer's callback (row `aio_switch_sleep0_100tasks`).
    pub step: Nanos,
    /// Making a task and gathering it, beside its steps (row `aio_create_gather` less a step).
    pub task: Nanos,
    /// In the loop, for the result of `to_thread`: from the self-pipe's byte to the end of the task's last step
    /// (row `aio_to_thread_gather1000`, 84.6 us of CPU, less `submit`, `item`, `task` and `step`).
    pub hand_back: Nanos,
}

impl Costs {
    /// CPython 3.11.7 as it was measured: where the rows of 3.12 are from.
    pub const CPYTHON_3_11: Self = PY_3_12;

    /// The profile of a version.
    #[must_use]
    pub const fn of(python: PythonVersion) -> &'static Self {
        match (python.minor(), python.is_free_threaded()) {
            _ if python.is_2() => &PY_2_7,
            (..=9, _) => &PY_3_9,
            (..=12, _) => &PY_3_12,
            (13, false) => &PY_3_13,
            (13, true) => &PY_3_13T,
            (_, false) => &PY_3_14,
            (_, true) => &PY_3_14T,
        }
    }
}

/// `picoseconds` for each byte of `data`.
pub(crate) const fn per_byte(data: Bytes, picoseconds: u64) -> Nanos {
    Nanos(data.0.saturating_mul(picoseconds) / 1000)
}

const PY_3_12: Costs = Costs {
    speeds: None,
    drop_request: DropRequest::OfTheInterpreter,
    poll: Nanos(100),
    wake: Nanos::micros(25),
    arrival: Late { least: Nanos::micros(26), permille: 0, most: Nanos::ZERO, options: 40 },
    late: Late { least: Nanos::micros(84), permille: 17, most: Nanos::micros(130), options: 21 },
    gil_late: Late { least: Nanos::micros(45), permille: 60, most: Nanos::micros(150), options: 21 },
    core_slice: Nanos::millis(3),
    wake_granularity: Nanos::millis(1),
    thread_create: Nanos::micros(60),
    thread_boot: Nanos::micros(40),
    submit: Nanos::micros(13),
    item: Nanos::micros(8),
    free_threaded: 1000,
    interpreter_boot: Nanos::millis(50),
    interpreter_call: Nanos::micros(66),
    interpreter_share: 57,
    process: ProcessCosts {
        fork: StartCosts {
            server_boot: Nanos::ZERO,
            start: Nanos::micros(1_550),
            boot: Nanos::micros(2_400),
            exit: Nanos::micros(1_050),
        },
        spawn: StartCosts {
            server_boot: Nanos::ZERO,
            start: Nanos::micros(813),
            boot: Nanos::micros(94_500),
            exit: Nanos::micros(4_000),
        },
        forkserver: StartCosts {
            server_boot: Nanos::millis(81),
            start: Nanos::micros(1_772),
            boot: Nanos::micros(21_118),
            exit: Nanos::micros(1_050),
        },
        pool: Nanos::micros(3_700),
        tracker_boot: Nanos::millis(78),
        submit: Nanos::micros(24),
        pass_on: Nanos::micros(20),
        round: Nanos::micros(46),
        feed: Nanos::micros(30),
        worker: Nanos::micros(10),
        collect: Nanos::micros(30),
        map: Nanos(700),
        item: Nanos(300),
        mp_pool: PoolCosts {
            map: Nanos::micros(15),
            put: Nanos::micros(10),
            worker: Nanos::micros(10),
            get: Nanos::micros(10),
            maintain: Nanos::micros(290),
        },
        shared: SharedCosts { create: Nanos::micros(713), fill: 1_212, attach: Nanos::micros(40), copy: 125 },
        pickle: 650,
        transfer: 540,
        unpickle: 1_430,
    },
    asyncio: AsyncioCosts {
        run: Nanos::micros(478),
        iteration: Nanos(1_680),
        step: Nanos(1_960),
        task: Nanos(4_510),
        hand_back: Nanos(57_130),
    },
};

/// Nearly every instruction polls, about 20 ns apart (`bytecode`'s times).
const PY_3_9: Costs = Costs { poll: Nanos(20), ..PY_3_12 };

/// A hundred ticks, at about 20 ns each.
const PY_2_7: Costs = Costs { drop_request: DropRequest::Never, poll: Nanos(2_000), ..PY_3_12 };

const PY_3_13: Costs = Costs { drop_request: DropRequest::OfTheHolder, ..PY_3_12 };

const PY_3_13T: Costs = Costs { free_threaded: 1400, ..PY_3_13 };

const PY_3_14: Costs = Costs {
    process: ProcessCosts {
        spawn: StartCosts { boot: Nanos::millis(48), ..PY_3_12.process.spawn },
        forkserver: StartCosts {
            server_boot: Nanos::millis(50),
            start: Nanos::micros(1_490),
            boot: Nanos::micros(1_500),
            exit: Nanos::micros(1_050),
        },
        tracker_boot: Nanos::millis(44),
        ..PY_3_12.process
    },
    ..PY_3_13
};

const PY_3_14T: Costs = Costs { free_threaded: 1080, ..PY_3_14 };
