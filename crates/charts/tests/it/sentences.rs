//! Headlines, reasons and text alternatives, each from a race drawn in letters.

use crate::art;
use charts::{Phrase, headline, summary, text_alternative, why};
use expect_test::{Expect, expect};
use model::{LaneId, LockId, LockWait, Nanos, Race, RunKind, RunResult, Runtime, Scenario, trace::Outcome};

/// Stressed words in asterisks, no-break spaces as spaces.
fn said(scenario: &Scenario, race: &Race) -> String {
    let phrases = why(scenario, race).into_iter().map(|phrase| match phrase {
        Phrase::Text(text) => text,
        Phrase::Strong(text) => format!("*{text}*"),
    });
    let phrases: String = phrases.collect();
    format!("{}\n{phrases}\n", headline(scenario, race)).replace('\u{a0}', " ")
}

fn check(tasks: u32, cores: u16, baseline: u64, runs: &[(Runtime, &str)], expected: Expect) {
    expected.assert_eq(&said(&art::scenario(tasks, cores), &art::race(baseline, runs)));
}

const GIL: &str = "worker-0  rrwwwwwwrrwwwwww
                   worker-1  wwrrwwwwwwrrwwww
                   worker-2  wwwwrrwwwwwwrrww
                   worker-3  wwwwwwrrwwwwwwrr";
const FORKED: &str = "main      ss......
                      worker-0    srrrr
                      worker-1    srrrr
                      worker-2    xrrrr
                      worker-3    ssrrrr";

#[test]
fn threads_that_compute_wait_for_the_gil() {
    check(
        4,
        4,
        16,
        &[(Runtime::Threads, GIL), (Runtime::Processes, FORKED)],
        expect![[r#"
            Four threads. Four cores. Not one second saved.
            In the model, with threads, the average task waited for the GIL *75 %* of its life: 12 ms of waiting to do 4 ms of work. Processes each have a GIL of their own, so the four cores are used, at the price of 4 ms until the last one began.
        "#]],
    );
}

#[test]
fn threads_that_wait_overlap() {
    let threads = "worker-0  riiiiii\nworker-1   riiiiii\nworker-2    riiiiii";
    let asyncio = "loop      rrriiiiiirrr";
    check(
        3,
        4,
        30,
        &[(Runtime::Threads, threads), (Runtime::Asyncio, asyncio)],
        expect![[r#"
            Three threads. One GIL. 3.3 times as fast.
            In the model, with threads, waiting overlaps, since a thread that waits holds no GIL: *86 %* of their life was waiting for I/O, and the job took 9 ms instead of 30 ms. Asyncio waits for everything at once on a single thread: *2.5×* the speed of one after another.
        "#]],
    );
}

#[test]
fn c_code_lets_the_gil_go() {
    let threads = "worker-0  rfffffff\nworker-1   rfffffff";
    check(
        2,
        2,
        16,
        &[(Runtime::Threads, threads)],
        expect![[r#"
            Two threads. One GIL, let go. 1.8 times as fast.
            In the model, with threads, C code lets the GIL go while it computes: *88 %* of their life ran without it, and the job took 9 ms instead of 16 ms.
        "#]],
    );
}

#[test]
fn a_blocked_loop_is_named() {
    check(
        4,
        4,
        16,
        &[(Runtime::Asyncio, "loop      rrrrrrrrrrrrrrrr")],
        expect![[r#"
        Four tasks. Four cores. Asyncio: hardly any time saved.
        In the model, asyncio has one thread: while a task computes, the event loop and all other tasks stand still.
    "#]],
    );
}

#[test]
fn copying_can_eat_the_gain() {
    let processes = "main      xxxx....xx\nworker-0      ssxxrxx\nworker-1       ssxxrxx";
    check(
        2,
        2,
        4,
        &[(Runtime::Processes, processes)],
        expect![[r#"
        Two tasks. Two cores. Processes: slower than one after another.
        In the model, processes each have a GIL of their own, but spent *12 ms* starting up and copying data to do 2 ms of work.
    "#]],
    );
}

#[test]
fn fewer_cores_than_workers() {
    let free = "worker-0  ffffcccc\nworker-1  ffffcccc\nworker-2  ccccffff\nworker-3  ccccffff";
    check(
        4,
        2,
        16,
        &[(Runtime::FreeThreads, free)],
        expect![[r#"
        Four tasks. Two cores. Free threads: 2.0 times as fast.
        In the model, free threads have no GIL, but four workers share two cores: each waited for a core *50 %* of its life.
    "#]],
    );
}

#[test]
fn one_worker_is_alone() {
    check(
        4,
        1,
        4,
        &[(Runtime::Threads, "worker-0  rrrr")],
        expect![[r#"
            One thread. One core. One task at a time.
            In the model, a single thread has nobody to take turns with: the job took 4 ms, as one after another does.
        "#]],
    );
}

#[test]
fn sequential_only_and_slower_than_one() {
    check(
        2,
        1,
        4,
        &[(Runtime::Sequential, "main      rrrr")],
        expect![[r#"
        Two tasks. One after another.
        In the model, one task after another takes 4 ms.
    "#]],
    );
    check(
        2,
        1,
        4,
        &[(Runtime::Sequential, "main      rrrr"), (Runtime::Processes, FORKED)],
        expect![[r#"
        Two tasks. Nothing beats one after another.
        In the model, processes each have a GIL of their own, but the job took 8 ms instead of 4 ms.
    "#]],
    );
    check(
        2,
        1,
        4,
        &[(Runtime::Threads, "worker-0  rrwwrr\nworker-1  wwrrww")],
        expect![[r#"
        Two threads. One core. Slower than one.
        In the model, with threads, the average task waited for the GIL *50 %* of its life: 3 ms of waiting to do 3 ms of work.
    "#]],
    );
}

#[test]
fn nothing_is_said_of_a_race_that_was_stopped() {
    let mut race = art::race(16, &[(Runtime::Threads, GIL)]);
    race.results[0].trace.outcome = Outcome::Cancelled;
    assert!(why(&art::scenario(4, 4), &race).is_empty());
    assert_eq!(headline(&art::scenario(4, 4), &race), "The race was stopped before its end.");
    let alternative = text_alternative(&race.results[0], race.baseline);
    assert!(alternative.contains("stopped by the reader"), "{alternative}");
}

#[test]
fn a_deadlock_says_who_waits_for_whom() {
    let mut race = art::race(16, &[(Runtime::Threads, "worker-1  RRll\nworker-2  ..rr")]);
    let waits = |lane| LockWait { lane: LaneId(lane), lock: LockId(0) };
    race.results[0].trace.outcome = Outcome::Deadlock { cycle: vec![waits(0), waits(1)] };
    let alternative = text_alternative(&race.results[0], race.baseline);
    let circle = "worker-1 waits for lock-a held by worker-2, which waits for lock-a held by worker-1";
    assert!(alternative.contains(&format!(", stopped by a deadlock: {circle}. Two")), "{alternative}");
    race.results[0].trace.outcome = Outcome::Deadlock { cycle: Vec::new() };
    let alternative = text_alternative(&race.results[0], race.baseline);
    assert!(alternative.contains(", stopped by a deadlock. Two"), "{alternative}");
}

#[test]
fn a_world_that_stops_is_what_kept_free_threads_slow() {
    let free = "worker-0  ffffzzzz\nworker-1  ffzzffff";
    let race = art::race(12, &[(Runtime::FreeThreads, free)]);
    let text = said(&art::scenario(2, 4), &race);
    let alternative = text_alternative(&race.results[0], race.baseline).replace('\u{a0}', " ");
    expect![[r#"
        Two tasks. Four cores. Free threads: 1.5 times as fast.
        In the model, free threads have no GIL, but a garbage collection stops them all: *38 %* of their life was standing still for it, and the job took 8 ms instead of 12 ms.
        Free threads (model, Python 3.14t): 8 ms, 1.5× the speed of one after another. Two workers spent 63 % of their time running without a GIL, 38 % standing still for garbage collections."#]].assert_eq(&format!("{text}{alternative}"));
}

#[test]
fn a_minute_saved_is_not_called_nothing() {
    let mut race = art::race(16, &[(Runtime::Threads, GIL)]);
    race.baseline = Nanos::millis(62_000);
    race.results[0].metrics.wall = Nanos::millis(60_000);
    assert_eq!(headline(&art::scenario(4, 4), &race), "Four threads. Four cores. Hardly any time saved.");
}

#[test]
fn a_measurement_says_so() {
    let mut race = art::race(16, &[(Runtime::Threads, GIL)]);
    race.results[0].kind = RunKind::Measured;
    assert!(
        said(&art::scenario(4, 4), &race)
            .contains("\nMeasured on this device, with threads, the average task")
    );
}

#[test]
fn a_picture_in_words() {
    let race = art::race(16, &[(Runtime::Threads, GIL), (Runtime::Processes, FORKED)]);
    let texts = race.results.iter().map(|run| text_alternative(run, race.baseline) + "\n");
    expect![[r#"
        Threads (model, Python 3.12): 16 ms, 1.0× the speed of one after another. Four workers spent 25 % of their time running Python, 75 % waiting for the GIL. Of ten waits for the GIL, four began while worker-0 held it.
        Processes (model, Python 3.12): 8 ms, 2.0× the speed of one after another. Four workers spent 76 % of their time running Python, 24 % starting up and copying.
    "#]].assert_eq(&texts.collect::<String>().replace('\u{a0}', " "));
}

#[test]
fn who_hears_of_a_race_hears_its_ends() {
    let race = art::race(
        8,
        &[
            (Runtime::Sequential, "worker-0  rrrrrrrr"),
            (Runtime::FreeThreads, "worker-0  rrrr\nworker-1  rrrr"),
            (Runtime::Threads, "worker-0  rrwwrrrr\nworker-1  wwrrwwww"),
        ],
    );
    let said = |runs: &[RunResult]| summary(runs.iter()).replace('\u{a0}', " ");
    assert_eq!(said(&race.results), "The model's race, first: Free threads, 4 ms; last: Threads, 8 ms.");
    assert_eq!(said(&race.results[..1]), "The model's race: Sequential, 8 ms.");
    let measured = race.results.iter().map(|run| RunResult { kind: RunKind::Measured, ..run.clone() });
    let measured: Vec<_> = measured.collect();
    assert_eq!(said(&measured), "Measured on this device, first: Free threads, 4 ms; last: Threads, 8 ms.");
    assert_eq!(said(&measured[..1]), "Measured on this device: Sequential, 8 ms.");
    let mut stuck = race.results[0].clone();
    stuck.trace.outcome = Outcome::Deadlock { cycle: Vec::new() };
    assert_eq!(said(&[stuck]), "", "who never came to an end was neither first nor last");
}
