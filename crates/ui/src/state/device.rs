//! This device's own figures, and what the model predicts with them.

use model::{DeviceProfile, Nanos, Runtime, Scenario};

/// What a probe found out, and wall times predicted with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Device {
    /// What was predicted.
    pub scenario: Scenario,
    /// The figures.
    pub profile: Box<DeviceProfile>,
    /// The wall times, of those runtimes that can be measured.
    pub predicted: Vec<(Runtime, Nanos)>,
}

impl Device {
    /// The predicted wall time of `runtime`.
    #[must_use]
    pub fn of(&self, runtime: Runtime) -> Option<Nanos> {
        self.predicted.iter().find(|(of, _)| *of == runtime).map(|(_, wall)| *wall)
    }
}
