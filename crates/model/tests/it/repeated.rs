//! Repetitions and their spread.

use model::repeated::{MeasuredSweep, Repeated, Timed};
use model::{Nanos, Runtime};
use proptest::prelude::*;

fn repeated(millis: impl IntoIterator<Item = u64>) -> Repeated {
    millis.into_iter().map(Nanos::millis).collect()
}

/// Quartiles and median, in milliseconds.
fn spread(millis: &[u64]) -> Option<[f64; 3]> {
    let spread = repeated(millis.iter().copied()).spread()?;
    Some([spread.low, spread.median, spread.high].map(Nanos::as_millis_f64))
}

#[test]
fn quartiles_are_by_nearest_rank_and_the_median_is_the_middle() {
    assert_eq!(spread(&[]), None);
    assert_eq!(spread(&[7]), Some([7.0, 7.0, 7.0]));
    assert_eq!(spread(&[9, 7]), Some([7.0, 8.0, 9.0]));
    assert_eq!(spread(&[3, 1, 2]), Some([1.0, 2.0, 3.0]));
    assert_eq!(spread(&[4, 1, 3, 2]), Some([1.0, 2.5, 3.0]));
    assert_eq!(spread(&[8, 7, 6, 5, 4, 3, 2, 1]), Some([2.0, 4.5, 6.0]));
}

#[test]
fn one_outlier_moves_neither_median_nor_quartiles_of_seven() {
    assert_eq!(spread(&[5, 5, 5, 5, 5, 5, 900]), Some([5.0, 5.0, 5.0]));
    assert_eq!(repeated([90, 100, 110]).spread().map(|spread| spread.permille()), Some(200));
}

#[test]
fn drift_is_the_later_half_over_the_earlier() {
    assert_eq!(repeated([1; 5]).drift(), None);
    assert_eq!(repeated([100, 100, 100, 150, 150, 150]).drift(), Some(1500));
    assert_eq!(repeated([100; 7]).drift(), Some(1000));
    assert_eq!(repeated([0; 6]).drift(), Some(0), "no time at all is no reason to panic");
}

#[test]
fn a_sweep_keeps_every_run_at_its_point_in_the_order_of_workers() {
    let mut sweep = MeasuredSweep::default();
    assert!(sweep.baseline().is_none());
    for (runtime, workers, wall) in [
        (Runtime::FreeThreads, 2, 50),
        (Runtime::Threads, 1, 101),
        (Runtime::Sequential, 1, 100),
        (Runtime::FreeThreads, 1, 102),
        (Runtime::FreeThreads, 2, 52),
    ] {
        sweep.put(Timed { runtime, workers, wall: Nanos::millis(wall) });
    }
    assert_eq!(sweep.baseline(), Some(&repeated([100])));
    let free: Vec<_> = sweep.curve(Runtime::FreeThreads).map(|point| (point.workers, &point.walls)).collect();
    assert_eq!(free, [(1, &repeated([102])), (2, &repeated([50, 52]))]);
    assert_eq!(sweep.curve(Runtime::Processes).count(), 0);
}

proptest! {
    #[test]
    fn the_median_is_between_the_quartiles_and_half_of_the_times_are(
        times in prop::collection::vec(any::<u64>(), 1..40),
    ) {
        let spread = times.iter().copied().map(Nanos).collect::<Repeated>().spread().unwrap();
        prop_assert!(spread.low <= spread.median && spread.median <= spread.high);
        let within = times.iter().filter(|time| (spread.low.0..=spread.high.0).contains(*time)).count();
        prop_assert!(within * 2 >= times.len());
    }
}
