//! Runs as a profile for <https://profiler.firefox.com>: its "processed profile format", all in markers.
//!
//! Every lane is a thread, every process of every run a process. There are no samples: a trace knows what its lanes
//! did at every moment, and the profiler's graphs of samples would smooth that. The format is that of
//! `src/types/profile.ts` of firefox-devtools/profiler; the version is one that profilers of 2025 already read, and that
//! later ones bring up to date by themselves.

mod markers;
mod tables;

use super::about::{About, Ids, SOURCE};
use markers::{CATEGORIES, KINDS, Marker, markers};
use model::export::Runs;
use model::trace::InstantKind;
use model::{Clock, Lane, LaneId, Nanos};
use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};
use serde_json::{Value, json};
use tables::{Markers, samples, shared};

/// The version of the processed profile format that is written.
const VERSION: u32 = 60;
/// The version of Gecko's own format that this goes with.
const GECKO_VERSION: u32 = 32;
/// A marker that has both of its ends, and one that is a moment.
const INTERVAL: u8 = 1;
const INSTANT: u8 = 0;

/// The runs' traces as one file.
///
/// # Errors
/// None that a trace can cause.
pub fn firefox_profile(runs: &Runs) -> serde_json::Result<String> {
    let libs: [Value; 0] = [];
    serde_json::to_string(&Profile { meta: meta(runs), libs, shared: shared(), threads: Threads(runs) })
}

#[derive(Serialize)]
struct Profile<'a> {
    meta: Value,
    libs: [Value; 0],
    shared: Value,
    threads: Threads<'a>,
}

fn meta(runs: &Runs) -> Value {
    let about = About::of(runs);
    let threads: usize = runs.entries.iter().map(|entry| entry.run.trace.lanes().len()).sum();
    let categories =
        CATEGORIES.map(|(name, colour)| json!({ "name": name, "color": colour, "subcategories": ["Other"] }));
    json!({
        "product": "Python",
        "importedFrom": SOURCE,
        "version": GECKO_VERSION,
        "preprocessedProfileVersion": VERSION,
        // What the profiler adds behind the last moment: as good as nothing.
        "interval": 0.001,
        "startTime": begin(runs),
        "profilingStartTime": 0,
        "profilingEndTime": longest(runs).as_millis_f64(),
        "processType": 0,
        "stackwalk": 0,
        "debug": false,
        "symbolicated": true,
        "logicalCPUs": runs.scenario.cores.0,
        "arguments": about.link,
        "categories": categories,
        "markerSchema": schemas(),
        "extra": [{ "label": SOURCE, "entries": [
            { "label": "Link", "format": "url", "value": about.link },
            { "label": "Scenario", "format": "string", "value": about.scenario },
            { "label": "Times", "format": "string", "value": about.times },
        ] }],
        "keepProfileThreadOrder": true,
        "initialVisibleThreads": (0..threads).collect::<Vec<_>>(),
        "initialSelectedThreads": [0],
    })
}

/// When the first measured run began, in milliseconds since 1970; the model's clock began at no date.
fn begin(runs: &Runs) -> f64 {
    let begin = |clock| match clock {
        Clock::Wall { begin, .. } => Some(begin),
        Clock::Virtual => None,
    };
    let begins = runs.entries.iter().filter_map(|entry| begin(entry.run.trace.clock));
    begins.min().unwrap_or_default().as_millis_f64()
}

fn longest(runs: &Runs) -> Nanos {
    runs.entries.iter().map(|entry| entry.run.trace.end).max().unwrap_or_default()
}

/// How the profiler shows each kind of markers.
fn schemas() -> Vec<Value> {
    let schema = |kind: &markers::Kind| {
        json!({
            "name": kind.of_type,
            "display": ["marker-chart", "marker-table", "timeline-overview"],
            "colorField": "color",
            "fields": [
                { "key": "task", "label": "Task", "format": "integer" },
                { "key": "cause", "label": "Why", "format": "string" },
                { "key": "holder", "label": "Held by", "format": "string" },
                { "key": "lock", "label": "Lock", "format": "string" },
                { "key": "color", "label": "Colour", "format": "string", "hidden": true },
            ],
        })
    };
    KINDS.iter().map(schema).collect()
}

/// Written one by one, as in [`super::chrome`].
struct Threads<'a>(&'a Runs);

impl Serialize for Threads<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut threads = serializer.serialize_seq(None)?;
        for ids in Ids::of(self.0) {
            let moments = moments(&ids);
            let mut process = None;
            for (id, lane) in ids.run.trace.lane_ids() {
                let first = process.replace(lane.process) != Some(lane.process);
                threads.serialize_element(&thread(&ids, (id, lane), first, &moments[id.index()]))?;
            }
        }
        threads.end()
    }
}

/// The moments of each lane.
fn moments(ids: &Ids<'_>) -> Vec<Vec<(Nanos, InstantKind)>> {
    let mut moments = vec![Vec::new(); ids.run.trace.lanes().len()];
    for (at, lane, what) in ids.run.trace.instants() {
        moments[lane.index()].push((at, what));
    }
    moments
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Thread<'a> {
    name: &'a str,
    process_name: String,
    process_type: &'static str,
    pid: String,
    tid: u32,
    is_main_thread: bool,
    process_startup_time: f64,
    process_shutdown_time: Option<f64>,
    register_time: f64,
    unregister_time: Option<f64>,
    paused_ranges: [Value; 0],
    show_markers_in_timeline: bool,
    samples: Value,
    markers: Markers<'a>,
}

fn thread<'a>(
    ids: &Ids<'a>,
    (id, lane): (LaneId, &'a Lane),
    first: bool,
    moments: &[(Nanos, InstantKind)],
) -> Thread<'a> {
    let markers = markers(ids.run, (id, lane), moments);
    let ends = markers.iter().filter_map(|marker| marker.end).max();
    Thread {
        name: &lane.name,
        process_name: ids.process_name(lane),
        process_type: "default",
        pid: ids.pid(lane).to_string(),
        tid: ids.tid(id),
        // The profiler shows a process by its main thread.
        is_main_thread: first,
        process_startup_time: 0.0,
        process_shutdown_time: None,
        register_time: markers.first().map_or(0.0, |marker: &Marker<'_>| marker.start.as_millis_f64()),
        unregister_time: ends.map(Nanos::as_millis_f64),
        paused_ranges: [],
        show_markers_in_timeline: true,
        samples: samples(),
        markers: Markers(markers),
    }
}
