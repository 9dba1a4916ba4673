//! The verb on the measured runs of the repository, and on lines that it must not trip over.

#![expect(clippy::unwrap_used, reason = "this whole binary is a test")]

const MEASURED: &str = include_str!("../../../crates/sim/data/cpython-3.11.jsonl");

/// The numbers of the last line: n, and the median, 95th percentile and worst error in percent.
fn summary(text: &str) -> [f64; 4] {
    let line = text.lines().last().unwrap();
    let words: Vec<&str> = line.split(' ').collect();
    let [verb, figures @ ..] = words.as_slice() else { panic!("{line}") };
    assert_eq!((*verb, figures.len()), ("fidelity", 4), "{line}");
    let keys = [("n=", ""), ("median_abs_err=", "%"), ("p95_abs_err=", "%"), ("worst=", "%")];
    std::array::from_fn(|index| {
        let (before, after) = keys[index];
        let figure = figures[index].strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
        figure.unwrap_or_else(|| panic!("{line}")).parse().unwrap()
    })
}

#[test]
fn the_model_is_near_the_measured_runs() {
    let text = fidelity::report(MEASURED).unwrap();
    let [n, median, p95, worst] = summary(&text);
    assert_eq!(n, 131.0, "{text}");
    assert!(median <= 2.0 && p95 <= 8.0 && worst <= 25.0, "{text}");
    assert!(!text.contains("left out"), "{text}");
    assert!(text.contains("not modelled yet: micro (133 rows)") && !text.contains("convoy/"), "{text}");
}

const SLEEP: &str = r#"{"scenario":{"group":"io","n":1,"cpu_ms":0,"io_ms":20},"mode":"sequential","wall_s":[0.0404],"median_s":0.0404}"#;

#[test]
fn a_wrong_time_shows_as_an_error() {
    let [n, median, p95, worst] = summary(&fidelity::report(SLEEP).unwrap());
    assert_eq!(n, 1.0);
    // Measured are twice the 20.2 ms that such a sleep takes.
    assert!((49.5..50.5).contains(&median) && median == p95 && p95 == worst, "{median} {p95} {worst}");
}

#[test]
fn what_is_unknown_is_counted_and_what_is_broken_is_named() {
    let unknown = SLEEP.replace("sequential", "gevent");
    let broken = SLEEP.replace(r#""n":1,"#, "");
    let too_much = SLEEP.replace(r#""n":1,"#, r#""n":1000000,"#);
    let text = fidelity::report(&[SLEEP, &unknown, &unknown, &broken, "", &too_much].join("\n")).unwrap();
    assert!(text.contains("not modelled yet: io/gevent (2 rows)"), "{text}");
    assert!(text.contains("left out: line 4: the record has no n"), "{text}");
    assert!(text.contains("left out: line 6: tasks is 1000000"), "{text}");
    assert_eq!(summary(&text)[0], 1.0);
}

#[test]
fn a_file_without_records_to_score_is_refused() {
    assert!(fidelity::report("").is_err());
    assert!(fidelity::report("{").is_err());
    assert!(fidelity::report(&SLEEP.replace("sequential", "gevent")).is_err());
}

#[test]
fn the_same_file_gives_the_same_text() {
    let lines: Vec<&str> = MEASURED.lines().take(40).collect();
    let text = lines.join("\n");
    assert_eq!(fidelity::report(&text).unwrap(), fidelity::report(&text).unwrap());
}
