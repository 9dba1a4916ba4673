//! This device's own figures, and what the model says with them of a measured run: a probe, as one future.
//!
//! A probe is made once for each kernel, and again where that is asked for.

use crate::measuring::Measuring;
use live::{Cancel, Error, Watch, World};
use model::{DeviceProfile, Kernel, Nanos, Reply, RequestId, Runtime, Scenario};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// What was found out, a profile for each kernel; clones know the same.
#[derive(Clone, Debug, Default)]
pub(crate) struct Profiles(Rc<RefCell<Vec<(Kernel, DeviceProfile)>>>);

impl Profiles {
    /// The device's figures with that kernel, where they are known.
    pub(crate) fn of(&self, kernel: Kernel) -> Option<DeviceProfile> {
        let known = self.0.borrow();
        known.iter().find(|(known, _)| *known == kernel).map(|(_, profile)| profile.clone())
    }

    fn put(&self, kernel: Kernel, profile: DeviceProfile) {
        let mut known = self.0.borrow_mut();
        known.retain(|(known, _)| *known != kernel);
        known.push((kernel, profile));
    }
}

/// What to predict.
#[derive(Debug)]
pub(crate) struct ProfilePlan {
    pub(crate) scenario: Scenario,
    /// Whether what is known is to be found out again.
    pub(crate) anew: bool,
}

/// Begins one; its future's output is its only reply.
pub(crate) fn begin(world: World, id: RequestId, plan: ProfilePlan, profiles: Profiles) -> Measuring {
    let (cancel, between) = (Cancel::default(), Rc::new(Cell::new(true)));
    let job = Job { world, id, plan, profiles, cancel: cancel.clone(), between: between.clone() };
    Measuring { id, cancel, future: Box::pin(job.run()), between }
}

struct Job {
    world: World,
    id: RequestId,
    plan: ProfilePlan,
    profiles: Profiles,
    cancel: Cancel,
    between: Rc<Cell<bool>>,
}

impl Job {
    async fn run(self) -> Reply {
        let id = self.id;
        match self.profile().await {
            Ok(profile) => {
                let predicted = self.predict(&profile).await;
                Reply::Profiled { id, profile, predicted }
            }
            Err(Error::Cancelled) => Reply::Cancelled { id },
            Err(error) => Reply::Failed { id: Some(id), message: error.to_string() },
        }
    }

    async fn profile(&self) -> Result<DeviceProfile, Error> {
        let kernel = self.plan.scenario.workload.kernel;
        if let Some(profile) = self.profiles.of(kernel).filter(|_| !self.plan.anew) {
            return Ok(profile);
        }
        self.between.set(false);
        let watch = Watch { cancel: &self.cancel, progress: &|_| {} };
        let rate = live::calibrate(&self.world, kernel, watch).await?;
        let profile = live::profile::probe(&self.world, kernel, rate, watch).await?;
        self.profiles.put(kernel, profile.clone());
        Ok(profile)
    }

    /// A runtime at a time, so that what is asked meanwhile need not wait for all of them.
    async fn predict(&self, profile: &DeviceProfile) -> Vec<(Runtime, Nanos)> {
        self.between.set(true);
        let mut walls = Vec::new();
        for runtime in self.plan.scenario.runtimes.iter() {
            (self.world.pause)(Nanos::ZERO).await;
            let workers = self.plan.scenario.workers_for(runtime);
            let able = self.world.capabilities.can_measure(&self.plan.scenario, runtime).is_ok();
            let wall = sim::point_on(profile, &self.plan.scenario, runtime, workers).filter(|_| able);
            walls.extend(wall.map(|wall| (runtime, wall)));
        }
        walls
    }
}
