//! Wheel, mouse and fingers on a brought trace. The listeners are native ones, as those of the race are, and for the
//! same reason: a passive one can't keep the browser from zooming the page.

use super::porter::Porter;
use gloo_events::{EventListener, EventListenerOptions};
use js_sys::Math;
use model::viewer::Gesture;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventTarget, MouseEvent, PointerEvent, WheelEvent};
use yew::prelude::*;

/// How many pixels of wheel double the part shown.
const WHEEL: f64 = 300.0;

/// The pointers that are down, by id, with where they were last.
type Down = Vec<(i32, f64)>;

/// Tells `porter` what is done on `picture`.
#[hook]
pub(super) fn use_hand(picture: &NodeRef, porter: &Rc<Porter>) {
    use_effect_with(picture.clone(), {
        let porter = porter.clone();
        move |picture| {
            let listeners = picture.cast::<Element>().map(|picture| listen(&picture, &porter));
            move || drop(listeners)
        }
    });
}

fn listen(picture: &Element, porter: &Rc<Porter>) -> Vec<EventListener> {
    let down = Rc::new(RefCell::new(Down::new()));
    let on = |place: &EventTarget,
              kind: &'static str,
              does: fn(&Event, &Element, &mut Down) -> Option<Gesture>| {
        let (picture, porter, down) = (picture.clone(), porter.clone(), down.clone());
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(place, kind, options, move |event| {
            if let Some(gesture) = does(event, &picture, &mut down.borrow_mut()) {
                porter.tell(&gesture);
            }
        })
    };
    let mut listeners = vec![
        on(picture, "wheel", wheel),
        on(picture, "dblclick", |_, _, _| Some(Gesture::Whole)),
        on(picture, "pointerdown", press),
        on(picture, "pointermove", hover),
        on(picture, "pointerleave", |_, _, _| Some(Gesture::Point(None))),
    ];
    if let Some(window) = web_sys::window() {
        listeners.push(on(&window, "pointermove", drag));
        listeners.push(on(&window, "pointerup", release));
        listeners.push(on(&window, "pointercancel", release));
    }
    listeners
}

fn wheel(event: &Event, picture: &Element, _: &mut Down) -> Option<Gesture> {
    let wheel = event.dyn_ref::<WheelEvent>()?;
    if wheel.ctrl_key() || wheel.meta_key() {
        event.prevent_default();
        return Some(Gesture::Zoom {
            factor: Math::pow(2.0, wheel.delta_y() / WHEEL),
            at: place(wheel, picture),
        });
    }
    // A wheel that turns sideways pans; one that turns up and down scrolls the page, as it should.
    let (x, y) = (wheel.delta_x(), wheel.delta_y());
    (x.abs() > y.abs()).then(|| {
        event.prevent_default();
        Gesture::Pan { share: x / width(picture) }
    })
}

fn press(event: &Event, picture: &Element, down: &mut Down) -> Option<Gesture> {
    let pointer = event.dyn_ref::<PointerEvent>().filter(|pointer| pointer.button() == 0)?;
    down.retain(|(id, _)| *id != pointer.pointer_id());
    down.push((pointer.pointer_id(), f64::from(pointer.client_x())));
    hover(event, picture, &mut Down::new())
}

fn hover(event: &Event, picture: &Element, down: &mut Down) -> Option<Gesture> {
    let pointer = event.dyn_ref::<PointerEvent>().filter(|_| down.is_empty())?;
    let top = picture.get_bounding_client_rect().top();
    let x = place(pointer, picture) * width(picture);
    Some(Gesture::Point(Some((x, f64::from(pointer.client_y()) - top))))
}

fn drag(event: &Event, picture: &Element, down: &mut Down) -> Option<Gesture> {
    let pointer = event.dyn_ref::<PointerEvent>()?;
    let index = down.iter().position(|(id, _)| *id == pointer.pointer_id())?;
    let to = f64::from(pointer.client_x());
    let from = std::mem::replace(&mut down[index].1, to);
    match down.as_slice() {
        [_] => Some(Gesture::Pan { share: (from - to) / width(picture) }),
        [(_, first), (_, second)] => {
            let other = if index == 0 { *second } else { *first };
            let factor = ((from - other).abs() + 1.0) / ((to - other).abs() + 1.0);
            let left = picture.get_bounding_client_rect().left();
            Some(Gesture::Zoom { factor, at: (other - left) / width(picture) })
        }
        _ => None,
    }
}

fn release(event: &Event, _: &Element, down: &mut Down) -> Option<Gesture> {
    let id = event.dyn_ref::<PointerEvent>()?.pointer_id();
    down.retain(|(pointer, _)| *pointer != id);
    None
}

/// Where an event is, as a share of the width.
fn place(event: &MouseEvent, picture: &Element) -> f64 {
    let left = picture.get_bounding_client_rect().left();
    (f64::from(event.client_x()) - left) / width(picture)
}

fn width(picture: &Element) -> f64 {
    picture.get_bounding_client_rect().width().max(1.0)
}
