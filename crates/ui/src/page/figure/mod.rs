//! A figure of a lesson, or what fills a frame in another page: a question, few controls, rows, goals.
//!
//! ```text
//! FigurePanel ── question ── controls ── rows, each with its lanes; over a covered one the reader's guess
//!            └─ axis, legend ── answers ── goals ── measurement ── links
//! ```

mod controls;
mod goals;
mod hooks;
mod links;
mod predict;
mod prose;
mod rows;

use super::hooks::{use_sight, use_width};
use super::race::{FIRST_WIDTH, axis, legend, spoken};
use super::{Act, maybe};
use crate::figure::{Carried, Figure, FigureAction, reduce};
use crate::place;
use crate::shared::Shared;
use charts::{CssPx, View};
use hooks::{use_engine, use_link};
use model::Nanos;
use std::ops::Deref;
use std::rc::Rc;
use yew::prelude::*;

/// How a figure's components say what happened.
type FigureAct = Callback<FigureAction>;

/// The properties of [`FigurePanel`].
#[derive(Clone, PartialEq, Properties)]
pub struct FigureProps {
    /// What the page carries of it.
    pub carried: Shared<Carried>,
    /// How many folders below the site's root the page stands.
    pub depth: u8,
    /// Whether it is all of a page that fills a frame in another page, and follows that page's own link.
    #[prop_or_default]
    pub framed: bool,
}

/// The figure.
#[component]
pub fn FigurePanel(props: &FigureProps) -> Html {
    place::stand(props.depth);
    let carried = props.carried.clone();
    let store = use_reducer(move || Store(Figure::new((*carried).clone())));
    let dispatcher = store.dispatcher();
    let act = use_callback(dispatcher, |action, dispatcher| dispatcher.dispatch(action));
    let race_act: Act = use_callback(act.clone(), |action, act| act.emit(FigureAction::Race(action)));
    let figure: &Figure = &store;
    use_link(props.framed, &figure.race, &act);
    use_sight(&race_act);
    let awake = use_state_eq(|| false);
    // Most figures are only looked at: the engine comes when a hand or the focus does, or when there is something to run.
    let works = *awake || !figure.race.is_current() || figure.race.measuring.is_running();
    use_engine(&figure.race, works, &race_act);
    let ruler = use_node_ref();
    let width = use_width(&ruler, FIRST_WIDTH);
    let view = view(figure, width);
    let asks = figure.asks();
    html! {
        <div
            class={classes!("figure-body", asks.then_some("asks"))} data-state={if works { figure.race.word() } else { "ready" }}
            onpointerover={wake(&awake)} onfocusin={wake(&awake)}
        >
            { maybe(figure.spec.predict.as_ref().map(|predict| predict::question(figure, predict, &act))) }
            { controls::controls(figure, &race_act, &act) }
            <div class="ways">
                { rows::rows(figure, view, &race_act, &act) }
                <div class="way ruler-way"><div class="ruler" ref={ruler}></div></div>
            </div>
            { spoken(&figure.race) }
            { axis(&view) }
            { legend(&figure.race) }
            { maybe(figure.spec.predict.as_ref().map(|predict| predict::answers(figure, predict))) }
            { maybe((!figure.spec.goals.is_empty()).then(|| goals::goals(figure))) }
            { controls::status(&figure.race, figure.spec.measure) }
            { links::links(figure, props.framed) }
        </div>
    }
}

fn wake<E: 'static>(awake: &UseStateHandle<bool>) -> Callback<E> {
    let awake = awake.setter();
    Callback::from(move |_| awake.set(true))
}

fn view(figure: &Figure, width: u32) -> View {
    View { start: Nanos::ZERO, end: figure.axis_end(), width: CssPx(width.into()) }
}

/// The state, as Yew's reducer wants it.
#[derive(PartialEq)]
struct Store(Figure);

impl Reducible for Store {
    type Action = FigureAction;
    fn reduce(self: Rc<Self>, action: FigureAction) -> Rc<Self> {
        Rc::new(Self(reduce(&self.0, action)))
    }
}

impl Deref for Store {
    type Target = Figure;
    fn deref(&self) -> &Figure {
        &self.0
    }
}
