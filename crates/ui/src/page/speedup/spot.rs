//! The point of the plot that the pointer or the keyboard is at, and its number.

use charts::{CssPx, Point, SpeedupPicture};
use model::{RunKind, Runtime};
use std::rc::Rc;
use web_sys::Element;
use yew::prelude::*;

/// Which point: by what it is of, since the picture grows while it is measured.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Spot(RunKind, Runtime, u32);

type Picture = Rc<Option<SpeedupPicture>>;

impl Spot {
    const fn of(point: Point) -> Self {
        Self(point.kind, point.runtime, point.workers)
    }

    /// The point, if it is still there.
    pub(super) fn find(self, picture: &SpeedupPicture) -> Option<Point> {
        picture.points().find(|point| Self::of(*point) == self)
    }
}

/// Goes to the point under the pointer.
pub(super) fn pointed(
    node: &NodeRef,
    picture: &Picture,
    spot: &UseStateHandle<Option<Spot>>,
) -> Callback<PointerEvent> {
    let (node, picture, set) = (node.clone(), picture.clone(), spot.setter());
    Callback::from(move |event: PointerEvent| {
        let Some((element, picture)) = node.cast::<Element>().zip((*picture).as_ref()) else { return };
        let rect = element.get_bounding_client_rect();
        let (x, y) = (f64::from(event.client_x()) - rect.left(), f64::from(event.client_y()) - rect.top());
        set.set(picture.hit(CssPx(x), CssPx(y)).map(Spot::of));
    })
}

/// The pointer is elsewhere.
pub(super) fn left(spot: &UseStateHandle<Option<Spot>>) -> Callback<PointerEvent> {
    let set = spot.setter();
    Callback::from(move |_| set.set(None))
}

/// Goes from point to point by the arrow keys.
pub(super) fn keyed(picture: &Picture, spot: &UseStateHandle<Option<Spot>>) -> Callback<KeyboardEvent> {
    let (picture, spot) = (picture.clone(), spot.clone());
    Callback::from(move |event: KeyboardEvent| {
        // Alt and an arrow go back in history, and so on.
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let points: Vec<Point> = (*picture).iter().flat_map(SpeedupPicture::points).collect();
        let at = points.iter().position(|point| Some(Spot::of(*point)) == *spot);
        let last = points.len().saturating_sub(1);
        let to = match &*event.key() {
            "ArrowRight" | "ArrowDown" => at.map_or(0, |at| last.min(at + 1)),
            "ArrowLeft" | "ArrowUp" => at.map_or(last, |at| at.saturating_sub(1)),
            "Home" => 0,
            "End" => last,
            "Escape" => return spot.set(None),
            _ => return,
        };
        // The page would scroll.
        event.prevent_default();
        spot.set(points.get(to).map(|point| Spot::of(*point)));
    })
}

/// The point's number; always on the page, so that it is read out as it changes and nothing moves.
pub(super) fn spoken(point: Option<Point>) -> Html {
    let text = point.map_or_else(|| ::words::speedup::point_at().to_owned(), |point| point.describe());
    html! { <p class="small spot" aria-live="polite">{ text }</p> }
}
