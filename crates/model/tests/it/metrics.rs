//! Figures computed by hand from small traces.

use super::{enter, lane, recorder};
use model::trace::InstantKind;
use model::{Metrics, Nanos, Outcome, State, Trace};

/// ```text
/// a  RRRR....RR      ms 0-4 and 8-10
/// b  ....RRRR        ms 4-8
/// ```
fn two_threads() -> Trace {
    let mut rec = recorder();
    let (a, b) = (lane(&mut rec, "a", Some(0)), lane(&mut rec, "b", Some(0)));
    enter(&mut rec, a, 0, State::Run, None);
    enter(&mut rec, b, 0, State::WaitGil, Some(a));
    enter(&mut rec, a, 4, State::WaitGil, Some(b));
    enter(&mut rec, b, 4, State::Run, None);
    rec.leave(b, Nanos::millis(8));
    enter(&mut rec, a, 8, State::Run, None);
    rec.instant(Nanos::millis(8), b, InstantKind::TaskDone);
    rec.instant(Nanos::millis(10), a, InstantKind::TaskDone);
    rec.demand(Nanos::millis(10));
    rec.finish(Nanos::millis(10), Outcome::Finished)
}

#[test]
fn two_threads_add_up() {
    let trace = two_threads();
    trace.check().expect("a good trace");
    let metrics = Metrics::of(&trace);
    assert_eq!((metrics.wall, metrics.cpu), (Nanos::millis(10), Nanos::millis(10)));
    assert_eq!((metrics.switches, metrics.tasks), (2, 2));
    assert_eq!(metrics.life, Nanos::millis(18));
    assert!((metrics.share(State::WaitGil) - 8.0 / 18.0).abs() < 1e-12);
    assert!((metrics.speedup(Nanos::millis(20)) - 2.0).abs() < 1e-12);
    assert!((metrics.efficiency(Nanos::millis(20), 2) - 1.0).abs() < 1e-12);
    assert!((metrics.core_utilisation() - 0.5).abs() < 1e-12);
    assert!((metrics.throughput() - 200.0).abs() < 1e-9);
}

#[test]
fn latencies_are_exact_by_nearest_rank() {
    let metrics = Metrics::of(&two_threads());
    let at = |percent| metrics.latency(percent);
    assert_eq!([at(0), at(50), at(51), at(100)], [8, 8, 10, 10].map(|ms| Some(Nanos::millis(ms))));
}

#[test]
fn an_empty_trace_has_no_figures_and_divides_by_nothing() {
    let metrics = Metrics::of(&recorder().finish(Nanos::ZERO, Outcome::Finished));
    assert_eq!((metrics.latency(50), metrics.tasks), (None, 0));
    assert_eq!(metrics.share(State::Run) + metrics.speedup(Nanos::millis(1)) + metrics.throughput(), 0.0);
}
