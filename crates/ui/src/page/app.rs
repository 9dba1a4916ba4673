//! The root: holds the state and keeps engine, address bar and document in step with it.

use super::files::use_drop;
use super::header::{header, headline};
use super::hooks::{use_address, use_document, use_engine};
use super::lab::LabPanel;
use super::messages::messages;
use super::python::PythonPanel;
use super::race::Race;
use super::speedup::SpeedupPanel;
use crate::shared::Shared;
use crate::snapshot::Snapshot;
use crate::state::{Action, State, reduce};
use std::ops::Deref;
use std::rc::Rc;
use yew::prelude::*;

/// What the page starts with.
#[derive(Clone, PartialEq, Properties)]
pub struct AppProps {
    /// What the prerendered page carries.
    pub snapshot: Option<Shared<Snapshot>>,
}

/// The whole page.
#[component]
pub fn App(props: &AppProps) -> Html {
    let snapshot = props.snapshot.clone();
    let store = use_reducer(move || Store(State::new(snapshot.as_deref().cloned())));
    let dispatcher = store.dispatcher();
    let act = use_callback(dispatcher, |action, dispatcher| dispatcher.dispatch(action));
    let state: &State = &store;
    use_document(state, &act);
    use_address(state, &act);
    let act = use_engine(state, &act);
    use_drop(&act);
    html! {
        <>
            { header() }
            <main>
                { headline(state.model.as_deref()) }
                { messages(state, &act) }
                <Race state={Shared::new(state.clone())} act={act.clone()} />
                <div class="two">
                    <SpeedupPanel
                        curves={state.curves.clone()} scenario={state.scenario.clone()} sweep={state.sweep.clone()}
                        capabilities={state.capabilities().cloned()} busy={state.measuring.is_running()} hidden={state.hidden}
                        act={act.clone()}
                    />
                    <PythonPanel scenario={state.scenario.clone()} selected={state.selected} act={act.clone()} />
                </div>
                <LabPanel
                    lab={state.lab.clone()} busy={state.is_measuring()} capabilities={state.capabilities().cloned()} {act}
                />
            </main>
        </>
    }
}

/// The state, as Yew's reducer wants it.
#[derive(PartialEq)]
struct Store(State);

impl Reducible for Store {
    type Action = Action;
    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(Self(reduce(&self.0, action)))
    }
}

impl Deref for Store {
    type Target = State;
    fn deref(&self) -> &State {
        &self.0
    }
}
