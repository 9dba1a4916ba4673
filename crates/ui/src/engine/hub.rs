//! The page's one worker, shared by all races on it.
//!
//! ```text
//! figure ── Engine 0 ──\            ids from 0 on
//! figure ── Engine 1 ───> Hub ──> worker
//! figure ── Engine 2 ──/            ids from 2,097,152 on
//! ```
//!
//! An answer's number says whose it is. What happens to the worker happens to all.

use super::Engine;
use super::worker::{Event, Worker};
use crate::state::Action;
use gloo_timers::callback::Timeout;
use model::message::{decode, encode};
use model::{Capabilities, Reply, Request, RequestId};
use std::cell::RefCell;

/// How long a worker of which an answer is due may say nothing before it is taken for dead, in milliseconds. The
/// longest race takes a fraction of that, and a measurement tells how far it is once its threads are up, for which the
/// worker waits 20 seconds at most.
const SILENCE: u32 = 30_000;

/// How many numbers an engine has for its requests: enough for days of dragging a slider.
const NUMBERS: u32 = 1 << 20;

#[derive(Default)]
struct Hub {
    worker: Option<Worker>,
    /// What the worker said that it can do, once it has.
    ready: Option<Capabilities>,
    engines: Vec<Engine>,
    /// Runs while an answer is due: a worker can die without a sign, of lack of memory for one.
    silence: Option<Timeout>,
}

thread_local! {
    static HUB: RefCell<Hub> = RefCell::default();
}

fn hub<T>(with: impl FnOnce(&mut Hub) -> T) -> T {
    HUB.with_borrow_mut(with)
}

/// The engines, for doing something to them that may come back here.
fn engines() -> Vec<Engine> {
    hub(|hub| hub.engines.clone())
}

/// Takes an engine in. Returns the number after which its requests' begin.
pub(super) fn join(engine: &Engine) -> u32 {
    hub(|hub| {
        hub.engines.push(engine.clone());
        (hub.engines.len() as u32 - 1) * NUMBERS
    })
}

/// Has a worker for `engine`; where there is one already that is up, says so.
pub(super) fn wake(engine: &Engine) {
    match hub(|hub| (hub.worker.is_some(), hub.ready.clone())) {
        (true, Some(ready)) => engine.hear(Reply::Ready(ready)),
        (true, None) => {}
        (false, _) => start(),
    }
}

/// Starts a worker in the place of any old one, whose answers are not heard any more.
fn start() {
    match Worker::start(hear) {
        Ok(worker) => hub(|hub| (hub.worker, hub.ready) = (Some(worker), None)),
        Err(error) => {
            for engine in engines() {
                engine.tell(Action::EngineAbsent(error.to_string()));
            }
        }
    }
}

/// Sends a request.
///
/// # Errors
/// What broke.
pub(super) fn send(request: &Request) -> Result<(), String> {
    let bytes = encode(request).map_err(|error| error.to_string())?;
    hub(|hub| hub.worker.as_ref().map_or(Ok(()), |worker| worker.send(&bytes)))
        .map_err(|error| error.to_string())
}

fn hear(event: Event) {
    let reply = match event {
        Event::Message(bytes) => decode::<Reply>(&bytes).map_err(|error| error.to_string()),
        Event::Broken(message) => Err(message),
    };
    match reply {
        Ok(Reply::Ready(ready)) => {
            hub(|hub| hub.ready = Some(ready.clone()));
            engines().iter().for_each(|engine| engine.hear(Reply::Ready(ready.clone())));
        }
        Ok(Reply::Failed { id: None, message }) | Err(message) => broke(&message),
        Ok(reply) => {
            let whose = reply.id().map(|RequestId(id)| (id / NUMBERS) as usize);
            let engine = whose.and_then(|place| hub(|hub| hub.engines.get(place).cloned()));
            engine.into_iter().for_each(|engine| engine.hear(reply.clone()));
        }
    }
    watch();
}

/// The worker died, or did what it can't be trusted after. Those who waited for it hear why; if nobody did, all do.
pub(super) fn broke(message: &str) {
    hub(|hub| (hub.worker, hub.ready, hub.silence) = (None, None, None));
    let all = engines();
    let waited = all.iter().any(Engine::awaits);
    let mut again = false;
    for engine in &all {
        if waited && !engine.awaits() {
            engine.moved();
        } else {
            again |= engine.broke(message);
        }
    }
    if again {
        start();
    }
}

/// One of the engines needs another worker; what the others asked goes on there.
pub(super) fn replace(wants: &Engine) {
    hub(|hub| (hub.worker, hub.ready) = (None, None));
    engines().iter().filter(|engine| *engine != wants).for_each(Engine::moved);
    start();
}

/// Waits for a sign of life from now on, if one is due.
pub(super) fn watch() {
    let awaits = engines().iter().any(Engine::awaits);
    let late = || broke("the engine has said nothing for 30 seconds, though an answer was due");
    hub(|hub| hub.silence = awaits.then(|| Timeout::new(SILENCE, late)));
}
