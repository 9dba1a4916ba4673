//! Runs that were measured again and again: every time that came out, and how they spread.

use crate::{Curve, Nanos, Runtime};
use serde::{Deserialize, Serialize};

/// One run of a measured sweep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timed {
    /// The way it was run; the sequential run is what the others are held against.
    pub runtime: Runtime,
    /// How many workers the executor was given; 1 for the sequential run.
    pub workers: u32,
    /// How long it took.
    pub wall: Nanos,
}

/// What the model says of a curve that is about to be measured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prediction {
    /// The curve.
    pub curve: Curve,
    /// Wall time of the model's sequential run.
    pub baseline: Nanos,
    /// Whether the costs are the device's own; else they are CPython's, on as many cores as the device has.
    pub of_device: bool,
}

/// All that was measured of one sweep, so far: speedup against workers, every repetition of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasuredSweep {
    /// The points, by runtime and then by workers; none is without a run.
    points: Vec<MeasuredPoint>,
}

/// One runtime with one number of workers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasuredPoint {
    /// The runtime.
    pub runtime: Runtime,
    /// How many workers it was given.
    pub workers: u32,
    /// What came out.
    pub walls: Repeated,
}

impl MeasuredSweep {
    /// Takes a run in.
    pub fn put(&mut self, run: Timed) {
        let key = (run.runtime, run.workers);
        let place = self.points.binary_search_by_key(&key, |point| (point.runtime, point.workers));
        let place = place.unwrap_or_else(|place| {
            let point = MeasuredPoint { runtime: key.0, workers: key.1, walls: Repeated::default() };
            self.points.insert(place, point);
            place
        });
        self.points[place].walls.0.push(run.wall);
    }

    /// The sequential runs, if there was one.
    #[must_use]
    pub fn baseline(&self) -> Option<&Repeated> {
        self.points.iter().find(|point| point.runtime == Runtime::Sequential).map(|point| &point.walls)
    }

    /// The points of `runtime`, by number of workers.
    pub fn curve(&self, runtime: Runtime) -> impl Iterator<Item = &MeasuredPoint> {
        self.points.iter().filter(move |point| point.runtime == runtime)
    }
}

/// The times of one thing done several times, in the order in which they were taken.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repeated(Vec<Nanos>);

impl Repeated {
    /// The times, first to last.
    #[must_use]
    pub fn walls(&self) -> &[Nanos] {
        &self.0
    }

    /// The shortest and the longest time; `None` without any.
    #[must_use]
    pub fn ends(&self) -> Option<(Nanos, Nanos)> {
        let (shortest, longest) = (self.0.iter().min()?, self.0.iter().max()?);
        Some((*shortest, *longest))
    }

    /// Where most of the times are; `None` without any.
    #[must_use]
    pub fn spread(&self) -> Option<Spread> {
        spread(&self.0)
    }

    /// The median of the later half of the times over that of the earlier half, in thousandths: 1000 where nothing
    /// changed, more where the device became slower. `None` below six times, of which nothing can be said.
    #[must_use]
    pub fn drift(&self) -> Option<u64> {
        if self.0.len() < 6 {
            return None;
        }
        let (early, late) = self.0.split_at(self.0.len() / 2);
        Some(permille(spread(late)?.median, spread(early)?.median))
    }
}

impl FromIterator<Nanos> for Repeated {
    fn from_iter<I: IntoIterator<Item = Nanos>>(walls: I) -> Self {
        Self(walls.into_iter().collect())
    }
}

/// The middle half of some times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spread {
    /// The first quartile, by nearest rank.
    pub low: Nanos,
    /// The median; of an even number of times the middle of the two in the middle.
    pub median: Nanos,
    /// The third quartile, by nearest rank.
    pub high: Nanos,
}

impl Spread {
    /// How far the quartiles are apart, in thousandths of the median.
    #[must_use]
    pub fn permille(&self) -> u64 {
        permille(self.high.saturating_sub(self.low), self.median)
    }
}

fn spread(times: &[Nanos]) -> Option<Spread> {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let (count, last) = (sorted.len(), sorted.len().checked_sub(1)?);
    let (below, above) = (sorted[last / 2], sorted[count / 2]);
    Some(Spread {
        low: sorted[count.div_ceil(4) - 1],
        median: Nanos(below.0 + (above.0 - below.0) / 2),
        high: sorted[(count * 3).div_ceil(4) - 1],
    })
}

fn permille(part: Nanos, whole: Nanos) -> u64 {
    part.times(1000).0 / whole.0.max(1)
}
