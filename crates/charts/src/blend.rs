//! Level of detail: how spans narrower than a pixel share the pixels that they have.
//!
//! ```text
//!   spans   |run                |w|r|w|w|r|w|w|r|w|          |run         |
//!   pixels  |    |    |    |    |    |    |    |    |    |    |    |    |
//!   marks   [run               ][wait][run][wait     ]        [run        ]
//!            a mark of its own   one state a pixel             exact edges
//! ```
//!
//! A pixel can show one state only. Giving it to the one that fills most of it would paint a lane that runs
//! 10 % of the time, in short slices, as if it never ran. So what a pixel could not show is owed: each pixel
//! goes to the state that is owed most, and what it got is subtracted. That is error diffusion (Floyd and
//! Steinberg 1976) along one line. What a state is owed never falls below minus one pixel, and all debts
//! add up to nothing, so on a lane with k states none covers over a pixel too much, nor over k - 1 too little.

use crate::{CssPx, Mark, Row, View};
use model::{LaneId, Nanos, Span, State, TaskId, Trace};

/// What is narrower than this is blended.
const PIXEL: f64 = 1.0;

/// Adds the marks of one row, from left to right; they touch where the spans do.
pub(crate) fn lane_marks(trace: &Trace, view: &View, row: &Row, marks: &mut Vec<Mark>) {
    if view.span() == Nanos::ZERO || view.width.0 <= 0.0 {
        return;
    }
    let mut painter = Painter { row, marks, start: 0.0, owed: [0.0; STATES], last: None };
    let mut until = 0.0;
    for (_, span) in spans_between(trace, row.lane, view.start, view.end) {
        let (left, right) = (view.x_of(span.start).0.max(0.0), view.x_of(span.end).0.min(view.width.0));
        // Where there is no span the lane does not exist: drawn as idle, which is not at all.
        painter.idle(until, left);
        painter.slice(span.state, span.task, left, right);
        until = right;
    }
    painter.idle(until, view.width.0);
    painter.close(view.width.0);
}

/// The spans of `lane` that overlap the time from `start` up to `end`, with their positions: found in
/// logarithmic time.
pub(crate) fn spans_between(
    trace: &Trace,
    lane: LaneId,
    start: Nanos,
    end: Nanos,
) -> impl Iterator<Item = (usize, Span)> + '_ {
    let first = first_ending_after(trace, lane, start);
    (first..)
        .map_while(move |index| Some((index, trace.span(lane, index)?)))
        .take_while(move |(_, span)| span.start < end)
}

/// The position of the first span of `lane` that ends later than `at`; past the last if none does.
pub(crate) fn first_ending_after(trace: &Trace, lane: LaneId, at: Nanos) -> usize {
    let (mut low, mut high) = (0, trace.spans(lane).len());
    while low < high {
        let middle = low.midpoint(high);
        if trace.span(lane, middle).is_some_and(|span| span.end <= at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

const STATES: usize = State::ALL.len();

/// Takes a lane's states slice by slice, without holes, and paints them.
struct Painter<'a> {
    row: &'a Row,
    marks: &'a mut Vec<Mark>,
    /// Where the pixel being shared begins.
    start: f64,
    /// The width that each state is owed.
    owed: [f64; STATES],
    /// What was painted last, and its right edge.
    last: Option<(State, Owner, f64)>,
}

/// Whose a mark is: marks of one state and one owner that touch are one. A wait goes on when the GIL passes
/// from one lane to another; a task that follows another begins a mark of its own.
#[derive(Clone, Copy, PartialEq)]
enum Owner {
    Pixels,
    Task(Option<TaskId>),
}

impl Painter<'_> {
    fn idle(&mut self, left: f64, right: f64) {
        self.slice(State::Idle, None, left, right);
    }

    fn slice(&mut self, state: State, task: Option<TaskId>, left: f64, right: f64) {
        if right - left >= PIXEL {
            self.close(left);
            self.paint(state, Owner::Task(task), left, right);
            self.start = right;
        } else if right > left {
            self.share(state, left, right);
        }
    }

    /// Adds a narrow slice to the pixel it is in, and to the next if it reaches into it.
    fn share(&mut self, state: State, left: f64, right: f64) {
        let boundary = self.start.floor() + PIXEL;
        let within = right.min(boundary);
        self.owed[state as usize] += within - left;
        if right >= boundary {
            self.close(boundary);
            self.owed[state as usize] += right - boundary;
        }
    }

    /// Gives the pixel, or what there is of it up to `end`, to the state that is owed most.
    fn close(&mut self, end: f64) {
        let width = end - self.start;
        if width > 1e-9 {
            let state = most(&self.owed);
            self.owed[state as usize] -= width;
            self.paint(state, Owner::Pixels, self.start, end);
        }
        self.start = end;
    }

    fn paint(&mut self, state: State, owner: Owner, left: f64, right: f64) {
        let goes_on = self.last == Some((state, owner, left));
        self.last = Some((state, owner, right));
        if state == State::Idle {
            return;
        }
        if goes_on && let Some(mark) = self.marks.last_mut() {
            mark.width = CssPx(right) - mark.x;
        } else {
            let Row { lane, y, height } = *self.row;
            self.marks.push(Mark { lane, state, x: CssPx(left), y, width: CssPx(right - left), height });
        }
    }
}

/// The state that is owed most; the first of equals, for a picture that is the same everywhere.
fn most(owed: &[f64; STATES]) -> State {
    let mut best = State::ALL[0];
    for state in State::ALL {
        if owed[*state as usize] > owed[best as usize] {
            best = *state;
        }
    }
    best
}
