//! The two laws that a measured speedup curve is held against, fitted to it by least squares.
//!
//! - Amdahl's: `n / (1 + s (n - 1))` for a share `s` of the job that only one worker at a time can do, which is
//!   `1 / (s + (1 - s) / n)` (G. M. Amdahl, "Validity of the single processor approach to achieving large scale
//!   computing capabilities", AFIPS 1967).
//! - Gunther's Universal Scalability Law: `n / (1 + s (n - 1) + k n (n - 1))`, where `k` is the crosstalk: what
//!   each worker loses to each other one (N. J. Gunther, "Guerrilla Capacity Planning", Springer 2007, chapter 4;
//!   its σ and κ are our serial and crosstalk).
//!
//! What was measured is times, so it is times that the squares are taken of: `1 / speedup` is linear in both
//! parameters, which makes the fit exact algebra. (Gunther fits `n / speedup`, which weighs many workers more.)
//! Both laws are 1 at one worker, so a curve is fitted to its own run with one worker, and scaled back.

/// A law with its figures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Law {
    /// The speedup with one worker.
    pub alone: f64,
    /// The share of the work that only one worker at a time can do, from 0 to 1.
    pub serial: f64,
    /// What each worker loses to each other one, as a share of the work, at least 0; 0 for Amdahl's law.
    pub crosstalk: f64,
}

impl Law {
    /// The speedup that it gives so many `workers`, at least 1.
    #[must_use]
    pub fn speedup(&self, workers: f64) -> f64 {
        let others = workers - 1.0;
        self.alone * workers / (1.0 + self.serial * others + self.crosstalk * workers * others)
    }
}

/// Fits Amdahl's law to `points`: numbers of workers, each once, with speedups above 0. `None` without a point of
/// several workers.
#[must_use]
pub fn amdahl(points: &[(u32, f64)]) -> Option<Law> {
    let sums = Sums::of(points);
    (sums.points >= 1).then(|| Law { alone: alone(points), serial: sums.serial(0.0), crosstalk: 0.0 })
}

/// Fits Gunther's law to `points`, as [`amdahl`] does; `None` without two points of several workers.
#[must_use]
pub fn gunther(points: &[(u32, f64)]) -> Option<Law> {
    let sums = Sums::of(points);
    let (serial, crosstalk) = if sums.points >= 2 { sums.both() } else { return None };
    Some(Law { alone: alone(points), serial, crosstalk })
}

/// The speedup of one worker; where there is none, that of the sequential run.
fn alone(points: &[(u32, f64)]) -> f64 {
    points.iter().find(|(workers, _)| *workers == 1).map_or(1.0, |(_, speedup)| *speedup)
}

/// The sums of the normal equations of `y = serial * a + crosstalk * b`, where `y` is by how much longer a run took
/// than its share of the time of one worker, `a = (n - 1) / n` and `b = n - 1`.
#[derive(Default)]
struct Sums {
    points: usize,
    aa: f64,
    ab: f64,
    bb: f64,
    ay: f64,
    by: f64,
}

impl Sums {
    fn of(points: &[(u32, f64)]) -> Self {
        let (mut sums, alone) = (Self::default(), alone(points));
        for (workers, speedup) in points.iter().filter(|(workers, _)| *workers > 1) {
            let n = f64::from(*workers);
            let (a, b, y) = ((n - 1.0) / n, n - 1.0, alone / speedup - 1.0 / n);
            sums.points += 1;
            sums.aa += a * a;
            sums.ab += a * b;
            sums.bb += b * b;
            sums.ay += a * y;
            sums.by += b * y;
        }
        sums
    }

    /// The best serial share for that crosstalk.
    fn serial(&self, crosstalk: f64) -> f64 {
        ((self.ay - crosstalk * self.ab) / self.aa).clamp(0.0, 1.0)
    }

    /// The best crosstalk for that serial share.
    fn crosstalk(&self, serial: f64) -> f64 {
        ((self.by - serial * self.ab) / self.bb).max(0.0)
    }

    /// The best of both. The sum of squares is convex: where its least is outside of what the figures may be, it is
    /// least somewhere on the border.
    fn both(&self) -> (f64, f64) {
        let determinant = self.aa * self.bb - self.ab * self.ab;
        let serial = (self.ay * self.bb - self.by * self.ab) / determinant;
        let crosstalk = (self.by * self.aa - self.ay * self.ab) / determinant;
        if (0.0..=1.0).contains(&serial) && crosstalk >= 0.0 {
            return (serial, crosstalk);
        }
        let border = [(self.serial(0.0), 0.0), (0.0, self.crosstalk(0.0)), (1.0, self.crosstalk(1.0))];
        border.into_iter().min_by(|a, b| self.squares(*a).total_cmp(&self.squares(*b))).unwrap_or_default()
    }

    /// The sum of squares, less what does not depend on the figures.
    fn squares(&self, (serial, crosstalk): (f64, f64)) -> f64 {
        serial * serial * self.aa + 2.0 * serial * crosstalk * self.ab + crosstalk * crosstalk * self.bb
            - 2.0 * (serial * self.ay + crosstalk * self.by)
    }
}
