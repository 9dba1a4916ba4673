//! The page's side of the engine: keeps its worker, its questions and answers in step with the [`State`].
//!
//! [`Desk`] decides what to ask and what an answer means, natively testable; [`Worker`] is the browser's worker in a
//! guard; [`Engine`] ties the two together.

mod desk;
mod slot;
mod worker;

pub use desk::{Desk, Todo};

use crate::state::{Action, State, reduce};
use gloo_timers::callback::Timeout;
use model::message::{decode, encode};
use model::{Reply, Request};
use std::cell::RefCell;
use std::rc::Rc;
use worker::{Event, Worker};
use yew::Callback;

/// How long a measurement may take to stop before its worker is given up, in milliseconds.
const PATIENCE: u32 = 60;

/// How long a worker of which an answer is due may say nothing before it is taken for dead, in milliseconds. The
/// longest race takes a fraction of that, and a measurement tells how far it is once its threads are up, for which the
/// worker waits 20 seconds at most.
const SILENCE: u32 = 30_000;

/// A handle on the one engine of the page.
#[derive(Clone)]
pub struct Engine(Rc<RefCell<Inner>>);

struct Inner {
    desk: Desk,
    worker: Option<Worker>,
    /// Runs while a measurement is asked to stop.
    patience: Option<Timeout>,
    /// Runs while an answer is due: a worker can die without a sign, of lack of memory for one.
    silence: Option<Timeout>,
    /// What was followed last.
    last: Option<State>,
    tell: Callback<Action>,
}

impl Engine {
    /// An engine that is not started yet; `tell` hears what becomes of it.
    #[must_use]
    pub fn new(tell: Callback<Action>) -> Self {
        let desk = Desk::default();
        Self(Rc::new(RefCell::new(Inner {
            desk,
            worker: None,
            patience: None,
            silence: None,
            last: None,
            tell,
        })))
    }

    /// Asks for what `state` shows and lacks, and stops what it no longer wants.
    pub fn follow(&self, state: &State) {
        if self.0.borrow().worker.is_none() && state.engine != crate::state::Engine::Absent {
            self.start();
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

    /// Puts a fresh worker in the place of any old one, whose answers are not heard any more.
    fn start(&self) {
        let heard = self.clone();
        let started = Worker::start(move |event| heard.hear(event));
        let mut inner = self.0.borrow_mut();
        match started {
            Ok(worker) => inner.worker = Some(worker),
            Err(error) => {
                let tell = inner.tell.clone();
                drop(inner);
                tell.emit(Action::EngineAbsent(error.to_string()));
            }
        }
    }

    fn hear(&self, event: Event) {
        let reply = match event {
            Event::Message(bytes) => decode::<Reply>(&bytes).map_err(|error| error.to_string()),
            Event::Broken(message) => Err(message),
        };
        let todo = match reply {
            Ok(reply) => self.0.borrow_mut().desk.hear(reply),
            Err(message) => self.0.borrow_mut().desk.broke(message),
        };
        self.act(todo);
        self.watch();
    }

    /// Waits for a sign of life from now on, if one is due.
    fn watch(&self) {
        let late = self.clone();
        let awaits = self.0.borrow().desk.awaits();
        let silence = awaits.then(|| {
            Timeout::new(SILENCE, move || {
                let message = "the engine has said nothing for 30 seconds, though an answer was due";
                let todo = late.0.borrow_mut().desk.broke(message.to_owned());
                late.act(todo);
            })
        });
        self.0.borrow_mut().silence = silence;
    }

    fn act(&self, todo: Todo) {
        if todo.replace_worker {
            self.0.borrow_mut().patience = None;
            self.0.borrow_mut().worker = None;
        }
        if todo.stopped {
            self.0.borrow_mut().patience = None;
        }
        for request in &todo.requests {
            self.send(request);
        }
        if !todo.requests.is_empty() {
            self.watch();
        }
        let tell = self.0.borrow().tell.clone();
        if let Some(action) = todo.action {
            tell.emit(action);
        }
        if todo.replace_worker && todo.start_again {
            self.start();
        }
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
        let sent = match (encode(request), &self.0.borrow().worker) {
            (Ok(bytes), Some(worker)) => worker.send(&bytes).map_err(|error| error.to_string()),
            (Err(error), _) => Err(error.to_string()),
            (_, None) => Ok(()),
        };
        if let Err(message) = sent {
            let todo = self.0.borrow_mut().desk.broke(message);
            self.act(todo);
        }
    }
}
