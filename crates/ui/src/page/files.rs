//! Files between the page and the reader's disk: the script that goes there, and the measurements that come back,
//! dropped anywhere on the page or chosen.

use super::{Act, input_of};
use crate::browser;
use crate::state::Action;
use gloo_events::{EventListener, EventListenerOptions};
use model::measurements::{LONGEST_FILE, MeasurementsError};
use model::script::{SECOND_HALF, script};
use model::{Measurements, Scenario};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DragEvent, Event, File};
use yew::prelude::*;

/// What the script is called on the reader's disk.
const NAME: &str = "interleave.py";

/// Saves the script that times `scenario`.
pub(super) fn save_script(scenario: Scenario, act: Act) {
    spawn_local(async move {
        let second_half = browser::fetch_beside(SECOND_HALF).await.unwrap_or_default();
        match script(&scenario, &browser::address(), &second_half) {
            Some(text) => browser::save(NAME, "text/x-python", &text),
            None => act.emit(Action::Refuse(::words::messages::no_script().into())),
        }
    });
}

/// The file that was chosen.
pub(super) fn chosen(event: &Event, act: &Act) {
    let Some(input) = input_of(event) else { return };
    if let Some(file) = input.files().and_then(|files| files.get(0)) {
        read(&file, act, None);
    }
    // The same file may be chosen again: it may have changed.
    input.set_value("");
}

/// Takes files that are dropped anywhere on the page: measurements by itself, all others through `bring`.
#[hook]
pub(super) fn use_drop(act: &Act, bring: &Callback<File>) {
    use_effect_with((act.clone(), bring.clone()), |(act, bring)| {
        let on = |kind: &'static str| {
            let (act, bring) = (act.clone(), bring.clone());
            let options = EventListenerOptions::enable_prevent_default();
            let listen = move |event: &Event| dropped(event, &act, &bring);
            web_sys::window().map(|window| EventListener::new_with_options(&window, kind, options, listen))
        };
        let listeners = (on("dragover"), on("drop"));
        move || drop(listeners)
    });
}

/// Of a file over the page the browser hears that it may be dropped; text and links are the browser's own.
fn dropped(event: &Event, act: &Act, bring: &Callback<File>) {
    let data = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
    let Some(data) = data.filter(|data| data.types().includes(&JsValue::from_str("Files"), 0)) else {
        return;
    };
    event.prevent_default();
    if let Some(file) = data.files().and_then(|files| files.get(0)) {
        read(&file, act, Some(bring));
    }
}

/// No more of it than shows that it is too long.
fn read(file: &File, act: &Act, bring: Option<&Callback<File>>) {
    let text = file.slice_with_i32_and_i32(0, LONGEST_FILE as i32 + 1).map(|start| start.text());
    let (act, bring) = (act.clone(), bring.map(|bring| (bring.clone(), file.clone())));
    spawn_local(async move {
        let text = match text {
            Ok(text) => JsFuture::from(text).await.ok().and_then(|text| text.as_string()),
            Err(_) => None,
        };
        let read = text.map(|text| Measurements::from_file(&text));
        if let (Some(Err(MeasurementsError::NoFile(_) | MeasurementsError::TooLong)), Some((bring, file))) =
            (&read, bring)
        {
            return bring.emit(file);
        }
        let link = read.map(|read| read.map_err(|refused| refused.to_string()));
        act.emit(link.map_or_else(
            || Action::Refuse(::words::messages::unreadable().into()),
            |link| Action::Import(Box::new(link)),
        ));
    });
}
