//! How much of a kernel makes a millisecond here.

use crate::plan::kernel_of;
use crate::run::{Computation, Shared};
use crate::solo::{Solo, on_one_worker};
use crate::{Error, Watch, World};
use model::Nanos;
use serde::{Deserialize, Serialize};

/// Units are computed in batches of this many, so that each batch has every variant of the input once.
const BATCH: u32 = 8;
/// How long batches go on before the best of them is looked at.
const SPAN: Nanos = Nanos::millis(40);
/// How many spans there are at most.
const MOST_SPANS: u32 = 12;
/// A rate that takes more than so many thousandths of the best time has settled.
const GROWTH: u64 = 970;
/// A batch lasts at least this long, and at least so many steps of the clock, to be worth timing.
const SHORTEST: Nanos = Nanos::millis(2);
const CLOCK_STEPS: u64 = 20;

/// How fast one worker computes one kernel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    units: u32,
    took: Nanos,
}

impl Rate {
    /// So many units in so much time; neither may be zero.
    #[must_use]
    pub const fn new(units: u32, took: Nanos) -> Self {
        Self { units, took }
    }

    /// How many units make up `cpu`, rounded to the nearest.
    #[must_use]
    pub fn units(self, cpu: Nanos) -> u32 {
        let took = u128::from(self.took.0.max(1));
        let units = (u128::from(cpu.0) * u128::from(self.units) + took / 2) / took;
        u32::try_from(units).unwrap_or(u32::MAX)
    }

    /// The rate under which work for `nominal` takes `took`, if under this one it should take `nominal`.
    #[must_use]
    pub fn corrected(self, nominal: Nanos, took: Nanos) -> Self {
        let scaled = u128::from(self.took.0) * u128::from(took.0) / u128::from(nominal.0.max(1));
        Self { units: self.units, took: Nanos(u64::try_from(scaled).unwrap_or(u64::MAX).max(1)) }
    }

    const fn is_faster_than(self, other: Self) -> bool {
        self.units as u128 * other.took.0 as u128 > other.units as u128 * self.took.0 as u128
    }
}

/// Computes for about 100 ms on one worker and returns the best rate seen.
///
/// It goes on for up to half a second while the rate still grows: browsers compile WebAssembly twice, and
/// replace the quick compiler's code by the optimiser's while it runs.
///
/// # Errors
/// If it is cancelled, or a result is wrong.
pub async fn calibrate(world: &World, kernel: model::Kernel, watch: Watch<'_>) -> Result<Rate, Error> {
    let shortest = Nanos(SHORTEST.0.max(world.capabilities.clock_step.times(CLOCK_STEPS).0));
    let kernel = kernel_of(kernel);
    let shared = Shared::new(world, SPAN);
    on_one_worker(world, watch, &shared, move |solo| Box::pin(settled(solo, kernel, shortest))).await
}

async fn settled(solo: &Solo, kernel: workloads::Kernel, shortest: Nanos) -> Result<Rate, Error> {
    let mut best = warm_up(solo, kernel, shortest).await?;
    for _ in 0..MOST_SPANS {
        let next = best_of_a_span(solo, kernel, best.units).await?;
        let settled = !next.is_faster_than(Rate::new(best.units, best.took.permille(GROWTH)));
        if next.is_faster_than(best) {
            best = next;
        }
        if settled {
            break;
        }
    }
    Ok(best)
}

async fn best_of_a_span(solo: &Solo, kernel: workloads::Kernel, units: u32) -> Result<Rate, Error> {
    let begin = solo.now();
    let mut least = batch(solo, kernel, units).await?;
    while solo.now().saturating_sub(begin) < SPAN {
        least = least.min(batch(solo, kernel, units).await?);
    }
    Ok(Rate::new(units, least))
}

/// Doubles the batch until it is long enough to be timed.
async fn warm_up(solo: &Solo, kernel: workloads::Kernel, shortest: Nanos) -> Result<Rate, Error> {
    let mut units = BATCH;
    loop {
        let took = batch(solo, kernel, units).await?;
        if took >= shortest {
            return Ok(Rate::new(units, took));
        }
        units = units.saturating_mul(2);
    }
}

/// How long so many units take, pauses for the event loop apart.
async fn batch(solo: &Solo, kernel: workloads::Kernel, units: u32) -> Result<Nanos, Error> {
    let computation = Computation::new(&solo.shared, kernel, units, model::TaskId(0));
    let (begin, breathed) = (solo.now(), solo.breathed());
    solo.compute(computation).await?;
    Ok(solo.now().saturating_sub(begin).saturating_sub(solo.breathed().saturating_sub(breathed)))
}
