//! Times as the files have them.

use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};
use std::fmt;

/// Beyond 200 years there are no times: sums of them stay whole numbers of nanoseconds.
const MOST_NANOS: f64 = 6.3e18;

/// Reads a number of such units as whole nanoseconds, since whenever the file counts.
#[derive(Clone, Copy)]
pub(super) struct Time {
    /// How many nanoseconds the unit has.
    pub(super) unit: f64,
}

/// What Chrome's format counts in.
pub(super) const MICROS: Time = Time { unit: 1e3 };
/// What Firefox's format counts in.
pub(super) const MILLIS: Time = Time { unit: 1e6 };

impl Time {
    pub(super) fn nanos<E: Error>(self, number: f64) -> Result<i64, E> {
        let nanos = (number * self.unit).round();
        if nanos.abs() <= MOST_NANOS {
            Ok(nanos as i64)
        } else {
            Err(E::custom(format_args!("a time of {number:e} is beyond 200 years")))
        }
    }
}

impl<'de> DeserializeSeed<'de> for Time {
    type Value = i64;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<i64, D::Error> {
        deserializer.deserialize_f64(self)
    }
}

impl Visitor<'_> for Time {
    type Value = i64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a time as a number")
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<i64, E> {
        self.nanos(number)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<i64, E> {
        self.nanos(number as f64)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<i64, E> {
        self.nanos(number as f64)
    }
}
