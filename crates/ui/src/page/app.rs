//! The roots of the pages: what stands on each, drawn from one state.

use super::Act;
use super::away::Away;
use super::files::use_drop;
use super::headline::headline;
use super::hooks::{use_address, use_document, use_engine};
use super::lab::LabPanel;
use super::messages::messages;
use super::python::{PythonPanel, own_python};
use super::race::{Blamed, Race, in_sight};
use super::speedup::{ModelSpeedup, SpeedupPanel};
use super::viewer::Viewer;
use crate::place;
use crate::shared::Shared;
use crate::snapshot::Snapshot;
use crate::state::{Action, State, reduce};
use ::words::home;
use model::ShareLink;
use std::ops::Deref;
use std::rc::Rc;
use web_sys::File;
use yew::prelude::*;

/// What a page starts with.
#[derive(Clone, PartialEq, Properties)]
pub struct AppProps {
    /// What the prerendered page carries.
    pub snapshot: Option<Shared<Snapshot>>,
    /// How many folders below the site's root it stands.
    pub depth: u8,
}

/// The home page, and that of a scenario of the library.
#[component]
pub fn RacePage(props: &AppProps) -> Html {
    let (store, act) = use_page(props);
    html! {
        <>
            { race(&store, &act, Html::default()) }
            <div class="two">
                <ModelSpeedup curves={store.curves.clone()} scenario={store.scenario.clone()} />
                <PythonPanel scenario={store.scenario.clone()} selected={store.selected} {act} />
            </div>
            { more(&store) }
        </>
    }
}

/// What else can be done with the scenario, and where.
fn more(state: &State) -> Html {
    let href = [&place::to_own("playground/"), "?", &ShareLink::full_query(&state.scenario)].concat();
    html! { <p class="small onward"><a {href}>{ home::more() }</a>{ ". " }{ home::more_there() }</p> }
}

/// The playground: everything at once.
#[component]
pub fn StudioPage(props: &AppProps) -> Html {
    let (store, act) = use_page(props);
    let dropped = use_state(|| None);
    let drop = dropped.setter();
    let bring = use_callback((), move |file: File, ()| drop.set(Some(file)));
    use_drop(&act, &bring);
    html! {
        <>
            { race(&store, &act, html! { <Blamed runs={in_sight(&store)} /> }) }
            { beside(&store, &act) }
            <LabPanel
                lab={store.lab.clone()} busy={store.is_measuring()} capabilities={store.capabilities().cloned()} {act}
            />
            <Viewer dropped={(*dropped).clone()} />
        </>
    }
}

/// Holds a page's state, and keeps engine, address bar and document in step with it.
#[hook]
pub(super) fn use_page(props: &AppProps) -> (UseReducerHandle<Store>, Act) {
    place::stand(props.depth);
    let snapshot = props.snapshot.clone();
    let store = use_reducer(move || Store(State::new(snapshot.as_deref().cloned())));
    let dispatcher = store.dispatcher();
    let act = use_callback(dispatcher, |action, dispatcher| dispatcher.dispatch(action));
    use_document(&store, &act);
    use_address(&store, &act);
    let act = use_engine(&store, &act);
    (store, act)
}

/// The race, with `more` at its end.
fn race(state: &State, act: &Act, more: Html) -> Html {
    let shown = Shared::new(state.clone());
    html! {
        <>
            { headline(state.model.as_deref()) }
            { messages(state, act) }
            <Race state={shown.clone()} act={act.clone()}>{ more }</Race>
            <Away state={shown} />
        </>
    }
}

/// What stands below the race in the playground, side by side.
fn beside(state: &State, act: &Act) -> Html {
    html! {
        <div class="two">
            <SpeedupPanel
                curves={state.curves.clone()} scenario={state.scenario.clone()} sweep={state.sweep.clone()}
                capabilities={state.capabilities().cloned()} busy={state.measuring.is_running()} hidden={state.hidden}
                act={act.clone()}
            />
            <PythonPanel scenario={state.scenario.clone()} selected={state.selected} act={act.clone()}>
                { own_python(&state.scenario, state.selected, act) }
            </PythonPanel>
        </div>
    }
}

/// The state, as Yew's reducer wants it.
#[derive(PartialEq)]
pub(super) struct Store(State);

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
