//! A race in the format of Chrome's tracing ("Trace Event Format", the JSON object form).
//!
//! Every process of every run is a process there, every lane a thread; a span is a complete event (`X`), a
//! moment an instant (`i`). Times are in microseconds, as the format wants them.

use model::trace::InstantKind;
use model::{Lane, LaneId, Nanos, Race, RunResult, Span};
use serde::Serialize;
use serde_json::{Value, json};

/// Room for the processes of one run among the process ids.
const PIDS: usize = 10_000;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct File {
    trace_events: Vec<Value>,
    display_time_unit: &'static str,
}

/// The race's traces as one file.
pub(crate) fn trace(race: &Race) -> serde_json::Result<String> {
    let runs = race.results.iter().enumerate();
    let events = runs.flat_map(|(index, result)| Run { first_pid: index * PIDS + 1, result }.events());
    serde_json::to_string(&File { trace_events: events.collect(), display_time_unit: "ms" })
}

struct Run<'a> {
    first_pid: usize,
    result: &'a RunResult,
}

impl Run<'_> {
    fn events(&self) -> Vec<Value> {
        let trace = &self.result.trace;
        let mut events = Vec::new();
        for (id, lane) in trace.lane_ids() {
            events.extend(self.names(id, lane));
            events.extend(trace.spans(id).map(|span| self.span(id, lane, &span)));
        }
        events.extend(trace.instants().map(|(at, id, kind)| self.instant(at, id, kind)));
        events
    }

    fn pid(&self, lane: &Lane) -> usize {
        self.first_pid + lane.process.index()
    }

    fn names(&self, id: LaneId, lane: &Lane) -> [Value; 2] {
        let (pid, tid) = (self.pid(lane), id.index());
        let process = match lane.process.index() {
            0 => format!("{} ({})", self.result.runtime, self.result.python),
            number => format!("{}: process {number}", self.result.runtime),
        };
        [
            json!({ "ph": "M", "pid": pid, "tid": tid, "name": "process_name", "args": { "name": process } }),
            json!({ "ph": "M", "pid": pid, "tid": tid, "name": "thread_name", "args": { "name": lane.name } }),
        ]
    }

    fn span(&self, id: LaneId, lane: &Lane, span: &Span) -> Value {
        let holder = span.holder.map(|holder| &self.result.trace.lanes()[holder.index()].name);
        let lock = span.lock.map(|lock| &self.result.trace.locks[lock.index()]);
        json!({
            "ph": "X",
            "pid": self.pid(lane),
            "tid": id.index(),
            "ts": micros(span.start),
            "dur": micros(span.len()),
            "name": span.state.name(),
            "cat": self.result.kind.name(),
            "args": {
                "task": span.task.map(|task| task.0),
                "cause": format!("{:?}", span.cause).to_lowercase(),
                "holder": holder,
                "lock": lock,
            },
        })
    }

    fn instant(&self, at: Nanos, id: LaneId, kind: InstantKind) -> Value {
        let pid = self.pid(&self.result.trace.lanes()[id.index()]);
        let name = match kind {
            InstantKind::DropRequest => "drop request",
            InstantKind::ForcedDrop => "forced drop",
            InstantKind::VoluntaryDrop => "voluntary drop",
            InstantKind::TaskDone => "task done",
            InstantKind::LoopIteration => "loop iteration",
        };
        json!({ "ph": "i", "s": "t", "pid": pid, "tid": id.index(), "ts": micros(at), "name": name })
    }
}

fn micros(time: Nanos) -> f64 {
    time.0 as f64 / 1e3
}

#[cfg(test)]
mod tests {
    use model::ShareLink;
    use serde_json::Value;

    #[test]
    fn every_lane_is_named_and_every_span_is_there() {
        let link = ShareLink::parse("w=mixed&tasks=3&show=threads,processes").unwrap();
        let race = sim::race(&link.scenario);
        let file: Value = serde_json::from_str(&super::trace(&race).unwrap()).unwrap();
        let count = |phase: &str| {
            file["traceEvents"].as_array().unwrap().iter().filter(|event| event["ph"] == phase).count()
        };
        let traces = || race.results.iter().map(|result| &result.trace);
        assert_eq!(count("M"), 2 * traces().map(|trace| trace.lanes().len()).sum::<usize>());
        assert_eq!(count("X"), traces().map(|trace| trace.span_count()).sum::<usize>());
        assert_eq!(count("i"), traces().map(|trace| trace.instants().len()).sum::<usize>());
    }
}
