//! A figure's place on a page: its picture, what the program needs to take it over, and its caption.

use crate::language::Language;
use crate::page::Page;
use anyhow::Result;
use base64ct::{Base64, Encoding};
use charts::escape;
use ui::figure::Carried;
use ui::islands::{ATTRIBUTE, FRAMED, to_bytes};
use ui::shared::Shared;
use ui::{FigurePanel, FigureProps, KEYS_ID, Patterns};
use words::walk;

/// The figure of a lesson on the page at `path`, with its caption, which is HTML.
pub(crate) fn figure(carried: &Carried, caption: &str, path: &str) -> Result<String> {
    let id = &carried.spec.id;
    let island = island(carried, path, false)?;
    Ok(format!(
        "<figure class=\"panel figure\" id=\"{id}\">\n{island}<figcaption>{caption}</figcaption>\n</figure>\n"
    ))
}

/// The figure alone; `framed` where it is all of a page that fills a frame.
pub(crate) fn island(carried: &Carried, path: &str, framed: bool) -> Result<String> {
    let bytes = Base64::encode_string(&to_bytes(carried)?);
    let (shared, depth, language) = (carried.clone(), Page::depth(path), Language::of(path));
    let props = move || {
        // Yew renders on a thread of its own.
        language.speak();
        FigureProps { carried: Shared::new(shared), depth, framed }
    };
    let html = futures::executor::block_on(yew::ServerRenderer::<FigurePanel>::with_props(props).render());
    let kind = if framed { FRAMED } else { "" };
    Ok(format!(
        "<div {ATTRIBUTE}=\"{kind}\">{html}</div>\n<script type=\"application/octet-stream\">{bytes}</script>\n"
    ))
}

/// What all figures of a page share: the textures they are filled with, and the words about the keys of their rows.
pub(crate) fn shared() -> String {
    let keys = escape(walk::keys());
    format!("{}\n<p class=\"hidden\" id=\"{KEYS_ID}\">{keys}</p>\n", patterns())
}

/// The textures that pictures refer to: nothing in them ever changes, so no program carries them.
pub(crate) fn patterns() -> String {
    futures::executor::block_on(yew::ServerRenderer::<Patterns>::new().hydratable(false).render())
}
