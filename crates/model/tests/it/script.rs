//! The script that times a scenario: Python 3.8 or later reads it, and what it writes is read here.
//!
//! Without a `python3` there is nothing to hold it to but its text.

use crate::link::any_scenario;
use model::script::{SECOND_HALF, script};
use model::{Measurements, Preset, Runtime, Scenario, ShareLink, WorkloadKind};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use rand_core::Rng;
use rand_pcg::Pcg32;
use std::io::Write;
use std::process::{Command, Output, Stdio};

const HALF: &str = include_str!("../../src/script/measure.py");
const PAGE: &str = "https://interleave.example/a/";

fn scenario(query: &str) -> Scenario {
    ShareLink::parse(query).expect(query).scenario
}

fn of(query: &str) -> String {
    script(&scenario(query), PAGE, HALF).expect("this version's second half")
}

/// Runs `code` on `input`; `None` where there is no Python.
fn python(code: &str, input: &str) -> Option<Output> {
    let child = Command::new("python3")
        .args(["-c", code])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = child.ok()?;
    child.stdin.take().expect("its input").write_all(input.as_bytes()).expect("it listens");
    Some(child.wait_with_output().expect("its output"))
}

#[test]
fn its_two_halves_belong_together() {
    assert!(SECOND_HALF.ends_with(".py"));
    assert_eq!(script(&Scenario::default(), PAGE, "<!doctype html>"), None);
    assert_eq!(script(&Scenario::default(), PAGE, "# script 2:"), None);
    let text = of("preset=convoy");
    assert!(text.starts_with("\"\"\"Convoy effect: "), "{text}");
    for part in ["QUERY = \"v=1&preset=convoy\"\n", "    hogs=1,\n", "    start=None,\n", "PAGE = \"https://"]
    {
        assert!(text.contains(part), "{part}");
    }
    let hostile = script(&Scenario::default(), "https://x\"\\\n+evil()+\"é/", HALF).expect("a script");
    assert!(hostile.contains("PAGE = \"https://x+evil()+/\"\n"), "{hostile}");
}

/// Every preset, every kind of job, and scenarios of every part.
#[test]
fn python_3_8_reads_all_of_them() {
    let presets = Preset::ALL.iter().filter_map(Preset::scenario);
    let kinds = WorkloadKind::ALL.map(|kind| scenario(&format!("w={}", kind.name())));
    let (mut runner, any) = (TestRunner::deterministic(), any_scenario());
    let drawn = (0..2_000).filter_map(|_| any.new_tree(&mut runner).expect("a scenario").current());
    let all: Vec<_> =
        presets.chain(kinds).chain(drawn).filter_map(|scenario| script(&scenario, PAGE, HALF)).collect();
    assert!(all.len() > 100, "{}", all.len());
    let check =
        "import ast, sys\nfor text in sys.stdin.read().split('\\0'): ast.parse(text, feature_version=(3, 8))";
    if let Some(output) = python(check, &all.join("\0")) {
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

/// Each of the parts that a script has beside plain computing.
#[test]
fn what_it_measures_is_read_here() {
    for query in [
        "tasks=2&cpu=2&io=1&w=mixed&segments=2&spread=30&lock=50&hogs=1&hogcpu=1",
        "tasks=2&w=count&updates=1000&aio=thread",
        "tasks=3&cpu=1&w=data&mb=0.1&via=shared&limit=2",
        "tasks=2&cpu=1&w=c&call=zlib&segments=2&pool=pool&start=spawn",
        "tasks=2&cpu=1&w=data&mb=0.2&pool=pool&via=shared&chunk=2&hogs=1&hogcpu=1",
        "tasks=2&cpu=1&gc=1&segments=2&share=append&aio=block",
    ] {
        check_run(query);
    }
}

fn check_run(query: &str) {
    let folder = std::env::temp_dir().join(format!("interleave-script-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let (file, json) = (folder.join("it.py"), folder.join("it.json"));
    std::fs::write(&file, of(query)).expect("a file");
    let output = Command::new("python3").arg(&file).args(["--repeat", "2", "--json"]).arg(&json).output();
    let Ok(output) = output else { return };
    let (said, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{query}: {errors}\n{said}");
    let read = Measurements::from_file(&std::fs::read_to_string(&json).expect("its file")).expect("good");
    let measurements = read.measurements.expect("the file's");
    assert_eq!(read.scenario, scenario(query));
    assert_eq!(measurements.repetitions, 2);
    for runtime in [Runtime::Sequential, Runtime::Asyncio, Runtime::Processes] {
        assert!(measurements.of(runtime).is_some(), "{query}: {said}");
    }
    let counts = scenario(query).workload.kind == WorkloadKind::Count;
    let lost = measurements.of(Runtime::Sequential).and_then(|timing| timing.lost);
    assert_eq!(lost, counts.then_some(0), "{query}: {said}");
    let link = said.split_whitespace().find_map(|word| word.strip_prefix(PAGE)).expect("a link");
    let opened = ShareLink::parse(link).expect(link);
    assert_eq!((opened.scenario, opened.measurements), (read.scenario, Some(measurements)), "{link}");
    std::fs::remove_dir_all(&folder).expect("nothing is left");
}

/// The simulator draws the same, by the same generator.
#[test]
fn waits_are_the_models() {
    for (query, task) in
        [("w=io&spread=100&segments=9&io=7", 0), ("w=io&spread=37&seed=18446744073709551615", 9999)]
    {
        let scenario = scenario(query);
        let job = scenario.workload;
        let mut draws = Pcg32::new(scenario.seed, task);
        let wait = |piece: u32| {
            let mean = job.piece(job.io, piece).0;
            let reach = mean * u64::from(job.spread) / 100;
            mean - reach + ((u128::from(draws.next_u32()) * u128::from(2 * reach + 1)) >> 32) as u64
        };
        let expected: Vec<u64> = (0..job.segments).map(wait).collect();
        let code = format!(
            "import sys\nmodule = {{'__name__': 'it'}}\nexec(sys.stdin.read(), module)\nprint(list(module['waits']({task})))"
        );
        if let Some(output) = python(&code, &of(query)) {
            assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), format!("{expected:?}"), "{query}");
        }
    }
}

proptest! {
    /// What stands in a script is the scenario's own numbers and names.
    #[test]
    fn a_script_holds_its_scenario(scenario in any_scenario()) {
        if let Some(scenario) = scenario {
            let text = script(&scenario, PAGE, HALF).expect("this version's second half");
            let query = text.lines().find_map(|line| line.strip_prefix("QUERY = \"")?.strip_suffix('"'));
            prop_assert_eq!(ShareLink::parse(query.expect("a query")).expect("good").scenario, scenario);
        }
    }
}
