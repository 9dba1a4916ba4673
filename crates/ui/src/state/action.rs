//! The closed list of what can happen to the page.

use super::{Edit, Gesture, LabAction, Pointed, Zoom};
use model::{
    Advice, Capabilities, Curve, DeviceProfile, Nanos, Prediction, Race, Repeated, RunResult, Runtime,
    Scenario, ShareLink, Timed,
};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// A link was opened: on arrival, or by going back or forward. The query string, as the address bar has it.
    Open(String),
    /// The reader followed a link of this page to another scenario. Its query string.
    Follow(String),
    /// The reader brought a file of measurements: what it opens as, or why it does not. It is read where it comes in, so
    /// that only pages which take files carry the reader.
    Import(Box<Result<ShareLink, String>>),
    /// Something that the reader asked for can't be had, for that reason.
    Refuse(String),
    /// The reader changed the scenario.
    Edit(Edit, Gesture),
    /// The reader chose the runtime whose Python is shown.
    Select(Runtime),
    /// The reader looks at another part of the time axis.
    Zoom(Zoom),
    /// The pointer or the keyboard's focus moved to a span, or off all of them.
    Point(Option<Pointed>),
    /// The reader has read what the link's reader or the engine had to say.
    Dismiss,
    /// The page's tab is hidden now, or seen again.
    Hidden(bool),
    /// The page's isolation is settled; if it is off, why, in one sentence.
    Isolation(Option<String>),

    /// Something happened in the GIL laboratory.
    Lab(LabAction),

    /// The engine is up.
    EngineReady(Capabilities),
    /// The engine died, or could not do what it was asked; what it left behind. A fresh one is on its way.
    EngineBroke(String),
    /// No engine can be started, for that reason.
    EngineAbsent(String),
    /// The model's race of that scenario.
    Raced(Scenario, Race),
    /// What would help the model's runs of that scenario.
    Advised(Scenario, Vec<Advice>),
    /// The model's speedup curves of that scenario.
    Swept(Scenario, Vec<Curve>),

    /// This device's own figures, and the wall times of that scenario that the model predicts with them.
    Profiled(Scenario, Box<DeviceProfile>, Vec<(Runtime, Nanos)>),

    /// The reader wants to have it measured.
    Measure,
    /// The reader wants its speedup curve measured.
    MeasureSweep,
    /// What the model says of that curve.
    Predicted(Vec<Prediction>),
    /// Some more runs of it.
    Timed(Vec<Timed>),
    /// The reader wants no more of it.
    Cancel,
    /// How far the measurement is.
    Progress(Runtime, u32),
    /// A runtime was measured: the run in the middle, the wall time of the measured sequential run, those of all runs.
    Measured(Box<RunResult>, Nanos, Repeated),
    /// A runtime could not be measured, for that reason.
    Unmeasured(Runtime, String),
    /// The measurement is over.
    Finished,
    /// The measurement was stopped.
    Cancelled,
    /// The engine could not do what it was asked, and is as good as before; what it says about it.
    Failed(String),
}
