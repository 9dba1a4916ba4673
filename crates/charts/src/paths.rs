//! Marks as SVG paths: one for each state, so that the page's tree stays small however many spans there are.

use crate::{CssPx, LanesPicture, Mark};
use model::State;
use std::fmt::Write;

/// All marks of one state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatePath {
    /// The state.
    pub state: State,
    /// The path's `d`.
    pub d: String,
}

impl LanesPicture {
    /// The marks as one path for each state that has any, in the order of [`State::ALL`].
    #[must_use]
    pub fn paths(&self) -> Vec<StatePath> {
        let path = |state: &State| StatePath { state: *state, d: self.path(*state) };
        State::ALL.iter().map(path).filter(|path| !path.d.is_empty()).collect()
    }

    fn path(&self, state: State) -> String {
        let mut d = String::new();
        for mark in self.marks.iter().filter(|mark| mark.state == state) {
            add(&mut d, mark);
        }
        d
    }
}

/// The radius of the corners of a mark wide and high enough to show them.
const RADIUS: CssPx = CssPx(2.5);

fn add(d: &mut String, mark: &Mark) {
    let Mark { x, y, width, height, .. } = *mark;
    // Writing to a string can't fail.
    let _ = if width.0 < 7.0 || height.0 < 7.0 {
        write!(d, "M{x} {y}h{width}v{height}h{}z", CssPx(-width.0))
    } else {
        let (across, down, r) = (width - RADIUS * 2.0, height - RADIUS * 2.0, RADIUS);
        let (left, up) = (CssPx(-across.0), CssPx(-r.0));
        write!(
            d,
            "M{} {y}h{across}a{r} {r} 0 0 1 {r} {r}v{down}a{r} {r} 0 0 1 {up} {r}h{left}\
             a{r} {r} 0 0 1 {up} {up}v{}a{r} {r} 0 0 1 {r} {up}z",
            x + r,
            CssPx(-down.0)
        )
    };
}
