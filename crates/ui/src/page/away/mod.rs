//! What a reader takes away: the link.
//!
//! What is said of it, and the text to be copied by hand where the browser does not do it, have one place below the
//! buttons.

mod said;

use crate::browser;
use crate::state::State;
use said::{Said, use_said};
use wasm_bindgen_futures::spawn_local;
use words::away;
use yew::prelude::*;

/// The properties of [`Away`].
#[derive(PartialEq, Properties)]
pub(super) struct AwayProps {
    /// The link's query, without its `?`.
    pub(super) query: AttrValue,
}

impl AwayProps {
    /// Of what `state` shows.
    pub(super) fn of(state: &State) -> Self {
        Self { query: state.query().into() }
    }
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
    let on_copy = on_press(&props.query, &tell, copy);
    let on_share = on_press(&props.query, &tell, share);
    // It keeps its place where there is nothing to share with: nothing moves when that is known.
    let unseen = (!*can_share).then_some("unseen");
    html! {
        <section class="away" id="away" aria-label={away::title()}>
            <div class="buttons">
                <button type="button" class="quiet" onclick={on_copy}>{ away::copy_link() }</button>
                <button type="button" class={classes!("quiet", unseen)} onclick={on_share}>{ away::share() }</button>
            </div>
            { said }
        </section>
    }
}

/// A press that does something with the link.
fn on_press(
    query: &AttrValue,
    tell: &Callback<Said>,
    does: fn(String, Callback<Said>),
) -> Callback<MouseEvent> {
    let (query, tell) = (query.clone(), tell.clone());
    Callback::from(move |_| does(link(&query), tell.clone()))
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
