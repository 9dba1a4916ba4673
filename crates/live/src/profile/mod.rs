//! A device's own figures, by a probe of well under a second: what the model has to know to predict a measured run
//! here (`model::DeviceProfile` says what each is).
//!
//! Nothing of a scenario is run: what is predicted later is not what was fitted.
//!
//! - `speeds`: how much threads that compute at the same time slow each other down;
//! - `hand_off`: how soon a job of the pool begins, and how soon a thread that is woken goes on;
//! - `children`: what workers with a memory of their own cost;
//! - `alone`: what one thread can find out by itself.

mod alone;
mod children;
mod hand_off;
mod speeds;

use crate::plan::kernel_of;
use crate::run::Shared;
use crate::staff::Birth;
use crate::{Error, Rate, Watch, World};
use model::{DeviceProfile, Kernel, Nanos};

/// What the probe of a whole device takes, about; for its progress.
const WHOLE: Nanos = Nanos::millis(400);

/// Probes this device, with the kernel whose `rate` was just calibrated: memory that threads share, and the
/// length of a step, are different for each.
///
/// It never blocks its thread where there is a pool, like [`crate::measure`].
///
/// # Errors
/// If it is cancelled, or a result is wrong.
pub async fn probe(
    world: &World,
    kernel: Kernel,
    rate: Rate,
    watch: Watch<'_>,
) -> Result<DeviceProfile, Error> {
    let (kernel, shared) = (kernel_of(kernel), Shared::new(world, WHOLE));
    let alone = alone::probe(world, watch, &shared, kernel).await?;
    let processors = world.capabilities.processors.max(1);
    let pool = world.capabilities.pool;
    let mut profile = DeviceProfile {
        processors,
        pool,
        timer: alone.timer,
        poll: alone.step,
        claim: alone.claim,
        clock_step: world.capabilities.clock_step,
        ..DeviceProfile::default()
    };
    if pool > 1 {
        profile.arrival = hand_off::arrival(world, watch, &shared, pool.min(hand_off::MOST_JOBS)).await?;
        profile.wake = hand_off::wake(world, watch, &shared, kernel).await?;
    }
    profile.process = children::probe(world, watch, &shared, (Birth::Process, rate)).await?;
    profile.interpreter = children::probe(world, watch, &shared, (Birth::Interpreter, rate)).await?;
    profile.speeds = speeds::probe(world, watch, &shared, (kernel, rate)).await?;
    Ok(profile)
}

/// The mean of all but the tenth of them that is longest: what one of many takes, the rare accidents of a busy
/// machine apart. Zero of none.
fn usual(mut lengths: Vec<Nanos>) -> Nanos {
    lengths.sort_unstable();
    lengths.truncate((lengths.len() * 9).div_ceil(10));
    let count = lengths.len() as u64;
    Nanos(lengths.into_iter().sum::<Nanos>().0.checked_div(count).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::usual;
    use model::Nanos;

    #[test]
    fn the_longest_tenth_is_left_out() {
        let lengths = (1..=9).chain([1_000]).map(Nanos).collect();
        assert_eq!(usual(lengths), Nanos(5));
        assert_eq!(usual(vec![Nanos(7)]), Nanos(7));
        assert_eq!(usual(Vec::new()), Nanos::ZERO);
    }
}
