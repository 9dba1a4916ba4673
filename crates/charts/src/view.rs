//! The part of a run that is on screen.
//!
//! ```text
//!   run    0 ms ├───────────────────────────────────────────┤ 406 ms
//!   view               start ├────────────────┤ end
//!   screen                   0 px             width
//! ```

use crate::CssPx;
use model::{Nanos, Trace};

/// A window of time, and how wide it is on screen. All lanes that share a clock share a view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// The time at the left edge.
    pub start: Nanos,
    /// The time at the right edge; a view that ends where it starts shows nothing.
    pub end: Nanos,
    /// How wide the window is.
    pub width: CssPx,
}

impl View {
    /// The view that shows all of the traces, on one clock.
    #[must_use]
    pub fn whole<'a>(traces: impl IntoIterator<Item = &'a Trace>, width: CssPx) -> Self {
        let end = traces.into_iter().map(|trace| trace.end).max().unwrap_or(Nanos::ZERO);
        Self { start: Nanos::ZERO, end, width }
    }

    /// How much time the window shows.
    #[must_use]
    pub const fn span(&self) -> Nanos {
        self.end.saturating_sub(self.start)
    }

    /// Where `at` is; outside of the window for a time outside of it.
    #[must_use]
    pub fn x_of(&self, at: Nanos) -> CssPx {
        let from_start = if at >= self.start {
            at.saturating_sub(self.start).0 as f64
        } else {
            -(self.start.saturating_sub(at).0 as f64)
        };
        CssPx(from_start * self.px_per_nano())
    }

    /// The time at `x`, clamped to the window, to the nanosecond below.
    #[must_use]
    pub fn time_at(&self, x: CssPx) -> Nanos {
        if self.width.0 <= 0.0 {
            return self.start;
        }
        let share = (x.0 / self.width.0).clamp(0.0, 1.0);
        self.start + Nanos((self.span().0 as f64 * share) as u64)
    }

    fn px_per_nano(&self) -> f64 {
        if self.span() == Nanos::ZERO { 0.0 } else { self.width.0 / self.span().0 as f64 }
    }
}
