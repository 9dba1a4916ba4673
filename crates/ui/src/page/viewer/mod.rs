//! A trace of another tool's, dropped on the page or chosen: read and painted by a worker, so that the page answers all
//! the while.
//!
//! - [`stand`]: how far it is; [`porter`]: the worker;
//! - [`timeline`]: the lanes; [`hand`]: wheel, mouse and fingers on them; [`say`]: what there is to say.

mod hand;
mod porter;
mod say;
mod stand;
mod timeline;

use super::{input_of, maybe};
use ::words::viewer as said;
use charts::format::percent;
use porter::Porter;
use stand::{Change, Open, Reading, Stand};
use timeline::{Timeline, props};
use web_sys::File;
use yew::prelude::*;

/// The properties of [`Viewer`].
#[derive(PartialEq, Properties)]
pub(super) struct ViewerProps {
    /// The file that was dropped last.
    pub(super) dropped: Option<File>,
}

/// The panel. Without a trace it says that one can be brought.
#[component]
pub(super) fn Viewer(props: &ViewerProps) -> Html {
    let stand = use_reducer(Stand::default);
    let bring = use_bring(&stand);
    use_effect_with(props.dropped.clone(), {
        let bring = bring.clone();
        move |file| file.iter().for_each(|file| bring.emit(file.clone()))
    });
    let choose = Callback::from(move |event: Event| {
        let Some(input) = input_of(&event) else { return };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            bring.emit(file);
        }
        // The same file may be chosen again: it may have changed.
        input.set_value("");
    });
    let act = |change: fn() -> Change| {
        let dispatcher = stand.dispatcher();
        Callback::from(move |_: MouseEvent| dispatcher.dispatch(change()))
    };
    html! {
        <section class="panel" id="brought" aria-labelledby="brought-title">
            <h2 id="brought-title">{ said::heading() }</h2>
            <p class="small">
                { said::invite() }
                <label class="file">
                    { said::choose() }
                    <input type="file" accept=".json,.gz,application/json" onchange={choose} />
                </label>
                { said::invite_end() }
            </p>
            // How far the reading is, is for those who see it: nobody wants to hear every percent.
            { maybe(stand.reading.as_ref().map(|reading| progress(reading, act(|| Change::Stop)))) }
            <div role="status">
                { maybe(stand.refusal.as_ref().map(|why| html! { <p class="note refused"><span>{ why }</span></p> })) }
                { maybe(stand.open.as_ref().map(|open| about(open, act(|| Change::Close)))) }
            </div>
            { maybe(stand.open.as_ref().map(|open| shown(open, &stand))) }
        </section>
    }
}

/// Begins to read a file; an older one that is still being read is given up.
#[hook]
fn use_bring(stand: &UseReducerHandle<Stand>) -> Callback<File> {
    let numbers = use_mut_ref(|| 0_u32);
    let dispatcher = stand.dispatcher();
    use_callback((), move |file: File, ()| {
        let number = numbers.replace_with(|last| *last + 1) + 1;
        let hear = dispatcher.clone();
        let porter = Porter::open(&file, move |news| hear.dispatch(Change::Told(number, news)));
        let porter = porter.map_err(|error| String::from(js_sys::Object::from(error).to_string()));
        dispatcher.dispatch(Change::Begun(number, file.name().into(), porter));
    })
}

fn progress(reading: &Reading, stop: Callback<MouseEvent>) -> Html {
    let share = percent(f64::from(reading.permille / 10) / 100.0);
    html! {
        <p class="note">
            <span>{ said::Reading { name: &reading.name, percent: &share }.say() }</span>
            <button type="button" class="quiet" onclick={stop}>{ said::stop() }</button>
        </p>
    }
}

fn about(open: &Open, close: Callback<MouseEvent>) -> Html {
    html! {
        <p class="note">
            <span>{ say::about(&open.name, &open.opened) }{ " " }{ say::shares(&open.opened) }</span>
            <button type="button" class="quiet" onclick={close}>{ said::close() }</button>
        </p>
    }
}

fn shown(open: &Open, stand: &UseReducerHandle<Stand>) -> Html {
    let (dispatcher, number) = (stand.dispatcher(), open.number);
    let failed =
        Callback::from(move |why| dispatcher.dispatch(Change::Told(number, porter::News::Broken(why))));
    html! {
        <>
            <Timeline key={number} ..props(open, failed) />
            <p class="small">{ said::meaning() }{ " " }{ say::left_out(&open.opened).unwrap_or_default() }</p>
        </>
    }
}
