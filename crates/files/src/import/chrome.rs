//! Chrome's trace event format: events of threads, in any order.

use super::brought::{Brought, Source};
use super::collect::{Collect, Thread, TooMuch};
use super::event::{Event, Id};
use super::flatten::Slice;
use super::refusal::Refusal;
use std::collections::HashMap;

/// The events read so far.
#[derive(Debug, Default)]
pub(super) struct Events {
    pub(super) collect: Collect,
    /// Whether an event was begun and not ended: there the file can't be over.
    pub(super) inside: bool,
    places: HashMap<(Id, Id), usize>,
    /// Most events are of the thread that the last one was of.
    last: Option<((Id, Id), usize)>,
    processes: Vec<(Id, Option<u32>)>,
    /// Of each thread, its slices without an end.
    open: Vec<Vec<usize>>,
    latest: i64,
}

impl Events {
    /// Takes one in.
    pub(super) fn take(&mut self, event: &Event) -> Result<(), TooMuch> {
        let undrawn = match event.phase {
            b'X' => return self.whole(event),
            b'B' => return self.begin(event),
            b'E' => return self.end(event),
            b'M' => return self.name(event),
            b'i' | b'I' | b'R' => "moments",
            b'C' => "counter values",
            b'b' | b'n' | b'e' | b'S' | b'T' | b'p' | b'F' => "asynchronous events",
            b's' | b't' | b'f' => "arrows",
            _ => "other events",
        };
        self.collect.leave_out(1, undrawn);
        Ok(())
    }

    /// Makes lanes of them.
    pub(super) fn finish(mut self) -> Result<Brought, Refusal> {
        // What has no end went on until the trace's.
        for (thread, open) in self.collect.threads.iter_mut().zip(&self.open) {
            for slice in open {
                thread.slices[*slice].end = self.latest;
            }
        }
        for (id, place) in &mut self.processes.iter().zip(0..) {
            let (id, name) = id;
            let shown = match name {
                Some(name) => self.collect.names.get(*name).to_owned(),
                None => "process ".to_owned() + &shown(*id, &self.collect),
            };
            let own = self.collect.threads.iter_mut().filter(|thread| thread.process == place);
            own.for_each(|thread| thread.process_name.clone_from(&shown));
        }
        self.collect.finish(Source::Chrome)
    }

    fn whole(&mut self, event: &Event) -> Result<(), TooMuch> {
        let (Some(start), Some(length)) = (event.time, event.length) else {
            self.collect.leave_out(1, "slices without a time");
            return Ok(());
        };
        self.slice(event, start, start + length).map(drop)
    }

    fn begin(&mut self, event: &Event) -> Result<(), TooMuch> {
        let Some(start) = event.time else {
            self.collect.leave_out(1, "slices without a time");
            return Ok(());
        };
        let (thread, slice) = self.slice(event, start, i64::MIN)?;
        self.open[thread].push(slice);
        Ok(())
    }

    fn end(&mut self, event: &Event) -> Result<(), TooMuch> {
        let thread = self.thread(event)?;
        match (self.open[thread].pop(), event.time) {
            (Some(slice), Some(end)) => {
                self.collect.threads[thread].slices[slice].end = end;
                self.latest = self.latest.max(end);
            }
            _ => self.collect.leave_out(1, "ends without a begin"),
        }
        Ok(())
    }

    fn slice(&mut self, event: &Event, start: i64, end: i64) -> Result<(usize, usize), TooMuch> {
        self.collect.count(1)?;
        let thread = self.thread(event)?;
        self.latest = self.latest.max(start).max(end);
        let slices = &mut self.collect.threads[thread].slices;
        slices.push(Slice { start, end, name: event.name, rank: 0 });
        Ok((thread, slices.len() - 1))
    }

    fn name(&mut self, event: &Event) -> Result<(), TooMuch> {
        let Some(name) = event.argument else { return Ok(()) };
        match self.collect.names.get(event.name) {
            "thread_name" => {
                let thread = self.thread(event)?;
                let name = self.collect.names.get(name).to_owned();
                self.collect.threads[thread].name = name;
            }
            "process_name" => {
                let process = self.process(event.process);
                self.processes[process].1 = Some(name);
            }
            _ => {}
        }
        Ok(())
    }

    /// The place of the thread that an event is of.
    fn thread(&mut self, event: &Event) -> Result<usize, TooMuch> {
        let id = (event.process, event.thread);
        if let Some((_, place)) = self.last.filter(|(last, _)| *last == id) {
            return Ok(place);
        }
        let place = match self.places.get(&id) {
            Some(place) => *place,
            None => self.new_thread(id)?,
        };
        self.last = Some((id, place));
        Ok(place)
    }

    fn new_thread(&mut self, id: (Id, Id)) -> Result<usize, TooMuch> {
        let process = self.process(id.0);
        let name = "thread ".to_owned() + &shown(id.1, &self.collect);
        let thread = Thread { process, process_name: String::new(), name, slices: Vec::new() };
        let place = self.collect.thread(thread)?;
        self.open.push(Vec::new());
        self.places.insert(id, place);
        Ok(place)
    }

    fn process(&mut self, id: Id) -> usize {
        let known = self.processes.iter().position(|(process, _)| *process == id);
        known.unwrap_or_else(|| {
            self.processes.push((id, None));
            self.processes.len() - 1
        })
    }
}

fn shown((is_name, id): Id, collect: &Collect) -> String {
    if is_name { collect.names.get(id as u32).to_owned() } else { id.to_string() }
}
