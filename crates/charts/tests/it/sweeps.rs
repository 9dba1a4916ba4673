//! A measured sweep beside the model: what is drawn, and what is said.

use charts::{CssPx, Sweep, measured_speedup, warnings};
use expect_test::{Expect, expect};
use model::{Capabilities, Curve, MeasuredSweep, Nanos, Prediction, RunKind, Runtime, RuntimeSet, Timed};
use proptest::prelude::*;

const SIZE: (CssPx, CssPx) = (CssPx(510.0), CssPx(230.0));

/// Times in milliseconds: of the sequential runs, and of each runtime with 1, 2, 3, ... workers, three runs each.
fn sweep(sequential: [u64; 3], curves: &[(Runtime, &[[u64; 3]])]) -> MeasuredSweep {
    let mut sweep = MeasuredSweep::default();
    let mut put = |runtime, workers, walls: [u64; 3]| {
        for wall in walls.map(Nanos::millis) {
            sweep.put(Timed { runtime, workers, wall });
        }
    };
    put(Runtime::Sequential, 1, sequential);
    for (runtime, points) in curves {
        (1..).zip(*points).for_each(|(workers, walls)| put(*runtime, workers, *walls));
    }
    sweep
}

/// With the device's own costs, against 400 ms.
fn curve(runtime: Runtime, millis: &[u64]) -> Prediction {
    let curve = Curve { runtime, walls: millis.iter().map(|wall| Nanos::millis(*wall)).collect() };
    Prediction { curve, baseline: Nanos::millis(400), of_device: true }
}

fn with<T>(
    measured: &MeasuredSweep,
    predicted: &[Prediction],
    processors: u32,
    look: impl FnOnce(&Sweep<'_>) -> T,
) -> T {
    look(&Sweep { measured, shown: RuntimeSet::ALL, predicted, processors })
}

/// Free threads on two processors, threads under the GIL beside them.
fn two_processors() -> MeasuredSweep {
    let free: &[[u64; 3]] = &[[404, 400, 420], [214, 212, 220], [213, 214, 215], [214, 213, 216]];
    let gil: &[[u64; 3]] = &[[401; 3], [408; 3], [409; 3], [410; 3]];
    sweep([400, 399, 404], &[(Runtime::Threads, gil), (Runtime::FreeThreads, free)])
}

fn model() -> Vec<Prediction> {
    vec![curve(Runtime::Threads, &[400, 402, 404, 406]), curve(Runtime::FreeThreads, &[405, 206, 208, 209])]
}

fn check(
    measured: &MeasuredSweep,
    predicted: &[Prediction],
    processors: u32,
    runtime: Runtime,
    expected: Expect,
) {
    let said = with(measured, predicted, processors, |sweep| sweep.finding(runtime));
    expected.assert_eq(&said.replace('\u{a0}', " "));
}

#[test]
fn the_device_is_held_against_the_model_where_it_has_a_processor_for_each_worker() {
    let sweep = two_processors();
    check(
        &sweep,
        &model(),
        2,
        Runtime::FreeThreads,
        expect![
            "With two workers this device reached 1.87×; its model says 1.94×: 4 % less. Amdahl's law fits with 28 % serial work; Gunther's with 0 %, and 9 % crosstalk: waiting for one of the two processors counts in."
        ],
    );
    check(
        &sweep,
        &model(),
        2,
        Runtime::Threads,
        expect![
            "With two workers this device reached 0.98×; its model says 1×: 1 % less. Amdahl's law fits with 100 % serial work; Gunther's with 100 %, and 0.9 % crosstalk: waiting for one of the two processors counts in."
        ],
    );
    check(
        &sweep,
        &model(),
        4,
        Runtime::FreeThreads,
        expect![
            "With four workers this device reached 1.87×; its model says 1.91×: 2 % less. Amdahl's law fits with 28 % serial work; Gunther's with 0 %, and 9 % crosstalk."
        ],
    );
    check(
        &sweep,
        &model(),
        1,
        Runtime::FreeThreads,
        expect![
            "With two workers this device reached 1.87×; its model says 1.94×: 4 % less. Amdahl's law fits with 28 % serial work; Gunther's with 0 %, and 9 % crosstalk: waiting for the one processor counts in."
        ],
    );
    check(
        &sweep,
        &[],
        2,
        Runtime::FreeThreads,
        expect![
            "With two workers this device reached 1.87×. Amdahl's law fits with 28 % serial work; Gunther's with 0 %, and 9 % crosstalk: waiting for one of the two processors counts in."
        ],
    );
}

#[test]
fn differences_are_said_as_large_as_they_are() {
    let measured = |millis| sweep([400; 3], &[(Runtime::FreeThreads, &[[400; 3], [millis; 3]])]);
    let predicted = [curve(Runtime::FreeThreads, &[400, 200])];
    let said = |millis, expected| check(&measured(millis), &predicted, 2, Runtime::FreeThreads, expected);
    said(
        200,
        expect![
            "With two workers this device reached 2×, as its model says. Amdahl's law fits with 0 % serial work."
        ],
    );
    said(
        199,
        expect![
            "With two workers this device reached 2.01×; its model says 2×: 1 % more. Amdahl's law fits with 0 % serial work."
        ],
    );
    said(
        160,
        expect![
            "With two workers this device reached 2.5×; its model says 2×: 25 % more. Amdahl's law fits with 0 % serial work."
        ],
    );
    said(
        90,
        expect![
            "With two workers this device reached 4.44×; its model says 2×, not half as much. Amdahl's law fits with 0 % serial work."
        ],
    );
    said(
        4_000,
        expect![
            "With two workers this device reached 0.1×; its model says 2×: 95 % less. Amdahl's law fits with 100 % serial work."
        ],
    );
}

#[test]
fn a_single_point_and_nothing_at_all_are_said_as_they_are() {
    let one = sweep([400; 3], &[(Runtime::FreeThreads, &[[410; 3]])]);
    check(
        &one,
        &model(),
        2,
        Runtime::FreeThreads,
        expect!["With one worker this device reached 0.98×; its model says 0.99×: 1 % less."],
    );
    check(&one, &model(), 2, Runtime::Threads, expect![""]);
    let nothing = MeasuredSweep::default();
    check(&nothing, &model(), 2, Runtime::FreeThreads, expect![""]);
    let picture = with(&nothing, &[], 2, |sweep| measured_speedup(sweep, SIZE));
    assert!(picture.series.is_empty());
    assert!(picture.text_alternative().ends_with("nothing was run yet."));
}

#[test]
fn measured_points_lie_over_the_dashed_model_with_their_spread_and_laws() {
    let sweep = two_processors();
    let picture = with(&sweep, &model(), 2, |sweep| measured_speedup(sweep, SIZE));
    let mut text = String::new();
    for series in &picture.series {
        let shapes = if series.shapes.is_empty() { "no shapes" } else { "shapes" };
        text +=
            &format!("{} {} {} {shapes} {}\n", series.kind.name(), series.runtime, series.dash, series.bars);
    }
    for label in &picture.labels {
        text += &format!("{} at {} {}\n", label.text, label.x, label.y);
    }
    text += &picture.text_alternative();
    expect![[r#"
        model threads 5 5 no shapes 
        model free-threads 5 5 no shapes 
        measured threads none shapes M34 154.17V154.17M161.02 155.02V155.02M288.04 155.14V155.14M415.06 155.26V155.26
        measured free-threads none shapes M34 156.42V154.05M161.02 113.17V109.75M288.04 111.06V110.19M415.06 111.49V110.19
        ideal at 423.06 10
        Amdahl's law at 423.06 96.98
        Gunther's law at 423.06 110.98
        free threads at 423.06 124.98
        threads + GIL at 423.06 155.26
        Speedup against workers, measured on this device: Threads 0.98× with four workers; Free threads 1.9× with four workers. The model: Threads 0.99× with four workers; Free threads 1.9× with four workers."#]].assert_eq(&text);
    assert!(!picture.amdahl.is_empty() && !picture.gunther.is_empty());
    let last = picture.points().last().unwrap();
    let said = last.describe();
    expect!["Free threads, four workers: 1.87× measured (1.85× to 1.88×, three runs)"].assert_eq(&said);
    assert_eq!(picture.hit(last.x, last.y).map(|point| point.kind), Some(RunKind::Measured));
}

#[test]
fn only_what_is_shown_is_drawn() {
    let measured = two_processors();
    let shown = RuntimeSet::EMPTY.with(Runtime::Threads);
    let sweep = Sweep { measured: &measured, shown, predicted: &model(), processors: 2 };
    let picture = measured_speedup(&sweep, SIZE);
    assert!(picture.series.iter().all(|series| series.runtime == Runtime::Threads));
    assert_eq!(sweep.fastest(), Some(Runtime::Threads));
}

#[test]
fn the_dashed_lines_are_named_by_the_costs_that_they_were_made_with() {
    let mut predicted = model();
    let mut check = |of_device: [bool; 2], expected: Expect| {
        predicted.iter_mut().zip(of_device).for_each(|(model, of_device)| model.of_device = of_device);
        expected.assert_eq(&with(&two_processors(), &predicted, 2, |sweep| sweep.models()));
    };
    check([true, true], expect!["the model of this device"]);
    check([false, false], expect!["the model of CPython, on two cores"]);
    check([false, true], expect!["the model of this device; for threads that of CPython, on two cores"]);
    let nothing = with(&two_processors(), &[], 2, |sweep| sweep.models());
    expect![""].assert_eq(&nothing);
    predicted = model();
    predicted[1].of_device = false;
    check_models_in_words(
        &predicted,
        expect![
            "With two workers this device reached 1.87×; the model of CPython says 1.94×: 4 % less. Amdahl's law fits with 28 % serial work; Gunther's with 0 %, and 9 % crosstalk: waiting for one of the two processors counts in."
        ],
    );
}

fn check_models_in_words(predicted: &[Prediction], expected: Expect) {
    check(&two_processors(), predicted, 2, Runtime::FreeThreads, expected);
}

fn here(processors: u32, clock_step: Nanos) -> Capabilities {
    Capabilities { isolated: true, pool: 8, processors, clock_step }
}

#[test]
fn a_calm_device_is_warned_of_nothing() {
    let calm = sweep([400, 399, 404], &[]);
    assert!(warnings(&calm, &here(2, Nanos::micros(5)), false).is_empty());
    assert!(
        warnings(&MeasuredSweep::default(), &here(1, Nanos::millis(100)), true).is_empty(),
        "nothing was run"
    );
}

#[test]
fn each_warning_is_one_short_sentence() {
    let mut said = warnings(&sweep([20, 15, 30], &[]), &here(1, Nanos::millis(1)), true);
    let mut warming = MeasuredSweep::default();
    for wall in [100, 100, 100, 120, 125, 130] {
        warming.put(Timed { runtime: Runtime::Sequential, workers: 1, wall: Nanos::millis(wall) });
    }
    said.extend(warnings(&warming, &here(2, Nanos::micros(5)), false));
    expect![[r#"
        The browser tells of one processor: tasks can wait at the same time here, but not compute.
        The clock here goes in steps of 1 ms, which is coarse for runs of 20 ms and less.
        The middle half of the sequential runs took 15 to 30 ms: this device is busy, or turned down at times.
        Measuring paused while this page was hidden.
        The sequential run became 25 % slower meanwhile: this device gets warm, or busy with other things."#]]
    .assert_eq(&said.join("\n").replace('\u{a0}', " "));
}

proptest! {
    #[test]
    fn names_never_overlap_or_leave_the_picture_however_the_curves_end(
        walls in prop::collection::vec(1_u64..3_000, 4 * 6),
        workers in 1_usize..6,
        processors in 1_u32..9,
        height in 130.0..400.0_f64,
    ) {
        let runtimes = [Runtime::Threads, Runtime::Processes, Runtime::Interpreters, Runtime::FreeThreads];
        let points: Vec<Vec<[u64; 3]>> = walls
            .chunks(6)
            .map(|walls| walls[..workers].iter().map(|wall| [*wall, wall + wall / 9, wall + 1]).collect())
            .collect();
        let curves: Vec<(Runtime, &[[u64; 3]])> =
            runtimes.into_iter().zip(&points).map(|(runtime, points)| (runtime, &points[..])).collect();
        let predicted: Vec<Prediction> =
            runtimes.into_iter().zip(walls.chunks(5)).map(|(runtime, walls)| curve(runtime, walls)).collect();
        let measured = sweep([400; 3], &curves);
        let size = (CssPx(510.0), CssPx(height));
        let picture = with(&measured, &predicted, processors, |sweep| measured_speedup(sweep, size));
        for pair in picture.labels.windows(2) {
            prop_assert!(pair[1].y.0 - pair[0].y.0 >= 14.0 - 1e-9, "{pair:?}");
        }
        for label in &picture.labels {
            prop_assert!(label.y >= picture.plot.top && label.y <= picture.plot.bottom, "{label:?}");
            prop_assert!(label.x.0 + 11.5 * 0.54 * label.text.chars().count() as f64 <= 510.0);
        }
        for point in picture.points() {
            prop_assert!(point.low <= point.speedup && point.speedup <= point.high);
            prop_assert!(point.y >= picture.plot.top && point.y <= picture.plot.bottom);
        }
        for path in [&picture.ideal, &picture.amdahl, &picture.gunther] {
            prop_assert!(!path.contains("NaN") && !path.contains("inf"), "{path}");
        }
    }
}
