//! What became of a press, in a sentence that is read out; and what the reader has to copy by hand.

use crate::page::maybe;
use wasm_bindgen::JsCast;
use yew::prelude::*;

/// What is said.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Said {
    words: AttrValue,
    text: Option<AttrValue>,
}

impl Said {
    /// It is done.
    pub(super) fn done(words: impl Into<AttrValue>) -> Self {
        Self { words: words.into(), text: None }
    }

    /// The reader may do it with this text.
    pub(super) fn by_hand(words: impl Into<AttrValue>, text: impl Into<AttrValue>) -> Self {
        Self { words: words.into(), text: Some(text.into()) }
    }
}

/// The place where it is said, and how.
#[hook]
pub(super) fn use_said() -> (Html, Callback<Said>) {
    let said = use_state(|| (0_u32, Said::default()));
    let field = use_node_ref();
    let times = use_mut_ref(|| 0);
    let set = said.setter();
    let tell = use_callback((), move |what, ()| {
        *times.borrow_mut() += 1;
        set.set((*times.borrow(), what));
    });
    use_effect_with((said.0, field.clone()), |(_, field)| {
        // Selected, so that one key copies it.
        if let Some(field) = field.get().and_then(|node| node.dyn_into::<web_sys::HtmlTextAreaElement>().ok())
        {
            let _ = field.focus();
            field.select();
        }
    });
    let (time, Said { words, text }) = &*said;
    let field = text.as_ref().map(|text| {
        html! {
            <textarea ref={field} readonly={true} rows="3" aria-label={words::away::by_hand()} value={text.clone()} />
        }
    });
    // The same words said again are other words: they are read out again.
    let place = html! {
        <>
            <p class="small" role="status"><span key={*time}>{ words }</span></p>
            { maybe(field) }
        </>
    };
    (place, tell)
}
