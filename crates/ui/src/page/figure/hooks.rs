//! What keeps the engine and a frame's link in step with a figure.

use super::FigureAct;
use crate::browser;
use crate::engine::Engine;
use crate::figure::FigureAction;
use crate::page::Act;
use crate::page::hooks::Asked;
use crate::state::State;
use yew::prelude::*;

/// Runs the page's engine for this figure's race, from when it first `works`.
#[hook]
pub(super) fn use_engine(race: &State, works: bool, act: &Act) {
    let engine = use_mut_ref(|| None::<Engine>);
    use_effect_with((Asked::of(race), works), {
        let (race, tell) = (race.clone(), act.clone());
        move |(_, works)| {
            if *works && engine.borrow().is_none() {
                *engine.borrow_mut() = Some(Engine::new(tell));
            }
            let engine = engine.borrow().clone();
            engine.into_iter().for_each(|engine| engine.follow(&race));
        }
    });
}

/// Opens the link of the page, where the figure is all of it.
#[hook]
pub(super) fn use_link(framed: bool, act: &FigureAct) {
    use_effect_with((framed, act.clone()), |(framed, act)| {
        let query = if *framed { browser::query() } else { String::new() };
        if !query.is_empty() {
            act.emit(FigureAction::Open(query));
        }
    });
}
