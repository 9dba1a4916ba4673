//! What keeps the world around the page in step with its state, and back.

use super::Act;
use super::address::Writer;
use crate::browser;
use crate::engine::Engine;
use crate::state::{Action, State};
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};
use yew::prelude::*;

/// How long the scenario has to rest before advice and speedup curves are worth computing, in milliseconds.
const REST: u32 = 150;

/// Marks the document with the page's state, and learns whether it is isolated and whether it is seen.
#[hook]
pub(super) fn use_document(state: &State, act: &Act) {
    use_effect_with(state.word(), |word| browser::write_state(word));
    use_effect_with(act.clone(), |act| {
        let act = act.clone();
        wasm_bindgen_futures::spawn_local(async move {
            act.emit(Action::Isolation(browser::isolation_off().await));
        });
    });
    use_sight(act);
}

/// Learns whether the page is seen.
#[hook]
pub(super) fn use_sight(act: &Act) {
    use_effect_with(act.clone(), |act| {
        let act = act.clone();
        let tell = move || act.emit(Action::Hidden(browser::is_hidden()));
        if browser::is_hidden() {
            tell();
        }
        let document = web_sys::window().and_then(|window| window.document());
        let seen =
            document.map(|document| EventListener::new(&document, "visibilitychange", move |_| tell()));
        move || drop(seen)
    });
}

/// Opens the link that the page was opened with, or went back or forward to, and writes the state into it.
#[hook]
pub(super) fn use_address(state: &State, act: &Act) {
    let opened = use_mut_ref(|| false);
    let writer = use_memo((), |()| Writer::default());
    // Declared before the reading: the first effect must not overwrite the link that is still to be read.
    let ready = opened.clone();
    use_effect_with(state.address.clone(), move |address| {
        if *ready.borrow() {
            writer.write(address);
        }
    });
    use_effect_with(act.clone(), move |act| {
        *opened.borrow_mut() = true;
        act.emit(Action::Open(browser::query()));
        let act = act.clone();
        let moved = web_sys::window().map(|window| {
            EventListener::new(&window, "popstate", move |_| act.emit(Action::Open(browser::query())))
        });
        move || drop(moved)
    });
}

/// Runs the engine for as long as the page lives. It hears of a measurement through what is returned, before the page
/// is drawn anew: that takes longer than beginning one.
#[hook]
pub(super) fn use_engine(state: &State, act: &Act) -> Act {
    let engine = use_mut_ref(|| None::<Engine>);
    let tell = act.clone();
    let (following, resting, ahead) = (engine.clone(), engine.clone(), engine);
    use_effect_with(Asked::of(state), {
        let state = state.clone();
        move |_| {
            let engine = following.borrow_mut().get_or_insert_with(|| Engine::new(tell)).clone();
            engine.follow(&state);
        }
    });
    let lacks = state.word() == "ready"
        && (state.lacks_prediction()
            || !(state.has_curves() && state.has_advice() && state.lab.model.is_some()));
    use_effect_with((lacks, state.scenario.clone()), {
        let state = state.clone();
        move |(lacks, _)| {
            let engine = resting.borrow().clone();
            let timer =
                engine.filter(|_| *lacks).map(|engine| Timeout::new(REST, move || engine.rest(&state)));
            move || drop(timer)
        }
    });
    use_callback(act.clone(), move |action, act| {
        let engine = ahead.borrow().clone();
        if let Some(engine) = engine.filter(|_| action == Action::Measure) {
            engine.go_ahead(&action);
        }
        act.emit(action);
    })
}

/// The parts of the state that the engine follows.
#[derive(PartialEq)]
pub(super) struct Asked {
    scenario: model::Scenario,
    current: bool,
    word: &'static str,
    measuring: bool,
    attempts: u32,
    hidden: bool,
    /// The laboratory's knobs, whether it runs, its starts, and whether the model's reading is there.
    lab: (model::lab::Knobs, bool, u32, bool),
}

impl Asked {
    pub(super) fn of(state: &State) -> Self {
        let lab = &state.lab;
        Self {
            scenario: state.scenario.clone(),
            current: state.is_current(),
            word: state.word(),
            measuring: state.is_measuring(),
            attempts: state.attempts,
            hidden: state.hidden,
            lab: (lab.knobs, lab.running, lab.starts, lab.is_modelled()),
        }
    }
}

/// The width of `node` in whole CSS pixels, as it changes; `first` until it is known.
#[hook]
pub(super) fn use_width(node: &NodeRef, first: u32) -> u32 {
    let width = use_state_eq(|| first);
    let set = width.setter();
    use_effect_with(node.clone(), move |node| {
        let observed =
            node.cast::<Element>().and_then(|element| Observed::new(element, move |width| set.set(width)));
        move || drop(observed)
    });
    *width
}

/// A watched element; dropping it ends the watching.
struct Observed {
    observer: ResizeObserver,
    _changed: Closure<dyn FnMut()>,
}

impl Observed {
    fn new(element: Element, tell: impl Fn(u32) + 'static) -> Option<Self> {
        let watched = element.clone();
        let changed = Closure::<dyn FnMut()>::new(move || {
            let width = watched.get_bounding_client_rect().width() as u32;
            // An element that is not shown has none, and will have one again.
            if width > 0 {
                tell(width);
            }
        });
        let observer = ResizeObserver::new(changed.as_ref().unchecked_ref()).ok()?;
        observer.observe(&element);
        Some(Self { observer, _changed: changed })
    }
}

impl Drop for Observed {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
