//! What measurements are held to, however they are written.

use super::{FORMAT, Measurements, MeasurementsError, Timing};
use crate::link::{Number, number, quote};
use crate::{Nanos, Runtime};
use std::ops::RangeInclusive;

/// How many parts there are before the timings.
pub(super) const HEAD: usize = 8;
/// The most characters of a name.
const LONGEST_NAME: usize = 24;
/// The times that are believed: a microsecond to a day.
const TIMES: RangeInclusive<u64> = 1_000..=86_400_000_000_000;
/// A time in milliseconds has a million of these.
const NANOS: u64 = 1_000_000;

/// Makes measurements of their parts.
pub(super) fn read(head: &[&str], timings: Vec<Vec<&str>>) -> Result<Measurements, MeasurementsError> {
    let part = |place: usize| head.get(place).copied().unwrap_or_default();
    if part(0) != FORMAT.to_string() {
        return Err(MeasurementsError::Format(quote(part(0))));
    }
    let processors = whole("number of processors", part(4), 1..=4096, "a whole number from 1 to 4096")?;
    let cores = whole("number of cores", part(5), 1..=processors, "from 1 to the number of processors")?;
    let repetitions = whole("number of repetitions", part(7), 1..=1000, "a whole number from 1 to 1000")?;
    Ok(Measurements {
        implementation: name("implementation", part(1))?,
        python: name("Python version", part(2))?,
        platform: name("platform", part(3))?,
        processors: processors as u32,
        cores: cores as u32,
        gil: match part(6) {
            "on" => true,
            "off" => false,
            other => return Err(bad("GIL", other, "on or off")),
        },
        repetitions: repetitions as u32,
        timings: all(timings)?,
    })
}

fn all(timings: Vec<Vec<&str>>) -> Result<Vec<Timing>, MeasurementsError> {
    let mut all: Vec<Timing> = Vec::new();
    for parts in timings {
        let timing = timing(&parts)?;
        if all.iter().any(|other| other.runtime == timing.runtime) {
            return Err(bad("runtime", parts[0], "there once"));
        }
        all.push(timing);
    }
    if all.is_empty() {
        return Err(bad("list of times", "", "of at least one runtime"));
    }
    // A sort for any list would be more code than all else here.
    let of = |runtime| all.iter().find(|timing| timing.runtime == runtime).copied();
    Ok(Runtime::ALL.into_iter().filter_map(of).collect())
}

fn timing(parts: &[&str]) -> Result<Timing, MeasurementsError> {
    let part = |place: usize| parts.get(place).copied().unwrap_or_default();
    let runtime = Runtime::from_name(part(0)).ok_or_else(|| bad("runtime", part(0), "one of the six"))?;
    let time = |place: usize| {
        let must = "a number of milliseconds from 0.001 to 86400000";
        bounded("time", part(place), NANOS, TIMES, must).map(Nanos)
    };
    let (median, least, most) = (time(1)?, time(2)?, time(3)?);
    if !(least..=most).contains(&median) {
        return Err(bad("median", part(1), "between the shortest and the longest time"));
    }
    let lost = |text: &&str| whole("number of lost updates", text, 0..=1_000_000_000_000, "a whole number");
    Ok(Timing { runtime, median, least, most, lost: parts.get(4).map(lost).transpose()? })
}

fn whole(
    what: &'static str,
    text: &str,
    range: RangeInclusive<u64>,
    must: &'static str,
) -> Result<u64, MeasurementsError> {
    match number(text, 1) {
        Number::Exact(_) => bounded(what, text, 1, range, must),
        _ => Err(bad(what, text, must)),
    }
}

fn bounded(
    what: &'static str,
    text: &str,
    scale: u64,
    range: RangeInclusive<u64>,
    must: &'static str,
) -> Result<u64, MeasurementsError> {
    match number(text, scale) {
        Number::Exact(value) | Number::Rounded(value) if range.contains(&value) => Ok(value),
        _ => Err(bad(what, text, must)),
    }
}

/// A word of a few harmless characters.
fn name(what: &'static str, text: &str) -> Result<String, MeasurementsError> {
    let known = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    if text.is_empty() || text.len() > LONGEST_NAME || !text.chars().all(known) {
        return Err(bad(what, text, "1 to 24 letters, digits, dots and hyphens"));
    }
    Ok(text.to_owned())
}

fn bad(what: &'static str, text: &str, must: &'static str) -> MeasurementsError {
    MeasurementsError::Bad { what, text: quote(text), must }
}
