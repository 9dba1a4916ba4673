//! Everything that is on the page, and everything that can happen to it.
//!
//! [`State`] is the scenario and what is shown of it; [`Action`] is the closed list of what can happen; [`reduce`] is
//! the only way from one state to the next. None of it knows the browser, so all of it is tested natively.

mod action;
mod address;
mod advised;
mod brought;
mod device;
mod edit;
mod lab;
mod look;
mod measured;
mod reduce;
mod shown;
mod step;
mod sweeping;
mod zoom;

pub use action::Action;
pub use address::Address;
pub use advised::Advised;
pub use brought::Brought;
pub use device::Device;
pub use edit::{Control, Edit, Gesture};
pub use lab::{Lab, LabAction, LabEnd, Of, most_threads};
pub use measured::{Measured, Measurement, Outcome};
pub use reduce::reduce;
pub use shown::Shown;
pub(crate) use step::{dismiss, refuse, show, step, take, told};
pub use sweeping::Sweeping;
pub use zoom::Zoom;

use crate::shared::Shared;
use crate::snapshot::Snapshot;
use charts::SpanRef;
use model::scenario::Draft;
use model::{Capabilities, Curve, Measurements, Nanos, RunKind, RunResult, Runtime, Scenario, ShareLink};
use yew::AttrValue;

/// What is on the page.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// What the page shows where the address bar says nothing.
    pub home: Scenario,
    /// What the controls show and the address bar says.
    pub scenario: Scenario,
    /// What the address bar is to say, and how it gets there.
    pub address: Address,
    /// What the link's reader had to change, a sentence each.
    pub notes: Vec<AttrValue>,
    /// Why the last change was not taken, in one sentence.
    pub refusal: Option<AttrValue>,
    /// How often a change was not taken.
    pub refusals: u32,
    /// The model's race last received; it may be of the scenario before.
    pub model: Option<Shared<Shown>>,
    /// What would help the model's runs, as last received.
    pub advice: Option<Shared<Advised>>,
    /// The model's speedup curves last received.
    pub curves: Option<Shared<Curves>>,
    /// What was measured of this scenario.
    pub measured: Measured,
    /// This device's own figures, and what the model predicts with them, as last received.
    pub device: Option<Shared<Device>>,
    /// What the reader's own Python took, as last brought; it may be for another scenario.
    pub brought: Option<Shared<Brought>>,
    /// What is being measured.
    pub measuring: Measurement,
    /// The speedup curve measured of this scenario.
    pub sweep: Shared<Sweeping>,
    /// The GIL laboratory.
    pub lab: Lab,
    /// How often the reader asked for a measurement: two attempts are told apart by it.
    pub attempts: u32,
    /// Whether the page's tab is hidden.
    pub hidden: bool,
    /// The engine.
    pub engine: Engine,
    /// What a broken engine left behind, to be copied into a report.
    pub failure: Option<AttrValue>,
    /// Why this page does not share memory, in one sentence; `None` while it does, or is not known to.
    pub not_isolated: Option<AttrValue>,
    /// The runtime whose Python is shown.
    pub selected: Runtime,
    /// The part of the time axis shown.
    pub zoom: Zoom,
    /// The span under the pointer or the keyboard's focus.
    pub pointed: Option<Pointed>,
}

/// Speedup curves, and the race of the same scenario that they are held against.
#[derive(Clone, Debug, PartialEq)]
pub struct Curves {
    /// The race.
    pub race: Shared<Shown>,
    /// A curve for each runtime that has a number of workers.
    pub curves: Vec<Curve>,
}

/// The engine, as the page knows it.
#[derive(Clone, Debug, PartialEq)]
pub enum Engine {
    /// It is on its way.
    Starting,
    /// It is up and can do this.
    Ready(Capabilities),
    /// It could not be started.
    Absent,
}

/// A span of a lane of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pointed {
    /// The row.
    pub runtime: Runtime,
    /// Which of the runtime's rows.
    pub kind: RunKind,
    /// The span.
    pub span: SpanRef,
    /// The moment within it that is pointed at.
    pub moment: Nanos,
    /// Whether the keyboard brought it there: then it is read out.
    pub by_keyboard: bool,
    /// What is to be said before its words: what the key found.
    pub aside: &'static str,
}

impl State {
    /// The first state: the scenario that the page came with, or the default one, with its race, advice and curves.
    #[must_use]
    pub fn new(snapshot: Option<Snapshot>) -> Self {
        let home = snapshot.as_ref().map_or_else(Scenario::default, |snapshot| snapshot.scenario.clone());
        let scenario = home.clone();
        let (model, advice, curves) = match snapshot {
            Some(Snapshot { race, advice, curves, .. }) => {
                let race = Shared::new(Shown::new(scenario.clone(), race, None));
                let advised = Shared::new(Advised::new(scenario.clone(), &advice));
                (Some(race.clone()), Some(advised), Some(Shared::new(Curves { race, curves })))
            }
            None => (None, None, None),
        };
        Self {
            home,
            address: Address::default(),
            notes: Vec::new(),
            refusal: None,
            refusals: 0,
            model,
            advice,
            curves,
            measured: Measured::default(),
            device: None,
            brought: None,
            measuring: Measurement::None,
            sweep: Shared::new(Sweeping::default()),
            lab: Lab::new(&scenario),
            attempts: 0,
            hidden: false,
            engine: Engine::Starting,
            failure: None,
            not_isolated: None,
            selected: look::code_of(scenario.runtimes),
            zoom: Zoom::WHOLE,
            pointed: None,
            scenario,
        }
    }

    /// Whether the race on the page is that of the scenario on the page.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.model.as_ref().is_some_and(|shown| shown.scenario == self.scenario)
    }

    /// What the reader's own Python took for the scenario on the page.
    #[must_use]
    pub fn measurements(&self) -> Option<&Measurements> {
        self.brought.as_ref().and_then(|brought| brought.of(&self.scenario))
    }

    /// What the address bar says: the scenario, how it is looked at, and what was brought of it.
    #[must_use]
    pub fn query(&self) -> String {
        let view = self.view().query();
        match self.measurements() {
            Some(measurements) => ShareLink::query_with(&self.scenario, measurements) + &view,
            None if self.scenario == self.home && view.is_empty() => view,
            None => ShareLink::full_query(&self.scenario) + &view,
        }
    }

    /// Whether the advice on the page is about the scenario on the page.
    #[must_use]
    pub fn has_advice(&self) -> bool {
        self.advice.as_ref().is_some_and(|advised| advised.scenario == self.scenario)
    }

    /// Whether the curves on the page are those of the scenario on the page.
    #[must_use]
    pub fn has_curves(&self) -> bool {
        self.curves.as_ref().is_some_and(|curves| curves.race.scenario == self.scenario)
    }

    /// Whether anything is being measured.
    #[must_use]
    pub fn is_measuring(&self) -> bool {
        self.measuring.is_running() || self.sweep.progress.is_running()
    }

    /// What the engine can do, once it is up.
    #[must_use]
    pub const fn capabilities(&self) -> Option<&Capabilities> {
        if let Engine::Ready(capabilities) = &self.engine { Some(capabilities) } else { None }
    }

    /// Whether there are measured runs that nothing is predicted of.
    #[must_use]
    pub fn lacks_prediction(&self) -> bool {
        let measured = self.measured.longest() > Nanos::ZERO && !self.is_measuring();
        measured && self.failure.is_none() && self.prediction().is_none()
    }

    /// What the model predicts of the scenario on the page, measured on this device.
    #[must_use]
    pub fn prediction(&self) -> Option<&Device> {
        self.device.as_deref().filter(|device| device.scenario == self.scenario)
    }

    /// The run of a row.
    #[must_use]
    pub fn run(&self, runtime: Runtime, kind: RunKind) -> Option<&RunResult> {
        match (kind, self.measured.of(runtime)) {
            (RunKind::Model, _) => self.model.as_ref()?.run(runtime).map(|run| &**run),
            (RunKind::Measured, Some(Outcome::Run { run, .. })) => Some(run),
            (RunKind::Measured, _) => None,
        }
    }

    /// The end of the longest run on the page, modelled or measured: where the one time axis ends.
    #[must_use]
    pub fn longest(&self) -> Nanos {
        let model = self.model.as_ref().map(|shown| shown.longest()).unwrap_or_default();
        let brought = self.measurements().map(Measurements::longest).unwrap_or_default();
        model.max(self.measured.longest()).max(brought)
    }

    /// The word for `<html data-state>`.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self.engine {
            _ if self.failure.is_some() => "error",
            Engine::Absent => "error",
            Engine::Starting => "loading",
            Engine::Ready(_) if self.is_measuring() || !self.is_current() => "running",
            Engine::Ready(_) => "ready",
        }
    }
}

/// Whether two scenarios are one job: which rows are shown changes no measurement, all else does.
fn same_job(one: &Scenario, other: &Scenario) -> bool {
    let draft = Draft { runtimes: other.runtimes, ..one.draft() };
    draft == other.draft()
}
