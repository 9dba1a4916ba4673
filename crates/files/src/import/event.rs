//! One event of Chrome's format.

use super::chrome::Events;
use super::names::Names;
use super::skip::Skip;
use super::time::MICROS;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// A process's or a thread's number, or the place of the name that stands for one.
pub(super) type Id = (bool, i64);

/// What an event says, of what is looked at.
#[derive(Debug, Default)]
pub(super) struct Event {
    /// `X`, `B`, `E`, `M`…
    pub(super) phase: u8,
    pub(super) process: Id,
    pub(super) thread: Id,
    /// In nanoseconds.
    pub(super) time: Option<i64>,
    /// In nanoseconds.
    pub(super) length: Option<i64>,
    pub(super) name: u32,
    /// The `name` among the arguments: what a thread or a process is called.
    pub(super) argument: Option<u32>,
}

/// Reads an event and hands it on.
pub(super) struct ReadEvent<'a>(pub(super) &'a mut Events);

impl<'de> DeserializeSeed<'de> for ReadEvent<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for ReadEvent<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an event, which is an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let events = self.0;
        events.inside = true;
        let mut event = Event::default();
        while let Some(key) = members.next_key_seed(Key)? {
            let names = &mut events.collect.names;
            match key {
                Member::Phase => event.phase = members.next_value_seed(Phase)?,
                Member::Process => event.process = members.next_value_seed(ReadId(names))?,
                Member::Thread => event.thread = members.next_value_seed(ReadId(names))?,
                Member::Time => event.time = Some(members.next_value_seed(MICROS)?),
                Member::Length => event.length = Some(length(members.next_value_seed(MICROS)?)?),
                Member::Name => event.name = members.next_value_seed(super::names::Name(names))?,
                Member::Arguments => {
                    event.argument = members.next_value_seed(Word { names, of_arguments: true })?
                }
                Member::Other => members.next_value_seed(Skip)?,
            }
        }
        events.inside = false;
        events.take(&event).map_err(A::Error::custom)
    }
}

fn length<E: Error>(length: i64) -> Result<i64, E> {
    if length < 0 { Err(E::custom("an event takes less than no time")) } else { Ok(length) }
}

enum Member {
    Phase,
    Process,
    Thread,
    Time,
    Length,
    Name,
    Arguments,
    Other,
}

struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Member;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Member, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key {
    type Value = Member;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Member, E> {
        Ok(match key {
            "ph" => Member::Phase,
            "pid" => Member::Process,
            "tid" => Member::Thread,
            "ts" => Member::Time,
            "dur" => Member::Length,
            "name" => Member::Name,
            "args" => Member::Arguments,
            _ => Member::Other,
        })
    }
}

struct Phase;

impl<'de> DeserializeSeed<'de> for Phase {
    type Value = u8;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<u8, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Phase {
    type Value = u8;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an event's kind, which is one letter")
    }

    fn visit_str<E: Error>(self, phase: &str) -> Result<u8, E> {
        Ok(phase.bytes().next().unwrap_or_default())
    }
}

struct ReadId<'a>(&'a mut Names);

impl<'de> DeserializeSeed<'de> for ReadId<'_> {
    type Value = Id;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Id, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Visitor<'_> for ReadId<'_> {
    type Value = Id;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the number or the name of a process or a thread")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Id, E> {
        Ok((false, number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Id, E> {
        // Numbers of threads are addresses in some files.
        Ok((false, number as i64))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Id, E> {
        Ok((true, self.0.place(name).map_err(E::custom)?.into()))
    }
}

/// Reads a value, whatever it is, as a word: a string itself, or of a list of arguments the `name`.
struct Word<'a> {
    names: &'a mut Names,
    of_arguments: bool,
}

impl<'de> DeserializeSeed<'de> for Word<'_> {
    type Value = Option<u32>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<u32>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Word<'_> {
    type Value = Option<u32>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Option<u32>, E> {
        if self.of_arguments {
            return Ok(None);
        }
        self.names.place(name).map(Some).map_err(E::custom)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Option<u32>, E> {
        Ok(None)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Option<u32>, E> {
        Ok(None)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Option<u32>, E> {
        Ok(None)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Option<u32>, E> {
        Ok(None)
    }

    fn visit_unit<E: Error>(self) -> Result<Option<u32>, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Option<u32>, A::Error> {
        Skip.visit_seq(list).map(|()| None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Option<u32>, A::Error> {
        if !self.of_arguments {
            return Skip.visit_map(members).map(|()| None);
        }
        let mut name = None;
        while let Some(key) = members.next_key_seed(Key)? {
            match key {
                Member::Name => {
                    name = members.next_value_seed(Word { names: &mut *self.names, of_arguments: false })?;
                }
                _ => members.next_value_seed(Skip)?,
            }
        }
        Ok(name)
    }
}
