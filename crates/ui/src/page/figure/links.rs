//! Where a figure leads: to the playground, to a link of its own, into another page.

use crate::browser;
use crate::figure::Figure;
use crate::place;
use ::words::figures as said;
use yew::prelude::*;

/// The links; of a figure that fills a frame only that to the whole site.
pub(super) fn links(figure: &Figure, framed: bool) -> Html {
    let query = figure.query();
    let open = [&place::to_own("playground/"), "?", &query].concat();
    if framed {
        return html! {
            <p class="figure-links"><a href={open} target="_blank" rel="noopener">{ said::full() }</a></p>
        };
    }
    html! {
        <p class="figure-links">
            <a href={open.clone()}>{ said::open() }</a>
            <CopyLink href={open} />
            <a href={[&place::to("embed/"), "?", &query].concat()}>{ said::embed() }</a>
        </p>
    }
}

#[derive(PartialEq, Properties)]
struct CopyLinkProps {
    /// The address, seen from this page.
    href: AttrValue,
}

/// Copies the address; says that it has until there is another.
#[component]
fn CopyLink(props: &CopyLinkProps) -> Html {
    let copied = use_state_eq(|| None::<AttrValue>);
    let here = (*copied).as_ref() == Some(&props.href);
    let press = {
        let href = props.href.clone();
        move |_: MouseEvent| {
            browser::copy(&browser::resolve(&href));
            copied.set(Some(href.clone()));
        }
    };
    html! {
        <button type="button" class="quiet" onclick={press}>{ if here { said::copied() } else { said::copy() } }</button>
    }
}
