//! Which span the pointer means.

use crate::blend::spans_between;
use crate::{CssPx, LanesPicture, Mark, Row, View};
use model::{LaneId, Nanos, Span, State, Trace};

/// One span of a trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpanRef {
    /// Its lane.
    pub lane: LaneId,
    /// Its position in the lane, from 0.
    pub index: usize,
}

impl LanesPicture {
    /// The span at a point of the picture: the inverse of [`crate::layout`]. The gap between two rows
    /// belongs to both by halves; where spans share a pixel, it is the nearest of the state that is drawn.
    #[must_use]
    pub fn hit(&self, trace: &Trace, view: &View, x: CssPx, y: CssPx) -> Option<SpanRef> {
        if !(0.0..=self.width.0).contains(&x.0) {
            return None;
        }
        let lane = self.row_at(y)?.lane;
        let drawn = self.mark_at(lane, x).map(|mark| mark.state);
        let at = view.time_at(x);
        let pixel = (view.time_at(x - CssPx(1.0)), view.time_at(x + CssPx(1.0)) + Nanos(1));
        let near = spans_between(trace, lane, pixel.0, pixel.1).filter(|(_, span)| span.state != State::Idle);
        let nearest = near.min_by_key(|(_, span)| (drawn != Some(span.state), distance(span, at)));
        let (index, span) = nearest?;
        // Beside the marks nothing is meant but what is there.
        (drawn.is_some() || distance(&span, at) == Nanos::ZERO).then_some(SpanRef { lane, index })
    }

    /// Where a span is in the picture, cut to it; at least a pixel wide. `None` out of sight.
    #[must_use]
    pub fn outline(&self, trace: &Trace, view: &View, span: SpanRef) -> Option<Mark> {
        let row = self.rows.iter().find(|row| row.lane == span.lane)?;
        let Span { start, end, state, .. } = trace.span(span.lane, span.index)?;
        if end <= view.start || start >= view.end {
            return None;
        }
        let right = view.x_of(end).min(self.width);
        let x = view.x_of(start).max(CssPx(0.0)).min(right - CssPx(1.0));
        Some(Mark { lane: row.lane, state, x, y: row.y, width: right - x, height: row.height })
    }

    fn mark_at(&self, lane: LaneId, x: CssPx) -> Option<&Mark> {
        let before = self.marks.iter().rfind(|mark| mark.lane == lane && mark.x <= x);
        before.filter(|mark| x < mark.x + mark.width)
    }

    fn row_at(&self, y: CssPx) -> Option<&Row> {
        let off = |row: &&Row| (row.y - y).max(y - row.y - row.height).max(CssPx(0.0)).0;
        let nearest = self.rows.iter().min_by(|a, b| off(a).total_cmp(&off(b)))?;
        (off(&nearest) <= 2.0).then_some(nearest)
    }
}

/// How far `at` is from the span; zero within.
pub(crate) fn distance(span: &Span, at: Nanos) -> Nanos {
    if at < span.start { span.start - at } else { (at + Nanos(1)).saturating_sub(span.end) }
}
