//! Measurements as the value of a link's `m`: `1,CPython,3.13.1,Linux,8,2,on,5,threads:412.3:410:430.25`.
//!
//! The format; implementation, version and platform; processors and those used; whether there is a GIL; repetitions;
//! then for each runtime its median, shortest and longest time in milliseconds and, of a job that counts, how many
//! updates were lost. No character of it needs escaping in a link.

use super::read::{HEAD, read};
use super::{FORMAT, Measurements, MeasurementsError, Timing};
use crate::scenario::Field;

impl Measurements {
    /// As the value of a link's `m`.
    #[must_use]
    pub fn key(&self) -> String {
        let gil = if self.gil { "on" } else { "off" };
        let (processors, cores) = (self.processors.to_string(), self.cores.to_string());
        let (format, repetitions) = (FORMAT.to_string(), self.repetitions.to_string());
        let head = [
            &*format,
            &self.implementation,
            &self.python,
            &self.platform,
            &processors,
            &cores,
            gil,
            &repetitions,
        ];
        self.timings.iter().fold(head.join(","), |text, timing| text + "," + &of(timing))
    }

    /// Reads it back.
    ///
    /// # Errors
    /// If it is not what [`Self::key`] writes; never for another reason than the text.
    pub fn from_key(text: &str) -> Result<Self, MeasurementsError> {
        let parts: Vec<_> = text.split(',').collect();
        let head = &parts[..parts.len().min(HEAD)];
        let timings = parts[head.len()..].iter().map(|timing| timing.split(':').collect());
        read(head, timings.collect())
    }
}

fn of(timing: &Timing) -> String {
    let [median, least, most] =
        [timing.median, timing.least, timing.most].map(|time| Field::Cpu.show(time.0));
    let text = [timing.runtime.name(), &median, &least, &most].join(":");
    timing.lost.map_or(text.clone(), |lost| text + ":" + &lost.to_string())
}
