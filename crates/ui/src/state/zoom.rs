//! Which part of the time axis is shown, as shares of the whole: it means the same on the model's clock and on this
//! device's, and survives a change of the scenario.

use model::link::View;

/// The narrowest part: below it single spans fill the screen.
const NARROWEST: f64 = View::NARROWEST as f64 / View::WHOLE as f64;

/// From where to where; `0.0 <= from < to <= 1.0`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Zoom {
    from: f64,
    to: f64,
}

impl Zoom {
    /// The whole run.
    pub const WHOLE: Self = Self { from: 0.0, to: 1.0 };

    /// The start of the part shown, as a share of the whole.
    #[must_use]
    pub const fn from(self) -> f64 {
        self.from
    }

    /// Its end, as a share of the whole.
    #[must_use]
    pub const fn to(self) -> f64 {
        self.to
    }

    /// The part as a link says it; `None` where all is shown.
    #[must_use]
    pub fn millionths(self) -> Option<(u32, u32)> {
        let place = |share: f64| (share * f64::from(View::WHOLE)).round() as u32;
        (!self.is_whole()).then(|| (place(self.from), place(self.to)))
    }

    /// The part that a link says.
    #[must_use]
    pub fn of_millionths((from, to): (u32, u32)) -> Self {
        let share = |place: u32| f64::from(place) / f64::from(View::WHOLE);
        Self::starting(share(from), (share(to) - share(from)).clamp(NARROWEST, 1.0))
    }

    /// Whether all is shown.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.width() > 1.0 - NARROWEST
    }

    /// Shows `factor` times as much (below 1: less), with the moment under the pointer staying where it is;
    /// `pointer` is a share of the part shown.
    #[must_use]
    pub fn by(self, factor: f64, pointer: f64) -> Self {
        let width = (self.width() * factor).clamp(NARROWEST, 1.0);
        let fixed = self.from + self.width() * pointer.clamp(0.0, 1.0);
        Self::starting(fixed - width * pointer.clamp(0.0, 1.0), width)
    }

    /// Moves the part by `share` of its own width, to the right if positive, and not beyond the ends.
    #[must_use]
    pub fn pan(self, share: f64) -> Self {
        Self::starting(self.from + self.width() * share, self.width())
    }

    /// Moves just as far as is needed to show the stretch from `start` to `end` (shares of the whole); of one
    /// that is wider than the part, its start.
    #[must_use]
    pub fn showing(self, start: f64, end: f64) -> Self {
        if start < self.from || end - start > self.width() {
            Self::starting(start, self.width())
        } else if end > self.to {
            Self::starting(end - self.width(), self.width())
        } else {
            self
        }
    }

    fn width(self) -> f64 {
        self.to - self.from
    }

    fn starting(from: f64, width: f64) -> Self {
        let from = from.clamp(0.0, 1.0 - width);
        Self { from, to: from + width }
    }
}

#[cfg(test)]
mod tests {
    use super::Zoom;

    fn check(zoom: Zoom, from: f64, to: f64) {
        let near = |a: f64, b: f64| (a - b).abs() < 1e-9;
        assert!(near(zoom.from(), from) && near(zoom.to(), to), "{zoom:?} is not {from} to {to}");
    }

    #[test]
    fn zooming_keeps_the_moment_under_the_pointer() {
        check(Zoom::WHOLE.by(0.5, 0.5), 0.25, 0.75);
        check(Zoom::WHOLE.by(0.5, 0.0), 0.0, 0.5);
        check(Zoom::WHOLE.by(0.5, 1.0).by(0.5, 0.5), 0.625, 0.875);
    }

    #[test]
    fn nothing_goes_beyond_the_ends() {
        check(Zoom::WHOLE.by(4.0, 0.3), 0.0, 1.0);
        check(Zoom::WHOLE.by(0.5, 0.0).pan(-3.0), 0.0, 0.5);
        check(Zoom::WHOLE.by(0.5, 0.0).pan(9.0), 0.5, 1.0);
        check(Zoom::WHOLE.by(0.0, 0.0), 0.0, 1.0 / 2000.0);
        assert!(Zoom::WHOLE.by(0.5, 0.5).by(2.0, 0.1).is_whole());
    }

    #[test]
    fn a_link_says_what_is_shown_and_shows_what_it_says() {
        assert_eq!(Zoom::WHOLE.millionths(), None);
        for zoom in [Zoom::WHOLE.by(0.5, 0.5), Zoom::WHOLE.by(0.0, 1.0), Zoom::WHOLE.by(1.0 / 3.0, 0.9)] {
            let said = zoom.millionths().unwrap();
            assert_eq!(Zoom::of_millionths(said).millionths(), Some(said));
        }
        check(Zoom::of_millionths((250_000, 500_000)), 0.25, 0.5);
    }

    #[test]
    fn a_focused_span_is_brought_into_view() {
        let half = Zoom::WHOLE.by(0.5, 0.0);
        check(half.showing(0.1, 0.2), 0.0, 0.5);
        check(half.showing(0.6, 0.7), 0.2, 0.7);
        check(half.pan(1.0).showing(0.1, 0.2), 0.1, 0.6);
        check(half.showing(0.3, 0.9), 0.3, 0.8);
    }
}
