//! The stretch of time that is shown.

use model::Nanos;

/// The least that is shown, in nanoseconds: shorter ones are below any clock's steps.
const NARROWEST: f64 = 1_000.0;

/// From when to when, of a trace that ends at `whole`; in nanoseconds with fractions, so that small moves add up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct View {
    pub(crate) start: f64,
    pub(crate) end: f64,
    whole: f64,
}

impl View {
    pub(crate) fn whole(end: Nanos) -> Self {
        let whole = (end.0 as f64).max(1.0);
        Self { start: 0.0, end: whole, whole }
    }

    pub(crate) fn length(self) -> f64 {
        self.end - self.start
    }

    pub(crate) fn all(self) -> Self {
        Self { start: 0.0, end: self.whole, ..self }
    }

    /// Shows `factor` times as much, with the moment at `at`, a share of the width, staying where it is.
    pub(crate) fn zoom(self, factor: f64, at: f64) -> Self {
        let length = (self.length() * factor).clamp(NARROWEST.min(self.whole), self.whole);
        let at = at.clamp(0.0, 1.0);
        self.starting(self.start + self.length() * at - length * at, length)
    }

    pub(crate) fn pan(self, share: f64) -> Self {
        self.starting(self.start + self.length() * share, self.length())
    }

    /// Moves as far as is needed to show from `start` to `end`; of what is longer than the view, its start.
    pub(crate) fn showing(self, start: Nanos, end: Nanos) -> Self {
        let (start, end) = (start.0 as f64, end.0 as f64);
        if start < self.start || end - start > self.length() {
            self.starting(start, self.length())
        } else if end > self.end {
            self.starting(end - self.length(), self.length())
        } else {
            self
        }
    }

    /// The moment at a share of the width.
    pub(crate) fn at(self, share: f64) -> Nanos {
        Nanos((self.start + self.length() * share).max(0.0) as u64)
    }

    /// The share of the width at a moment.
    pub(crate) fn share(self, at: Nanos) -> f64 {
        (at.0 as f64 - self.start) / self.length()
    }

    fn starting(self, start: f64, length: f64) -> Self {
        // What is no number is nowhere.
        let start = if start.is_nan() { 0.0 } else { start.clamp(0.0, self.whole - length) };
        Self { start, end: start + length, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::View;
    use model::Nanos;

    #[test]
    fn a_view_stays_inside_of_its_trace_and_keeps_what_is_pointed_at() {
        let whole = View::whole(Nanos(1_000_000));
        let half = whole.zoom(0.5, 0.25);
        assert_eq!((half.start, half.end), (125_000.0, 625_000.0));
        assert_eq!(half.at(0.25), whole.at(0.25));
        assert_eq!(half.pan(-9.0).start, 0.0);
        assert_eq!(half.pan(9.0).end, 1_000_000.0);
        assert_eq!(half.zoom(100.0, 0.9), whole);
        assert_eq!(whole.zoom(0.0, 0.5).length(), 1_000.0);
        assert_eq!(whole.zoom(f64::NAN, f64::NAN).start, 0.0);
        assert_eq!(half.showing(Nanos(700_000), Nanos(800_000)).end, 800_000.0);
        assert_eq!(half.showing(Nanos(100), Nanos(200)).start, 100.0);
        assert_eq!(View::whole(Nanos(0)).zoom(0.5, 0.5).length(), 1.0);
    }
}
