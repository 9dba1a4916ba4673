//! The GIL laboratory on the page: what the reader does, what the engine is asked, what comes back.

use crate::fixture;
use model::lab::Knobs;
use model::scenario::Field;
use model::{Capabilities, Nanos, PythonVersion, Reply, Request, RequestId, Runtime};
use ui::engine::Desk;
use ui::state::{Action, Edit, Gesture, LabAction, LabEnd, State, most_threads, reduce};

/// A page whose engine is up, with such a pool; and the number of its first request.
struct Page {
    state: State,
    desk: Desk,
    sent: Vec<Request>,
}

impl Page {
    fn up(pool: u32) -> Self {
        let (state, desk) = (State::new(Some(fixture::snapshot())), Desk::default());
        let mut page = Self { state, desk, sent: Vec::new() };
        page.hear(Reply::Ready(Capabilities {
            isolated: pool > 0,
            pool,
            processors: 2,
            clock_step: Nanos::micros(5),
        }));
        let todo = page.desk.rest(&page.state);
        page.sent.extend(todo.requests);
        page
    }

    fn act(&mut self, action: Action) {
        self.state = reduce(&self.state, action);
        let todo = self.desk.follow(&self.state);
        self.sent.extend(todo.requests);
    }

    fn lab(&mut self, action: LabAction) {
        self.act(Action::Lab(action));
    }

    fn hear(&mut self, reply: Reply) {
        let todo = self.desk.hear(reply);
        self.sent.extend(todo.requests);
        if let Some(action) = todo.action {
            self.act(action);
        }
    }

    /// Starts it and returns its request.
    fn start(&mut self) -> RequestId {
        self.lab(LabAction::Start);
        match self.sent.last() {
            Some(Request::Lab { id, .. }) => *id,
            other => panic!("{other:?}"),
        }
    }

    fn turned(&mut self, edit: impl FnOnce(&mut Knobs)) -> Knobs {
        let mut knobs = self.state.lab.knobs;
        edit(&mut knobs);
        self.lab(LabAction::Turn(knobs));
        knobs
    }
}

#[test]
fn the_model_is_asked_for_the_newest_knobs_only() {
    let mut page = Page::up(8);
    let Some(Request::LabModel { id, knobs }) = page.sent.pop() else { panic!("{:?}", page.sent) };
    assert_eq!(knobs, page.state.lab.knobs);
    page.hear(Reply::LabModel { id, reading: Box::new(fixture::reading()) });
    assert!(page.state.lab.is_modelled());
    page.turned(|knobs| knobs.threads = 2);
    let Some(Request::LabModel { id, .. }) = page.sent.pop() else { panic!("{:?}", page.sent) };
    page.turned(|knobs| knobs.threads = 4);
    let newest = page.turned(|knobs| knobs.threads = 3);
    assert!(page.sent.is_empty(), "one question at a time");
    page.hear(Reply::LabModel { id, reading: Box::new(fixture::reading()) });
    assert!(page.state.lab.model.is_some() && !page.state.lab.is_modelled());
    let Some(Request::LabModel { id, knobs }) = page.sent.pop() else { panic!("{:?}", page.sent) };
    assert_eq!(knobs, newest);
    page.hear(Reply::LabModel { id, reading: Box::new(fixture::reading()) });
    assert!(page.state.lab.is_modelled() && page.sent.is_empty());
}

#[test]
fn it_runs_from_start_to_stop_and_follows_the_knobs() {
    let mut page = Page::up(8);
    let id = page.start();
    let old = page.state.lab.knobs;
    page.hear(Reply::LabSample { id, knobs: old, reading: Box::new(fixture::reading()) });
    assert!(page.state.lab.measured.is_some() && page.desk.awaits());
    let knobs = page.turned(|knobs| knobs.calls = 10);
    assert_eq!(page.sent.last(), Some(&Request::LabKnobs { id, knobs }));
    assert!(page.state.lab.measured.is_some(), "the next reading takes its place");
    page.lab(LabAction::Stop(LabEnd::Reader));
    assert_eq!(page.sent.last(), Some(&Request::Cancel { id }));
    let before = page.state.lab.clone();
    page.hear(Reply::LabSample { id, knobs, reading: Box::new(fixture::reading()) });
    page.hear(Reply::Cancelled { id });
    assert_eq!(page.state.lab, before, "what comes in late changes nothing");
    page.turned(|knobs| knobs.calls = 20);
    assert!(page.state.lab.measured.is_none(), "it was measured with other knobs");
}

#[test]
fn it_stops_for_each_reason_and_says_which() {
    let ended = |by: &dyn Fn(&mut Page, RequestId)| {
        let mut page = Page::up(8);
        let id = page.start();
        by(&mut page, id);
        assert!(!page.state.lab.running);
        page.state.lab.end.clone()
    };
    assert_eq!(ended(&|page, id| page.hear(Reply::Finished { id })), Some(LabEnd::Time));
    assert_eq!(ended(&|page, _| page.lab(LabAction::Stop(LabEnd::Hidden))), Some(LabEnd::Hidden));
    let failed = |page: &mut Page, id| page.hear(Reply::Failed { id: Some(id), message: "Why.".into() });
    assert_eq!(ended(&failed), Some(LabEnd::Failed("Why.".into())));
    let broke = |page: &mut Page, _| page.act(Action::EngineBroke("trap".into()));
    assert!(matches!(ended(&broke), Some(LabEnd::Failed(_))));
    let measure = |page: &mut Page, id| {
        page.act(Action::Measure);
        let [.., Request::Cancel { id: stopped }, Request::Measure { .. }] = &page.sent[..] else {
            panic!("{:?}", page.sent)
        };
        assert_eq!(*stopped, id, "it makes room first");
    };
    assert_eq!(ended(&measure), Some(LabEnd::Measuring));
}

#[test]
fn it_does_not_start_where_it_can_t_run() {
    let mut page = Page::up(0);
    page.lab(LabAction::Start);
    assert!(!page.state.lab.running);
    let mut page = Page::up(8);
    page.act(Action::Measure);
    page.lab(LabAction::Start);
    assert!(!page.state.lab.running);
}

#[test]
fn its_python_and_its_interval_follow_the_scenario() {
    let mut page = Page::up(8);
    page.turned(|knobs| knobs.interval = Nanos::millis(50));
    let python = |python| Action::Edit(Edit::Python(python), Gesture::Done);
    page.act(python(PythonVersion::V2_7));
    let knobs = page.state.lab.knobs;
    assert_eq!((knobs.python, knobs.interval), (PythonVersion::V3_2, Nanos::millis(50)));
    page.act(Action::Edit(Edit::Number(Field::Interval, 500_000_000), Gesture::Done));
    assert_eq!(page.state.lab.knobs.interval, Knobs::LONGEST);
    page.act(Action::Select(Runtime::Threads));
    assert_eq!(page.state.lab.knobs.interval, Knobs::LONGEST);
}

#[test]
fn threads_that_compute_leave_one_for_the_calls() {
    let most = |pool| {
        let state = Page::up(pool).state;
        let ui::state::Engine::Ready(capabilities) = state.engine else { panic!("{:?}", state.engine) };
        most_threads(Some(&capabilities))
    };
    assert_eq!([0, 2, 8, 32, 64].map(most), [7, 1, 7, 31, 31]);
    assert_eq!(most_threads(None), 7);
}
