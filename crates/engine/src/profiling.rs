//! This device's own figures, and what the model says with them of a measured run: a probe, as one future.
//!
//! A probe is made once for each kernel, and again where that is asked for.

use crate::breaks::{Breaks, Cancelled};
use crate::measuring::{Means, Measuring};
use live::{Error, Watch};
use model::{DeviceProfile, Kernel, Nanos, Reply, RequestId, Runtime, Scenario};
use std::cell::RefCell;
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
pub(crate) fn begin(means: Means, id: RequestId, plan: ProfilePlan) -> Measuring {
    let breaks = means.breaks();
    let (cancel, between) = (breaks.cancel.clone(), breaks.between.clone());
    let job = Job { means, breaks, id, plan };
    Measuring { id, cancel, future: Box::pin(job.run()), between, gives_way: true }
}

struct Job {
    means: Means,
    breaks: Breaks,
    id: RequestId,
    plan: ProfilePlan,
}

impl Job {
    async fn run(self) -> Reply {
        let id = self.id;
        match self.all().await {
            Ok(Ok((profile, predicted))) => Reply::Profiled { id, profile, predicted },
            Ok(Err(error)) => Reply::Failed { id: Some(id), message: error.to_string() },
            Err(Cancelled) => Reply::Cancelled { id },
        }
    }

    async fn all(&self) -> Result<Result<(DeviceProfile, Vec<(Runtime, Nanos)>), Error>, Cancelled> {
        let kernel = self.plan.scenario.workload.kernel;
        match profile(&self.means, &self.breaks, kernel, self.plan.anew).await? {
            Ok(profile) => {
                let predicted = self.predict(&profile).await?;
                Ok(Ok((profile, predicted)))
            }
            Err(error) => Ok(Err(error)),
        }
    }

    /// A runtime at a time, so that what is asked meanwhile need not wait for all of them.
    async fn predict(&self, profile: &DeviceProfile) -> Result<Vec<(Runtime, Nanos)>, Cancelled> {
        let (scenario, capabilities) = (&self.plan.scenario, &self.means.world.capabilities);
        let mut walls = Vec::new();
        let able = |runtime: &Runtime| capabilities.can_measure(scenario, *runtime).is_ok();
        for runtime in scenario.runtimes.iter().filter(able) {
            self.breaks.pause(Nanos::ZERO).await?;
            let workers = scenario.workers_for(runtime);
            let wall = sim::point_on(profile, scenario, runtime, workers);
            walls.extend(wall.map(|wall| (runtime, wall)));
        }
        Ok(walls)
    }
}

/// The device's figures with that kernel: found out where they are not known, and also `anew`.
pub(crate) async fn profile(
    means: &Means,
    breaks: &Breaks,
    kernel: Kernel,
    anew: bool,
) -> Result<Result<DeviceProfile, Error>, Cancelled> {
    let Means { world, rates, profiles, .. } = means;
    if let Some(profile) = profiles.of(kernel).filter(|_| !anew) {
        return Ok(Ok(profile));
    }
    let watch = Watch { cancel: &breaks.cancel, progress: &|_| {} };
    let probed = breaks.alone(async || {
        let rate = rates.of(world, kernel, watch).await?;
        live::profile::probe(world, kernel, rate, watch).await
    });
    let probed = probed.await?;
    probed.iter().for_each(|profile| profiles.put(kernel, profile.clone()));
    Ok(probed)
}
