//! Measurements open as they were published, and what is wrong with others is said.

use crate::link::any_scenario;
use model::measurements::{LONGEST_FILE, Timing};
use model::scenario::{Choice, Field};
use model::{Kernel, Measurements, Nanos, Runtime, ShareLink, WorkloadKind};
use proptest::prelude::*;

const FILE: &str = include_str!("golden/measurements-v1.json");

#[test]
fn golden_measurements_of_format_1_open_as_they_did() {
    let lines = include_str!("golden/measurements-v1.txt").lines().filter(|line| !line.starts_with('#'));
    for line in lines {
        let (query, expected) = line.split_once(" => ").expect("a link and what it opens as");
        let link = ShareLink::parse(query).expect(query);
        let measurements = link.measurements.expect(query);
        assert_eq!(link.notes, [""; 0], "{query}");
        assert_eq!(summary(&measurements), expected);
        assert_eq!(ShareLink::query_with(&link.scenario, &measurements), query);
    }
}

#[test]
fn golden_file_of_format_1_opens_as_it_did() {
    let link = Measurements::from_file(FILE).expect("the golden file");
    let expected = "CPython 3.13.1 Linux 2/8 gil=true 5x sequential=5000000,4000000,6000000 threads=5500000,4000000,6123000,lost:17";
    assert_eq!(link.measurements.as_ref().map(summary).as_deref(), Some(expected));
    assert_eq!(ShareLink::query(&link.scenario), "v=1&w=count");
    assert_eq!(link.notes, [""; 0]);
}

fn summary(of: &Measurements) -> String {
    let timing = |timing: &Timing| {
        let lost = timing.lost.map_or(String::new(), |lost| format!(",lost:{lost}"));
        let Timing { median, least, most, runtime, .. } = timing;
        format!(" {runtime}={},{},{}{lost}", median.0, least.0, most.0)
    };
    let head = format!("{} {} {} {}/{}", of.implementation, of.python, of.platform, of.cores, of.processors);
    let timings: String = of.timings.iter().map(timing).collect();
    format!("{head} gil={} {}x{timings}", of.gil, of.repetitions)
}

/// Each replaces a part of the golden file by a wrong one; the sentence has that word.
#[test]
fn a_file_with_something_wrong_is_refused_with_the_reason() {
    for (part, wrong, word) in [
        ("\"interleave\": 1", "\"interleave\": 2", "format “2”"),
        ("\"interleave\": 1", "\"interleave\": {}", "format “”"),
        ("\"interleave\"", "\"chrome\"", "no file of measurements"),
        ("{\n", "", "it is not JSON"),
        ("\"timings\": [", "\"timings\": [[],", "runtime is “”"),
        ("4, \"most_ms\": 6.123", "4, \"most_ms\": 5.4", "median is “5.5”"),
        ("5.5", "-5.5", "time is “-5.5”"),
        ("5.5", "NaN", "it is not JSON"),
        ("5.5", "1e300", "time is “1e300”"),
        ("5.5", "\"five\"", "time is “five”"),
        ("5.5", "null", "time is “null”"),
        ("5.5", "0", "time is “0”"),
        ("\"repetitions\": 5", "\"repetitions\": 0", "repetitions is “0”"),
        ("\"repetitions\": 5", "\"repetitions\": 5.5", "repetitions is “5.5”"),
        ("\"cores\": 2", "\"cores\": 9", "cores is “9”"),
        ("\"processors\": 8", "\"processors\": 1e9", "processors is “1e9”"),
        ("\"gil\": \"on\"", "\"gil\": \"maybe\"", "GIL is “maybe”"),
        ("\"sequential\"", "\"threads\"", "runtime is “threads”"),
        ("\"sequential\"", "\"goroutines\"", "runtime is “goroutines”"),
        ("\"lost\": 17", "\"lost\": -1", "lost updates is “-1”"),
        ("3.13.1", "<script>alert(1)</script>", "Python version is “<script>alert(1)</script…”"),
        ("3.13.1", "", "Python version is “”"),
        ("\"CPython\"", "\"CPython,1\"", "implementation is “CPython,1”"),
        ("Linux", "a platform that has quite a long name", "platform is"),
        ("v=1&w=count", "tasks=5000&cpu=60000&interval=0.001", "events"),
    ] {
        let text = FILE.replacen(part, wrong, 1);
        assert_ne!(text, FILE, "{part}");
        let refused = Measurements::from_file(&text).expect_err(wrong).to_string();
        assert!(refused.contains(word), "{wrong}: {refused}");
        assert!(refused.len() < 250 && !refused.contains(char::is_control), "{refused}");
    }
    let nothing = &FILE[..FILE.find("[").expect("a list")];
    let refused = Measurements::from_file(&format!("{nothing}[]}}")).expect_err("no times").to_string();
    assert!(refused.contains("at least one runtime"), "{refused}");
}

#[test]
fn a_huge_file_is_not_read() {
    let refused = Measurements::from_file(&format!("{FILE}{}", " ".repeat(LONGEST_FILE)));
    assert_eq!(
        refused.expect_err("huge").to_string(),
        "The file is longer than 64 KB, and no file of measurements is."
    );
    assert!(Measurements::from_file(&format!("\u{feff}{FILE}\r\n")).is_ok());
}

/// The rest of the link opens all the same.
#[test]
fn a_link_with_wrong_measurements_opens_without_them() {
    let good = "1,CPython,3.13.1,Linux,8,2,on,5,threads:412.3:410:430";
    for (part, wrong, word) in [
        ("1,", "2,", "format “2”"),
        ("3.13.1", "%3Cb%3E", "“<b>”"),
        ("412.3", "-1", "time is “-1”"),
        ("412.3", "NaN", "time is “NaN”"),
        (",5,", ",0,", "repetitions is “0”"),
        (",threads:412.3:410:430", "", "at least one runtime"),
        ("1,CPython,3.13.1,Linux,8,2,on,5,threads:412.3:410:430", "", "format “”"),
    ] {
        let link = ShareLink::parse(&format!("tasks=7&m={}", good.replacen(part, wrong, 1))).expect(wrong);
        assert_eq!((link.scenario.workload.tasks, link.measurements), (7, None));
        assert!(link.notes.len() == 1 && link.notes[0].contains(word), "{:?}", link.notes);
    }
    let link = ShareLink::parse(&format!("tasks=7&m={good}&fbclid=1")).expect("a strange key");
    assert!(link.measurements.is_some() && link.notes.len() == 1, "{:?}", link.notes);
    let link = ShareLink::parse(&format!("tasks=1e99&m={good}")).expect("mended");
    assert!(link.measurements.is_none() && link.notes.len() == 2, "{:?}", link.notes);
}

prop_compose! {
    fn any_measurements()(
        names in prop::array::uniform3("[A-Za-z0-9._-]{1,24}"),
        (processors, cores) in (1..=4096_u32).prop_flat_map(|most| (Just(most), 1..=most)),
        repetitions in 1..=1000_u32,
        gil: bool,
        times in prop::collection::vec((prop::array::uniform3(1_000..=86_400_000_000_000_u64), prop::option::of(0..=1_000_000_000_000_u64)), 1..=6),
    ) -> Measurements {
        let [implementation, python, platform] = names;
        let timing = |(runtime, (mut times, lost)): (Runtime, ([u64; 3], Option<u64>))| {
            times.sort_unstable();
            let [least, median, most] = times.map(Nanos);
            Timing { runtime, median, least, most, lost }
        };
        let timings = Runtime::ALL.into_iter().zip(times).map(timing).collect();
        Measurements { implementation, python, platform, processors, cores, gil, repetitions, timings }
    }
}

/// Longer than any scenario's link: every part of it is there, each at its longest.
fn longest_query() -> usize {
    let most = |lengths: &mut dyn Iterator<Item = usize>| lengths.max().unwrap_or_default();
    let field = |field: Field| {
        let (least, most) = field.range().into_inner();
        // The last before the end has all of its decimals.
        "&=".len() + field.key().len() + field.show(most - 1).len().max(field.show(least + 1).len())
    };
    let choice = |choice: Choice| {
        "&=".len() + choice.key().len() + most(&mut choice.names().iter().map(|name| name.len()))
    };
    let kinds = most(&mut WorkloadKind::ALL.iter().map(|kind| kind.name().len()));
    let kernels = most(&mut Kernel::ALL.iter().map(|kernel| kernel.name().len()));
    let shown = Runtime::ALL.iter().map(|runtime| runtime.name().len() + 1).sum::<usize>();
    let rest = "v=1&w=&kernel=&py=3.14t&seed=18446744073709551615&show=".len() + kinds + kernels + shown;
    Field::ALL.into_iter().map(field).sum::<usize>()
        + Choice::ALL.into_iter().map(choice).sum::<usize>()
        + rest
}

#[test]
fn the_longest_link_has_less_than_2000_characters() {
    let name = || "a".repeat(24);
    let times = [86_399_999_999_999, 86_399_999_999_999, 86_399_999_999_999].map(Nanos);
    let timing = |runtime| Timing {
        runtime,
        median: times[0],
        least: times[1],
        most: times[2],
        lost: Some(1_000_000_000_000),
    };
    let measurements = Measurements {
        implementation: name(),
        python: name(),
        platform: name(),
        processors: 4096,
        cores: 4096,
        gil: false,
        repetitions: 1000,
        timings: Runtime::ALL.map(timing).to_vec(),
    };
    assert_eq!(Measurements::from_key(&measurements.key()), Ok(measurements.clone()));
    let (query, key) = (longest_query(), measurements.key().len());
    assert!(query > 400 && key > 500, "{query} + {key}");
    let page = "https://".len() + 255;
    assert!(page + "?&m=".len() + query + key < 2_000, "{query} + {key}");
}

proptest! {
    #[test]
    fn all_measurements_come_back_from_a_link(
        measurements in any_measurements(), scenario in any_scenario(),
    ) {
        if let Some(scenario) = scenario {
            let query = ShareLink::query_with(&scenario, &measurements);
            let link = ShareLink::parse(&query).expect("its own link");
            prop_assert_eq!(link.notes, vec![""; 0]);
            prop_assert_eq!(link.measurements, Some(measurements));
            prop_assert_eq!(link.scenario, scenario);
        }
    }

    #[test]
    fn no_text_makes_reading_panic(text in "\\PC{0,200}") {
        let _ = (Measurements::from_file(&text), Measurements::from_key(&text));
    }

    /// Like a file, but for what is cut out of it and put in its place.
    #[test]
    fn no_damage_makes_reading_panic(from in 0..FILE.len(), length in 0..40_usize, other in "[\\[\\]{}\",:\\\\u0-9e.é-]{0,12}") {
        let end = (from + length).min(FILE.len());
        let text = [&FILE[..from], &other, &FILE[end..]].concat();
        if let Ok(link) = Measurements::from_file(&text) {
            let measurements = link.measurements.expect("the file's");
            prop_assert_eq!(Measurements::from_key(&measurements.key()), Ok(measurements));
        }
    }

    #[test]
    fn no_key_makes_reading_panic(text in "1,[A-Z,.0-9]{0,30},(on|off),[0-9]{1,4}(,(threads|asyncio)(:[-0-9.e]{0,9}){0,5}){0,7}") {
        if let Ok(measurements) = Measurements::from_key(&text) {
            prop_assert_eq!(Measurements::from_key(&measurements.key()), Ok(measurements));
        }
    }
}
