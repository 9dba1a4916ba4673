//! Zooming and panning the lanes with wheel, mouse and fingers.
//!
//! The listeners are native ones: Yew's listen to the wheel passively, and a passive listener can't keep the browser
//! from zooming the whole page.

use crate::page::Act;
use crate::state::{Action, Zoom};
use gloo_events::{EventListener, EventListenerOptions};
use js_sys::Math;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventTarget, MouseEvent, PointerEvent, WheelEvent};
use yew::prelude::*;

/// How many pixels of wheel double the part shown.
const WHEEL: f64 = 300.0;

/// Zooms and pans while fingers, mouse or wheel are over the lanes in `ways`; `ruler` is as wide as they are.
#[hook]
pub(super) fn use_gestures(ways: &NodeRef, ruler: &NodeRef, zoom: Zoom, act: &Act) {
    let hand = use_memo((), |()| RefCell::new(Hand { zoom, pointers: Vec::new() }));
    hand.borrow_mut().zoom = zoom;
    use_effect_with((ways.clone(), ruler.clone(), act.clone()), move |(ways, ruler, act)| {
        let listeners = ways.cast::<Element>().map(|ways| listen(&ways, ruler, act, &hand));
        move || drop(listeners)
    });
}

/// What touches the lanes.
struct Hand {
    /// The part shown, kept up to date between two drawings.
    zoom: Zoom,
    /// The pointers that are down, by id, with where they were last.
    pointers: Vec<(i32, f64)>,
}

fn listen(ways: &Element, ruler: &NodeRef, act: &Act, hand: &Rc<RefCell<Hand>>) -> Vec<EventListener> {
    let on =
        |place: &EventTarget, kind: &'static str, does: fn(&Event, &Element, &mut Hand) -> Option<Zoom>| {
            let (ruler, act, hand) = (ruler.clone(), act.clone(), Rc::clone(hand));
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(place, kind, options, move |event| {
                let Some(ruler) = ruler.cast::<Element>() else { return };
                let zoom = does(event, &ruler, &mut hand.borrow_mut());
                if let Some(zoom) = zoom.filter(|zoom| *zoom != hand.borrow().zoom) {
                    hand.borrow_mut().zoom = zoom;
                    act.emit(Action::Zoom(zoom));
                }
            })
        };
    let mut listeners = vec![
        on(ways, "wheel", wheel),
        on(ways, "dblclick", |event, _, _| on_lanes(event).then_some(Zoom::WHOLE)),
        on(ways, "pointerdown", press),
    ];
    // What was pressed here may be moved and let go anywhere, and the very mark under a finger be redrawn meanwhile.
    if let Some(window) = web_sys::window() {
        listeners.push(on(&window, "pointermove", drag));
        listeners.push(on(&window, "pointerup", release));
        listeners.push(on(&window, "pointercancel", release));
    }
    listeners
}

fn wheel(event: &Event, ruler: &Element, hand: &mut Hand) -> Option<Zoom> {
    let wheel = event.dyn_ref::<WheelEvent>()?;
    // Without the key the page scrolls, as it should; two fingers on a touchpad count as the key.
    if !(wheel.ctrl_key() || wheel.meta_key()) || !on_lanes(event) {
        return None;
    }
    event.prevent_default();
    Some(hand.zoom.by(Math::pow(2.0, wheel.delta_y() / WHEEL), share(wheel, ruler)))
}

fn press(event: &Event, _: &Element, hand: &mut Hand) -> Option<Zoom> {
    let pointer = event.dyn_ref::<PointerEvent>()?;
    if on_lanes(event) && pointer.button() == 0 {
        hand.pointers.retain(|(id, _)| *id != pointer.pointer_id());
        hand.pointers.push((pointer.pointer_id(), f64::from(pointer.client_x())));
    }
    None
}

fn drag(event: &Event, ruler: &Element, hand: &mut Hand) -> Option<Zoom> {
    let pointer = event.dyn_ref::<PointerEvent>()?;
    let index = hand.pointers.iter().position(|(id, _)| *id == pointer.pointer_id())?;
    let to = f64::from(pointer.client_x());
    let from = std::mem::replace(&mut hand.pointers[index].1, to);
    let width = ruler.get_bounding_client_rect().width().max(1.0);
    match hand.pointers.as_slice() {
        [_] => Some(hand.zoom.pan((from - to) / width)),
        [(_, first), (_, second)] => {
            let other = if index == 0 { *second } else { *first };
            let factor = ((from - other).abs() + 1.0) / ((to - other).abs() + 1.0);
            let left = ruler.get_bounding_client_rect().left();
            Some(hand.zoom.by(factor, (other - left) / width))
        }
        _ => None,
    }
}

fn release(event: &Event, _: &Element, hand: &mut Hand) -> Option<Zoom> {
    let id = event.dyn_ref::<PointerEvent>()?.pointer_id();
    hand.pointers.retain(|(pointer, _)| *pointer != id);
    None
}

fn share(event: &MouseEvent, ruler: &Element) -> f64 {
    let place = ruler.get_bounding_client_rect();
    (f64::from(event.client_x()) - place.left()) / place.width().max(1.0)
}

fn on_lanes(event: &Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.closest(".lanes").is_ok_and(|lanes| lanes.is_some()))
}
