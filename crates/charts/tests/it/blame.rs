//! Who is in the way: the arrows of a wait, and the rows that add waits up.

use crate::art;
use charts::{ArrowKind, CssPx, SpanRef, View, arrows, blame_rows, layout};
use expect_test::{Expect, expect};
use model::{LaneId, Nanos, Runtime, Trace};
use std::fmt::Write as _;

const TURNS: &str = "worker-0  rrwwr.
                     worker-1  wwrrii
                     worker-2  wwwwwr";

const LOCK: &str = "worker-0  RRR...
                    worker-1  lllRR.
                    worker-2   llllR";

/// The arrows of a lane's span, a millisecond 10 px wide, as their ends.
fn check(trace: &Trace, lane: u16, index: usize, from: u64, expected: Expect) {
    let (start, end) = (Nanos::millis(from), Nanos::millis(6));
    let view = View { start, end, width: CssPx(10.0 * (6 - from) as f64) };
    let picture = layout(trace, &view);
    let mut said = String::new();
    for arrow in arrows(&picture, trace, &view, SpanRef { lane: LaneId(lane), index }) {
        let kind = match arrow.kind {
            ArrowKind::WaitsFor => "waits for",
            ArrowKind::GotFrom => "got from",
        };
        let holder = &trace.lanes()[arrow.holder.index()].name;
        writeln!(said, "{kind} {holder}: x {}, y {} to {}", arrow.x, arrow.from, arrow.to).unwrap();
    }
    expected.assert_eq(&said);
}

#[test]
fn a_wait_points_at_its_holder_and_at_who_ended_it() {
    let trace = art::trace(Runtime::Threads, TURNS);
    check(
        &trace,
        1,
        0,
        0,
        expect![[r#"
        waits for worker-0: x 0, y 22.5 to 6.5
        got from worker-0: x 20, y 6.5 to 22.5
    "#]],
    );
    check(
        &trace,
        0,
        1,
        0,
        expect![[r#"
        waits for worker-1: x 20, y 6.5 to 22.5
        got from worker-1: x 40, y 22.5 to 6.5
    "#]],
    );
    check(&trace, 1, 1, 0, expect![[""]]);
}

#[test]
fn a_wait_that_began_out_of_sight_points_at_who_is_in_the_way_then() {
    let trace = art::trace(Runtime::Threads, TURNS);
    check(
        &trace,
        0,
        1,
        3,
        expect![[r#"
        waits for worker-1: x 0, y 6.5 to 22.5
        got from worker-1: x 10, y 22.5 to 6.5
    "#]],
    );
}

#[test]
fn a_wait_for_a_lock_points_at_the_lock_s_holder() {
    let trace = art::trace(Runtime::Threads, LOCK);
    check(
        &trace,
        1,
        0,
        0,
        expect![[r#"
        waits for worker-0: x 0, y 22.5 to 6.5
        got from worker-0: x 30, y 6.5 to 22.5
    "#]],
    );
    check(
        &trace,
        2,
        0,
        0,
        expect![[r#"
        waits for worker-0: x 10, y 38.5 to 6.5
        got from worker-1: x 50, y 22.5 to 38.5
    "#]],
    );
}

#[test]
fn an_arrow_is_a_shaft_with_a_head() {
    let trace = art::trace(Runtime::Threads, TURNS);
    let view = View::whole([&trace], CssPx(60.0));
    let picture = layout(&trace, &view);
    let arrows = arrows(&picture, &trace, &view, SpanRef { lane: LaneId(0), index: 1 });
    let paths: Vec<String> = arrows.iter().map(charts::Arrow::path).collect();
    expect![[r#"
        M20 6.5V22.5M16.5 17.5L20 22.5L23.5 17.5
        M40 22.5V6.5M36.5 11.5L40 6.5L43.5 11.5"#]]
    .assert_eq(&paths.join("\n"));
}

/// Who was woken after it, or is on the way to stand still, waits for nobody.
#[test]
fn a_stopped_world_is_the_collectors_doing() {
    let trace = art::trace(Runtime::FreeThreads, "worker-0  ffgggff\nworker-1  ffzzzzf\nworker-2  fffzzff");
    let rows = blame_rows(&trace, 3);
    let lines: Vec<String> = rows.iter().map(|row| format!("{row}.\n").replace('\u{a0}', " ")).collect();
    expect![[r#"
        worker-0 kept others standing still for a garbage collection 5 ms in all, in two waits.
        threads took 1 ms in all to stop for a garbage collection and to wake up after it.
    "#]]
    .assert_eq(&lines.concat());
    let view = View::whole([&trace], CssPx(70.0));
    let picture = layout(&trace, &view);
    let arrows = arrows(&picture, &trace, &view, SpanRef { lane: LaneId(1), index: 1 });
    let said: Vec<_> = arrows.iter().map(|arrow| (arrow.kind, arrow.holder, arrow.at)).collect();
    let holder = LaneId(0);
    let from = (ArrowKind::WaitsFor, holder, Nanos::millis(2));
    assert_eq!(said, [from, (ArrowKind::GotFrom, holder, Nanos::millis(6))]);
}

#[test]
fn what_everyone_cost_the_others_adds_up() {
    let said = |art| {
        let rows = blame_rows(&art::trace(Runtime::Threads, art), 3);
        let lines: Vec<String> = rows.iter().map(|row| format!("{row}.\n").replace('\u{a0}', " ")).collect();
        lines.concat()
    };
    expect![[r#"
        worker-0 kept others waiting for the GIL 5 ms in all; two waits began while it had it.
        worker-1 kept others waiting for the GIL 4 ms in all; one wait began while it had it.
    "#]]
    .assert_eq(&said(TURNS));
    expect![[r#"
        worker-0 kept others waiting for lock-a 5 ms in all; two waits began while it had it.
        worker-1 kept others waiting for lock-a 2 ms in all; no waits began while it had it.
    "#]]
    .assert_eq(&said(LOCK));
    expect![[r#"
        worker-0 kept others waiting for the GIL 1 ms in all; one wait began while it had it.
        threads waited 1 ms in all for the GIL while nobody had it yet.
        threads waited for a core 1 ms in all.
    "#]]
    .assert_eq(&said("worker-0  rr.rr\nworker-1  cwwii"));
}
