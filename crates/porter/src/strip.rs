//! What each pixel of a lane shows.
//!
//! A pixel that a span covers shows its state. Spans narrower than a pixel share the pixels that they have as in
//! [`charts::blend`]: each pixel goes to the state that is owed most. How long a lane was in each state within a pixel
//! is the difference of two sums that were added up when the trace was read, so that a picture takes as long for a
//! million spans as for a hundred.

use crate::view::View;
use files::import::Lane;
use files::import::lane::Sums;
use model::{Nanos, State};

/// Nothing is drawn.
pub(crate) const NOTHING: u8 = State::Idle as u8;

/// What is at least so many pixels wide is set apart from what follows.
const SET_APART: usize = 4;

/// The states of the pixels of `lane`; `pixels` is as wide as the picture, `gap` how many are left free between two
/// spans.
pub(crate) fn strip(lane: &Lane, view: View, gap: usize, pixels: &mut [u8]) {
    let mut pen = Pen::new(lane, view, pixels.len());
    pixels.fill(NOTHING);
    let mut x = 0;
    let mut index = lane.first_ending_after(pen.time(0));
    while x < pixels.len() {
        let Some((start, end)) = lane.times(index) else { break };
        let (left, right) = (pen.time(x), pen.time(x + 1));
        if start >= right {
            x = pen.pixel(start).clamp(x + 1, pixels.len());
        } else if start <= left && end >= right {
            let until = pen.pixel(end).clamp(x + 1, pixels.len());
            let touched = lane.times(index + 1).is_some_and(|(start, _)| start == end);
            let apart = touched && until < pixels.len() && until - x >= SET_APART * gap;
            let state = lane.state(index).map_or(NOTHING, |state| state as u8);
            pixels[x..until - if apart { gap } else { 0 }].fill(state);
            x = until;
            index = lane.first_ending_after(pen.time(x));
        } else {
            let next = lane.first_ending_after(right);
            pixels[x] = pen.share((left, index), (right, next));
            x += 1;
            index = next;
        }
    }
}

struct Pen<'a> {
    lane: &'a Lane,
    view: View,
    per_pixel: f64,
    /// How long the lane had been in each state by the right edge of the pixel that was shared last, and when that is.
    so_far: (Nanos, Sums),
    /// The nanoseconds that each state is owed.
    owed: [i64; State::ALL.len()],
}

impl<'a> Pen<'a> {
    fn new(lane: &'a Lane, view: View, width: usize) -> Self {
        let per_pixel = view.length() / width as f64;
        Self { lane, view, per_pixel, so_far: (Nanos::MAX, Sums::default()), owed: Default::default() }
    }

    fn time(&self, x: usize) -> Nanos {
        Nanos((self.view.start + self.per_pixel * x as f64) as u64)
    }

    /// The pixel that begins at `at`, or that it is in.
    fn pixel(&self, at: Nanos) -> usize {
        ((at.0 as f64 - self.view.start) / self.per_pixel) as usize
    }

    /// The state of a pixel, from its edges and the first span that ends after each.
    fn share(&mut self, (left, index): (Nanos, usize), (right, next): (Nanos, usize)) -> u8 {
        let until = self.lane.sums_until(right, next);
        let before = if self.so_far.0 == left { self.so_far.1 } else { self.lane.sums_until(left, index) };
        self.so_far = (right, until);
        let whole = (right - left).0 as i64;
        let mut rest = whole;
        for (owed, (until, before)) in self.owed.iter_mut().zip(until.iter().zip(before)) {
            let sum = (until - before) as i64;
            *owed += sum;
            rest -= sum;
        }
        self.owed[State::Idle as usize] += rest;
        let mut most = 0;
        for (state, owed) in self.owed.iter().enumerate() {
            if *owed > self.owed[most] {
                most = state;
            }
        }
        self.owed[most] -= whole;
        most as u8
    }
}

#[cfg(test)]
mod tests {
    use super::strip;
    use crate::view::View;
    use files::import::{Brought, read};
    use model::State;

    fn trace(spans: impl Iterator<Item = (u64, u64, &'static str)>) -> Brought {
        let event = |(start, length, name): (u64, u64, &str)| {
            format!(
                "{{\"ph\":\"X\",\"pid\":1,\"tid\":1,\"ts\":{start},\"dur\":{length},\"name\":\"{name}\"}},"
            )
        };
        read(format!("[{}", spans.map(event).collect::<String>()).as_bytes()).unwrap()
    }

    fn shown(trace: &Brought, view: View, width: usize) -> Vec<u8> {
        let mut pixels = vec![0; width];
        strip(&trace.lanes[0], view, 1, &mut pixels);
        pixels
    }

    const RUN: u8 = State::Run as u8;
    const IO: u8 = State::WaitIo as u8;
    const GIL: u8 = State::WaitGil as u8;
    const NONE: u8 = super::NOTHING;

    #[test]
    fn wide_spans_are_drawn_where_they_are_and_set_apart() {
        let trace = trace([(0, 4, "a"), (4, 1, "time.sleep"), (7, 3, "b")].into_iter());
        let whole = View::whole(trace.end);
        assert_eq!(shown(&trace, whole, 10), [RUN, RUN, RUN, NONE, IO, NONE, NONE, RUN, RUN, RUN]);
        let half = whole.zoom(0.5, 1.0);
        assert_eq!(shown(&trace, half, 5), [NONE, NONE, RUN, RUN, RUN]);
    }

    #[test]
    fn narrow_spans_keep_their_shares_of_the_pixels() {
        // Of every 10 µs: 1 runs, 6 wait for the GIL, 2 for I/O, 1 nothing.
        let spans = (0..50_000)
            .flat_map(|n| [(n * 10, 1, "a"), (n * 10 + 1, 6, "wait-gil"), (n * 10 + 7, 2, "time.sleep")]);
        let trace = trace(spans);
        let whole = View::whole(trace.end);
        for (view, width) in [(whole, 1000), (whole.zoom(0.1, 0.37), 700), (whole.zoom(0.5, 0.9), 333)] {
            let pixels = shown(&trace, view, width);
            for (state, share) in [(RUN, 0.1), (GIL, 0.6), (IO, 0.2), (NONE, 0.1)] {
                let count = pixels.iter().filter(|pixel| **pixel == state).count() as f64;
                assert!((count - share * width as f64).abs() <= 4.0, "{state}: {count} of {width}");
            }
        }
    }

    #[test]
    fn beyond_the_ends_and_between_nanoseconds_nothing_breaks() {
        let trace = trace([(0, 1, "a"), (1, 1, "time.sleep")].into_iter());
        let close = View::whole(trace.end).zoom(0.0, 0.5);
        assert_eq!(shown(&trace, close, 4000).len(), 4000);
        assert_eq!(shown(&trace, close, 1).len(), 1);
    }
}
