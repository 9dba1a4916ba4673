//! A measured sweep against the model's prediction of it: points, fits, and what there is to say about both.

use crate::fit::{Law, amdahl, gunther};
use crate::format::{capitalised, count, duration, factor, interval, percent};
use crate::series::Point;
use model::{Capabilities, MeasuredSweep, Prediction, Runtime, RuntimeSet};

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
        self.against_the_model(point) + &self.fit(runtime).words(self.processors)
    }

    /// "With two workers this device reached 1.87×; its model says 1.94×: 4 % less."
    fn against_the_model(&self, point: &Point) -> String {
        let with = capitalised(&format!("with {}", count(point.workers.into(), "worker")));
        let reached = format!("{with} this device reached {}", factor(point.speedup));
        let Some((model, predicted)) = self.prediction(point) else { return reached + "." };
        let says = factor(predicted);
        match point.speedup / predicted - 1.0 {
            _ if says == factor(point.speedup) => format!("{reached}, as {model} says."),
            more if more >= 1.0 => format!("{reached}; {model} says {says}, not half as much."),
            more if more.abs() < 0.005 => format!("{reached}; {model} says {says}: nearly the same."),
            more => {
                let sign = if more > 0.0 { "more" } else { "less" };
                let percent = percent((more.abs() * 100.0).round() / 100.0);
                format!("{reached}; {model} says {says}: {percent} {sign}.")
            }
        }
    }

    /// Which model says something of a measured point, and the speedup it gives.
    fn prediction(&self, point: &Point) -> Option<(&'static str, f64)> {
        let of_runtime = |prediction: &&Prediction| prediction.curve.runtime == point.runtime;
        let prediction = self.predicted.iter().find(of_runtime)?;
        let points = Point::modelled(&prediction.curve, prediction.baseline);
        let modelled = points.iter().find(|modelled| modelled.workers == point.workers)?;
        let model = if prediction.of_device { "its model" } else { "the model of CPython" };
        Some((model, modelled.speedup))
    }

    /// What the dashed lines are: "the model of this device", "the model of CPython, on two cores"; empty where there
    /// are none.
    #[must_use]
    pub fn models(&self) -> String {
        let any = |of_device| self.predicted.iter().any(|prediction| prediction.of_device == of_device);
        let cores = count(self.processors.into(), "core");
        match (any(true), any(false)) {
            (false, false) => String::new(),
            (true, false) => "the model of this device".into(),
            (false, true) => format!("the model of CPython, on {cores}"),
            (true, true) => {
                let of_cpython = self.predicted.iter().filter(|prediction| !prediction.of_device);
                let names: Vec<&str> =
                    of_cpython.map(|prediction| prediction.curve.runtime.title()).collect();
                let names = names.join(" and ").to_lowercase();
                format!("the model of this device; for {names} that of CPython, on {cores}")
            }
        }
    }
}

impl Fit {
    /// " Amdahl's law fits with 4 % serial work; Gunther's with 2 %, and 0.6 % crosstalk."
    fn words(self, processors: u32) -> String {
        let Some(Law { serial, .. }) = self.amdahl else { return String::new() };
        let amdahl = format!(" Amdahl's law fits with {} serial work", percent(serial));
        let gunther = self.gunther.map_or_else(String::new, |law| {
            format!("; Gunther's with {}, and {} crosstalk", percent(law.serial), percent(law.crosstalk))
        });
        let crowded = match processors {
            _ if !self.crowded => String::new(),
            1 => ": waiting for the one processor counts in".into(),
            _ => format!(
                ": waiting for one of the {} processors counts in",
                words::number::words(processors.into())
            ),
        };
        amdahl + &gunther + &crowded + "."
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
        warnings.push(
            "The browser tells of one processor: tasks can wait at the same time here, but not compute."
                .into(),
        );
    }
    let step = capabilities.clock_step;
    // Begin and end are each off by up to a step.
    if step.times(40) > spread.median {
        let (step, wall) = (duration(step), duration(spread.median));
        warnings.push(format!(
            "The clock here goes in steps of {step}, which is coarse for runs of {wall} and less."
        ));
    }
    match baseline.drift() {
        Some(drift @ 1100..) => {
            let slower = percent((drift - 1000) as f64 / 1000.0);
            warnings.push(format!(
                "The sequential run became {slower} slower meanwhile: this device gets warm, or busy with other things."
            ));
        }
        _ if spread.permille() >= 100 => {
            let times = interval(spread.low, spread.high);
            warnings.push(format!(
                "The middle half of the sequential runs took {times}: this device is busy, or turned down at times."
            ));
        }
        _ => {}
    }
    if hidden {
        warnings.push("Measuring paused while this page was hidden.".into());
    }
    warnings
}
