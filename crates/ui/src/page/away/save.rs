//! From a press to a file: the porter writes it, the page paints what is to be pixels, the browser saves it.

use super::porter::written;
use super::said::Said;
use super::what::What;
use crate::browser;
use model::export::Export;
use wasm_bindgen_futures::spawn_local;
use words::away;
use yew::Callback;

/// The longest text that anyone would copy by hand, in bytes.
const BY_HAND: usize = 200_000;

/// Has `what` written and saved.
pub(super) fn save(what: What, export: Export, tell: Callback<Said>) {
    tell.emit(Said::done(away::writing()));
    spawn_local(async move {
        let said = match written(&export).await {
            Ok(text) => saved(what, text).await,
            Err(why) => Said::done(away::not_written(&why)),
        };
        tell.emit(said);
    });
}

/// Whether a frame may save files is not told; then the text is offered too.
async fn saved(what: What, text: String) -> Said {
    let name = what.name();
    if what.is_png() {
        let Some(url) = browser::pixels(&text).await else { return Said::done(away::not_painted()) };
        browser::save_url(&name, &url);
    } else {
        browser::save(&name, what.format().media_type(), &text);
    }
    match browser::is_framed() {
        false => Said::done(away::saved(&name)),
        true if what.is_png() || text.len() > BY_HAND => Said::done(away::saved_from_frame(&name)),
        true => Said::by_hand(away::saved_or_copied(&name), text),
    }
}
