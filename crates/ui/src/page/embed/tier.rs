//! A tier: what it needs, and its snippets with their buttons.

use crate::browser;
use crate::embed::{Embed, SANDBOX};
use ::words::embed as said;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// A way to embed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tier {
    /// An image, where nothing else is taken.
    Image,
    /// A frame, without a script.
    Frame,
    /// An element of our own, with its script.
    Element,
}

impl Tier {
    pub(super) const ALL: [Self; 3] = [Self::Image, Self::Frame, Self::Element];

    const fn id(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Frame => "frame",
            Self::Element => "element",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Image => said::image(),
            Self::Frame => said::frame(),
            Self::Element => said::element(),
        }
    }

    fn needs(self) -> String {
        match self {
            Self::Image => said::image_needs().to_owned(),
            Self::Frame => said::frame_needs(SANDBOX),
            Self::Element => said::element_needs().to_owned(),
        }
    }

    /// What to paste, each with its language.
    pub(super) fn snippets(self, embed: &Embed) -> Vec<(&'static str, String)> {
        // A picture that is saved lies beside the page that shows it.
        let poster = embed.poster().unwrap_or_else(|| POSTER.to_owned());
        match self {
            Self::Image => vec![("Markdown", embed.markdown(&poster)), ("HTML", embed.image(&poster))],
            Self::Frame => vec![("HTML", embed.frame())],
            Self::Element => vec![("HTML", embed.element())],
        }
    }
}

/// What a picture is called that the reader saves.
const POSTER: &str = "interleave.svg";

#[derive(PartialEq, Properties)]
pub(super) struct TierProps {
    pub(super) tier: Tier,
    /// What to paste, each with its language.
    pub(super) snippets: Vec<(&'static str, String)>,
    /// The picture that the site has no file of, empty while it is made.
    pub(super) poster: Option<AttrValue>,
}

#[component]
pub(super) fn TierPanel(props: &TierProps) -> Html {
    let tier = props.tier;
    html! {
        <section class="panel tier" id={tier.id()} aria-labelledby={[tier.id(), "-title"].concat()}>
            <h2 id={[tier.id(), "-title"].concat()}>{ tier.title() }</h2>
            <p>{ tier.needs() }</p>
            { for props.poster.iter().map(save) }
            { for props.snippets.iter().map(|(language, text)| html! { <Snippet {language} text={text.clone()} /> }) }
        </section>
    }
}

/// The picture as a file, for a scenario that is not in the library.
fn save(poster: &AttrValue) -> Html {
    let href = (!poster.is_empty()).then(|| {
        let text = String::from(js_sys::encode_uri_component(poster));
        ["data:image/svg+xml;charset=utf-8,", &text].concat()
    });
    html! {
        <p>{ said::image_own() }{ " " }<a class="quiet" download={POSTER} {href}>{ said::save() }</a></p>
    }
}

#[derive(PartialEq, Properties)]
struct SnippetProps {
    language: &'static str,
    text: String,
}

/// Text to paste, and what became of the last try to copy it.
#[component]
fn Snippet(props: &SnippetProps) -> Html {
    let outcome = use_state_eq(|| "");
    use_effect_with(props.text.clone(), {
        let outcome = outcome.setter();
        move |_| outcome.set("")
    });
    let (text, tell) = (props.text.clone(), outcome.setter());
    let copy = Callback::from(move |_: MouseEvent| {
        let (text, tell) = (text.clone(), tell.clone());
        spawn_local(async move {
            tell.set(if browser::copied(&text).await { said::copied() } else { said::not_copied() });
        });
    });
    let label = [said::copy(), " ", props.language].concat();
    html! {
        <div class="snippet">
            <div class="buttons">
                <b>{ props.language }</b>
                <button type="button" class="quiet" aria-label={label} onclick={copy}>{ said::copy() }</button>
                <span role="status" class="small">{ *outcome }</span>
            </div>
            <pre tabindex="0"><code>{ &props.text }</code></pre>
        </div>
    }
}
