//! What there is to say of a device's own figures, and of a measured run beside what the model predicts with them.

use crate::format::duration;
use model::{DeviceProfile, Nanos};
use words::{counts, numbers, text};

/// What a model says of a measured run that took `measured`: `model of this device: 412 ms, 3 % less`.
#[must_use]
pub fn prediction(model: &str, predicted: Nanos, measured: Nanos) -> String {
    use words::device::{AsMeasured, Less, More};
    let percent = (predicted.0.abs_diff(measured.0) * 100 + measured.0 / 2) / measured.0.max(1);
    let (more, predicted) = (predicted > measured, &duration(predicted));
    let shown = &numbers::percent(&percent.to_string());
    match percent {
        0 => AsMeasured { model, predicted }.say(),
        _ if more => More { model, predicted, percent: shown }.say(),
        _ => Less { model, predicted, percent: shown }.say(),
    }
}

/// The figures that a reader may want: how many processors there are, how they slow each other down, and what a
/// hand-off and a timer take.
#[must_use]
pub fn device(profile: &DeviceProfile) -> String {
    let mut figures = vec![counts::processors(profile.processors.into())];
    if let (Some(one), Some(all), busy @ 2..) =
        (profile.speeds.first(), profile.speeds.last(), profile.speeds.len())
    {
        let percent = (u64::from(*all) * 100) / u64::from(*one).max(1);
        let percent = &numbers::percent(&percent.to_string());
        figures.push(words::device::Speeds { percent, n: busy as u64 }.say());
    }
    if profile.wake > Nanos::ZERO {
        figures.push(words::device::wake(&duration(profile.wake)));
    }
    if let Some(process) = profile.process {
        figures.push(words::device::process(&duration(process.start + process.boot)));
    }
    let late = profile.timer.least + Nanos(profile.timer.spread.0 / 2);
    figures.push(words::device::timers(&duration(late)));
    words::device::figures(&figures.join(text::semicolon()))
}

#[cfg(test)]
mod tests {
    use super::{device, prediction};
    use model::device::ChildProfile;
    use model::{DeviceProfile, Lateness, Nanos};

    fn plain(text: String) -> String {
        text.replace('\u{a0}', " ")
    }

    #[test]
    fn a_prediction_is_held_against_what_was_measured() {
        let cases = [
            (412, 425, "model of this device: 412 ms, 3 % less"),
            (425, 412, "model of this device: 425 ms, 3 % more"),
            (400, 401, "model of this device: 400 ms, as measured"),
            (3_000, 100, "model of this device: 3 s, 2900 % more"),
        ];
        for (predicted, measured, said) in cases {
            assert_eq!(
                plain(prediction("model of this device", Nanos::millis(predicted), Nanos::millis(measured))),
                said
            );
        }
        assert_eq!(
            plain(prediction("model of this device", Nanos::ZERO, Nanos::ZERO)),
            "model of this device: 0 ms, as measured"
        );
    }

    #[test]
    fn a_device_is_told_by_its_main_figures() {
        let profile = DeviceProfile {
            processors: 2,
            pool: 8,
            speeds: vec![980, 950],
            wake: Nanos::micros(24),
            process: Some(ChildProfile {
                start: Nanos::millis(1),
                boot: Nanos::millis(34),
                ..ChildProfile::default()
            }),
            timer: Lateness { least: Nanos::micros(60), spread: Nanos::micros(40) },
            ..DeviceProfile::default()
        };
        let said = "This device: 2 processors; 2 threads at once go at 96 % of one's speed; a thread that is woken goes on \
                    after 24 µs; a process is up after 35 ms; timers are 80 µs late.";
        assert_eq!(plain(device(&profile)), said);
        let alone = DeviceProfile {
            processors: 1,
            pool: 0,
            speeds: vec![900],
            wake: Nanos::ZERO,
            process: None,
            ..profile
        };
        assert_eq!(plain(device(&alone)), "This device: 1 processor; timers are 80 µs late.");
    }
}
