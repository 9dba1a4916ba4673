//! The page's side of the engine: keeps its worker, its questions and answers in step with the [`State`].
//!
//! [`Desk`] decides what to ask and what an answer means, natively testable; [`Worker`](worker::Worker) is the browser's
//! worker in a guard, which all races of a page share by the [`hub`]; an [`Engine`] is what one race has of it.

mod desk;
mod hub;
mod slot;
mod worker;

pub use desk::{Desk, Todo};

use crate::state::{Action, State, reduce};
use gloo_timers::callback::Timeout;
use model::{Reply, Request};
use std::cell::RefCell;
use std::rc::Rc;
use yew::Callback;

/// How long a measurement may take to stop before its worker is given up, in milliseconds.
const PATIENCE: u32 = 60;

/// What one race has of the page's engine.
#[derive(Clone)]
pub struct Engine(Rc<RefCell<Inner>>);

struct Inner {
    desk: Desk,
    /// Whether it asked for a worker.
    awake: bool,
    /// Runs while a measurement is asked to stop.
    patience: Option<Timeout>,
    /// What was followed last.
    last: Option<State>,
    tell: Callback<Action>,
}

impl PartialEq for Engine {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Engine {
    /// An engine that is not started yet; `tell` hears what becomes of it. It lives as long as the page.
    #[must_use]
    pub fn new(tell: Callback<Action>) -> Self {
        let inner = Inner { desk: Desk::default(), awake: false, patience: None, last: None, tell };
        let engine = Self(Rc::new(RefCell::new(inner)));
        engine.0.borrow_mut().desk = Desk::numbered_from(hub::join(&engine));
        engine
    }

    /// Asks for what `state` shows and lacks, and stops what it no longer wants.
    pub fn follow(&self, state: &State) {
        if !self.0.borrow().awake && state.engine != crate::state::Engine::Absent {
            self.0.borrow_mut().awake = true;
            hub::wake(self);
        }
        let mut inner = self.0.borrow_mut();
        inner.last = Some(state.clone());
        let todo = inner.desk.follow(state);
        drop(inner);
        self.act(todo);
    }

    /// Follows what `action` is about to make of the state.
    pub fn go_ahead(&self, action: &Action) {
        let last = self.0.borrow().last.clone();
        if let Some(state) = last {
            self.follow(&reduce(&state, action.clone()));
        }
    }

    /// Asks for advice about what `state` shows, and for its speedup curves.
    pub fn rest(&self, state: &State) {
        let todo = self.0.borrow_mut().desk.rest(state);
        self.act(todo);
    }

    /// Whether an answer is due.
    fn awaits(&self) -> bool {
        self.0.borrow().desk.awaits()
    }

    fn hear(&self, reply: Reply) {
        let todo = self.0.borrow_mut().desk.hear(reply);
        self.act(todo);
    }

    /// The worker broke. Returns whether another one would do better.
    fn broke(&self, message: &str) -> bool {
        let todo = self.0.borrow_mut().desk.broke(message.to_owned());
        let again = todo.start_again;
        self.0.borrow_mut().awake = again;
        self.act(Todo { replace_worker: false, ..todo });
        again
    }

    /// Another worker takes over what was asked.
    fn moved(&self) {
        self.0.borrow_mut().patience = None;
        let action = self.0.borrow_mut().desk.moved();
        action.into_iter().for_each(|action| self.tell(action));
    }

    fn act(&self, todo: Todo) {
        if todo.replace_worker || todo.stopped || todo.start_again {
            self.0.borrow_mut().patience = None;
        }
        for request in &todo.requests {
            self.send(request);
        }
        if !todo.requests.is_empty() {
            hub::watch();
        }
        if let Some(action) = todo.action {
            self.tell(action);
        }
        if todo.replace_worker {
            hub::replace(self);
        }
    }

    fn tell(&self, action: Action) {
        if matches!(action, Action::EngineAbsent(_)) {
            self.0.borrow_mut().awake = false;
        }
        let tell = self.0.borrow().tell.clone();
        tell.emit(action);
    }

    fn send(&self, request: &Request) {
        if let Request::Cancel { .. } = request {
            let late = self.clone();
            let patience = Timeout::new(PATIENCE, move || {
                let todo = late.0.borrow_mut().desk.lost_patience();
                late.act(todo);
            });
            self.0.borrow_mut().patience = Some(patience);
        }
        if let Err(message) = hub::send(request) {
            hub::broke(&message);
        }
    }
}
