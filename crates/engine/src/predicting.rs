//! What the model says of a measurement, a run at a time: with this device's own costs where its probe tells them, of
//! curves else with CPython's on as many cores.

use model::scenario::{EVENT_LIMIT, Field};
use model::{Curve, Nanos, Prediction, Reply, RequestId, Runtime, Scenario, Unpredicted};

/// Predictions under way.
pub(crate) struct Predicting {
    wanted: Unpredicted,
    /// The scenario on the device's number of cores; `None` where that is more than the model simulates.
    plain: Option<Scenario>,
    /// How many of the runtimes are done.
    done: usize,
    /// The curve of the next of them, as far as it is known.
    begun: Option<Prediction>,
    predictions: Vec<Prediction>,
    walls: Vec<(Runtime, Nanos)>,
}

impl Predicting {
    /// Nothing of it is done yet; the device has so many `processors`.
    pub(crate) fn new(wanted: Unpredicted, processors: u32) -> Self {
        let mut draft = wanted.scenario.draft();
        Field::Cores.set(&mut draft, processors.clamp(1, *Field::Cores.range().end() as u32).into());
        draft.runtimes = wanted.runtimes.iter().map(|(runtime, _)| *runtime).collect();
        let plain = draft.build().ok();
        Self { wanted, plain, done: 0, begun: None, predictions: Vec::new(), walls: Vec::new() }
    }

    /// Whether what is asked under `id` waits for it, and nothing else.
    pub(crate) fn is_all_of(&self, id: RequestId) -> bool {
        self.wanted.id == id && !self.wanted.curves
    }

    /// Runs the model once more, or a few times; returns the answer if that was all.
    pub(crate) fn step(&mut self) -> Option<Reply> {
        let Some((runtime, workers)) = self.wanted.runtimes.get(self.done).copied() else {
            return self.answer();
        };
        if self.wanted.curves {
            self.extend(runtime, workers);
        } else {
            self.done += 1;
            self.walls.extend(self.point(true, runtime, workers).map(|wall| (runtime, wall)));
        }
        None
    }

    fn answer(&mut self) -> Option<Reply> {
        let id = self.wanted.id;
        let (predictions, predicted) =
            (std::mem::take(&mut self.predictions), std::mem::take(&mut self.walls));
        if self.wanted.curves {
            return Some(Reply::Predicted { id, predictions });
        }
        Some(Reply::Profiled { id, profile: Box::new(self.wanted.profile.take()?), predicted })
    }

    /// Makes the runtime's curve longer by one point, or ends it.
    fn extend(&mut self, runtime: Runtime, workers: u32) {
        let Some(mut known) = self.begun.take() else {
            self.begun = self.begin(runtime);
            self.done += usize::from(self.begun.is_none());
            return;
        };
        let next = known.curve.walls.len() as u32 + 1;
        let affordable = next <= workers.min(self.affordable());
        match affordable.then(|| self.point(known.of_device, runtime, next)).flatten() {
            Some(wall) => {
                known.curve.walls.push(wall);
                self.begun = Some(known);
            }
            None => {
                self.predictions.push(known);
                self.done += 1;
            }
        }
    }

    /// The first point of a curve, by the best model that knows this runtime.
    fn begin(&self, runtime: Runtime) -> Option<Prediction> {
        [true, false].into_iter().find_map(|of_device| {
            let baseline = self.point(of_device, Runtime::Sequential, 1)?;
            let walls = vec![self.point(of_device, runtime, 1)?];
            Some(Prediction { curve: Curve { runtime, walls }, baseline, of_device })
        })
    }

    fn point(&self, of_device: bool, runtime: Runtime, workers: u32) -> Option<Nanos> {
        if of_device {
            return sim::point_on(self.wanted.profile.as_ref()?, &self.wanted.scenario, runtime, workers);
        }
        sim::point(self.plain.as_ref()?, runtime, workers)
    }

    /// So many points of each curve take no longer than about two seconds in a browser, all together.
    fn affordable(&self) -> u32 {
        let events = self.plain.as_ref().map_or(EVENT_LIMIT, |plain| plain.estimated_events());
        (2 * EVENT_LIMIT / events.max(1)).clamp(1, 1_000) as u32
    }
}
