//! The plot with its pointer: as wide as its place, one point of it told at a time.

use super::paint::paint;
use super::spot::{Spot, keyed, left, pointed, spoken};
use crate::page::hooks::use_width;
use crate::page::maybe;
use charts::{CssPx, SpeedupPicture};
use std::rc::Rc;
use yew::prelude::*;

/// The plot's width until the page has measured it.
const FIRST_WIDTH: u32 = 510;
/// The plot's height.
const HEIGHT: f64 = 230.0;

/// A picture in its place.
pub(super) struct Plot {
    node: NodeRef,
    picture: Rc<Option<SpeedupPicture>>,
    spot: UseStateHandle<Option<Spot>>,
}

/// The picture that `draw` makes of `what`, whenever that or the width changes.
#[hook]
pub(super) fn use_plot<What: PartialEq + 'static>(
    what: What,
    draw: impl FnOnce(&What, (CssPx, CssPx)) -> Option<SpeedupPicture>,
) -> Plot {
    let node = use_node_ref();
    let width = use_width(&node, FIRST_WIDTH);
    let spot = use_state_eq(|| None::<Spot>);
    let size = |width: u32| (CssPx(width.into()), CssPx(HEIGHT));
    let picture = use_memo((what, width), |(what, width)| draw(what, size(*width)));
    Plot { node, picture, spot }
}

impl Plot {
    /// The plot, faded while it is `stale`, and the number of the point that is pointed at.
    pub(super) fn html(&self, stale: bool) -> Html {
        let Self { node, picture, spot } = self;
        let point = (**spot).and_then(|spot| spot.find((**picture).as_ref()?));
        html! {
            <>
                <div
                    class="plot" ref={node.clone()} aria-busy={stale.to_string()} tabindex="0" role="group"
                    aria-label={::words::speedup::plot()}
                    onpointermove={pointed(node, picture, spot)} onpointerdown={pointed(node, picture, spot)}
                    onpointerleave={left(spot)} onkeydown={keyed(picture, spot)}
                >
                    { maybe((**picture).as_ref().map(|picture| paint(picture, point))) }
                </div>
                { spoken(point) }
            </>
        }
    }
}
