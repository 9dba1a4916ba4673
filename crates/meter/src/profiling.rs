//! This device's own figures: a probe, as one future. What the model says with them is the engine's to find out.
//!
//! A probe is made once for each kernel, and again where that is asked for, or where measurements have another rate
//! than it had: what it found is in parts of that.

use crate::breaks::{Breaks, Cancelled};
use crate::measuring::{Means, Measuring};
use live::{Error, Rate, Watch};
use model::{DeviceProfile, Kernel, Reply, RequestId, Runtime, Scenario, Unpredicted};
use std::cell::RefCell;
use std::rc::Rc;

/// What was found out, a profile for each kernel and its rate; clones know the same.
#[derive(Clone, Debug, Default)]
pub(crate) struct Profiles(Rc<RefCell<Vec<Known>>>);

/// What was found out with a kernel at a rate.
type Known = ((Kernel, Rate), DeviceProfile);

impl Profiles {
    /// The device's figures with that kernel at that rate, where they are known.
    pub(crate) fn of(&self, with: (Kernel, Rate)) -> Option<DeviceProfile> {
        let known = self.0.borrow();
        known.iter().find(|(known, _)| *known == with).map(|(_, profile)| profile.clone())
    }

    fn put(&self, with: (Kernel, Rate), profile: DeviceProfile) {
        let mut known = self.0.borrow_mut();
        known.retain(|((kernel, _), _)| *kernel != with.0);
        known.push((with, profile));
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
    async fn run(self) -> Option<Reply> {
        let id = self.id;
        match profile(&self.means, &self.breaks, self.plan.scenario.workload.kernel, self.plan.anew).await {
            Ok(Ok(profile)) => {
                self.predict(profile);
                None
            }
            Ok(Err(error)) => Some(Reply::Failed { id: Some(id), message: error.to_string() }),
            Err(Cancelled) => Some(Reply::Cancelled { id }),
        }
    }

    fn predict(self, profile: DeviceProfile) {
        let (scenario, capabilities) = (self.plan.scenario, &self.means.world.capabilities);
        let able = |runtime: &Runtime| {
            scenario.measurable(*runtime).is_ok() && capabilities.can_measure(&scenario, *runtime).is_ok()
        };
        let runtimes = scenario.runtimes.iter().filter(able);
        let runtimes = runtimes.map(|runtime| (runtime, scenario.workers_for(runtime))).collect();
        let wanted = Unpredicted { id: self.id, scenario, profile: Some(profile), curves: false, runtimes };
        (self.means.predict)(wanted);
    }
}

/// The device's figures with that kernel, at the rate of its last measurement: found out where they are not known, and
/// also `anew`.
pub(crate) async fn profile(
    means: &Means,
    breaks: &Breaks,
    kernel: Kernel,
    anew: bool,
) -> Result<Result<DeviceProfile, Error>, Cancelled> {
    let Means { world, rates, profiles, .. } = means;
    let watch = Watch { cancel: &breaks.cancel, progress: &|_| {} };
    let found = breaks.alone(async || {
        let rate = rates.used(world, kernel, watch).await?;
        if let Some(profile) = profiles.of((kernel, rate)).filter(|_| !anew) {
            return Ok(profile);
        }
        let profile = live::profile::probe(world, kernel, rate, watch).await?;
        profiles.put((kernel, rate), profile.clone());
        Ok(profile)
    });
    found.await
}
