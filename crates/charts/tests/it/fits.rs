//! Amdahl's and Gunther's laws, fitted.

use charts::fit::{Law, amdahl, gunther};
use proptest::prelude::*;

fn points(law: Law, most: u32) -> Vec<(u32, f64)> {
    (1..=most).map(|workers| (workers, law.speedup(workers.into()))).collect()
}

fn close(law: Option<Law>, expected: Law) {
    let law = law.expect("there is enough to fit to");
    for (got, wanted) in
        [(law.alone, expected.alone), (law.serial, expected.serial), (law.crosstalk, expected.crosstalk)]
    {
        assert!((got - wanted).abs() < 1e-9, "{law:?}, not {expected:?}");
    }
}

/// What the fit makes least: the squares of the times' errors.
fn squares(law: Law, points: &[(u32, f64)]) -> f64 {
    let error =
        |(workers, speedup): &(u32, f64)| law.alone / law.speedup((*workers).into()) - law.alone / speedup;
    points.iter().map(|point| error(point).powi(2)).sum()
}

#[test]
fn both_laws_find_their_own_figures_again() {
    let law = Law { alone: 1.0, serial: 0.05, crosstalk: 0.0 };
    close(amdahl(&points(law, 8)), law);
    close(gunther(&points(law, 8)), law);
    let law = Law { alone: 0.9, serial: 0.03, crosstalk: 0.002 };
    close(gunther(&points(law, 16)), law);
    let four = Law { alone: 1.0, serial: 0.5, crosstalk: 0.0 }.speedup(4.0);
    assert!((four - 1.6).abs() < 1e-12, "1 / (0.5 + 0.5 / 4)");
}

#[test]
fn one_worker_says_nothing_and_two_say_nothing_of_crosstalk() {
    assert_eq!((amdahl(&[]), gunther(&[])), (None, None));
    assert_eq!((amdahl(&[(1, 0.9)]), gunther(&[(1, 0.9)])), (None, None));
    let two = [(1, 1.0), (2, 1.6)];
    close(amdahl(&two), Law { alone: 1.0, serial: 0.25, crosstalk: 0.0 });
    assert_eq!(gunther(&two), None);
}

#[test]
fn figures_stay_in_their_ranges_where_no_law_fits() {
    let faster_than_ideal = [(1, 1.0), (2, 2.2), (3, 3.5), (4, 5.0)];
    close(gunther(&faster_than_ideal), Law { alone: 1.0, serial: 0.0, crosstalk: 0.0 });
    close(amdahl(&faster_than_ideal), Law { alone: 1.0, serial: 0.0, crosstalk: 0.0 });
    let slower_than_alone = [(1, 1.0), (2, 0.5), (3, 0.5), (4, 0.5)];
    close(amdahl(&slower_than_alone), Law { alone: 1.0, serial: 1.0, crosstalk: 0.0 });
    let law = gunther(&slower_than_alone).unwrap();
    assert!(law.serial <= 1.0 && law.crosstalk > 0.0, "{law:?}");
}

proptest! {
    #[test]
    fn noise_moves_the_figures_by_about_as_much(
        serial in 0.02..0.5_f64,
        crosstalk in 0.0..0.05_f64,
        noise in prop::collection::vec(-0.01..0.01_f64, 16),
    ) {
        let law = Law { alone: 1.0, serial, crosstalk };
        let mut points = points(law, 16);
        for ((_, speedup), noise) in points.iter_mut().skip(1).zip(noise) {
            // One percent of the time of one worker.
            *speedup = 1.0 / (1.0 / *speedup + noise);
        }
        let fitted = gunther(&points).unwrap();
        prop_assert!((fitted.serial - serial).abs() < 0.04, "{fitted:?}");
        prop_assert!((fitted.crosstalk - crosstalk).abs() < 0.004, "{fitted:?}");
    }

    #[test]
    fn no_other_figures_fit_better(
        speedups in prop::collection::vec(0.2..20.0_f64, 3..12),
        serial in 0.0..=1.0_f64,
        crosstalk in 0.0..1.0_f64,
    ) {
        let points: Vec<_> = (1..).zip(speedups).collect();
        let least = |fitted: Law, other: Law| squares(fitted, &points) <= squares(other, &points) + 1e-9;
        let (one, both) = (amdahl(&points).unwrap(), gunther(&points).unwrap());
        prop_assert!((0.0..=1.0).contains(&one.serial) && (0.0..=1.0).contains(&both.serial));
        prop_assert!(one.crosstalk == 0.0 && both.crosstalk >= 0.0);
        prop_assert!(least(both, Law { serial, crosstalk, ..both }), "{both:?}");
        prop_assert!(least(one, Law { serial, ..one }), "{one:?}");
        prop_assert!(least(both, one));
    }
}
