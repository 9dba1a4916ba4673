//! What keeps the engine and a frame's link in step with a figure.

use super::FigureAct;
use crate::browser;
use crate::engine::Engine;
use crate::figure::FigureAction;
use crate::page::Act;
use crate::page::hooks::Asked;
use crate::state::{Engine::Absent, State};
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

/// Opens the link of the page, where the figure is all of it, and says when what that asks for is drawn.
#[hook]
pub(super) fn use_link(framed: bool, race: &State, act: &FigureAct) {
    let opened = use_state_eq(|| false);
    // Without an engine the page's own picture is all there is.
    let drawn = *opened && (race.is_current() || race.engine == Absent || race.failure.is_some());
    use_effect_with(drawn, |drawn| {
        if *drawn {
            browser::write_answered();
        }
    });
    use_effect_with((framed, act.clone()), move |(framed, act)| {
        let query = if *framed { browser::query() } else { String::new() };
        if !query.is_empty() {
            act.emit(FigureAction::Open(query));
            opened.set(true);
        }
    });
}
