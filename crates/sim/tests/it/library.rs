//! What the scenarios of the library claim is what comes out of them.

use model::{Nanos, Outcome, Preset, RunResult, Runtime, Scenario, State, TaskId};
use sim::run;

fn scenario(preset: &str) -> Scenario {
    Preset::from_name(preset).and_then(Preset::scenario).unwrap_or_else(|| panic!("no preset {preset}"))
}

fn runs<const N: usize>(preset: &str, runtimes: [Runtime; N]) -> [RunResult; N] {
    let scenario = scenario(preset);
    runtimes.map(|runtime| {
        assert!(scenario.runtimes.contains(runtime), "{preset} does not show {runtime}");
        run(&scenario, runtime)
    })
}

/// How many times faster the second is than the first.
fn gain<const N: usize>(runs: &[RunResult; N], of: usize) -> f64 {
    let ended = |run: &RunResult| assert_eq!(run.trace.outcome, Outcome::Finished);
    runs.iter().for_each(ended);
    runs[of].metrics.speedup(runs[0].metrics.wall)
}

/// When a task was finished.
fn finished(run: &RunResult, task: u32) -> Nanos {
    let mut spans = run.trace.lane_ids().flat_map(|(id, _)| run.trace.spans(id));
    let last = spans.by_ref().filter(|span| span.task == Some(TaskId(task))).map(|span| span.end).max();
    last.unwrap_or_else(|| panic!("no task {task}"))
}

fn assert_about(value: f64, range: std::ops::Range<f64>) {
    assert!(range.contains(&value), "{value} is not in {range:?}");
}

#[test]
fn computing_threads_gain_nothing() {
    assert_about(gain(&runs("gil-battle", [Runtime::Sequential, Runtime::Threads]), 1), 0.95..1.01);
}

/// A call beside one computing thread takes an interval, beside two about twice as long.
#[test]
fn an_io_call_waits_an_interval_for_each_thread_that_computes() {
    let call = |preset: &str| {
        let [threads] = runs(preset, [Runtime::Threads]);
        finished(&threads, scenario(preset).workload.hogs).as_millis_f64() / 100.0
    };
    let (one, two, short) = (call("convoy"), call("two-hogs"), call("short-interval"));
    assert_about(one, 5.2..5.7);
    assert_about(two / one, 1.6..2.6);
    assert_about(one / short, 9.0..30.0);
    let [sequential, threads] = runs("short-interval", [Runtime::Sequential, Runtime::Threads]);
    assert_about(gain(&[sequential, threads], 1), 0.95..1.1);
}

#[test]
fn a_longer_interval_means_fewer_switches_and_no_more_speed() {
    let long = runs("long-interval", [Runtime::Sequential, Runtime::Threads]);
    assert_about(gain(&long, 1), 0.95..1.01);
    let mut draft = scenario("long-interval").draft();
    draft.interval = Nanos::millis(5);
    let usual = run(&draft.build().unwrap(), Runtime::Threads);
    assert_about(usual.metrics.switches as f64 / long[1].metrics.switches as f64, 7.0..12.0);
}

/// Its 20 pieces of 0.1 ms and waits of 1 ms take 22 ms alone.
#[test]
fn nobody_has_priority() {
    let [threads] = runs("nobody-first", [Runtime::Threads]);
    assert!(finished(&threads, 8) > Nanos::millis(500), "{:?}", finished(&threads, 8));
}

#[test]
fn what_a_c_function_does_with_the_gil_decides() {
    let gain = |preset| gain(&runs(preset, [Runtime::Sequential, Runtime::Threads]), 1);
    assert_about(gain("c-drops-gil"), 3.5..4.01);
    assert_about(gain("c-keeps-gil"), 0.95..1.01);
    assert_about(gain("small-blocks"), 0.95..1.01);
}

#[test]
fn waits_overlap_as_far_as_there_are_threads() {
    assert_about(gain(&runs("waiting-together", [Runtime::Sequential, Runtime::Threads]), 1), 70.0..100.0);
    let small = runs("pool-too-small", [Runtime::Sequential, Runtime::Threads, Runtime::Asyncio]);
    assert_about(small[1].metrics.wall.as_millis_f64(), 800.0..820.0);
    assert_about(small[2].metrics.wall.as_millis_f64(), 100.0..104.0);
}

#[test]
fn a_lock_held_most_of_the_time_leaves_nothing_to_gain() {
    let runs = runs("lock-convoy", [Runtime::Sequential, Runtime::Threads, Runtime::FreeThreads]);
    assert_about(gain(&runs, 1), 0.9..1.05);
    assert_about(gain(&runs, 2), 0.9..1.15);
    assert!(runs[2].metrics.share(State::WaitLock) > 0.5);
}

#[test]
fn locks_in_opposite_orders_deadlock_and_in_the_same_order_do_not() {
    let shown = [Runtime::Threads, Runtime::FreeThreads];
    for run in runs("deadlock", shown) {
        let Outcome::Deadlock { cycle } = &run.trace.outcome else { panic!("{:?}", run.trace.outcome) };
        assert_eq!(cycle.len(), 2, "{cycle:?}");
        assert_eq!(run.speedup(Nanos::millis(200)), None);
    }
    for run in runs("lock-order", shown) {
        assert_eq!(run.trace.outcome, Outcome::Finished);
    }
}

#[test]
fn without_a_gil_threads_use_the_cores_unless_they_share() {
    let free = runs("free-threads", [Runtime::Sequential, Runtime::Threads, Runtime::FreeThreads]);
    assert_about(gain(&free, 1), 0.95..1.01);
    assert_about(gain(&free, 2), 3.3..4.0);
    assert_about(gain(&runs("contended-list", [Runtime::Sequential, Runtime::FreeThreads]), 1), 0.3..0.99);
    let hyper = runs("hyper-threads", [Runtime::Sequential, Runtime::FreeThreads, Runtime::Processes]);
    assert_about(gain(&hyper, 1), 4.0..5.0);
    assert_about(gain(&hyper, 2), 4.0..5.0);
}

/// Of 800 ms the threads share 400; the forty collections of 10 ms come one after another.
#[test]
fn a_collection_stops_all_free_threads_but_no_process() {
    let runs = runs("stop-the-world", [Runtime::Sequential, Runtime::Processes, Runtime::FreeThreads]);
    assert_about(gain(&runs, 1), 2.8..4.0);
    assert_about(gain(&runs, 2), 1.4..1.65);
    assert_about(runs[2].metrics.share(State::WaitWorld), 0.5..0.65);
    assert!(runs[2].metrics.wall > Nanos::millis(500), "{:?}", runs[2].metrics.wall);
    let mut draft = scenario("stop-the-world").draft();
    draft.workload.collection = Nanos::ZERO;
    let without = draft.build().unwrap();
    let walls =
        [Runtime::Sequential, Runtime::FreeThreads].map(|runtime| run(&without, runtime).metrics.wall);
    assert_about(walls[0].0 as f64 / walls[1].0 as f64, 3.3..4.0);
}

#[test]
fn processes_pay_for_long_work_only() {
    let gain = |preset| gain(&runs(preset, [Runtime::Sequential, Runtime::Processes]), 1);
    assert_about(gain("processes-pay"), 3.5..4.0);
    assert!(gain("too-little-work") < 0.7);
    let many = scenario("too-many-processes");
    let mut few = many.draft();
    few.workers = Some(4);
    let walls = [many, few.build().unwrap()].map(|scenario| run(&scenario, Runtime::Processes).metrics.wall);
    assert!(walls[0].0 > walls[1].0 * 5 / 4, "{walls:?}");
}

#[test]
fn pickling_eats_the_gain_and_sharing_does_not() {
    let shown = [Runtime::Sequential, Runtime::Processes, Runtime::Interpreters, Runtime::FreeThreads];
    let pickled = runs("pickling", shown);
    assert!(gain(&pickled, 1) < 0.95);
    assert!(gain(&pickled, 3) > 3.0);
    let bytes = runs("interpreters", [Runtime::Sequential, Runtime::Processes, Runtime::Interpreters]);
    assert!(bytes[2].metrics.wall < bytes[1].metrics.wall);
    assert!(bytes[2].metrics.time_in(State::Copy).0 * 10 < bytes[1].metrics.time_in(State::Copy).0);
}

#[test]
fn connections_overlap_on_one_loop() {
    for run in runs("one-connection", Runtime::ALL) {
        assert!(run.metrics.wall >= Nanos::millis(100), "{}", run.runtime);
    }
    let ten = runs("ten-connections", [Runtime::Sequential, Runtime::Threads, Runtime::Asyncio]);
    assert_about(gain(&ten, 1), 9.0..10.0);
    assert_about(gain(&ten, 2), 9.0..10.0);
    let thousand = runs("thousand-connections", [Runtime::Threads, Runtime::Asyncio]);
    assert_about(thousand[0].metrics.wall.as_millis_f64(), 12_500.0..12_900.0);
    assert_about(thousand[1].metrics.wall.as_millis_f64(), 100.0..130.0);
    let [ten_thousand] = runs("ten-thousand-connections", [Runtime::Asyncio]);
    assert_about(ten_thousand.metrics.wall.as_millis_f64(), 1_000.0..1_200.0);
    assert_eq!(ten_thousand.metrics.tasks, 10_000);
}

/// Ten tasks that only wait are done after 100 ms and a little; on a blocked loop not before 300 ms.
#[test]
fn who_computes_on_the_loop_holds_up_everyone() {
    let [threads, asyncio] = runs("blocked-loop", [Runtime::Threads, Runtime::Asyncio]);
    let mean = |run: &RunResult| (1..=10).map(|task| finished(run, task).as_millis_f64()).sum::<f64>() / 10.0;
    assert!(mean(&threads) < 180.0, "{}", mean(&threads));
    assert!(mean(&asyncio) > 300.0, "{}", mean(&asyncio));
}

#[test]
fn a_call_that_blocks_blocks_the_loop_and_threads_rescue_it() {
    let wall = |preset| runs(preset, [Runtime::Asyncio])[0].metrics.wall.as_millis_f64();
    assert_about(wall("blocking-sleep"), 1_000.0..1_010.0);
    assert_about(wall("to-thread"), 100.0..105.0);
}

#[test]
fn a_semaphore_makes_rounds() {
    let wall = runs("semaphore", [Runtime::Asyncio])[0].metrics.wall.as_millis_f64();
    assert_about(wall, 1_000.0..1_030.0);
}

/// What is left is filling the blocks, in the parent.
#[test]
fn shared_memory_is_not_pickled() {
    assert_about(gain(&runs("shared-memory", [Runtime::Sequential, Runtime::Processes]), 1), 1.3..2.0);
}

#[test]
fn chunks_pay_for_many_small_tasks() {
    let single = runs("one-by-one", [Runtime::Sequential, Runtime::Processes]);
    let chunks = runs("chunksize", [Runtime::Sequential, Runtime::Processes]);
    assert!(gain(&single, 1) < 0.6, "{}", gain(&single, 1));
    assert!(gain(&chunks, 1) > 2.0, "{}", gain(&chunks, 1));
}

#[test]
fn a_spawned_process_boots_a_python() {
    let mut draft = scenario("spawn").draft();
    let spawned = run(&draft.clone().build().unwrap(), Runtime::Processes);
    draft.start = None;
    let forked = run(&draft.build().unwrap(), Runtime::Processes);
    assert!(spawned.metrics.wall > forked.metrics.wall + Nanos::millis(50), "{:?}", spawned.metrics.wall);
}

#[test]
fn whether_an_update_is_lost_depends_on_version_and_statement() {
    let lost = |preset, runtime| {
        let counter = runs(preset, [runtime])[0].metrics.counter.expect("a job that counts");
        assert_eq!((counter.expected, counter.variables), (600_000, 1), "{preset}");
        counter.lost()
    };
    assert!(lost("lost-update", Runtime::Threads) > 10_000);
    assert_eq!(lost("lost-update", Runtime::Sequential), 0);
    assert_eq!(lost("no-lost-update", Runtime::Threads), 0);
    assert!(lost("lost-update-call", Runtime::Threads) > 10_000);
    assert!(lost("lost-update-free", Runtime::FreeThreads) > 10_000);
}

/// A claim without a test is no claim: every preset is named in this file.
#[test]
fn every_preset_is_held_to_its_truth() {
    let tests = include_str!("library.rs");
    for preset in Preset::ALL {
        assert!(
            tests.contains(&format!("\"{}\"", preset.name)),
            "nothing holds {} to its truth",
            preset.name
        );
    }
}
