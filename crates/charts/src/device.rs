//! What there is to say of a device's own figures, and of a measured run beside what the model predicts with them.

use crate::format::{duration, plural};
use model::{DeviceProfile, Nanos};

/// What a model says of a measured run that took `measured`: `model of this device: 412 ms, 3 % less`.
#[must_use]
pub fn prediction(model: &str, predicted: Nanos, measured: Nanos) -> String {
    let percent = (predicted.0.abs_diff(measured.0) * 100 + measured.0 / 2) / measured.0.max(1);
    let than = match percent {
        0 => ", as measured".to_owned(),
        _ => {
            let way = if predicted > measured { "more" } else { "less" };
            [", ", &percent.to_string(), "\u{a0}% ", way].concat()
        }
    };
    [model, ": ", &duration(predicted), &than].concat()
}

/// The figures that a reader may want: how many processors there are, how they slow each other down, and what a
/// hand-off and a timer take.
#[must_use]
pub fn device(profile: &DeviceProfile) -> String {
    let processors = u64::from(profile.processors);
    let mut text = ["This device: ", &processors.to_string(), " processor", plural(processors)].concat();
    if let (Some(one), Some(all), 2..) = (profile.speeds.first(), profile.speeds.last(), profile.speeds.len())
    {
        let percent = ((u64::from(*all) * 100) / u64::from(*one).max(1)).to_string();
        let busy = profile.speeds.len().to_string();
        text += &["; ", &busy, " threads at once go at ", &percent, "\u{a0}% of one's speed"].concat();
    }
    if profile.wake > Nanos::ZERO {
        text += &["; a thread that is woken goes on after ", &duration(profile.wake)].concat();
    }
    if let Some(process) = profile.process {
        text += &["; a process is up after ", &duration(process.start + process.boot)].concat();
    }
    let late = profile.timer.least + Nanos(profile.timer.spread.0 / 2);
    text += &["; timers are ", &duration(late), " late."].concat();
    text
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
