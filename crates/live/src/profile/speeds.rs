//! How fast threads are that compute at the same time.
//!
//! ```text
//!   round 1:  1 thread |####|   2 threads |####|   4 threads |####|
//!                                         |####|             |####| ...
//!   round 2:  ...                                    each until its time is up
//! ```
//!
//! What is counted is what got done in the time that it really took, so that a core that is shared with other
//! programs, or turned down when others work, shows as a slow one. Of the rounds the middle half counts: other programs
//! work in bursts, and one that took a whole round says little of a run that lasts for many.

use crate::pool::{Body, on_pool};
use crate::run::{Computation, Shared};
use crate::solo::on_one_worker;
use crate::{Error, Rate, Watch, World};
use model::device::MOST_BUSY;
use model::{Nanos, TaskId};
use std::sync::Arc;
use workloads::Kernel;

/// How long each number of threads computes in a round, and how long all of them together, about.
const SPAN: Nanos = Nanos::millis(16);
const WHOLE: Nanos = Nanos::millis(320);
/// How many rounds there are at least.
const ROUNDS: u64 = 4;
/// What is computed in one go lasts about that long, and has every variant of the input equally often.
const BATCH: Nanos = Nanos::millis(3);
const VARIANTS: u32 = 8;

/// What one thread did: so many units in so much time.
#[derive(Clone, Copy, Debug)]
struct Done {
    units: u64,
    took: Nanos,
}

/// The speeds of 1, 2, 3, ... threads, in thousandths of `rate`.
pub(super) async fn probe(
    world: &World,
    watch: Watch<'_>,
    shared: &Arc<Shared>,
    (kernel, rate): (Kernel, Rate),
) -> Result<Vec<u32>, Error> {
    let batch = rate.units(BATCH).clamp(1, 1 << 20).next_multiple_of(VARIANTS);
    let counts = counts(world.capabilities.processors.min(world.capabilities.pool));
    let mut rounds = vec![Vec::new(); counts.len()];
    for _ in 0..(WHOLE.0 / SPAN.times(counts.len() as u64).0).max(ROUNDS) {
        for (count, speeds) in counts.iter().zip(&mut rounds) {
            let done = together(world, watch, shared, (kernel, batch), *count).await?;
            speeds.push(speed(&done, rate));
        }
    }
    let speeds = rounds.into_iter().map(middle);
    Ok(all(&counts.iter().copied().zip(speeds).collect::<Vec<_>>()))
}

/// Which numbers of threads are tried: 1, 2, 3, 4, 6, 8, 12, 16, ... up to all.
fn counts(most: u32) -> Vec<u32> {
    let most = most.clamp(1, MOST_BUSY as u32);
    let steps = [1, 2, 3, 4, 6, 8, 12, 16, 24];
    steps.into_iter().filter(|count| *count < most).chain([most]).collect()
}

/// So many threads compute at the same time.
async fn together(
    world: &World,
    watch: Watch<'_>,
    shared: &Arc<Shared>,
    (kernel, batch): (Kernel, u32),
    count: u32,
) -> Result<Vec<Done>, Error> {
    if world.capabilities.pool == 0 {
        let alone = on_one_worker(world, watch, shared, move |solo| {
            Box::pin(async move {
                let (begin, breathed) = (solo.now(), solo.breathed());
                let mut units = 0;
                while solo.now().saturating_sub(begin) < SPAN {
                    solo.compute(Computation::new(&solo.shared, kernel, batch, TaskId(0))).await?;
                    units += u64::from(batch);
                }
                let breaths = solo.breathed().saturating_sub(breathed);
                Ok(Done { units, took: solo.now().saturating_sub(begin).saturating_sub(breaths) })
            })
        });
        return Ok(vec![alone.await?]);
    }
    let body = || -> Body<Done> {
        let shared = shared.clone();
        Box::new(move || compute(&shared, kernel, batch))
    };
    on_pool(world, watch, shared, (0..count).map(|_| body()).collect()).await
}

fn compute(shared: &Shared, kernel: Kernel, batch: u32) -> Result<Done, Error> {
    let (begin, mut units) = (shared.now(), 0);
    while shared.now().saturating_sub(begin) < SPAN {
        Computation::new(shared, kernel, batch, TaskId(0)).until(|| false)?;
        units += u64::from(batch);
    }
    Ok(Done { units, took: shared.now().saturating_sub(begin) })
}

/// What they did in a unit of time, over what one would have done at the rate: 1 to 1000.
fn speed(done: &[Done], rate: Rate) -> u32 {
    let (units, took) = done.iter().fold((0, 0), |(units, took), one| (units + one.units, took + one.took.0));
    let due = u64::from(rate.units(Nanos(took))).max(1);
    (units * 1000 / due).clamp(1, 1000) as u32
}

/// The mean of the middle half of them; zero of none.
fn middle(mut speeds: Vec<u32>) -> u32 {
    speeds.sort_unstable();
    let quarter = speeds.len() / 4;
    let middle = &speeds[quarter..speeds.len() - quarter];
    middle.iter().sum::<u32>().checked_div(middle.len() as u32).unwrap_or(0)
}

/// The speed of every number of threads up to the last that was tried; between two that were, on the line
/// between them. More threads are never faster than fewer.
fn all(tried: &[(u32, u32)]) -> Vec<u32> {
    let mut speeds: Vec<u32> = Vec::new();
    for (count, speed) in tried {
        let (from, last) = (speeds.len() as u32, speeds.last().copied().unwrap_or(*speed));
        let (fall, steps) = (last.saturating_sub(*speed), count - from);
        speeds.extend((1..=steps).map(|step| last - fall * step / steps));
    }
    speeds
}

#[cfg(test)]
mod tests {
    use super::{Done, all, counts, middle, speed};
    use crate::Rate;
    use model::Nanos;

    #[test]
    fn every_number_of_processors_ends_with_itself() {
        assert_eq!(counts(0), [1]);
        assert_eq!(counts(1), [1]);
        assert_eq!(counts(2), [1, 2]);
        assert_eq!(counts(10), [1, 2, 3, 4, 6, 8, 10]);
        assert_eq!(counts(500).last(), Some(&32));
    }

    #[test]
    fn between_two_that_were_tried_speeds_lie_on_a_line() {
        assert_eq!(all(&[(1, 990)]), [990]);
        assert_eq!(all(&[(1, 1000), (2, 900), (4, 500)]), [1000, 900, 700, 500]);
        assert_eq!(all(&[(1, 700), (2, 800)]), [700, 700], "a round that was luckier");
    }

    #[test]
    fn bursts_of_other_programs_are_left_out() {
        assert_eq!(middle(vec![10, 980, 990, 970, 1000, 960, 20, 1000]), 975);
        assert_eq!(middle(vec![700, 800, 900]), 800);
        assert_eq!(middle(Vec::new()), 0);
    }

    #[test]
    fn speed_is_what_got_done_over_what_was_due() {
        let (rate, took) = (Rate::new(10, Nanos::millis(1)), Nanos::millis(10));
        let done = |units| Done { units, took };
        assert_eq!(speed(&[done(100)], rate), 1000);
        assert_eq!(speed(&[done(100), done(50)], rate), 750);
        assert_eq!(speed(&[done(200)], rate), 1000, "a rate that was unlucky");
        assert_eq!(speed(&[done(0)], rate), 1);
    }
}
