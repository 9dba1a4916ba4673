//! What one thread can find out by itself: how late its timers are, how long a step of the kernel takes, and what
//! it costs to write down a task.

use super::usual;
use crate::run::{Computation, Shared};
use crate::solo::{Solo, on_one_worker};
use crate::{Error, Watch, World};
use model::{Lateness, Nanos, TaskId};
use std::cell::Cell;
use std::sync::Arc;
use workloads::Kernel;

/// How many timed waits there are, of 1, 2, 3, 1, 2, 3, ... ms.
const WAITS: u64 = 18;
/// How long steps are counted.
const STEPS: Nanos = Nanos::millis(3);
/// How often the clock is read, and how often a worker reads it for one task.
const READS: u64 = 1_000;
const READS_PER_TASK: u64 = 5;

/// What it found.
pub(super) struct Alone {
    pub(super) timer: Lateness,
    pub(super) step: Nanos,
    pub(super) claim: Nanos,
}

pub(super) async fn probe(
    world: &World,
    watch: Watch<'_>,
    shared: &Arc<Shared>,
    kernel: Kernel,
) -> Result<Alone, Error> {
    on_one_worker(world, watch, shared, move |solo| {
        Box::pin(async move {
            Ok(Alone { timer: timer(solo).await?, step: step(solo, kernel)?, claim: claim(solo) })
        })
    })
    .await
}

async fn timer(solo: &Solo) -> Result<Lateness, Error> {
    let mut late = Vec::new();
    for number in 0..WAITS {
        let due = solo.now() + Nanos::millis(number % 3 + 1);
        solo.until(due).await?;
        late.push(solo.now().saturating_sub(due));
    }
    Ok(spread(late))
}

/// As the model draws them: from the least on, each length as often as the others, with this mean.
fn spread(late: Vec<Nanos>) -> Lateness {
    let least = late.iter().min().copied().unwrap_or_default();
    let over = usual(late).saturating_sub(least);
    Lateness { least, spread: over.times(2) }
}

fn step(solo: &Solo, kernel: Kernel) -> Result<Nanos, Error> {
    let (begin, steps) = (solo.now(), Cell::new(0));
    let passed = || solo.now().saturating_sub(begin);
    let counted = || {
        steps.set(steps.get() + 1);
        passed() >= STEPS
    };
    Computation::new(&solo.shared, kernel, u32::MAX, TaskId(0)).until(counted)?;
    Ok(Nanos(passed().0 / steps.get().max(1)))
}

fn claim(solo: &Solo) -> Nanos {
    let begin = solo.now();
    let end = (0..READS).fold(begin, |_, _| solo.now());
    Nanos(end.saturating_sub(begin).0 * READS_PER_TASK / READS)
}

#[cfg(test)]
mod tests {
    use super::spread;
    use model::{Lateness, Nanos};

    #[test]
    fn lateness_keeps_its_least_and_its_mean() {
        let late = [60, 80, 100].map(Nanos::micros).to_vec();
        assert_eq!(spread(late), Lateness { least: Nanos::micros(60), spread: Nanos::micros(40) });
        assert_eq!(spread(vec![Nanos(5)]), Lateness { least: Nanos(5), spread: Nanos::ZERO });
    }
}
