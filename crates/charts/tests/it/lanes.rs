//! Layout and level of detail.

use crate::art;
use charts::{CssPx, LanesPicture, View, layout};
use expect_test::{Expect, expect};
use model::{
    Cause, Clock, Cores, GilId, Lane, LaneId, LaneKind, Nanos, Outcome, ProcessId, Provenance, PythonVersion,
    Runtime, State, Trace, TraceRecorder,
};
use proptest::prelude::*;

fn show(picture: &LanesPicture) -> String {
    let mut text = format!("{} x {}\n", picture.width, picture.height);
    for row in &picture.rows {
        text += &format!("lane {} at {} high {}\n", row.lane.0, row.y, row.height);
        for mark in picture.marks.iter().filter(|mark| mark.lane == row.lane) {
            assert_eq!((mark.y, mark.height), (row.y, row.height));
            text += &format!("  {:<9} {} + {}\n", mark.state.name(), mark.x, mark.width);
        }
    }
    text
}

fn check(art: &str, view: impl Fn(&Trace) -> View, expected: Expect) {
    let trace = art::trace(Runtime::Threads, art);
    trace.check().unwrap();
    expected.assert_eq(&show(&layout(&trace, &view(&trace))));
}

#[test]
fn wide_spans_are_marks_of_their_own() {
    check(
        "main      ss......
         worker-0   rrwwrr
         worker-1   wwrr",
        |trace| View::whole([trace], CssPx(80.0)),
        expect![[r#"
            80 x 37
            lane 0 at 0 high 5
              start     0 + 20
            lane 1 at 8 high 13
              run       10 + 19
              wait-gil  30 + 19
              run       50 + 20
            lane 2 at 24 high 13
              wait-gil  10 + 19
              run       30 + 20
        "#]],
    );
}

#[test]
fn a_wait_is_one_mark_though_the_gil_changes_hands() {
    check(
        "worker-0  wwwwrr
         worker-1  rr
         worker-2    rr",
        |trace| View::whole([trace], CssPx(60.0)),
        expect![[r#"
            60 x 45
            lane 0 at 0 high 13
              wait-gil  0 + 39
              run       40 + 20
            lane 1 at 16 high 13
              run       0 + 20
            lane 2 at 32 high 13
              run       20 + 20
        "#]],
    );
}

#[test]
fn a_view_shows_its_part_only() {
    check(
        "worker-0  rrrrwwww..rr
         worker-1      rrrr",
        |_| View { start: Nanos::millis(3), end: Nanos::millis(11), width: CssPx(80.0) },
        expect![[r#"
            80 x 29
            lane 0 at 0 high 13
              run       0 + 9
              wait-gil  10 + 40
              run       70 + 10
            lane 1 at 16 high 13
              run       10 + 40
        "#]],
    );
}

#[test]
fn narrow_spans_take_their_fair_share_of_the_pixels() {
    // Twelve milliseconds on six pixels: a third of the narrow part runs.
    check(
        "worker-0  rwwrwwrwwiiii
         worker-1   r  r  r",
        |trace| View::whole([trace], CssPx(6.5)),
        expect![[r#"
            6.5 x 29
            lane 0 at 0 high 13
              run       0 + 0.5
              wait-gil  0.5 + 1
              run       1.5 + 0.5
              wait-gil  2 + 1
              run       3 + 0.5
              wait-gil  3.5 + 1
              wait-io   4.5 + 2
            lane 1 at 16 high 13
              run       0 + 1
              run       3.5 + 0.5
        "#]],
    );
}

#[test]
fn a_run_of_nothing_is_an_empty_picture() {
    let trace = art::trace(Runtime::Threads, "worker-0  ");
    for width in [0.0, 100.0] {
        let picture = layout(&trace, &View::whole([&trace], CssPx(width)));
        assert!(picture.marks.is_empty() && picture.rows.len() == 1);
    }
}

#[test]
fn many_lanes_stay_low() {
    for (lanes, most) in
        [(4, 62.0), (8, 126.0), (16, 170.0), (33, 260.0), (64, 260.0), (65, 260.0), (1000, 1001.0)]
    {
        let art: String = (0..lanes).map(|lane| format!("w-{lane:<8}rr\n")).collect();
        let trace = art::trace(Runtime::FreeThreads, &art.replace('r', "f"));
        let picture = layout(&trace, &View::whole([&trace], CssPx(100.0)));
        assert!(picture.height.0 < most, "{lanes} lanes are {} high", picture.height);
        assert_eq!(picture.marks.len(), lanes);
    }
}

#[test]
fn paths_have_all_marks_of_their_state() {
    let trace = art::trace(Runtime::Threads, "worker-0  rwrrrrrrrr\nworker-1  wrwwwwwwww");
    let paths = layout(&trace, &View::whole([&trace], CssPx(100.0))).paths();
    let text: String = paths.iter().map(|path| format!("{}: {}\n", path.state.name(), path.d)).collect();
    expect![[r#"
        run: M2.5 0h4a2.5 2.5 0 0 1 2.5 2.5v8a2.5 2.5 0 0 1 -2.5 2.5h-4a2.5 2.5 0 0 1 -2.5 -2.5v-8a2.5 2.5 0 0 1 2.5 -2.5zM22.5 0h75a2.5 2.5 0 0 1 2.5 2.5v8a2.5 2.5 0 0 1 -2.5 2.5h-75a2.5 2.5 0 0 1 -2.5 -2.5v-8a2.5 2.5 0 0 1 2.5 -2.5zM12.5 16h4a2.5 2.5 0 0 1 2.5 2.5v8a2.5 2.5 0 0 1 -2.5 2.5h-4a2.5 2.5 0 0 1 -2.5 -2.5v-8a2.5 2.5 0 0 1 2.5 -2.5z
        wait-gil: M12.5 0h4a2.5 2.5 0 0 1 2.5 2.5v8a2.5 2.5 0 0 1 -2.5 2.5h-4a2.5 2.5 0 0 1 -2.5 -2.5v-8a2.5 2.5 0 0 1 2.5 -2.5zM2.5 16h4a2.5 2.5 0 0 1 2.5 2.5v8a2.5 2.5 0 0 1 -2.5 2.5h-4a2.5 2.5 0 0 1 -2.5 -2.5v-8a2.5 2.5 0 0 1 2.5 -2.5zM22.5 16h75a2.5 2.5 0 0 1 2.5 2.5v8a2.5 2.5 0 0 1 -2.5 2.5h-75a2.5 2.5 0 0 1 -2.5 -2.5v-8a2.5 2.5 0 0 1 2.5 -2.5z
    "#]].assert_eq(&text);
}

/// A lane of the given lengths of state, in microseconds.
fn lane_of(pieces: &[(State, u64)]) -> Trace {
    let provenance = Provenance {
        runtime: Runtime::Threads,
        python: PythonVersion::V3_12,
        cores: Cores(1),
        source: "a test".into(),
    };
    let mut recorder = TraceRecorder::new(Clock::Virtual, provenance);
    let lane = |name: &str| Lane {
        name: name.into(),
        kind: LaneKind::Worker,
        process: ProcessId(0),
        gil: Some(GilId(0)),
    };
    let (first, other) = (recorder.lane(lane("worker-0")), recorder.lane(lane("worker-1")));
    let lock = recorder.lock("lock-a");
    let mut at = Nanos::ZERO;
    for (state, length) in pieces {
        match state {
            State::WaitLock => recorder.wait_for_lock(first, at, lock, other, None),
            state => recorder.enter(first, at, *state, Cause::Gil, Some(other), None),
        }
        at += Nanos::micros(*length);
    }
    recorder.finish(at, Outcome::Finished)
}

fn pieces() -> impl Strategy<Value = Vec<(State, u64)>> {
    let length = prop_oneof![4 => 1_u64..30, 1 => 30_u64..2_000];
    let state = prop::sample::select(State::ALL);
    prop::collection::vec((state, length), 1..400)
}

proptest! {
    #[test]
    fn each_state_covers_its_share(pieces in pieces(), width in 1.0..400.0_f64) {
        let trace = lane_of(&pieces);
        let view = View::whole([&trace], CssPx(width));
        let picture = layout(&trace, &view);
        let mine = || picture.marks.iter().filter(|mark| mark.lane == LaneId(0));
        prop_assert!(mine().count() as f64 <= 2.0 * width.ceil() + 2.0);
        let states = State::ALL.len() as f64;
        for state in State::ALL.iter().filter(|state| **state != State::Idle) {
            let exact: f64 = trace
                .spans(LaneId(0))
                .filter(|span| span.state == *state)
                .map(|span| view.x_of(span.len()).0)
                .sum();
            let marks = || mine().filter(|mark| mark.state == *state);
            let painted: f64 = marks().map(|mark| mark.width.0).sum();
            // A gap of at most a pixel may have been cut from every mark.
            let cut: f64 = marks().map(|mark| if mark.width.0 > 1.4 { 1.0 } else { 0.0 }).sum();
            prop_assert!(painted <= exact + 1.0 + 1e-6, "{state:?}: {painted} for {exact}");
            prop_assert!(painted + cut >= exact - states, "{state:?}: {painted} + {cut} for {exact}");
        }
    }

    #[test]
    fn marks_are_in_order_and_in_the_picture(pieces in pieces(), from in 0.0..0.9_f64, part in 0.01..0.1_f64) {
        let trace = lane_of(&pieces);
        let share = |share: f64| Nanos((trace.end.0 as f64 * share) as u64);
        let view = View { start: share(from), end: share(from + part), width: CssPx(300.0) };
        let mut edge = 0.0;
        for mark in layout(&trace, &view).marks {
            prop_assert!(mark.x.0 >= edge - 1e-6 && mark.width.0 > 0.0, "{mark:?} before {edge}");
            edge = mark.x.0 + mark.width.0;
        }
        prop_assert!(edge <= 300.0 + 1e-6);
    }

    #[test]
    fn a_hit_is_the_span_that_is_drawn_there(pieces in pieces(), width in 20.0..2_000.0_f64) {
        let trace = lane_of(&pieces);
        let view = View::whole([&trace], CssPx(width));
        let picture = layout(&trace, &view);
        for (index, span) in trace.spans(LaneId(0)).enumerate() {
            let (left, right) = (view.x_of(span.start), view.x_of(span.end));
            if (right - left).0 < 1.0 {
                continue;
            }
            let hit = picture.hit(&trace, &view, (left + right) / 2.0, CssPx(6.0));
            let drawn = span.state != State::Idle;
            prop_assert_eq!(hit, drawn.then_some(charts::SpanRef { lane: LaneId(0), index }));
        }
        for mark in &picture.marks {
            let x = mark.x + mark.width / 2.0;
            let hit = picture.hit(&trace, &view, x, mark.y + mark.height / 2.0);
            if let Some(outline) = hit.and_then(|hit| picture.outline(&trace, &view, hit)) {
                prop_assert!(outline.x <= x + CssPx(1.01) && x <= outline.x + outline.width + CssPx(1.01));
            }
        }
    }
}
