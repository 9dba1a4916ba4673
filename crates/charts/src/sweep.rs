//! A measured sweep against the model's prediction of it: points, fits, and what there is to say about both.

use crate::fit::{Law, amdahl, gunther};
use crate::format::{duration, factor as shown, interval, percent};
use crate::names;
use crate::series::Point;
use model::{Capabilities, MeasuredSweep, Prediction, Runtime, RuntimeSet};
use words::{counts, text};

/// A measured sweep, the runtimes of it that are shown, and what the model said of it beforehand.
#[derive(Clone, Copy, Debug)]
pub struct Sweep<'a> {
    /// What was measured so far.
    pub measured: &'a MeasuredSweep,
    /// The runtimes to show.
    pub shown: RuntimeSet,
    /// What the model said.
    pub predicted: &'a [Prediction],
    /// The device's logical processors.
    pub processors: u32,
}

/// Laws fitted to a runtime's curve.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Fit {
    /// Amdahl's, if there is a point of several workers.
    pub amdahl: Option<Law>,
    /// Gunther's, if there are two.
    pub gunther: Option<Law>,
    /// Whether points with more workers than processors had to be used.
    pub crowded: bool,
}

impl Sweep<'_> {
    /// The runtimes shown of which anything was measured, the sequential run apart.
    pub fn runtimes(&self) -> impl Iterator<Item = Runtime> {
        let others = self.shown.without(Runtime::Sequential);
        others.iter().filter(|runtime| self.measured.curve(*runtime).next().is_some())
    }

    /// The measured points of `runtime`; none before the sequential run was measured.
    #[must_use]
    pub fn points(&self, runtime: Runtime) -> Vec<Point> {
        let Some(baseline) = self.measured.baseline().and_then(model::Repeated::spread) else {
            return Vec::new();
        };
        let points = self.measured.curve(runtime);
        points.filter_map(|point| Point::measured(point, baseline.median)).collect()
    }

    /// The runtime with the highest measured speedup.
    #[must_use]
    pub fn fastest(&self) -> Option<Runtime> {
        let points = self.runtimes().flat_map(|runtime| self.points(runtime));
        points.max_by(|a, b| a.speedup.total_cmp(&b.speedup)).map(|point| point.runtime)
    }

    /// The laws fitted to `runtime`'s medians: up to as many workers as there are processors, since neither law
    /// knows that those can run out; to all of them where that would leave less than three points.
    #[must_use]
    pub fn fit(&self, runtime: Runtime) -> Fit {
        let mut points: Vec<(u32, f64)> =
            self.points(runtime).iter().map(|point| (point.workers, point.speedup)).collect();
        let crowded = self.processors < 3 && points.iter().any(|(workers, _)| *workers > self.processors);
        if !crowded {
            points.retain(|(workers, _)| *workers <= self.processors.max(3));
        }
        Fit { amdahl: amdahl(&points), gunther: gunther(&points), crowded }
    }

    /// What a runtime's curve shows: the device against the model, and the figures of the laws. Empty before
    /// anything of it was measured.
    #[must_use]
    pub fn finding(&self, runtime: Runtime) -> String {
        let points = self.points(runtime);
        // More workers than processors show little but that.
        let within = points.iter().filter(|point| point.workers <= self.processors.max(2));
        let Some(point) = within.max_by_key(|point| point.workers) else { return String::new() };
        let reached = self.against_the_model(point);
        let fit = self.fit(runtime).words(self.processors);
        fit.iter().fold(reached, |before, next| text::Next { before: &before, next }.say())
    }

    /// "With two workers this device reached 1.87×; its model says 1.94×: 4 % less."
    fn against_the_model(&self, point: &Point) -> String {
        use words::sweep::{AsModel, Less, More, Nearly, Reached, Twice};
        let (workers, factor) = (&counts::workers(point.workers.into()), &shown(point.speedup));
        let Some((model, predicted)) = self.prediction(point) else {
            return Reached { workers, factor }.say();
        };
        let says = &shown(predicted);
        let more = point.speedup / predicted - 1.0;
        let percent = &percent((more.abs() * 100.0).round() / 100.0);
        match more {
            _ if says == factor => AsModel { workers, factor, model }.say(),
            1.0.. => Twice { workers, factor, model, says }.say(),
            _ if more.abs() < 0.005 => Nearly { workers, factor, model, says }.say(),
            0.0.. => More { workers, factor, model, says, percent }.say(),
            _ => Less { workers, factor, model, says, percent }.say(),
        }
    }

    /// Which model says something of a measured point, and the speedup it gives.
    fn prediction(&self, point: &Point) -> Option<(&'static str, f64)> {
        let of_runtime = |prediction: &&Prediction| prediction.curve.runtime == point.runtime;
        let prediction = self.predicted.iter().find(of_runtime)?;
        let points = Point::modelled(&prediction.curve, prediction.baseline);
        let modelled = points.iter().find(|modelled| modelled.workers == point.workers)?;
        let model =
            if prediction.of_device { words::sweep::its_model() } else { words::sweep::model_of_cpython() };
        Some((model, modelled.speedup))
    }

    /// What the dashed lines are: "the model of this device", "the model of CPython, on two cores"; empty where there
    /// are none.
    #[must_use]
    pub fn models(&self) -> String {
        let any = |of_device| self.predicted.iter().any(|prediction| prediction.of_device == of_device);
        let cores = &counts::cores(self.processors.into());
        match (any(true), any(false)) {
            (false, false) => String::new(),
            (true, false) => words::sweep::models_device().into(),
            (false, true) => words::sweep::models_cpython(cores),
            (true, true) => {
                let of_cpython = self.predicted.iter().filter(|prediction| !prediction.of_device);
                let names: Vec<&str> =
                    of_cpython.map(|prediction| names::title(prediction.curve.runtime)).collect();
                words::sweep::ModelsBoth { names: &names.join(text::and()).to_lowercase(), cores }.say()
            }
        }
    }
}

impl Fit {
    /// "Amdahl's law fits with 4 % serial work; Gunther's with 2 %, and 0.6 % crosstalk."
    fn words(self, processors: u32) -> Option<String> {
        let serial = &percent(self.amdahl?.serial);
        let crowded = &if self.crowded { words::sweep::crowded(processors.into()) } else { String::new() };
        Some(match self.gunther {
            None => words::sweep::Amdahl { serial, crowded }.say(),
            Some(law) => {
                let (other, crosstalk) = (&percent(law.serial), &percent(law.crosstalk));
                words::sweep::Gunther { serial, other, crosstalk, crowded }.say()
            }
        })
    }
}

/// What makes a sweep mean little on this device, a short sentence each; `hidden` if the page was out of sight
/// meanwhile.
#[must_use]
pub fn warnings(measured: &MeasuredSweep, capabilities: &Capabilities, hidden: bool) -> Vec<String> {
    let Some((baseline, spread)) = measured.baseline().and_then(|runs| Some((runs, runs.spread()?))) else {
        return Vec::new();
    };
    let mut warnings = Vec::new();
    if capabilities.processors <= 1 {
        warnings.push(words::sweep::one_processor().into());
    }
    let step = capabilities.clock_step;
    // Begin and end are each off by up to a step.
    if step.times(40) > spread.median {
        warnings
            .push(words::sweep::CoarseClock { step: &duration(step), wall: &duration(spread.median) }.say());
    }
    match baseline.drift() {
        Some(drift @ 1100..) => warnings.push(words::sweep::drift(&percent((drift - 1000) as f64 / 1000.0))),
        _ if spread.permille() >= 100 => {
            warnings.push(words::sweep::spread(&interval(spread.low, spread.high)));
        }
        _ => {}
    }
    if hidden {
        warnings.push(words::sweep::hidden().into());
    }
    warnings
}
