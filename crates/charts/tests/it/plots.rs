//! Axes and the speedup plot.

use crate::art;
use charts::{CssPx, SpeedupPicture, View, serial_share, speedup, time_ticks};
use expect_test::{Expect, expect};
use model::{Curve, Nanos, Runtime};
use proptest::prelude::*;

fn check_ticks(start: u64, end: u64, expected: Expect) {
    let view = View { start: Nanos(start), end: Nanos(end), width: CssPx(400.0) };
    let ticks = time_ticks(&view, 6);
    let text: Vec<String> = ticks.iter().map(|tick| format!("{}@{}", tick.label, tick.x)).collect();
    expected.assert_eq(&text.join(", ").replace('\u{a0}', " "));
}

#[test]
fn time_ticks_are_round_and_in_one_unit() {
    check_ticks(0, 406_000_000, expect!["0 ms@0, 100 ms@98.52, 200 ms@197.04, 300 ms@295.57, 400 ms@394.09"]);
    check_ticks(0, 2_400_000_000, expect!["0 s@0, 0.5 s@83.33, 1 s@166.67, 1.5 s@250, 2 s@333.33"]);
    check_ticks(
        1_000_000_000,
        1_000_085_000,
        expect!["1000000 µs@0, 1000020 µs@94.12, 1000040 µs@188.24, 1000060 µs@282.35, 1000080 µs@376.47"],
    );
    check_ticks(3, 11, expect!["4 ns@50, 6 ns@150, 8 ns@250, 10 ns@350"]);
    check_ticks(5, 5, expect![[""]]);
}

fn curve(runtime: Runtime, walls: &[u64]) -> Curve {
    Curve { runtime, walls: walls.iter().map(|wall| Nanos::millis(*wall)).collect() }
}

fn mock() -> SpeedupPicture {
    let curves = [
        curve(Runtime::Threads, &[400, 402, 404, 406]),
        curve(Runtime::Processes, &[431, 231, 165, 135]),
        curve(Runtime::FreeThreads, &[432, 216, 146, 108]),
    ];
    speedup(&curves, Nanos::millis(400), 0.02, (CssPx(510.0), CssPx(210.0)))
}

#[test]
fn the_plot_of_the_default_scenario() {
    let picture = mock();
    let ticks = |ticks: &[charts::Tick]| {
        ticks.iter().map(|tick| format!("{}@{}", tick.label, tick.x)).collect::<Vec<_>>().join(", ")
    };
    let mut text = format!("{}\n{}\n", ticks(&picture.workers), ticks(&picture.speedups));
    for series in &picture.series {
        text += &format!("{} {} {}\n", series.runtime, series.dash, series.line);
    }
    for label in &picture.labels {
        text += &format!("{} at {} {}\n", label.text, label.x, label.y);
    }
    text += &picture.text_alternative();
    expect![[r#"
        1@34, 2@161.02, 3@288.04, 4 workers@415.06
        0×@184, 1×@140.5, 2×@97, 3×@53.5, 4×@10
        threads none M34 140.5L161.02 140.72L288.04 140.93L415.06 141.14
        processes 9 3 M34 143.63L161.02 108.68L288.04 78.55L415.06 55.11
        free-threads none M34 143.72L161.02 103.44L288.04 64.82L415.06 22.89
        ideal at 423.06 10
        Amdahl's limit at 423.06 24
        free threads at 423.06 38
        processes at 423.06 55.11
        threads + GIL at 423.06 141.14
        Speedup against workers: Threads 0.99× with four workers; Processes 3.0× with four workers; Free threads 3.7× with four workers."#]].assert_eq(&text);
}

#[test]
fn a_point_is_hit_from_near_and_missed_from_afar() {
    let picture = mock();
    let last = *picture.series[2].points.last().unwrap();
    assert_eq!(picture.hit(last.x + CssPx(5.0), last.y - CssPx(3.0)), Some(last));
    assert_eq!((last.runtime, last.workers), (Runtime::FreeThreads, 4));
    assert_eq!(picture.hit(CssPx(100.0), CssPx(12.0)), None);
    assert_eq!(picture.hit(CssPx(f64::NAN), CssPx(12.0)), None);
}

#[test]
fn an_empty_plot_and_a_single_worker_are_drawn_all_the_same() {
    let empty = speedup(&[], Nanos::ZERO, 0.0, (CssPx(300.0), CssPx(200.0)));
    assert!(empty.series.is_empty() && !empty.ideal.contains("NaN") && !empty.amdahl.contains("NaN"));
    let one = speedup(&[curve(Runtime::Threads, &[0])], Nanos::millis(1), 2.0, (CssPx(0.0), CssPx(0.0)));
    assert!(one.series.is_empty() && !one.amdahl.contains("NaN"), "{}", one.amdahl);
}

#[test]
fn the_serial_share_is_what_the_main_thread_does() {
    let free = "main      ss.x..\nhelper     xx\nworker-0    ffff\nworker-1    iiii";
    let race = art::race(8, &[(Runtime::FreeThreads, free)]);
    let share = serial_share(&art::scenario(2, 2), &race);
    // 0 to 4 ms: start, start and copy at once, copy, copy; beside 8 ms of tasks.
    assert!((share.share - 4.0 / 12.0).abs() < 1e-12, "{}", share.share);
    expect!["Amdahl's law for 33 % serial work: 4 ms of starting, handing out and copying, one thing after another, beside 8 ms of tasks, taken from the free threads run (model)."].assert_eq(&share.caption.replace('\u{a0}', " "));
    assert_eq!(serial_share(&art::scenario(2, 2), &art::race(8, &[])).share, 0.0);
}

#[test]
fn the_last_tick_never_touches_the_one_before() {
    for (workers, width) in (1..=64).flat_map(|workers| [320.0, 510.0, 900.0].map(|width| (workers, width))) {
        let curve = curve(Runtime::Threads, &vec![400; workers]);
        let picture = speedup(&[curve], Nanos::millis(400), 0.1, (CssPx(width), CssPx(230.0)));
        let half = |tick: &charts::Tick| 11.5 * 0.54 * tick.label.len() as f64 / 2.0;
        for pair in picture.workers.windows(2) {
            let gap = pair[1].x.0 - half(&pair[1]) - (pair[0].x.0 + half(&pair[0]));
            assert!(gap >= 5.0, "{} and {} of {workers} at {width}", pair[0].label, pair[1].label);
        }
    }
}

proptest! {
    #[test]
    fn names_never_overlap_or_leave_the_picture(
        ends in prop::collection::vec(1_u64..2_000, 1..6),
        workers in 1_usize..64,
        serial in 0.0..1.0_f64,
        height in 80.0..400.0_f64,
    ) {
        let runtimes = Runtime::ALL.into_iter().zip(&ends);
        let curves: Vec<Curve> = runtimes.map(|(runtime, end)| curve(runtime, &vec![*end; workers])).collect();
        let picture = speedup(&curves, Nanos::millis(400), serial, (CssPx(510.0), CssPx(height)));
        prop_assert!(!picture.labels.is_empty());
        for pair in picture.labels.windows(2) {
            prop_assert!(pair[1].y.0 - pair[0].y.0 >= 14.0 - 1e-9, "{pair:?}");
        }
        for label in &picture.labels {
            prop_assert!(label.y >= picture.plot.top && label.y <= picture.plot.bottom, "{label:?}");
            prop_assert!(label.x.0 + 11.5 * 0.54 * label.text.chars().count() as f64 <= 510.0);
        }
        for point in picture.series.iter().flat_map(|series| &series.points) {
            prop_assert!(point.x >= picture.plot.left && point.x <= picture.plot.right + CssPx(1e-6));
            prop_assert!(point.y >= picture.plot.top && point.y <= picture.plot.bottom);
            let hit = picture.hit(point.x, point.y).unwrap();
            prop_assert!((hit.x, hit.y) == (point.x, point.y), "another point is nearer than none");
        }
    }

    #[test]
    fn ticks_are_within_their_axis(start in 0_u64..1 << 50, length in 0_u64..1 << 50, max in 0_usize..20) {
        let view = View { start: Nanos(start), end: Nanos(start + length), width: CssPx(400.0) };
        let ticks = time_ticks(&view, max);
        prop_assert!(ticks.len() <= max + 1);
        prop_assert!(ticks.iter().all(|tick| (0.0..=400.0).contains(&tick.x.0)));
        prop_assert!(ticks.windows(2).all(|pair| pair[0].label != pair[1].label), "{ticks:?}");
    }
}
