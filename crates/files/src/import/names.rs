//! Strings, each kept once.

use super::{LONGEST_NAME, MOST_NAMES};
use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};
use std::collections::HashMap;
use std::fmt;

/// All names of a trace; a name is its place in the list.
#[derive(Debug, Default)]
pub(super) struct Names {
    places: HashMap<Box<str>, u32>,
    list: Vec<Box<str>>,
    bytes: usize,
}

/// There are too many of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct TooManyNames;

impl fmt::Display for TooManyNames {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "it has more than {} MB of different names", MOST_NAMES / 1_000_000)
    }
}

impl Names {
    /// The place of `name`, of which no more than [`LONGEST_NAME`] characters count.
    pub(super) fn place(&mut self, name: &str) -> Result<u32, TooManyNames> {
        let name = shortened(name);
        if let Some(place) = self.places.get(name) {
            return Ok(*place);
        }
        self.bytes += name.len();
        if self.bytes > MOST_NAMES {
            return Err(TooManyNames);
        }
        let place = self.list.len() as u32;
        self.places.insert(name.into(), place);
        self.list.push(name.into());
        Ok(place)
    }

    /// Another place for the name at `place`, for what means something else by it.
    pub(super) fn twin(&mut self, place: u32) -> u32 {
        self.list.push(self.get(place).into());
        (self.list.len() - 1) as u32
    }

    pub(super) fn get(&self, place: u32) -> &str {
        self.list.get(place as usize).map_or("", |name| name)
    }

    pub(super) fn into_list(self) -> Vec<Box<str>> {
        self.list
    }
}

fn shortened(name: &str) -> &str {
    // Most have fewer bytes than characters are allowed.
    if name.len() <= LONGEST_NAME {
        return name;
    }
    name.char_indices().nth(LONGEST_NAME).map_or(name, |(end, _)| &name[..end])
}

/// Reads a string, a number or nothing as a name. Ids are numbers in most files and strings in some.
pub(super) struct Name<'a>(pub(super) &'a mut Names);

impl<'de> DeserializeSeed<'de> for Name<'_> {
    type Value = u32;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<u32, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Visitor<'_> for Name<'_> {
    type Value = u32;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name or a number")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<u32, E> {
        self.0.place(name).map_err(E::custom)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<u32, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<u32, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<u32, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_bool<E: Error>(self, yes: bool) -> Result<u32, E> {
        self.visit_str(if yes { "true" } else { "false" })
    }

    fn visit_unit<E: Error>(self) -> Result<u32, E> {
        self.visit_str("")
    }
}
