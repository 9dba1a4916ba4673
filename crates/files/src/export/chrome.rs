//! A race in the format of Chrome's tracing ("Trace Event Format", the JSON object form), which Perfetto opens.
//!
//! Every process of every run is a process there, every lane a thread; a span is a complete event (`X`), a
//! moment an instant (`i`). Times are in microseconds, as the format wants them.

use super::about::{About, Ids, moment, word};
use model::export::Runs;
use model::{Nanos, Span};
use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};

/// The runs' traces as one file.
///
/// # Errors
/// None that a trace can cause.
pub fn chrome_trace(runs: &Runs) -> serde_json::Result<String> {
    serde_json::to_string(&File {
        trace_events: Events(runs),
        display_time_unit: "ms",
        other_data: About::of(runs),
    })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct File<'a> {
    trace_events: Events<'a>,
    display_time_unit: &'static str,
    other_data: About<'a>,
}

/// Written one by one: a million of them at once would be most of the memory a page may have.
struct Events<'a>(&'a Runs);

impl Serialize for Events<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut events = serializer.serialize_seq(None)?;
        for ids in Ids::of(self.0) {
            names(&ids, &mut events)?;
            spans(&ids, &mut events)?;
            instants(&ids, &mut events)?;
        }
        events.end()
    }
}

/// What tells a process or a thread its name and its place.
#[derive(Serialize)]
struct Metadata<T> {
    ph: &'static str,
    pid: u32,
    tid: u32,
    name: &'static str,
    args: T,
}

#[derive(Serialize)]
struct Name<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct Order {
    sort_index: u32,
}

#[derive(Serialize)]
struct Complete<'a> {
    ph: &'static str,
    pid: u32,
    tid: u32,
    ts: f64,
    dur: f64,
    name: &'static str,
    cat: &'static str,
    args: Arguments<'a>,
}

#[derive(Serialize)]
struct Arguments<'a> {
    kind: &'static str,
    task: Option<u32>,
    cause: &'static str,
    holder: Option<&'a str>,
    lock: Option<&'a str>,
}

#[derive(Serialize)]
struct Instant {
    ph: &'static str,
    s: &'static str,
    pid: u32,
    tid: u32,
    ts: f64,
    name: &'static str,
    cat: &'static str,
}

fn names<S: SerializeSeq>(ids: &Ids<'_>, events: &mut S) -> Result<(), S::Error> {
    let mut named = None;
    for (id, lane) in ids.run.trace.lane_ids() {
        let (pid, tid) = (ids.pid(lane), ids.tid(id));
        if named != Some(pid) {
            named = Some(pid);
            let name = &ids.process_name(lane);
            events.serialize_element(&meta(pid, tid, "process_name", Name { name }))?;
            events.serialize_element(&meta(pid, tid, "process_sort_index", Order { sort_index: pid }))?;
        }
        events.serialize_element(&meta(pid, tid, "thread_name", Name { name: &lane.name }))?;
        events.serialize_element(&meta(pid, tid, "thread_sort_index", Order { sort_index: tid }))?;
    }
    Ok(())
}

const fn meta<T>(pid: u32, tid: u32, name: &'static str, args: T) -> Metadata<T> {
    Metadata { ph: "M", pid, tid, name, args }
}

fn spans<S: SerializeSeq>(ids: &Ids<'_>, events: &mut S) -> Result<(), S::Error> {
    let trace = &ids.run.trace;
    for (id, lane) in trace.lane_ids() {
        let (pid, tid) = (ids.pid(lane), ids.tid(id));
        for span in trace.spans(id) {
            events.serialize_element(&Complete {
                ph: "X",
                pid,
                tid,
                ts: micros(span.start),
                dur: micros(span.len()),
                name: span.state.name(),
                cat: ids.run.kind.name(),
                args: arguments(ids, &span),
            })?;
        }
    }
    Ok(())
}

fn arguments<'a>(ids: &Ids<'a>, span: &Span) -> Arguments<'a> {
    let trace = &ids.run.trace;
    Arguments {
        kind: word(ids.run.kind),
        task: span.task.map(|task| task.0),
        cause: span.cause.name(),
        holder: span.holder.map(|holder| trace.lanes()[holder.index()].name.as_str()),
        lock: span.lock.map(|lock| trace.locks[lock.index()].as_str()),
    }
}

fn instants<S: SerializeSeq>(ids: &Ids<'_>, events: &mut S) -> Result<(), S::Error> {
    let trace = &ids.run.trace;
    for (at, id, kind) in trace.instants() {
        events.serialize_element(&Instant {
            ph: "i",
            // Of its thread alone.
            s: "t",
            pid: ids.pid(&trace.lanes()[id.index()]),
            tid: ids.tid(id),
            ts: micros(at),
            name: moment(kind),
            cat: ids.run.kind.name(),
        })?;
    }
    Ok(())
}

/// A double holds every time exactly enough for its shortest decimal form to be exact to the nanosecond.
fn micros(time: Nanos) -> f64 {
    time.0 as f64 / 1e3
}
