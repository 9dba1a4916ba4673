//! Arrows from a wait to who is in the way.
//!
//! ```text
//!   worker-0   ▒▒▒▒▒█████        o where the wait begins, down to the lane that had the GIL or the lock;
//!              o    ^            ^ where it ends, up from the lane that had it last
//!   worker-1   v████|▒▒▒▒
//! ```

use crate::{CssPx, LanesPicture, SpanRef, View};
use model::blame::obstacle;
use model::{LaneId, Nanos, Obstacle, Span, Trace};

/// One arrow, straight up or down between the middles of two rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Arrow {
    /// What it says.
    pub kind: ArrowKind,
    /// The lane that is not the waiter's: who held what the wait was for.
    pub holder: LaneId,
    /// When.
    pub at: Nanos,
    /// Where both of its ends are, from the left.
    pub x: CssPx,
    /// Where it begins, from above.
    pub from: CssPx,
    /// Where its head is.
    pub to: CssPx,
}

/// What an arrow says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArrowKind {
    /// From the waiter to who had it when the wait began, or when it comes into sight.
    WaitsFor,
    /// To the waiter, when its wait ends, from who had it last.
    GotFrom,
}

impl Arrow {
    /// Shaft and head as the `d` of an SVG path, to be stroked.
    #[must_use]
    pub fn path(&self) -> String {
        let Self { x, from, to, .. } = *self;
        let length = (to - from).0;
        let head = length.abs().min(HEAD) * length.signum();
        let (left, right, back) =
            (x - CssPx(head.abs() * 0.7), x + CssPx(head.abs() * 0.7), to - CssPx(head));
        format!("M{x} {from}V{to}M{left} {back}L{x} {to}L{right} {back}")
    }
}

/// How long an arrow's head is, where there is room.
const HEAD: f64 = 5.0;

/// The arrows of the span `at`: none, unless it waits for a GIL, a lock or a garbage collection. What lies outside of the view gets
/// none, but a wait that began before it points at who was in the way when the view begins.
#[must_use]
pub fn arrows(picture: &LanesPicture, trace: &Trace, view: &View, at: SpanRef) -> Vec<Arrow> {
    let Some(span) = trace.span(at.lane, at.index) else { return Vec::new() };
    let Some(what) = obstacle(trace, at.lane, &span).filter(|what| *what != Obstacle::Core) else {
        return Vec::new();
    };
    let waits_for = blocker(trace, what, &span, view.start)
        .and_then(|(holder, moment)| arrow(picture, view, ArrowKind::WaitsFor, at.lane, holder, moment));
    let got_from = last_holder(trace, what, at, &span)
        .and_then(|holder| arrow(picture, view, ArrowKind::GotFrom, at.lane, holder, span.end));
    waits_for.into_iter().chain(got_from).collect()
}

fn arrow(
    picture: &LanesPicture,
    view: &View,
    kind: ArrowKind,
    waiter: LaneId,
    holder: LaneId,
    at: Nanos,
) -> Option<Arrow> {
    let middle = |lane: LaneId| {
        let row = picture.rows.iter().find(|row| row.lane == lane)?;
        Some(row.y + row.height / 2.0)
    };
    let (waiter, held) = (middle(waiter)?, middle(holder)?);
    let (from, to) = if kind == ArrowKind::WaitsFor { (waiter, held) } else { (held, waiter) };
    let seen = (view.start..=view.end).contains(&at);
    seen.then(|| Arrow { kind, holder, at, x: view.x_of(at), from, to })
}

/// Who was in the way at the wait's begin, or at `sight` if that is later and within it, and when that was.
fn blocker(trace: &Trace, what: Obstacle, span: &Span, sight: Nanos) -> Option<(LaneId, Nanos)> {
    if span.start >= sight {
        return Some((span.holder?, span.start));
    }
    let holder = match what {
        Obstacle::Gil(gil) => trace.holder_at(gil, sight),
        Obstacle::Lock(lock) => trace.lock_holder_at(lock, sight),
        // The same from the wait's begin to its end.
        Obstacle::World => span.holder,
        Obstacle::Core => None,
    };
    Some((holder?, sight))
}

/// Who of the others had it last before the wait ended, if the waiter has it then and one of them had it
/// during the wait.
fn last_holder(trace: &Trace, what: Obstacle, at: SpanRef, wait: &Span) -> Option<LaneId> {
    let waiter = at.lane;
    match what {
        Obstacle::Gil(gil) => {
            let next = trace.span(waiter, at.index + 1)?;
            let got = next.start == wait.end && next.holds_gil;
            trace.last_holder_before(gil, wait.end, wait.start).filter(|_| got)
        }
        Obstacle::Lock(lock) => {
            trace.lock_holder_at(lock, wait.end).filter(|holder| *holder == waiter)?;
            let mut held = trace.lock_holds_before(lock, wait.end).filter(|hold| hold.lane != waiter);
            held.next().filter(|hold| hold.end > wait.start).map(|hold| hold.lane)
        }
        Obstacle::World => wait.holder,
        Obstacle::Core => None,
    }
}
