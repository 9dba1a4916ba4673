//! What can happen to the state.

use crate::fixture;
use charts::SpanRef;
use model::lab::Knobs;
use model::scenario::Field;
use model::{
    Capabilities, LaneId, Measurements, Nanos, Prediction, Repeated, RunKind, Runtime, Scenario, Timed,
    WorkloadKind,
};
use ui::state::{
    Action, Edit, Engine, Gesture, LabAction, Measured, Measurement, Outcome, Pointed, State, Zoom, reduce,
};

fn start() -> State {
    State::new(Some(fixture::snapshot()))
}

fn after(actions: impl IntoIterator<Item = Action>) -> State {
    actions.into_iter().fold(start(), |state, action| reduce(&state, action))
}

fn ready() -> Action {
    let clock_step = Nanos::micros(5);
    Action::EngineReady(Capabilities { isolated: true, pool: 2, processors: 2, clock_step })
}

fn tasks(tasks: u64, gesture: Gesture) -> Action {
    Action::Edit(Edit::Number(Field::Tasks, tasks), gesture)
}

#[test]
fn the_word_for_the_page_says_where_it_is() {
    let word = |actions: Vec<Action>| after(actions).word();
    assert_eq!(word(vec![]), "loading");
    assert_eq!(word(vec![ready()]), "ready");
    assert_eq!(word(vec![ready(), tasks(5, Gesture::Done)]), "running");
    assert_eq!(word(vec![ready(), Action::Measure]), "running");
    assert_eq!(word(vec![ready(), Action::Measure, Action::Cancel]), "ready");
    assert_eq!(word(vec![ready(), Action::EngineBroke("trap".into())]), "error");
    assert_eq!(
        word(vec![ready(), Action::EngineBroke("trap".into()), ready()]),
        "error",
        "it was not read yet"
    );
    assert_eq!(word(vec![ready(), Action::EngineBroke("trap".into()), ready(), Action::Dismiss]), "ready");
    assert_eq!(word(vec![Action::EngineAbsent("no worker".into())]), "error");
}

#[test]
fn a_gesture_is_one_entry_of_the_history() {
    let mut state = start();
    for value in [5, 6, 7] {
        state = reduce(&state, tasks(value, Gesture::Moving));
        assert_eq!(state.address.entries, 1);
        assert_eq!(state.address.query, format!("v=1&tasks={value}"));
    }
    state = reduce(&state, tasks(7, Gesture::Done));
    assert_eq!(state.address.entries, 1, "letting go is no step of its own");
    state = reduce(&state, tasks(8, Gesture::Moving));
    assert_eq!(state.address.entries, 2, "the next gesture is");
    state = reduce(&state, Action::Edit(Edit::Kind(WorkloadKind::Io), Gesture::Done));
    assert_eq!(state.address.entries, 3);
    state = reduce(&state, Action::Edit(Edit::Kind(WorkloadKind::Io), Gesture::Done));
    assert_eq!(state.address.entries, 3, "what changes nothing is no step");
}

#[test]
fn how_the_race_is_looked_at_is_in_the_link_and_comes_back() {
    let zoomed = Action::Zoom(Zoom::WHOLE.by(0.5, 0.5));
    let state = after([zoomed, Action::Select(Runtime::Processes)]);
    assert_eq!((state.address.entries, state.address.query.as_str()), (2, "v=1&zoom=25-75&code=processes"));
    let lab = Knobs { threads: 3, ..state.lab.knobs };
    let state = reduce(&state, Action::Lab(LabAction::Turn(lab)));
    assert_eq!(state.address.query, "v=1&zoom=25-75&code=processes&lab-threads=3");
    let opened = after([Action::Open(state.address.query.clone())]);
    assert_eq!(
        (opened.zoom, opened.selected, opened.lab.knobs),
        (state.zoom, state.selected, state.lab.knobs)
    );
    assert_eq!(opened.query(), state.query());
    let back = reduce(&opened, Action::Open(String::new()));
    assert_eq!((back.zoom, back.selected, back.query()), (Zoom::WHOLE, Runtime::Threads, String::new()));
    assert_eq!(back.lab.knobs, start().lab.knobs);
}

#[test]
fn zooming_until_something_else_is_done_is_one_entry() {
    let mut state = start();
    for step in 1..50 {
        state = reduce(&state, Action::Zoom(Zoom::WHOLE.by(1.0 / f64::from(step), 0.3)));
    }
    assert_eq!(state.address.entries, 1);
    state = reduce(&state, tasks(5, Gesture::Done));
    state = reduce(&state, Action::Zoom(state.zoom.pan(-0.5)));
    assert_eq!(state.address.entries, 3);
    assert!(state.address.query.starts_with("v=1&tasks=5&zoom="), "{}", state.address.query);
    let again = reduce(&state, Action::Zoom(state.zoom));
    assert_eq!(again.address, state.address, "what changes nothing is no step");
}

#[test]
fn a_scenario_without_the_chosen_runtime_shows_the_python_of_another() {
    let state = after([Action::Select(Runtime::Processes), Action::Follow("show=sequential,asyncio".into())]);
    assert_eq!((state.selected, state.query().as_str()), (Runtime::Asyncio, "v=1&show=sequential,asyncio"));
    let state = after([Action::Open("show=asyncio&code=processes".into())]);
    assert_eq!((state.selected, state.notes.len()), (Runtime::Asyncio, 1));
}

#[test]
fn the_laboratorys_interval_is_the_scenarios_unless_it_is_turned() {
    let state = after([Action::Open("interval=1".into())]);
    assert_eq!((state.lab.knobs.interval, state.query().as_str()), (Nanos::millis(1), "v=1&interval=1"));
    let state = after([Action::Open("interval=1&lab-interval=5".into())]);
    assert_eq!(
        (state.lab.knobs.interval, state.query().as_str()),
        (Nanos::millis(5), "v=1&interval=1&lab-interval=5")
    );
}

#[test]
fn opening_a_link_adds_no_entry_and_says_what_it_mended() {
    let state = after([Action::Open("?tasks=9&py=9.9&<script>=1".into())]);
    assert_eq!((state.address.entries, state.address.query.as_str()), (0, "v=1&tasks=9"));
    assert_eq!(state.notes.len(), 2, "{:?}", state.notes);
    assert!(after([Action::Open("?py=9.9".into()), tasks(5, Gesture::Done)]).notes.is_empty());
}

#[test]
fn what_is_too_much_work_is_refused_with_the_numbers_and_changes_nothing() {
    let state = after([Action::Open("?tasks=10000&cpu=60000&interval=0.001".into())]);
    assert_eq!(state.scenario, Scenario::default());
    let said = state.refusal.expect("a refusal");
    assert!(said.contains("the limit is 4,000,000"), "{said}");
    assert!(said.ends_with("The last good scenario is shown instead."), "{said}");
    let heavy = [
        Edit::Number(Field::Cpu, 60_000_000_000),
        Edit::Number(Field::Tasks, 10_000),
        Edit::Number(Field::Interval, 1_000),
    ];
    let state = after(heavy.map(|edit| Action::Edit(edit, Gesture::Done)));
    assert!(state.refusal.is_some());
    assert_eq!(state.scenario.interval, Nanos::millis(5));
}

#[test]
fn measured_numbers_never_stay_for_another_scenario() {
    let measured = [
        ready(),
        Action::Measure,
        Action::Measured(fixture::measured(Runtime::Sequential), Nanos::millis(400), fixture::walls()),
        Action::Unmeasured(Runtime::Processes, "model only".into()),
        Action::Finished,
    ];
    let state = after(measured.clone());
    assert!(
        state.measured.of(Runtime::Sequential).is_some() && state.measured.of(Runtime::Processes).is_some()
    );
    let toggled = reduce(&state, Action::Edit(Edit::Toggle(Runtime::Asyncio), Gesture::Done));
    assert_eq!(toggled.measured, state.measured, "which rows are shown changes no number");
    let edited = reduce(&state, tasks(5, Gesture::Done));
    assert!(edited.measured.of(Runtime::Sequential).is_none());
}

/// Two runs of a sweep: sequential, and two free threads in half of the time.
fn timed() -> Action {
    let run = |runtime, workers, millis| Timed { runtime, workers, wall: Nanos::millis(millis) };
    Action::Timed(vec![run(Runtime::Sequential, 1, 400), run(Runtime::FreeThreads, 2, 200)])
}

#[test]
fn a_measured_curve_grows_and_never_stays_for_another_scenario() {
    let [curve] = fixture::curves().try_into().expect("one curve");
    let predicted =
        Action::Predicted(vec![Prediction { curve, baseline: Nanos::millis(401), of_device: true }]);
    let reason = Action::Unmeasured(Runtime::Processes, "model only".into());
    let state = after([ready(), Action::MeasureSweep, reason, predicted, timed(), timed(), Action::Finished]);
    let points = |state: &State| state.sweep.measured.curve(Runtime::FreeThreads).count();
    assert_eq!(state.sweep.progress, Measurement::Finished);
    assert_eq!(state.sweep.measured.baseline().map(|runs| runs.walls().len()), Some(2));
    assert_eq!((points(&state), state.sweep.predicted.len()), (1, 1));
    assert_eq!(state.sweep.unmeasured.len(), 1);
    assert!(state.measured.of(Runtime::Processes).is_none(), "the race was not measured");
    let toggled = reduce(&state, Action::Edit(Edit::Toggle(Runtime::Asyncio), Gesture::Done));
    assert_eq!(points(&toggled), 1, "which rows are shown changes no number");
    let raced = reduce(&state, Action::Measure);
    assert_eq!(points(&raced), 1, "a race beside it neither");
    let edited = reduce(&state, tasks(5, Gesture::Done));
    assert_eq!((points(&edited), edited.sweep.progress.clone()), (0, Measurement::None));
    assert_eq!(points(&reduce(&state, Action::MeasureSweep)), 0, "another sweep begins anew");
}

#[test]
fn a_sweep_remembers_that_the_page_was_hidden_meanwhile() {
    let hidden = |actions: Vec<Action>| after(actions).sweep.hidden;
    let (hide, show) = (|| Action::Hidden(true), || Action::Hidden(false));
    assert!(!hidden(vec![ready(), hide(), show(), Action::MeasureSweep, timed(), Action::Finished]));
    assert!(hidden(vec![ready(), Action::MeasureSweep, hide(), show(), timed(), Action::Finished]));
    assert!(!hidden(vec![ready(), Action::MeasureSweep, Action::Finished, hide(), show()]));
}

#[test]
fn only_one_thing_is_measured_at_a_time() {
    let sweeping = after([ready(), Action::MeasureSweep]);
    assert_eq!(sweeping.word(), "running");
    assert_eq!(reduce(&sweeping, Action::Measure), sweeping);
    let racing = after([ready(), Action::Measure]);
    assert_eq!(reduce(&racing, Action::MeasureSweep), racing);
}

#[test]
fn a_sweep_that_ends_early_keeps_what_was_measured() {
    for (end, how) in
        [(Action::Cancel, Measurement::Cancelled), (Action::EngineBroke("trap".into()), Measurement::None)]
    {
        let state = after([ready(), Action::MeasureSweep, timed(), end, timed()]);
        assert_eq!(state.sweep.progress, how);
        let runs = state.sweep.measured.baseline().map(|runs| runs.walls().len());
        assert_eq!(runs, Some(1), "what comes in late is not of it");
    }
}

#[test]
fn what_comes_in_after_a_cancel_or_an_edit_is_dropped() {
    let late = Action::Measured(fixture::measured(Runtime::Sequential), Nanos::millis(400), fixture::walls());
    let cancelled = after([ready(), Action::Measure, Action::Cancel, late.clone(), Action::Finished]);
    assert_eq!(cancelled.measuring, Measurement::Cancelled);
    assert!(cancelled.measured.of(Runtime::Sequential).is_none());
    let edited = after([ready(), Action::Measure, tasks(5, Gesture::Done), late]);
    assert!(!edited.measuring.is_running() && edited.measured.of(Runtime::Sequential).is_none());
}

#[test]
fn an_engine_that_dies_ends_the_measurement_and_leaves_its_message() {
    let state = after([ready(), Action::Measure, Action::EngineBroke("unreachable".into())]);
    assert_eq!((state.engine.clone(), state.failure.as_deref()), (Engine::Starting, Some("unreachable")));
    assert!(!state.measuring.is_running());
}

#[test]
fn rows_that_did_not_change_are_not_drawn_again() {
    let state = start();
    let next = reduce(&state, Action::Raced(state.scenario.clone(), fixture::race()));
    let (old, new) = (state.model.expect("a race"), next.model.expect("a race"));
    assert_eq!(old.runs, new.runs, "the same values, not only equal ones");
}

#[test]
fn letting_go_of_a_refused_control_leaves_the_sentence_to_be_read() {
    let state = after([
        Action::Edit(Edit::Number(Field::Cpu, 60_000_000_000), Gesture::Done),
        Action::Edit(Edit::Number(Field::Interval, 1_000), Gesture::Moving),
    ]);
    assert!(state.refusal.is_some());
    let interval = state.scenario.interval.0;
    let released = reduce(&state, Action::Edit(Edit::Number(Field::Interval, interval), Gesture::Done));
    assert_eq!(released.refusal, state.refusal);
}

#[test]
fn the_keyboard_takes_the_view_along_and_the_pointer_does_not() {
    let zoomed = reduce(&start(), Action::Zoom(Zoom::WHOLE.by(0.1, 0.0)));
    let last = |by_keyboard| {
        let span = SpanRef { lane: LaneId(0), index: 3 };
        let (runtime, kind, moment) = (Runtime::Sequential, RunKind::Model, Nanos::millis(350));
        Action::Point(Some(Pointed { runtime, kind, span, moment, by_keyboard, aside: "" }))
    };
    assert_eq!(reduce(&zoomed, last(false)).zoom, zoomed.zoom);
    let from = reduce(&zoomed, last(true)).zoom.from();
    assert!((0.7..0.76).contains(&from), "the fourth task begins at 300 of 400 ms, the view at {from}");
}

#[test]
fn a_link_that_is_read_as_what_is_shown_is_still_looked_at() {
    let state = after([Action::Open("?x=1".into())]);
    assert_eq!(state.address.query, start().address.query);
    assert_ne!(state.address, start().address, "else nothing would take the x out of the address bar");
}

/// While the curves of 4,000 tasks were on their way, those of four tasks showed a speedup of 3,000.
#[test]
fn curves_stay_with_the_race_that_they_belong_to() {
    let asked = after([ready(), tasks(5, Gesture::Done)]);
    let mut race = fixture::race();
    race.baseline = race.baseline.times(1000);
    let raced = reduce(&asked, Action::Raced(asked.scenario.clone(), race));
    let baseline = |state: &State| state.curves.as_ref().map(|curves| curves.race.baseline);
    assert_eq!(baseline(&raced), baseline(&start()), "the old curves against their own race");
    let late = reduce(&raced, Action::Swept(Scenario::default(), fixture::curves()));
    assert_eq!(late.curves, raced.curves, "what comes in late has no race to be held against");
    let swept = reduce(&raced, Action::Swept(raced.scenario.clone(), fixture::curves()));
    assert_eq!(baseline(&swept), raced.model.as_ref().map(|race| race.baseline));
}

#[test]
fn advice_stays_with_the_scenario_that_it_is_about() {
    let first = start();
    let asked = reduce(&first, tasks(5, Gesture::Done));
    assert!(first.has_advice() && !asked.has_advice());
    assert_eq!(asked.advice, first.advice, "what is known stays, paled");
    let early = Action::Advised(asked.scenario.clone(), fixture::advice(&asked.scenario));
    assert!(!reduce(&asked, early.clone()).has_advice(), "its race is not shown yet");
    let raced = reduce(&asked, Action::Raced(asked.scenario.clone(), fixture::race()));
    assert!(reduce(&raced, early).has_advice());
}

#[test]
fn advice_is_about_the_selected_runtime_or_the_first_that_is_there() {
    let advised = start().advice.expect("the snapshot's");
    let about = |runtime| advised.about(runtime).map(|help| help.runtime);
    assert_eq!(about(Runtime::Sequential), Some(Runtime::Sequential));
    assert_eq!(about(Runtime::Asyncio), Some(Runtime::Threads));
}

#[test]
fn following_a_link_is_one_entry_of_the_history() {
    let follow = || Action::Follow("v=1&show=threads,processes".into());
    let state = after([tasks(5, Gesture::Moving), follow()]);
    assert_eq!((state.address.entries, state.address.query.as_str()), (2, "v=1&show=threads,processes"));
    assert_eq!(reduce(&state, follow()).address.entries, 2, "it leads to where the reader is");
    let moved = reduce(&state, tasks(6, Gesture::Moving));
    assert_eq!(moved.address.entries, 3, "a gesture does not go on across it");
}

#[test]
fn what_was_measured_is_summed_up_as_it_was() {
    let summary = |outcomes: &[(Runtime, &[u64])]| {
        let mut measured = Measured::default();
        for (runtime, walls) in outcomes {
            let walls: Repeated = walls.iter().map(|wall| Nanos::millis(*wall)).collect();
            measured.put(*runtime, Outcome::run(*fixture::measured(*runtime), Nanos::millis(400), walls));
        }
        measured.put(Runtime::Processes, Outcome::Nothing("model only".into()));
        measured.summary()
    };
    assert_eq!(summary(&[]), "Nothing could be measured; the rows say why.");
    assert!(summary(&[(Runtime::Threads, &[400])]).contains("once each"));
    let both: [(_, &[u64]); 2] =
        [(Runtime::Sequential, &[400, 402, 400]), (Runtime::Threads, &[440, 400, 410])];
    let both = summary(&both);
    assert!(both.contains("3 times each") && both.contains("10\u{a0}%"), "{both}");
}

const FILE: &str = r#"{"interleave": 1, "scenario": "v=1&tasks=2", "implementation": "CPython", "python": "3.13.1", "platform": "Linux",
    "processors": 8, "cores": 4, "gil": "on", "repetitions": 5,
    "timings": [{"runtime": "threads", "median_ms": 900, "least_ms": 890, "most_ms": 1000}]}"#;
const LINK: &str = "v=1&tasks=2&m=1,CPython,3.13.1,Linux,8,4,on,5,threads:900:890:1000";

fn import(text: &str) -> Action {
    Action::Import(Box::new(Measurements::from_file(text).map_err(|refused| refused.to_string())))
}

#[test]
fn a_file_of_measurements_opens_its_scenario_and_stays_with_it() {
    let state = after([ready(), import(FILE)]);
    assert_eq!(state.scenario.workload.tasks, 2);
    assert_eq!((state.address.query.as_str(), state.address.entries), (LINK, 1));
    assert_eq!(state.longest(), Nanos::millis(1_000), "the axis has room for the longest");
    let edited = reduce(&state, tasks(3, Gesture::Done));
    assert_eq!(edited.address.query, "v=1&tasks=3");
    assert!(edited.measurements().is_none(), "they are of another job");
    for back in [tasks(2, Gesture::Done), Action::Open(LINK.into())] {
        let state = reduce(&edited, back);
        assert!(state.measurements().is_some());
        assert_eq!(state.address.query, LINK);
    }
    let hidden = reduce(&state, Action::Edit(Edit::Toggle(Runtime::Asyncio), Gesture::Done));
    assert!(hidden.measurements().is_some(), "which rows are shown makes no difference");
    let gone = reduce(&state, Action::Open("v=1&tasks=2".into()));
    assert!(gone.measurements().is_none(), "the entry before the file came");
}

#[test]
fn a_bad_file_changes_nothing_but_what_is_said() {
    let before = after([ready(), import(FILE)]);
    for (bad, word) in [
        ("", "not JSON"),
        ("{}", "no file of measurements"),
        (&FILE.replace("900", "-900"), "-900"),
        (&FILE.replace("\"interleave\": 1", "\"interleave\": 9"), "format"),
        (&FILE.replace("3.13.1", "<img src=x>"), "<img src=x>"),
        (&" ".repeat(70_000), "longer than 64 KB"),
    ] {
        let state = reduce(&before, import(bad));
        assert!(state.refusal.as_ref().is_some_and(|why| why.contains(word)), "{:?}", state.refusal);
        let unsaid = State { refusal: None, refusals: before.refusals, ..state };
        assert_eq!(unsaid, before);
    }
    let bad = reduce(&before, Action::Open(LINK.replace("890", "NaN")));
    assert!(bad.measurements().is_none() && bad.notes.len() == 1, "{:?}", bad.notes);
}
