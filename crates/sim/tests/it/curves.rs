//! Races and curves.

use crate::support::scenario;
use model::{Nanos, Runtime};

#[test]
fn the_baseline_is_sequential_whether_it_is_shown_or_not() {
    let shown = sim::race(&scenario("tasks=3&show=sequential,threads"));
    let hidden = sim::race(&scenario("tasks=3&show=threads"));
    assert_eq!(shown.baseline, Nanos::millis(300));
    assert_eq!(hidden.baseline, shown.baseline);
    assert_eq!(hidden.results, shown.results[1..]);
}

#[test]
fn more_workers_help_all_but_threads() {
    let curves = sim::sweep(&scenario("tasks=8&cpu=300&cores=4"), 4);
    let runtimes: Vec<Runtime> = curves.iter().map(|curve| curve.runtime).collect();
    assert_eq!(runtimes, [Runtime::Threads, Runtime::Processes, Runtime::Interpreters, Runtime::FreeThreads]);
    for curve in curves {
        let (one, four) = (curve.walls[0], curve.walls[3]);
        if curve.runtime == Runtime::Threads {
            assert!(four.times(100) > one.times(98), "{curve:?}");
        } else {
            assert!(one > four.times(3), "{curve:?}");
        }
    }
}

#[test]
fn a_curve_is_drawn_for_what_is_shown_and_can_be_run() {
    assert_eq!(sim::sweep(&scenario("show=sequential,asyncio"), 3), []);
    // One worker alone does not fight for the GIL; to simulate two would take too many events.
    let hard = sim::sweep(&scenario("tasks=1000&cpu=2690&workers=1&show=threads"), 8);
    assert_eq!(hard[0].walls.len(), 1);
    let long = sim::sweep(&scenario("w=io&tasks=4000&cpu=0&show=threads"), 100);
    assert!((2..100).contains(&long[0].walls.len()), "{long:?}");
}
