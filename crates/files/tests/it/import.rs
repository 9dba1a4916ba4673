//! Traces of other tools, good and bad.

use files::import::{Brought, Lane, Refusal, Source, Span, read};
use model::{Nanos, State};
use proptest::prelude::*;

fn brought(text: &str) -> Result<Brought, Refusal> {
    read(text.as_bytes())
}

/// Lanes as `process/thread: state name start-end …`, times in microseconds.
fn drawn(text: &str) -> Vec<String> {
    let trace = brought(text).unwrap();
    let spans = |lane: &Lane| -> String {
        (0..).map_while(|index| lane.span(index)).map(|span| shown(&trace, span)).collect()
    };
    let row = |lane: &Lane| [&*lane.process, "/", &lane.name, ":", &*spans(lane)].concat();
    trace.lanes.iter().map(row).collect()
}

fn shown(trace: &Brought, span: Span) -> String {
    let (start, end) = (span.start.0 / 1000, span.end.0 / 1000);
    format!(" {} {:?} {start}-{end}", span.state.name(), trace.name(span.name))
}

fn refused(text: &str) -> String {
    brought(text).unwrap_err().to_string()
}

const EVENTS: &str = r#"
    {"ph":"M","pid":1,"tid":7,"name":"thread_name","args":{"name":"<b>main</b>"}},
    {"ph":"M","pid":1,"name":"process_name","args":{"name":"job"}},
    {"ph":"X","pid":1,"tid":7,"ts":100.5,"dur":10,"name":"work (a.py:1)","args":{"deep":[[{"x":null}]]}},
    {"ph":"X","pid":1,"tid":7,"ts":102.5,"dur":3,"name":"time.sleep","cat":"fee"},
    {"ph":"B","pid":"other","tid":"a","ts":104.5,"name":"outer"},
    {"ph":"B","pid":"other","tid":"a","ts":105.5,"name":"inner"},
    {"ph":"E","pid":"other","tid":"a","ts":106.5},
    {"ph":"i","pid":1,"tid":7,"ts":103,"name":"here","s":"t"},
    {"ph":"C","pid":1,"ts":103,"name":"memory","args":{"free":3}}"#;

#[test]
fn chromes_events_are_lanes_in_one_state_at_a_time() {
    let lanes = [
        "job/<b>main</b>: run \"work (a.py:1)\" 0-2 wait-io \"time.sleep\" 2-5 run \"work (a.py:1)\" 5-10",
        "process other/thread a: run \"outer\" 4-5 run \"inner\" 5-6 run \"outer\" 6-10",
    ];
    for text in [
        format!("[{EVENTS}]"),
        format!("[{EVENTS}"),
        format!("[{EVENTS},\n"),
        format!("\u{feff}{{\"traceEvents\":[{EVENTS}],\"displayTimeUnit\":\"ms\"}}\n"),
        format!("{{\"meta\":{{}},\"viztracer_metadata\":{{\"version\":\"1\"}},\"traceEvents\":[{EVENTS}]}}"),
    ] {
        assert_eq!(drawn(&text), lanes, "{text}");
    }
    let trace = brought(&format!("[{EVENTS}]")).unwrap();
    assert_eq!((trace.source, trace.end), (Source::Chrome, Nanos(10_000)));
    assert_eq!(trace.left_out, [(1, "moments"), (1, "counter values")]);
}

#[test]
fn firefox_profiles_are_read_by_column_and_by_row() {
    let threads = [
        // As they are saved; the strings are the threads' own, or all threads'.
        r#"{"name":"T","pid":"9","processName":"P","stringArray":["Waiting for GIL","Has GIL","a"],
            "markers":{"length":3,"name":[1,0,2],"startTime":[1,2,3],"endTime":[8,4,null],"phase":[1,1,0],
            "data":[{"type":"x"},null,null]},
            "samples":{"stack":[0,null],"time":[8,9],"length":2},
            "stackTable":{"frame":[0],"prefix":[null]},"frameTable":{"category":[1]}}"#,
        // As they are recorded.
        r#"{"name":"T","pid":9,"processName":"P","stringTable":["Waiting for GIL","Has GIL","a"],
            "markers":{"schema":{"name":0,"startTime":1,"endTime":2,"phase":3,"category":4,"data":5},
            "data":[[1,1,8,1,0,{}],[0,2,4,1],[2,3,null,0]]},
            "samples":{"schema":{"stack":0,"time":1},"data":[[0,8],[null,9]]},
            "stackTable":{"schema":{"prefix":0,"frame":1},"data":[[null,0]]},
            "frameTable":{"schema":{"location":0,"category":1},"data":[[0,1]]}}"#,
    ];
    for thread in threads {
        let text = format!(
            r#"{{"meta":{{"version":30,"interval":1,"categories":[{{"name":"Idle"}},{{"name":"Python"}}]}},"threads":[{thread}]}}"#
        );
        let expected = "P/T: run \"Has GIL\" 0-1000 wait-gil \"Waiting for GIL\" 1000-3000 run \"Has GIL\" 3000-7000 run \"Python\" 7000-8000";
        assert_eq!(drawn(&text), [expected], "{text}");
    }
    let shared = r#"{"meta":{},"threads":[{"name":"T","pid":1,"markers":{"name":[0],"startTime":[0],"endTime":[1],"phase":[1]}}],
        "shared":{"stringArray":["Waiting for GIL"]}}"#;
    assert_eq!(drawn(shared), ["process 1/T: wait-gil \"Waiting for GIL\" 0-1000"]);
}

#[test]
fn what_can_not_be_drawn_is_refused_in_a_sentence_with_its_place() {
    let deep = format!("[{{\"args\":{}", "[".repeat(1_000_000));
    let cases = [
        ("", "ends inside a value, at line 1, column 0"),
        ("\u{89}PNG", "no JSON from line 1, column"),
        ("3", "because of line 1, column 1: invalid type: integer `3`, expected a trace"),
        ("{}", "neither \"traceEvents\""),
        ("[]", "nothing takes any time"),
        ("{\"traceEvents\":[\n{\"ph\":\"X\"", "ends inside an object, at line 2, column 9"),
        ("[{\"ph\":\"X\",\"ts\":", "ends inside a value, at line 1, column 16"),
        ("{\"traceEvents\":[]", "ends inside an object"),
        ("[{\"ts\":NaN}]", "no JSON from line 1, column 8"),
        ("[{\"ts\":1e300}]", "a time of 1e300 is beyond 200 years"),
        ("[{\"ts\":1e999}]", "number out of range"),
        ("[{\"ts\":\"now\"}]", "expected a time as a number"),
        ("[{\"dur\":-1}]", "less than no time"),
        ("[1]", "expected an event"),
        ("[{}] {}", "trailing characters"),
        ("{\"traceEvents\":{}}", "expected a list of events"),
        ("{\"threads\":[1]}", "expected a thread of a profile"),
        (&deep, "recursion limit exceeded"),
    ];
    for (text, expected) in cases {
        let refusal = refused(text);
        assert!(refusal.contains(expected), "{:.60}: {refusal}", text);
        assert!(refusal.ends_with('.') && refusal.len() < 400, "{refusal}");
    }
}

#[test]
fn the_last_of_two_members_of_one_name_counts() {
    let text = r#"[{"ph":"i","ph":"X","pid":1,"tid":1,"ts":0,"dur":9,"dur":1,"name":"a","name":"b"}]"#;
    assert_eq!(drawn(text), ["process 1/thread 1: run \"b\" 0-1"]);
}

#[test]
fn more_than_a_page_can_draw_is_refused() {
    let lanes: String = (0..1001)
        .map(|tid| format!("{{\"ph\":\"X\",\"pid\":1,\"tid\":{tid},\"ts\":0,\"dur\":1}},"))
        .collect();
    assert!(refused(&format!("[{lanes}")).contains("more than 1,000 threads"));
    let slices = "{\"ph\":\"X\",\"pid\":1,\"tid\":1,\"ts\":0,\"dur\":1},".repeat(2_000_001);
    assert!(refused(&format!("[{slices}")).contains("more than 2,000,000 slices"));
    let long = format!("[{{\"ph\":\"X\",\"ts\":0,\"dur\":1,\"name\":\"{}\"}}]", "é".repeat(100_000));
    let trace = brought(&long).unwrap();
    let span = trace.lanes[0].span(0).unwrap();
    assert_eq!(trace.name(span.name), "é".repeat(200));
}

#[test]
fn what_a_lane_did_is_added_up_at_once() {
    let event = |n: u64| {
        let name = ["a", "time.sleep", "wait-gil"][n as usize % 3];
        format!(
            "{{\"ph\":\"X\",\"pid\":1,\"tid\":1,\"ts\":{},\"dur\":{},\"name\":\"{name}\"}},",
            n * 10,
            n % 9 + 1
        )
    };
    let trace = brought(&format!("[{}", (0..500).map(event).collect::<String>())).unwrap();
    let lane = &trace.lanes[0];
    for at in (0..5_100_000).step_by(777).chain([lane.end().0, u64::MAX]).map(Nanos) {
        let index = (0..lane.len()).find(|index| lane.times(*index).unwrap().1 > at).unwrap_or(lane.len());
        assert_eq!(lane.first_ending_after(at), index, "{at:?}");
        let mut sums = [0; State::ALL.len()];
        for span in (0..lane.len()).map(|index| lane.span(index).unwrap()) {
            sums[span.state as usize] += span.end.min(at).saturating_sub(span.start).0;
        }
        assert_eq!(lane.sums_until(at, index), sums, "{at:?}");
    }
}

/// A good trace with some bytes changed, left out or doubled, or cut off.
fn damaged() -> impl Strategy<Value = Vec<u8>> {
    let edits = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4_u8), 0..6);
    (edits, any::<bool>()).prop_map(|(edits, object)| {
        let text = if object { format!("{{\"traceEvents\":[{EVENTS}]}}") } else { format!("[{EVENTS}]") };
        let mut bytes = text.into_bytes();
        for (place, byte, how) in edits {
            let place = place.index(bytes.len().max(1)).min(bytes.len().saturating_sub(1));
            match how {
                0 => bytes.truncate(place.max(1)),
                1 => drop(bytes.remove(place)),
                2 => bytes.insert(place, b"[]{},:\"0-e"[usize::from(byte) % 10]),
                _ => bytes[place] = byte,
            }
        }
        bytes
    })
}

proptest! {
    #[test]
    fn whatever_is_in_a_file_it_is_drawn_or_refused(bytes in damaged()) {
        match read(bytes.as_slice()) {
            Ok(trace) => for lane in &trace.lanes {
                let mut until = Nanos::ZERO;
                for index in 0..lane.len() {
                    let (start, end) = lane.times(index).unwrap();
                    prop_assert!(until <= start && start < end && end <= trace.end);
                    until = end;
                }
            },
            Err(refusal) => prop_assert!(refusal.to_string().ends_with('.')),
        }
    }
}
