//! Measurements as the file that the script writes.

use super::json::Json;
use super::read::{HEAD, read};
use super::{LONGEST_FILE, Measurements, MeasurementsError};
use crate::ShareLink;

/// The members of the file before its timings, in the order of a link's `m`.
const MEMBERS: [&str; HEAD] =
    ["interleave", "implementation", "python", "platform", "processors", "cores", "gil", "repetitions"];
/// The members of a timing.
const OF_TIMING: [&str; 5] = ["runtime", "median_ms", "least_ms", "most_ms", "lost"];

impl Measurements {
    /// Reads a file: its scenario, as from a link, with its measurements.
    ///
    /// # Errors
    /// If it is not what the script writes, or its scenario can't be run.
    pub fn from_file(text: &str) -> Result<ShareLink, MeasurementsError> {
        if text.len() > LONGEST_FILE {
            return Err(MeasurementsError::TooLong);
        }
        // Windows' editors put a mark before what they save.
        let json = Json::parse(text.trim_start_matches('\u{feff}'));
        let json = json.ok_or(MeasurementsError::NoFile("it is not JSON"))?;
        let member = |name: &str| json.get(name).and_then(Json::as_str).unwrap_or_default();
        let (Some(_), Some(Json::List(timings))) = (json.get(MEMBERS[0]), json.get("timings")) else {
            return Err(MeasurementsError::NoFile("the script writes others"));
        };
        let measurements = read(&MEMBERS.map(member), timings.iter().map(timing).collect())?;
        let link = ShareLink::parse(member("scenario")).map_err(MeasurementsError::Scenario)?;
        Ok(ShareLink { measurements: Some(measurements), ..link })
    }
}

fn timing<'a>(timing: &'a Json<'_>) -> Vec<&'a str> {
    let member = |name: &&str| timing.get(name).map(|value| value.as_str().unwrap_or_default());
    // Only the last may be missing.
    let given = OF_TIMING.iter().enumerate().filter_map(|(place, name)| match member(name) {
        None if place < 4 => Some(""),
        value => value,
    });
    given.collect()
}
