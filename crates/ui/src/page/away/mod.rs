//! What a reader takes away: the link, a place in another page, and files for other tools.
//!
//! - [`what`]: the files that there are; [`save`], [`porter`]: how one is written and saved;
//! - [`said`]: what became of a press.
//!
//! What is said of it, and the text to be copied by hand where the browser does not do it, have one place below the
//! buttons.

mod porter;
mod said;
mod save;
mod what;

use super::maybe;
use crate::browser;
use crate::place;
use crate::shared::Shared;
use crate::state::State;
use model::ShareLink;
use said::{Said, use_said};
use save::save;
use wasm_bindgen_futures::spawn_local;
use what::What;
use words::{away, figures};
use yew::prelude::*;

/// The properties of [`Away`].
#[derive(PartialEq, Properties)]
pub(super) struct AwayProps {
    /// Everything.
    pub(super) state: Shared<State>,
}

/// The buttons.
#[component]
pub(super) fn Away(props: &AwayProps) -> Html {
    let (said, tell) = use_said();
    let can_share = use_state_eq(|| false);
    use_effect_with((), {
        let set = can_share.setter();
        move |()| set.set(browser::can_share())
    });
    let state = &props.state;
    let on_copy = on_press(state, &tell, copy);
    let on_share = on_press(state, &tell, share);
    let embed = [&place::to("embed/"), "?", &ShareLink::full_query(&state.scenario)].concat();
    let opened = use_state_eq(|| false);
    let open = {
        let opened = opened.setter();
        move |_: Event| opened.set(true)
    };
    // It keeps its place where there is nothing to share with: nothing moves when that is known.
    let unseen = (!*can_share).then_some("unseen");
    html! {
        <section class="away" id="away" aria-label={away::title()}>
            <div class="buttons">
                <button type="button" class="quiet" onclick={on_copy}>{ away::copy_link() }</button>
                <a class="quiet" href={embed}>{ figures::embed() }</a>
                <button type="button" class={classes!("quiet", unseen)} onclick={on_share}>{ away::share() }</button>
            </div>
            <details class="more" ontoggle={open}>
                <summary>{ away::files() }</summary>
                { maybe(opened.then(|| menu(state, &tell))) }
            </details>
            { said }
        </section>
    }
}

/// The files, which are made when they are first asked for.
fn menu(state: &Shared<State>, tell: &Callback<Said>) -> Html {
    html! {
        <>
            <p class="small">{ away::which() }</p>
            { for What::menu().iter().map(|row| files(row, state, tell)) }
        </>
    }
}

/// A row of the menu.
fn files((of, files): &(&'static str, [What; 2]), state: &Shared<State>, tell: &Callback<Said>) -> Html {
    let button = |what: What| {
        let (shown, tell) = (state.clone(), tell.clone());
        let press = Callback::from(move |_: MouseEvent| {
            save(what, what.export(&shown, link(&shown.query())), tell.clone());
        });
        html! {
            <button
                type="button" class="quiet" disabled={!what.is_there(state)} onclick={press}
                aria-label={[of, ": ", what.label()].concat()}
            >
                { what.label() }
            </button>
        }
    };
    html! { <div class="buttons files"><span class="small">{ of }</span>{ for files.map(button) }</div> }
}

/// A press that does something with the link.
fn on_press(
    state: &Shared<State>,
    tell: &Callback<Said>,
    does: fn(String, Callback<Said>),
) -> Callback<MouseEvent> {
    let (state, tell) = (state.clone(), tell.clone());
    Callback::from(move |_| does(link(&state.query()), tell.clone()))
}

/// The address that opens what is seen.
fn link(query: &str) -> String {
    let address = browser::address();
    if query.is_empty() { address } else { [&address, "?", query].concat() }
}

fn copy(link: String, tell: Callback<Said>) {
    spawn_local(async move {
        tell.emit(if browser::copied(&link).await {
            Said::done(away::copied())
        } else {
            Said::by_hand(away::not_copied(), link)
        });
    });
}

fn share(link: String, tell: Callback<Said>) {
    spawn_local(async move {
        // A reader who thinks better of it needs no comment.
        if !browser::shared(&link).await {
            tell.emit(Said::by_hand(away::not_shared(), link));
        }
    });
}
