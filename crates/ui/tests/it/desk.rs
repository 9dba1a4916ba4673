//! What the page asks the engine, and how it takes the answers.

use crate::fixture;
use model::scenario::Field;
use model::{Capabilities, Nanos, Reply, Request, RequestId, Runtime, Timed};
use ui::engine::Desk;
use ui::shared::Shared;
use ui::state::{Action, Edit, Gesture, State, reduce};

/// A page and its desk, with all that was sent and told.
struct Page {
    state: State,
    desk: Desk,
    sent: Vec<Request>,
    replaced: u32,
}

impl Page {
    /// With an engine that is up.
    fn up() -> Self {
        let mut state = State::new(Some(fixture::snapshot()));
        state.lab.model = Some((state.lab.knobs, Shared::new(fixture::reading())));
        let mut page = Self { state, desk: Desk::default(), sent: Vec::new(), replaced: 0 };
        page.hear(ready());
        page
    }

    fn act(&mut self, action: Action) {
        self.state = reduce(&self.state, action);
        let todo = self.desk.follow(&self.state);
        self.sent.extend(todo.requests);
    }

    fn hear(&mut self, reply: Reply) {
        let todo = self.desk.hear(reply);
        self.take(todo);
    }

    fn take(&mut self, todo: ui::engine::Todo) {
        self.sent.extend(todo.requests);
        self.replaced += u32::from(todo.replace_worker);
        if let Some(action) = todo.action {
            self.act(action);
        }
    }

    fn tasks(&mut self, tasks: u64) {
        self.act(Action::Edit(Edit::Number(Field::Tasks, tasks), Gesture::Moving));
    }

    /// Nothing else is to be done.
    fn rest(&mut self) {
        let todo = self.desk.rest(&self.state);
        self.take(todo);
    }

    /// What was sent since the last look, a word each.
    fn sent(&mut self) -> Vec<String> {
        let word = |request: Request| match request {
            Request::Simulate { scenario, .. } => format!("simulate {}", scenario.workload.tasks),
            Request::Advise { scenario, .. } => format!("advise {}", scenario.workload.tasks),
            Request::Sweep { max_workers, .. } => format!("sweep to {max_workers}"),
            Request::Measure { scenario, .. } => format!("measure {}", scenario.workload.tasks),
            Request::MeasureSweep { max_workers, .. } => format!("measure to {max_workers}"),
            Request::LabModel { knobs, .. } => format!("lab model {}", knobs.threads),
            Request::Lab { knobs, .. } => format!("lab {}", knobs.threads),
            Request::LabKnobs { knobs, .. } => format!("lab knobs {}", knobs.threads),
            Request::Profile { .. } => "profile".to_owned(),
            Request::Cancel { .. } => "cancel".to_owned(),
            Request::Hidden(hidden) => format!("hidden {hidden}"),
        };
        self.sent.drain(..).map(word).collect()
    }

    fn last_id(&self) -> RequestId {
        match self.sent.last().expect("a request") {
            Request::Simulate { id, .. } | Request::Advise { id, .. } => *id,
            Request::Sweep { id, .. } | Request::Measure { id, .. } => *id,
            Request::LabModel { id, .. } | Request::Lab { id, .. } | Request::LabKnobs { id, .. } => *id,
            Request::MeasureSweep { id, .. } | Request::Profile { id, .. } | Request::Cancel { id } => *id,
            Request::Hidden(_) => panic!("that has no number"),
        }
    }
}

fn ready() -> Reply {
    Reply::Ready(Capabilities { isolated: true, pool: 2, processors: 2, clock_step: Nanos::micros(5) })
}

#[test]
fn a_drag_has_one_question_in_flight_and_one_waiting_and_the_newest_wins() {
    let mut page = Page::up();
    assert!(page.sent().is_empty(), "the snapshot is already the answer");
    page.tasks(5);
    let first = page.last_id();
    assert_eq!(page.sent(), ["simulate 5"]);
    for tasks in 6..=9 {
        page.tasks(tasks);
    }
    assert!(page.sent().is_empty());
    page.hear(Reply::Raced { id: first, race: fixture::race() });
    let second = page.last_id();
    assert_eq!(page.sent(), ["simulate 9"]);
    assert!(!page.state.is_current(), "the race shown is the first step's");
    page.hear(Reply::Raced { id: second, race: fixture::race() });
    assert!(page.state.is_current() && page.sent().is_empty());
}

#[test]
fn questions_wait_for_the_engine_to_be_up() {
    let mut page = Page { desk: Desk::default(), ..Page::up() };
    page.tasks(5);
    assert!(page.sent().is_empty());
    page.hear(ready());
    assert_eq!(page.sent(), ["simulate 5"]);
}

#[test]
fn a_late_answer_to_a_cancelled_measurement_is_not_heard() {
    let mut page = Page::up();
    page.act(Action::Measure);
    let id = page.last_id();
    assert_eq!(page.sent(), ["measure 4"]);
    page.act(Action::Cancel);
    assert_eq!(page.sent(), ["cancel"]);
    let result = fixture::measured(Runtime::Sequential);
    page.hear(Reply::Measured { id, result, baseline: Nanos::millis(400), walls: fixture::walls() });
    assert!(page.state.measured.of(Runtime::Sequential).is_none());
    page.hear(Reply::Cancelled { id });
    assert_eq!(page.replaced, 0);
    let todo = page.desk.lost_patience();
    page.take(todo);
    assert_eq!(page.replaced, 0, "it stopped in time");
}

#[test]
fn a_curve_is_measured_to_twice_as_many_workers_as_processors_and_cancelled_by_an_edit() {
    let mut page = Page::up();
    page.act(Action::MeasureSweep);
    let id = page.last_id();
    assert_eq!(page.sent(), ["measure to 4"], "two processors");
    let run = Timed { runtime: Runtime::Sequential, workers: 1, wall: Nanos::millis(400) };
    page.hear(Reply::Timed { id: RequestId(id.0 + 1), runs: vec![run] });
    assert!(page.state.sweep.measured.baseline().is_none(), "that was another one's");
    page.hear(Reply::Timed { id, runs: vec![run] });
    assert!(page.state.sweep.measured.baseline().is_some());
    page.tasks(7);
    assert_eq!(page.sent(), ["cancel"]);
    page.hear(Reply::Cancelled { id });
    assert_eq!(page.sent(), ["simulate 7"]);
}

#[test]
fn a_measurement_that_does_not_stop_loses_its_worker_and_nothing_else() {
    let mut page = Page::up();
    page.act(Action::Measure);
    page.tasks(7);
    assert_eq!(page.sent(), ["measure 4", "cancel"], "the model waits until the worker is free or gone");
    let todo = page.desk.lost_patience();
    assert!(todo.start_again);
    page.take(todo);
    assert_eq!(page.replaced, 1);
    page.hear(ready());
    assert_eq!(page.sent(), ["simulate 7"]);
    assert_eq!(page.state.failure, None);
}

#[test]
fn what_broke_the_engine_is_not_asked_again_but_the_next_thing_is() {
    let mut page = Page::up();
    page.tasks(5);
    page.sent();
    let todo = page.desk.broke("unreachable".into());
    assert!(todo.start_again);
    page.take(todo);
    page.hear(ready());
    assert!(page.sent().is_empty());
    assert_eq!(page.state.failure.as_deref(), Some("unreachable"));
    page.tasks(6);
    assert_eq!(page.sent(), ["simulate 6"]);
    assert_eq!(page.state.failure, None);
}

#[test]
fn an_engine_that_never_came_up_is_not_started_in_a_loop() {
    let todo = Desk::default().broke("404".into());
    assert!(!todo.start_again);
    assert_eq!(todo.action, Some(Action::EngineAbsent("404".into())));
}

#[test]
fn advice_and_curves_are_asked_for_once_and_only_when_nothing_else_is_asked() {
    let mut page = Page::up();
    page.tasks(5);
    let id = page.last_id();
    let todo = page.desk.rest(&page.state);
    assert!(todo.requests.is_empty());
    page.hear(Reply::Raced { id, race: fixture::race() });
    page.sent();
    for _ in 0..2 {
        let todo = page.desk.rest(&page.state);
        page.take(todo);
    }
    assert_eq!(page.sent(), ["advise 5", "sweep to 5"], "five threads on four cores");
}

#[test]
fn what_the_page_has_is_not_asked_for() {
    let mut page = Page::up();
    let todo = page.desk.rest(&page.state);
    page.take(todo);
    assert!(page.sent().is_empty(), "the snapshot has both");
    page.tasks(5);
    let id = page.last_id();
    page.hear(Reply::Raced { id, race: fixture::race() });
    let todo = page.desk.rest(&page.state);
    page.take(todo);
    page.sent.pop();
    let id = page.last_id();
    page.hear(Reply::Advised { id, advice: fixture::advice(&page.state.scenario) });
    assert!(page.state.has_advice() && !page.state.has_curves());
    page.sent();
    let todo = page.desk.rest(&page.state);
    page.take(todo);
    assert!(page.sent().is_empty(), "the curves are on their way");
}

/// Advice about a scenario that was left meanwhile is heard by nobody, and the next is asked for.
#[test]
fn late_advice_is_dropped() {
    let mut page = Page::up();
    page.tasks(5);
    let first = page.last_id();
    page.hear(Reply::Raced { id: first, race: fixture::race() });
    let todo = page.desk.rest(&page.state);
    page.take(todo);
    page.sent.pop();
    let advised = page.last_id();
    page.tasks(6);
    let second = page.last_id();
    page.hear(Reply::Raced { id: second, race: fixture::race() });
    let before = page.state.advice.clone();
    let of_five = fixture::advice(&page.state.scenario);
    page.hear(Reply::Advised { id: advised, advice: of_five });
    assert_eq!(page.state.advice, before, "it is about five tasks, and six are shown");
    page.sent();
    let todo = page.desk.rest(&page.state);
    page.take(todo);
    assert_eq!(page.sent(), ["advise 6"], "the curves of five are still on their way");
}

#[test]
fn an_answer_is_due_from_question_to_answer() {
    let mut page = Page::up();
    assert!(!page.desk.awaits(), "nothing was asked");
    page.tasks(5);
    assert!(page.desk.awaits());
    let id = page.last_id();
    page.hear(Reply::Raced { id, race: fixture::race() });
    assert!(!page.desk.awaits());
    let todo = page.desk.broke("it died".into());
    assert!(todo.start_again && !page.desk.awaits(), "a worker on its way owes nothing");
}

#[test]
fn the_engine_knows_whether_the_page_is_seen_and_a_new_one_is_told() {
    let mut page = Page::up();
    page.act(Action::Hidden(true));
    page.act(Action::Hidden(true));
    assert_eq!(page.sent(), ["hidden true"]);
    let todo = page.desk.broke("unreachable".into());
    page.take(todo);
    page.hear(ready());
    page.act(Action::Dismiss);
    assert_eq!(page.sent(), ["hidden true"]);
    page.act(Action::Hidden(false));
    assert_eq!(page.sent(), ["hidden false"]);
}

/// A run of threads that was measured.
fn of_threads(id: RequestId) -> Reply {
    let (result, walls) = (fixture::measured(Runtime::Threads), fixture::walls());
    Reply::Measured { id, result, baseline: Nanos::millis(400), walls }
}

/// What the model says of this device is found out after a measurement, once, and never while one is under way.
#[test]
fn a_prediction_is_asked_for_after_a_measurement() {
    let mut page = Page::up();
    page.act(Action::Measure);
    let measuring = page.last_id();
    page.hear(of_threads(measuring));
    page.sent();
    page.rest();
    assert!(page.sent().is_empty(), "it is not over");
    page.hear(Reply::Finished { id: measuring });
    page.rest();
    let id = page.last_id();
    assert_eq!(page.sent(), ["profile"]);
    let predicted = vec![(Runtime::Threads, Nanos::millis(390))];
    page.hear(Reply::Profiled { id, profile: Box::default(), predicted });
    let wall = page.state.prediction().and_then(|device| device.of(Runtime::Threads));
    assert_eq!(wall, Some(Nanos::millis(390)));
    page.rest();
    assert!(page.sent().is_empty(), "it is known");
    page.tasks(6);
    assert!(page.state.prediction().is_none(), "it was about four tasks");
}

#[test]
fn a_probe_that_gave_way_is_asked_for_again_after_the_next_measurement() {
    let mut page = Page::up();
    for _ in 0..2 {
        page.act(Action::Measure);
        let measuring = page.last_id();
        page.hear(of_threads(measuring));
        page.hear(Reply::Finished { id: measuring });
        page.sent();
        page.rest();
        let id = page.last_id();
        assert_eq!(page.sent(), ["profile"]);
        page.hear(Reply::Cancelled { id });
        assert!(!page.state.measuring.is_running() && page.state.prediction().is_none());
    }
}
