//! The Firefox Profiler's format: threads with markers, which took their time, and samples, which were looks at what
//! was running.

use super::brought::{Brought, Source};
use super::collect::{Collect, Thread};
use super::flatten::Slice;
use super::meaning;
use super::names::{Name, Names};
use super::profile::{ReadTable, Strings, Table, seed};
use super::refusal::Refusal;
use super::skip::Skip;
use super::time::MILLIS;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// A profile while it is read.
#[derive(Debug)]
pub(super) struct Profile {
    pub(super) collect: Collect,
    /// Milliseconds between two samples.
    pub(super) interval: f64,
    pub(super) categories: Vec<u32>,
    /// Of newer profiles, the strings and stacks of all threads.
    pub(super) strings: Vec<u32>,
    pub(super) stacks: Table<2>,
    pub(super) frames: Table<1>,
    pub(super) cells: usize,
    threads: Vec<Recorded>,
}

impl Default for Profile {
    fn default() -> Self {
        Self {
            collect: Collect::default(),
            interval: f64::NAN,
            categories: Vec::new(),
            strings: Vec::new(),
            stacks: stacks(),
            frames: frames(),
            cells: 0,
            threads: Vec::new(),
        }
    }
}

fn stacks() -> Table<2> {
    Table::new(["frame", "category"])
}

fn frames() -> Table<1> {
    Table::new(["category"])
}

/// The columns of markers and samples.
const NAME: usize = 0;
const START: usize = 1;
const END: usize = 2;
const PHASE: usize = 3;
const STACK: usize = 0;
const TIME: usize = 1;
const DELTA: usize = 2;
/// The columns of stacks.
const FRAME: usize = 0;
const CATEGORY: usize = 1;

/// Words of the profiler that comes with CPython: of a thread that holds the GIL, of code that runs either way, and of
/// what other markers say better.
const HAS_GIL: &str = "Has GIL";
const CODE: [&str; 3] = ["Python Code", "Native Code", "GC Collecting"];
const USE: [&str; 3] = ["No GIL", "On CPU", "Off CPU"];

/// A thread as it is in the file.
#[derive(Debug)]
struct Recorded {
    name: u32,
    process: u32,
    process_name: u32,
    strings: Vec<u32>,
    markers: Table<4>,
    samples: Table<3>,
    stacks: Table<2>,
    frames: Table<1>,
}

impl Recorded {
    fn new(names: &mut Names) -> Self {
        // An empty name can't be too much.
        let none = names.place("").unwrap_or_default();
        Self {
            name: none,
            process: none,
            process_name: none,
            strings: Vec::new(),
            markers: Table::new(["name", "startTime", "endTime", "phase"]),
            samples: Table::new(["stack", "time", "timeDeltas"]),
            stacks: stacks(),
            frames: frames(),
        }
    }
}

impl Profile {
    /// Makes lanes of it.
    pub(super) fn finish(mut self) -> Result<Brought, Refusal> {
        let threads = std::mem::take(&mut self.threads);
        let mut processes: Vec<u32> = Vec::new();
        for recorded in threads {
            let known = processes.iter().position(|process| *process == recorded.process);
            let process = known.unwrap_or_else(|| {
                processes.push(recorded.process);
                processes.len() - 1
            });
            let mut slices = self.samples(&recorded);
            slices.append(&mut self.markers(&recorded));
            self.collect.count(slices.len()).map_err(|much| in_all(&much))?;
            let named = |name| self.collect.names.get(name).to_owned();
            let (name, mut process_name) = (named(recorded.name), named(recorded.process_name));
            if process_name.is_empty() {
                process_name = "process ".to_owned() + &named(recorded.process);
            }
            self.collect
                .thread(Thread { process, process_name, name, slices })
                .map_err(|much| in_all(&much))?;
        }
        self.collect.finish(Source::Firefox)
    }

    fn markers(&mut self, thread: &Recorded) -> Vec<Slice> {
        let strings = if thread.strings.is_empty() { &self.strings } else { &thread.strings };
        let markers = &thread.markers;
        let mut slices = Vec::new();
        let mut open: Vec<(u32, i64)> = Vec::new();
        for row in 0..markers.columns[NAME].len() {
            let name = markers.place(NAME, row).and_then(|place| strings.get(place)).copied();
            let Some(name) = name else {
                self.collect.leave_out(1, "markers without a name");
                continue;
            };
            let (start, end) =
                (markers.get(START, row).and_then(nanos), markers.get(END, row).and_then(nanos));
            let phase = markers.get(PHASE, row).map_or(1, |phase| phase as u8);
            let begun = || open.iter().rposition(|(begun, _)| *begun == name);
            let times = match (phase, start, end) {
                _ if USE.contains(&self.collect.names.get(name)) => {
                    self.collect.leave_out(1, "markers of a processor's use");
                    continue;
                }
                (0, ..) => {
                    self.collect.leave_out(1, "moments");
                    continue;
                }
                (2, Some(start), _) => {
                    open.push((name, start));
                    continue;
                }
                (3, _, Some(end)) => begun().map(|place| (open.remove(place).1, end)),
                (_, Some(start), Some(end)) => Some((start, end)),
                _ => None,
            };
            match times {
                Some((start, end)) => slices.push(Slice { start, end, name, rank: self.rank(name) }),
                None => self.collect.leave_out(1, "markers without a time"),
            }
        }
        self.collect.leave_out(open.len(), "markers without an end");
        self.part(&mut slices);
        slices
    }

    /// Markers overlap: what says that a thread waits counts most, and least that it holds the GIL, whatever it does.
    fn rank(&self, name: u32) -> u8 {
        let name = self.collect.names.get(name);
        match name {
            _ if meaning::state(name).is_waiting() => 2,
            HAS_GIL => 0,
            _ => 1,
        }
    }

    /// Parts code that runs while its thread holds no GIL from code that runs while it does.
    fn part(&mut self, slices: &mut [Slice]) {
        let names = &mut self.collect.names;
        let is = |slice: &Slice, names: &Names, all: &[&str]| all.contains(&names.get(slice.name));
        let mut held: Vec<(i64, i64)> = slices
            .iter()
            .filter(|slice| is(slice, names, &[HAS_GIL]))
            .map(|slice| (slice.start, slice.end))
            .collect();
        held.sort_unstable();
        let holds = |at: i64| {
            let begun = held.partition_point(|(start, _)| *start <= at);
            begun.checked_sub(1).is_some_and(|last| held[last].1 > at)
        };
        let mut twins: Vec<(u32, u32)> = Vec::new();
        for slice in slices {
            if holds(slice.start) || !is(slice, names, &CODE) {
                continue;
            }
            let known = twins.iter().find(|(name, _)| *name == slice.name);
            let twin = known.map(|(_, twin)| *twin);
            slice.name = twin.unwrap_or_else(|| {
                let twin = names.twin(slice.name);
                twins.push((slice.name, twin));
                twin
            });
        }
        self.collect.free.extend(twins.iter().map(|(_, twin)| *twin));
    }

    /// Each look at a thread stands for the time until the next, but no longer than a few of them take.
    fn samples(&self, thread: &Recorded) -> Vec<Slice> {
        let Some(most) = nanos(if self.interval > 0.0 { self.interval } else { 1.0 }) else {
            return Vec::new();
        };
        let most = most.saturating_mul(3);
        let times = times(&thread.samples);
        let mut slices: Vec<Slice> = Vec::new();
        for (row, time) in times.iter().enumerate() {
            let Some(start) = *time else { continue };
            let Some(name) = self.category(thread, row) else { continue };
            let next = times[row + 1..].iter().find_map(|time| *time);
            let end = next.map_or(start + most / 3, |next| next.min(start + most));
            match slices.last_mut() {
                Some(last) if last.end == start && last.name == name => last.end = end,
                _ => slices.push(Slice { start, end, name, rank: 0 }),
            }
        }
        slices
    }

    /// The name of the category that a sample's stack is of; nothing where nothing ran.
    fn category(&self, thread: &Recorded, row: usize) -> Option<u32> {
        let stack = thread.samples.place(STACK, row)?;
        let own = !thread.stacks.columns[FRAME].is_empty();
        let (stacks, frames) =
            if own { (&thread.stacks, &thread.frames) } else { (&self.stacks, &self.frames) };
        let of_frame = || frames.place(0, stacks.place(FRAME, stack)?);
        let category = stacks.place(CATEGORY, stack).or_else(of_frame)?;
        self.categories.get(category).copied()
    }
}

/// When each sample was taken: at a time, or so long after the one before.
fn times(samples: &Table<3>) -> Vec<Option<i64>> {
    if samples.get(DELTA, 0).is_none() {
        return (0..samples.columns[TIME].len()).map(|row| nanos(samples.get(TIME, row)?)).collect();
    }
    let mut time = 0.0;
    let add = |row| {
        time += samples.get(DELTA, row)?;
        nanos(time)
    };
    (0..samples.columns[DELTA].len()).map(add).collect()
}

/// Milliseconds as nanoseconds; nothing where they are none that a clock shows.
fn nanos(millis: f64) -> Option<i64> {
    MILLIS.nanos::<serde::de::value::Error>(millis).ok()
}

fn in_all(much: &impl fmt::Display) -> Refusal {
    Refusal::of_all(&format!("The file can't be drawn, because before its end {much}."))
}

/// Reads the threads of a profile.
pub(super) struct ReadThreads<'a>(pub(super) &'a mut Profile);
seed!([] ReadThreads<'_> => deserialize_seq -> ());

impl<'de> Visitor<'de> for ReadThreads<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the threads of a profile, which are a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(ReadThread(self.0))?.is_some() {}
        Ok(())
    }
}

struct ReadThread<'a>(&'a mut Profile);
seed!([] ReadThread<'_> => deserialize_map -> ());

impl<'de> Visitor<'de> for ReadThread<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a thread of a profile, which is an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let Profile { collect, cells, threads, .. } = self.0;
        let names = &mut collect.names;
        let mut thread = Recorded::new(names);
        while let Some(key) = members.next_key::<String>()? {
            match &*key {
                "name" => thread.name = members.next_value_seed(Name(names))?,
                "processName" => thread.process_name = members.next_value_seed(Name(names))?,
                "pid" => thread.process = members.next_value_seed(Name(names))?,
                "stringArray" | "stringTable" => thread.strings = members.next_value_seed(Strings(names))?,
                "markers" => members.next_value_seed(ReadTable { table: &mut thread.markers, cells })?,
                "samples" => members.next_value_seed(ReadTable { table: &mut thread.samples, cells })?,
                "stackTable" => members.next_value_seed(ReadTable { table: &mut thread.stacks, cells })?,
                "frameTable" => members.next_value_seed(ReadTable { table: &mut thread.frames, cells })?,
                _ => members.next_value_seed(Skip)?,
            }
        }
        threads.push(thread);
        Ok(())
    }
}
