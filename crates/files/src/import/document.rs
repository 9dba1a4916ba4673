//! A whole file: which of the two formats it is in shows while it is read.

use super::brought::Brought;
use super::chrome::Events;
use super::event::ReadEvent;
use super::firefox::{Profile, ReadThreads};
use super::refusal::Refusal;
use super::skip::Skip;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;
use std::io::{self, BufRead, BufReader, Read};

/// How much is read at once.
const CHUNK: usize = 1 << 16;

/// Reads a trace to its end.
///
/// # Errors
/// If it is none, is cut off, or is more than is drawn.
pub fn read(file: impl Read) -> Result<Brought, Refusal> {
    let mut file = BufReader::with_capacity(CHUNK, file);
    skip_mark(&mut file).map_err(serde_json::Error::io)?;
    let mut found = Found::default();
    let mut json = serde_json::Deserializer::from_reader(file);
    match ReadDocument(&mut found).deserialize(&mut json) {
        Ok(()) => json.end()?,
        // A list of events may lack its end, and the comma behind its last event have no next.
        Err(error) if error.is_eof() && found.is_list && !found.events.inside => {}
        Err(error) => return Err(error.into()),
    }
    match found {
        Found { has_events: true, events, .. } => events.finish(),
        Found { has_threads: true, profile, .. } => profile.finish(),
        _ => Err(Refusal::of_all(NEITHER)),
    }
}

const NEITHER: &str = "From its start to its end, the file is JSON but no trace: it has neither \"traceEvents\", as Chrome's \
     format has, nor \"threads\", as the Firefox Profiler's has.";

/// Some editors put a mark of three bytes before what they save.
fn skip_mark(file: &mut impl BufRead) -> io::Result<()> {
    let has_mark = file.fill_buf()?.starts_with(b"\xef\xbb\xbf");
    file.consume(if has_mark { 3 } else { 0 });
    Ok(())
}

#[derive(Default)]
struct Found {
    /// Of Chrome's format, the form that is only its events.
    is_list: bool,
    has_events: bool,
    has_threads: bool,
    events: Events,
    profile: Profile,
}

struct ReadDocument<'a>(&'a mut Found);

impl<'de> DeserializeSeed<'de> for ReadDocument<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ReadDocument<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a trace, which is an object, or a list of events")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<(), A::Error> {
        self.0.is_list = true;
        self.0.has_events = true;
        ReadEvents(&mut self.0.events).visit_seq(list)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let found = self.0;
        while let Some(key) = members.next_key::<String>()? {
            match &*key {
                "traceEvents" => {
                    found.has_events = true;
                    members.next_value_seed(ReadEvents(&mut found.events))?;
                }
                "threads" => {
                    found.has_threads = true;
                    members.next_value_seed(ReadThreads(&mut found.profile))?;
                }
                "meta" => members.next_value_seed(super::profile::Meta(&mut found.profile))?,
                "shared" => members.next_value_seed(super::profile::Shared(&mut found.profile))?,
                _ => members.next_value_seed(Skip)?,
            }
        }
        Ok(())
    }
}

struct ReadEvents<'a>(&'a mut Events);

impl<'de> DeserializeSeed<'de> for ReadEvents<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for ReadEvents<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of events")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(ReadEvent(self.0))?.is_some() {}
        Ok(())
    }
}
