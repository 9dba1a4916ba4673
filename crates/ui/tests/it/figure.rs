//! A figure of a lesson, from the question to the goal.

use crate::fixture;
use model::scenario::Field;
use model::{Nanos, Request, Runtime, Scenario};
use ui::figure::{
    Answer, Asked, Carried, Choice, Comparison, Condition, Figure, FigureAction, FigureSpec, Goal, Inline,
    Metric, Order, Predict, Prose, Term, reduce,
};
use ui::shared::Shared;
use ui::state::{Action, Edit, Gesture, Measurement};
use ui::{FigurePanel, FigureProps};

fn prose(text: &str) -> Prose {
    vec![Inline::Text(text.into())]
}

fn answer(below: Option<f64>, says: &str) -> Answer {
    Answer { below, says: prose(says) }
}

/// Of threads that take 400 ms.
fn asked() -> Asked {
    Asked::Wall(vec![answer(Some(0.5), "too short"), answer(Some(1.5), "right"), answer(None, "too long")])
}

fn carried(asked: Asked) -> Carried {
    let predict = Predict { ask: prose("How long?"), runtime: Some(Runtime::Threads), asked };
    let half = Comparison {
        left: Term::Of(Runtime::Threads, Metric::Speedup),
        order: Order::AtLeast,
        right: Term::Number(0.5),
    };
    let many = Comparison { left: Term::Key("tasks".into()), order: Order::More, right: Term::Number(4.0) };
    let goal = |when| Goal { text: prose("Do it."), when: Condition(when), done: prose("It is so.") };
    let goals = vec![goal(vec![half.clone()]), goal(vec![half, many])];
    let spec = FigureSpec {
        id: "four".into(),
        controls: vec!["tasks".into(), "py".into()],
        measure: true,
        predict: Some(predict),
        goals,
    };
    Carried { spec, scenario: Scenario::default(), race: fixture::race() }
}

fn after(actions: impl IntoIterator<Item = FigureAction>) -> Figure {
    actions.into_iter().fold(Figure::new(carried(asked())), |figure, action| reduce(&figure, action))
}

fn told(millis: u64) -> Option<usize> {
    after([FigureAction::Wall(Nanos::millis(millis)), FigureAction::Reveal]).guess.answer
}

fn more_tasks() -> FigureAction {
    FigureAction::Race(Action::Edit(Edit::Number(Field::Tasks, 5), Gesture::Done))
}

#[test]
fn a_guess_is_told_by_what_it_is_of_the_truth() {
    let cases = [(100, 0), (199, 0), (200, 1), (400, 1), (599, 1), (600, 2)];
    for (millis, answer) in cases {
        assert_eq!(told(millis), Some(answer), "{millis} ms");
    }
    assert_eq!(after([FigureAction::Reveal]).guess.answer, None, "nothing was guessed");
    assert_eq!(told(0), None, "nor here");
}

#[test]
fn an_outcome_is_told_what_was_written_for_it() {
    let choice = |text: &str, right| Choice { text: prose(text), says: prose(text), right };
    let carried = carried(Asked::Outcome(vec![choice("no", false), choice("yes", true)]));
    assert_eq!(carried.spec.predict.as_ref().and_then(Predict::right), Some(1));
    let chosen = reduce(&Figure::new(carried), FigureAction::Outcome(0));
    assert_eq!(reduce(&chosen, FigureAction::Reveal).guess.answer, Some(0));
}

#[test]
fn what_is_asked_about_stays_covered_and_as_it_is_until_the_guess() {
    let asking = after([more_tasks()]);
    assert!(asking.covers(Runtime::Threads) && !asking.covers(Runtime::Sequential));
    assert_eq!(asking.race.scenario, Scenario::default(), "another row would be asked about");
    let told = after([FigureAction::Wall(Nanos::millis(1)), FigureAction::Reveal, more_tasks()]);
    assert!(!told.covers(Runtime::Threads));
    assert_eq!(told.race.scenario.workload.tasks, 5);
    let again = reduce(&told, FigureAction::Again);
    assert!(again.covers(Runtime::Threads) && !again.has_guessed());
    assert_eq!(again.race.scenario, Scenario::default());
}

#[test]
fn a_goal_is_ticked_by_a_race_of_what_is_shown_and_stays_so() {
    let asking = after([]);
    assert_eq!(asking.reached, [false, false]);
    let told = after([FigureAction::Wall(Nanos::millis(1)), FigureAction::Reveal]);
    assert_eq!((told.reached.as_slice(), told.news), ([true, false].as_slice(), Some(0)));
    let changed = reduce(&told, more_tasks());
    assert_eq!(changed.reached, [true, false], "its race is not there yet");
    let late = FigureAction::Race(Action::Raced(Scenario::default(), fixture::race()));
    assert_eq!(reduce(&changed, late).reached, [true, false], "a race of the scenario before");
    let raced = FigureAction::Race(Action::Raced(changed.race.scenario.clone(), fixture::race()));
    let raced = reduce(&changed, raced);
    assert_eq!((raced.reached.as_slice(), raced.news), ([true, true].as_slice(), Some(1)));
    assert_eq!(reduce(&raced, FigureAction::Reset).reached, [true, true]);
}

/// `widget/convoy/?theme=dark` is the convoy.
#[test]
fn a_frames_link_that_says_only_how_it_looks_leaves_the_scenario() {
    let opened = |query: &str| after([FigureAction::Open(query.into())]).race.scenario;
    assert_eq!(opened("?theme=dark"), Scenario::default());
    assert_eq!(opened("?theme=dark&tasks=7").workload.tasks, 7);
    let seven = after([FigureAction::Open("?tasks=7".into()), FigureAction::Open("?theme=light".into())]);
    assert_eq!(seven.race.scenario.workload.tasks, 7);
}

#[test]
fn a_measurement_that_gives_way_to_another_says_so() {
    let measuring = after([FigureAction::Race(Action::Measure)]);
    assert!(measuring.race.measuring.is_running());
    let stopped = reduce(&measuring, FigureAction::Race(Action::Cancelled));
    assert_eq!(stopped.race.measuring, Measurement::Displaced);
}

/// Requests of two figures never have the same number, and one's worker taken away is everyone's.
#[test]
fn figures_share_a_worker() {
    let mut desks = [0, 1 << 20].map(ui::engine::Desk::numbered_from);
    let changed = after([FigureAction::Wall(Nanos::millis(1)), FigureAction::Reveal, more_tasks()]).race;
    let ids = desks.each_mut().map(|desk| {
        let _ = desk.hear(model::Reply::Ready(fixture::capabilities()));
        let todo = desk.follow(&changed);
        let [Request::Simulate { id, .. }] = todo.requests.as_slice() else { panic!("{todo:?}") };
        *id
    });
    assert_ne!(ids[0], ids[1]);
    assert_eq!(desks[1].moved(), None, "nothing was measured");
    let todo = desks[1].hear(model::Reply::Ready(fixture::capabilities()));
    assert_eq!(todo.requests.len(), 1, "asked again");
}

#[test]
fn the_first_picture_has_the_truth_under_its_cover_and_the_right_answer_in_place() {
    let render = yew::ServerRenderer::<FigurePanel>::with_props(|| FigureProps {
        carried: Shared::new(carried(asked())),
        depth: 1,
        framed: false,
    });
    let html = futures::executor::block_on(render.render());
    for part in [
        "data-runtime=\"threads\" data-kind=\"model\" data-wall-ms=\"400\" class=\"way model covered\"",
        "<p class=\"right\">",
        "class=\"ghost\"",
        "aria-valuetext=\"No guess yet\"",
        "id=\"four-tasks\"",
        "name=\"four-python\"",
        "href=\"../playground/?v=1\"",
        "href=\"../embed/?v=1\"",
    ] {
        assert!(html.contains(part), "no {part} in {html}");
    }
    assert_eq!(html.matches("covered").count(), 1, "one row is asked about");
}
