//! How page and engine talk: one closed set of messages each way, and their form on the wire.

use crate::lab::{Knobs, Reading};
use crate::{
    Advice, Capabilities, Curve, DeviceProfile, Nanos, Prediction, Race, Repeated, RunResult, Runtime,
    Scenario, Timed,
};
use serde::{Deserialize, Serialize};

/// Numbers the page's requests; an answer carries its request's number, so that a late one is known as such.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RequestId(pub u32);

/// From page to engine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Run the model every way chosen; answered by [`Reply::Raced`].
    Simulate {
        /// This request.
        id: RequestId,
        /// What to run.
        scenario: Scenario,
    },
    /// Run the model with 1 to `max_workers` workers; answered by [`Reply::Swept`].
    Sweep {
        /// This request.
        id: RequestId,
        /// What to run.
        scenario: Scenario,
        /// The last number of workers.
        max_workers: u32,
    },
    /// Run the model again with single changes; answered by [`Reply::Advised`].
    Advise {
        /// This request.
        id: RequestId,
        /// What to help.
        scenario: Scenario,
    },
    /// Run for real, every way chosen that can be, in turns and as often as a few seconds allow; answered by
    /// [`Reply::Progress`] and, once or twice a way, [`Reply::Measured`], and at last [`Reply::Finished`], [`Reply::Cancelled`] or [`Reply::Failed`].
    Measure {
        /// This request.
        id: RequestId,
        /// What to run.
        scenario: Scenario,
    },
    /// Run for real with 1 to `max_workers` workers, again and again; answered by [`Reply::Predicted`],
    /// [`Reply::Progress`], [`Reply::Timed`] and [`Reply::Unmeasured`], and at last as [`Request::Measure`] is.
    MeasureSweep {
        /// This request.
        id: RequestId,
        /// What to run.
        scenario: Scenario,
        /// The last number of workers, if the device has so many and there are tasks for them.
        max_workers: u32,
        /// How often to run each at most.
        rounds: u32,
    },
    /// Run the GIL laboratory on the model; answered by [`Reply::LabModel`].
    LabModel {
        /// This request.
        id: RequestId,
        /// How it is set.
        knobs: Knobs,
    },
    /// Run the GIL laboratory for real; answered by [`Reply::LabSample`] again and again, and at last by
    /// [`Reply::Finished`], when its time is over, [`Reply::Cancelled`] or [`Reply::Failed`].
    Lab {
        /// This request.
        id: RequestId,
        /// How it is set.
        knobs: Knobs,
    },
    /// Turn the knobs of the laboratory that runs.
    LabKnobs {
        /// The laboratory's request.
        id: RequestId,
        /// How it is set from now on.
        knobs: Knobs,
    },
    /// Find this device's own figures out, where they are not known, and predict the measured runs with them;
    /// answered by [`Reply::Profiled`], [`Reply::Cancelled`] or [`Reply::Failed`].
    Profile {
        /// This request.
        id: RequestId,
        /// What to predict; the figures are found out with its kernel.
        scenario: Scenario,
        /// Whether figures that are known are to be found out again.
        anew: bool,
    },
    /// Stop a measurement, or the laboratory.
    Cancel {
        /// The measurement's request, or the laboratory's.
        id: RequestId,
    },
    /// The page's tab is hidden from now on, or it is seen again: measurements pause meanwhile, since browsers
    /// give less to a tab that nobody sees. Not answered.
    Hidden(bool),
}

/// From engine to page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// The engine is up: always its first message.
    Ready(Capabilities),
    /// The model's race.
    Raced {
        /// The request answered.
        id: RequestId,
        /// The race.
        race: Race,
    },
    /// The model's speedup curves.
    Swept {
        /// The request answered.
        id: RequestId,
        /// A curve for each runtime chosen that has a number of workers.
        curves: Vec<Curve>,
    },
    /// What would help the model's runs.
    Advised {
        /// The request answered.
        id: RequestId,
        /// One for each runtime chosen, in the order of [`Runtime::ALL`].
        advice: Vec<Advice>,
    },
    /// How far a measurement is.
    Progress {
        /// The request answered.
        id: RequestId,
        /// What is being measured.
        runtime: Runtime,
        /// How much of the whole measurement is done, in thousandths.
        permille: u32,
    },
    /// What the model says of a sweep that is about to be measured.
    Predicted {
        /// The request answered.
        id: RequestId,
        /// One for each runtime that will be measured and that the model knows here.
        predictions: Vec<Prediction>,
    },
    /// Some more runs of a sweep, in the order in which they were run; their results are right.
    Timed {
        /// The request answered.
        id: RequestId,
        /// The runs.
        runs: Vec<Timed>,
    },
    /// One way was measured, and its results are right. It takes the place of what was told of it before.
    Measured {
        /// The request answered.
        id: RequestId,
        /// Of all runs the one with the median wall time.
        result: Box<RunResult>,
        /// The median wall time of the sequential runs of the same scenario, measured in turn with it; zero where
        /// they would have taken too long and are not shown.
        baseline: Nanos,
        /// Wall times of all runs, in the order in which they were made.
        walls: Repeated,
    },
    /// One way could not be measured, or its results were wrong.
    Unmeasured {
        /// The request answered.
        id: RequestId,
        /// The way.
        runtime: Runtime,
        /// Why, in one sentence for a reader.
        reason: String,
    },
    /// The model's laboratory.
    LabModel {
        /// The request answered.
        id: RequestId,
        /// What it comes to.
        reading: Box<Reading>,
    },
    /// What the laboratory measured since it told last.
    LabSample {
        /// The request answered.
        id: RequestId,
        /// How it was set.
        knobs: Knobs,
        /// What it comes to.
        reading: Box<Reading>,
    },
    /// The measurement is over, or the laboratory's time.
    /// This device's own figures, measured, and what the model predicts with them.
    Profiled {
        /// The request answered.
        id: RequestId,
        /// The figures.
        profile: Box<DeviceProfile>,
        /// Wall times, of those runtimes chosen that can be measured here.
        predicted: Vec<(Runtime, Nanos)>,
    },
    /// The measurement is over.
    Finished {
        /// The request answered.
        id: RequestId,
    },
    /// The measurement, or the laboratory, was stopped.
    Cancelled {
        /// The request answered.
        id: RequestId,
    },
    /// The engine could not do it; it may be broken beyond this request.
    Failed {
        /// The request, where it is known.
        id: Option<RequestId>,
        /// What happened, to be copied into a report.
        message: String,
    },
}

impl Reply {
    /// The request that it answers; [`Reply::Ready`] answers none, and a failure may not know.
    #[must_use]
    pub const fn id(&self) -> Option<RequestId> {
        match self {
            Self::Ready(_) => None,
            Self::Failed { id, .. } => *id,
            Self::Raced { id, .. }
            | Self::Swept { id, .. }
            | Self::Advised { id, .. }
            | Self::Progress { id, .. }
            | Self::Predicted { id, .. }
            | Self::Timed { id, .. }
            | Self::Measured { id, .. }
            | Self::Unmeasured { id, .. }
            | Self::LabModel { id, .. }
            | Self::LabSample { id, .. }
            | Self::Profiled { id, .. }
            | Self::Finished { id }
            | Self::Cancelled { id } => Some(*id),
        }
    }
}

/// From meter to engine: what the model is to say of a measurement before it goes on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unpredicted {
    /// The page's request.
    pub id: RequestId,
    /// What is measured.
    pub scenario: Scenario,
    /// This device's figures, where they could be found out.
    pub profile: Option<DeviceProfile>,
    /// Whether curves of it are measured, or [`Reply::Profiled`] is the answer.
    pub curves: bool,
    /// The runtimes measured, with the most workers of each.
    pub runtimes: Vec<(Runtime, u32)>,
}

/// The bytes are not a message of this version.
#[derive(Debug, thiserror::Error)]
#[error("a message could not be read: {0}")]
pub struct WireError(#[from] postcard::Error);

/// A message as bytes, for one transferable buffer.
///
/// # Errors
/// None that a message of this crate can cause.
pub fn encode<T: Serialize>(message: &T) -> Result<Vec<u8>, WireError> {
    Ok(postcard::to_stdvec(message)?)
}

/// Reads a message back.
///
/// # Errors
/// If `bytes` is not what [`encode`] made of a `T` of the same version of this crate.
pub fn decode<'de, T: Deserialize<'de>>(bytes: &'de [u8]) -> Result<T, WireError> {
    Ok(postcard::from_bytes(bytes)?)
}
