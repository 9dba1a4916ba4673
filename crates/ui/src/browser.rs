//! The few things asked of the browser itself. All of it is for effects and handlers: none may be called while
//! the page is rendered, which also happens natively.

use crate::snapshot::{Snapshot, WORDS};
use gloo_timers::callback::Timeout;
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, Element, HtmlCanvasElement, HtmlElement,
    HtmlImageElement, Response, Url,
};

/// The element that the application lives in.
#[must_use]
pub fn root() -> Option<Element> {
    web_sys::window()?.document()?.get_element_by_id("app")
}

/// How many folders below the site's root the page stands: its document says how it gets there.
#[must_use]
pub fn depth() -> u8 {
    let document = web_sys::window().and_then(|window| window.document());
    let to_root = document.and_then(|document| document.document_element()?.get_attribute("data-root"));
    to_root.map_or(0, |to_root| (to_root.len() / "../".len()) as u8)
}

/// What the prerendered page carries, if it is one and of this version.
#[must_use]
pub fn snapshot() -> Option<Snapshot> {
    let element = web_sys::window()?.document()?.get_element_by_id(Snapshot::ELEMENT)?;
    Snapshot::from_bytes(&carried(&element)?).ok()
}

/// The bytes that an element carries in base64.
#[must_use]
pub fn carried(element: &Element) -> Option<Vec<u8>> {
    let text = element.text_content()?;
    // Decoded base64 is a string of characters below 256, one a byte.
    Some(web_sys::window()?.atob(text.trim()).ok()?.chars().map(|c| c as u8).collect())
}

/// Speaks the page's language, if it carries one beside English.
pub fn speak() {
    let document = web_sys::window().and_then(|window| window.document());
    let data = document.and_then(|document| document.get_element_by_id(WORDS)?.text_content());
    // Data of another version than the program's are left alone: then it is English that is spoken.
    data.map(|data| words::set(&data));
}

/// The query string of the address bar.
#[must_use]
pub fn query() -> String {
    web_sys::window().and_then(|window| window.location().search().ok()).unwrap_or_default()
}

/// Writes `query` into the address bar, as a new entry of the history or in the place of the current one.
pub fn write_query(query: &str, new_entry: bool) {
    let Some(window) = web_sys::window() else { return };
    let (location, Ok(history)) = (window.location(), window.history()) else { return };
    let mut address = location.pathname().unwrap_or_default();
    if !query.is_empty() {
        address = address + "?" + query;
    }
    address += &location.hash().unwrap_or_default();
    // Browsers refuse more than about a hundred changes in ten seconds; the next change then carries this one.
    let _ = if new_entry {
        history.push_state_with_url(&JsValue::NULL, "", Some(&address))
    } else {
        history.replace_state_with_url(&JsValue::NULL, "", Some(&address))
    };
}

/// Sets `<html data-state>`, which others wait for.
pub fn write_state(word: &str) {
    let html = web_sys::window().and_then(|window| window.document()?.document_element());
    if let Some(html) = html.and_then(|html| html.dyn_into::<HtmlElement>().ok()) {
        let _ = html.dataset().set("state", word);
    }
}

/// Takes `<html data-asked>` away, behind which a frame's first picture waits for that of its link (`frame.js`).
pub fn write_answered() {
    let html = web_sys::window().and_then(|window| window.document()?.document_element());
    if let Some(html) = html {
        let _ = html.remove_attribute("data-asked");
    }
}

/// Whether the page's tab is one that nobody sees.
#[must_use]
pub fn is_hidden() -> bool {
    web_sys::window().and_then(|window| window.document()).is_some_and(|document| document.hidden())
}

/// Why the page is not isolated, in one sentence; `None` if it is, or if nothing on the page knows.
pub async fn isolation_off() -> Option<String> {
    let promise = get(&web_sys::window()?.into(), "isolation")?.dyn_into::<Promise>().ok()?;
    let outcome = JsFuture::from(promise).await.ok()?;
    get(&outcome, "why")?.as_string()
}

/// The page's address, without query and place.
#[must_use]
pub fn address() -> String {
    let href = web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    href.split(['?', '#']).next().unwrap_or_default().to_owned()
}

/// The whole address of `href`, which is seen from this page.
#[must_use]
pub fn resolve(href: &str) -> String {
    let url = web_sys::window().and_then(|window| window.location().href().ok());
    let url = url.and_then(|base| web_sys::Url::new_with_base(href, &base).ok());
    url.map_or_else(|| href.to_owned(), |url| url.href())
}

/// The site's address, with a `/` at its end: the page's document says how it gets there.
#[must_use]
pub fn site() -> String {
    let folders = usize::from(depth()) + 1;
    let address = address();
    // The page's own name, and its folders, from the right.
    let end = address.rmatch_indices('/').nth(folders - 1).map_or(address.len(), |(place, _)| place + 1);
    address.get(..end).unwrap_or_default().to_owned()
}

#[wasm_bindgen]
extern "C" {
    /// The address of the program itself.
    #[wasm_bindgen(thread_local_v2, js_namespace = ["import", "meta"], js_name = url)]
    static PROGRAM: String;
}

/// The text of a file beside the program: of its own version, whatever the host has by now.
pub async fn fetch_beside(name: &str) -> Option<String> {
    let address = PROGRAM.with(|program| Some([program.rsplit_once('/')?.0, "/", name].concat()))?;
    let response = JsFuture::from(web_sys::window()?.fetch_with_str(&address)).await.ok()?;
    let response = response.dyn_into::<Response>().ok().filter(Response::ok)?;
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}

/// The longest text that is saved from an address that holds it all, in bytes.
const LONGEST_ADDRESS: usize = 1_000_000;

/// Has the browser save `text` as a file of that media type.
pub fn save(name: &str, media_type: &str, text: &str) {
    // Frames without an origin save from such an address everywhere, but it must not be long.
    if text.len() < LONGEST_ADDRESS {
        let encoded = String::from(js_sys::encode_uri_component(text));
        return save_url(name, &["data:", media_type, ";charset=utf-8,", &encoded].concat());
    }
    let kind = BlobPropertyBag::new();
    kind.set_type(media_type);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &kind);
    if let Ok(url) = blob.and_then(|blob| Url::create_object_url_with_blob(&blob)) {
        save_url(name, &url);
        // Long after the browser has begun to read it.
        Timeout::new(60_000, move || drop(Url::revoke_object_url(&url))).forget();
    }
}

/// Has the browser save what is at `url`.
pub fn save_url(name: &str, url: &str) {
    let link = web_sys::window().and_then(|window| window.document()?.create_element("a").ok());
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        let _ = link.set_attribute("download", name);
        let _ = link.set_attribute("href", url);
        link.click();
    }
}

/// Whether the page is in a frame: then it may be one that saves nothing, and is not told.
#[must_use]
pub fn is_framed() -> bool {
    let window = web_sys::window().map(JsValue::from);
    window.is_some_and(|window| get(&window, "parent").is_some_and(|parent| parent != window))
}

/// How many pixels a picture has for each of its own.
const FINE: f64 = 2.0;

/// The picture `svg` as PNG, on the page's own ground: the address that holds it.
pub async fn pixels(svg: &str) -> Option<String> {
    let document = web_sys::window()?.document()?;
    let image = document.create_element("img").ok()?.dyn_into::<HtmlImageElement>().ok()?;
    let encoded = String::from(js_sys::encode_uri_component(svg));
    image.set_src(&["data:image/svg+xml;charset=utf-8,", &encoded].concat());
    JsFuture::from(image.decode()).await.ok()?;
    let canvas = document.create_element("canvas").ok()?.dyn_into::<HtmlCanvasElement>().ok()?;
    let (width, height) = (f64::from(image.natural_width()) * FINE, f64::from(image.natural_height()) * FINE);
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context = canvas.get_context("2d").ok()??.dyn_into::<CanvasRenderingContext2d>().ok()?;
    let style = web_sys::window()?.get_computed_style(&document.body()?.into()).ok()??;
    context.set_fill_style_str(&style.get_property_value("background-color").ok()?);
    context.fill_rect(0.0, 0.0, width, height);
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height).ok()?;
    canvas.to_data_url().ok()
}

/// Puts `text` on the clipboard, where the browser has one for us; a refusal leaves the text on the page, where it can
/// be selected.
pub fn copy(text: &str) {
    let text = text.to_owned();
    wasm_bindgen_futures::spawn_local(async move {
        copied(&text).await;
    });
}

/// Puts `text` on the clipboard; whether the browser let us.
pub async fn copied(text: &str) -> bool {
    let clipboard = navigator().and_then(|navigator| get(&navigator, "clipboard"));
    let Some(clipboard) = clipboard else { return false };
    promised(&clipboard, "writeText", &JsValue::from_str(text)).await.is_ok()
}

/// Whether the browser has a sheet to share links with.
#[must_use]
pub fn can_share() -> bool {
    navigator().is_some_and(|navigator| get(&navigator, "share").is_some())
}

/// Opens the browser's sheet to share `link` with; false if it would not. A reader who closes it again has had it.
pub async fn shared(link: &str) -> bool {
    let Some(navigator) = navigator() else { return false };
    let data = js_sys::Object::new();
    let _ = Reflect::set(&data, &"url".into(), &link.into());
    match promised(&navigator, "share", &data).await {
        Ok(_) => true,
        Err(error) => get(&error, "name").is_some_and(|name| name == "AbortError"),
    }
}

fn navigator() -> Option<JsValue> {
    get(&web_sys::window()?.into(), "navigator")
}

/// What becomes of a method that promises something.
async fn promised(of: &JsValue, method: &str, argument: &JsValue) -> Result<JsValue, JsValue> {
    let method = get(of, method).and_then(|method| method.dyn_into::<Function>().ok());
    let promise = method.ok_or(JsValue::NULL)?.call1(of, argument)?;
    JsFuture::from(promise.dyn_into::<Promise>()?).await
}

fn get(of: &JsValue, name: &str) -> Option<JsValue> {
    let value = Reflect::get(of, &JsValue::from_str(name)).ok()?;
    (!value.is_undefined() && !value.is_null()).then_some(value)
}
