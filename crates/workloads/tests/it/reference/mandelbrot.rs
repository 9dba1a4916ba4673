//! Escape times one point at a time, leaving at the first iterate outside.

use super::fold_all;

pub(crate) fn unit(variant: u32) -> u64 {
    fold_all((0..64 * 16).map(|piece| {
        let y = -1.25 + 2.5 * f64::from(piece / 16 * 8 + variant) / 512.0;
        let times = (0..4).map(|point| escape_time(-2.0 + 2.5 * f64::from(piece % 16 * 4 + point) / 64.0, y));
        times.enumerate().map(|(point, time)| time << (16 * point)).sum()
    }))
}

/// How many of the first 256 iterates lie within the circle of radius 2 before the first that does not.
fn escape_time(x: f64, y: f64) -> u64 {
    let (mut re, mut im) = (0.0, 0.0);
    for inside in 0..256 {
        (re, im) = (re * re - im * im + x, 2.0 * re * im + y);
        if re * re + im * im > 4.0 {
            return inside;
        }
    }
    256
}

#[test]
fn known_points_escape_or_stay() {
    assert_eq!(escape_time(0.0, 0.0), 256, "the middle of the cardioid");
    assert_eq!(escape_time(-1.0, 0.0), 256, "the period-two disc");
    assert_eq!(escape_time(-2.0, 0.0), 256, "the tip: its orbit stays at 2");
    assert_eq!(escape_time(0.5, 0.0), 4, "0.5, 0.75, 1.0625, 1.6289, then 3.15");
    assert_eq!(escape_time(-2.0, -1.25), 0, "a corner is outside at once");
}
