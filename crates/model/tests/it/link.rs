//! Links open as what they say, for ever.

use model::scenario::{Choice, Draft, Field, Kernel};
use model::{Preset, PythonVersion, Runtime, Scenario, ScenarioError, ShareLink, WorkloadKind};
use proptest::prelude::*;

/// Every published version keeps its list: these links must keep opening as the same scenario.
#[test]
fn golden_links_of_version_1_open_as_they_did() {
    for line in include_str!("golden/links-v1.txt").lines().filter(|line| !line.starts_with('#')) {
        let (query, scenario) = line.split_once(" => ").expect("a link and what it opens as");
        let link = ShareLink::parse(query).expect(query);
        assert_eq!(summary(&link.scenario), scenario, "{query}");
        assert_eq!(link.notes, [""; 0], "{query}");
    }
}

fn summary(scenario: &Scenario) -> String {
    // The fields that the first links had; later ones are told by the link alone.
    let numbers: Vec<_> = Field::ALL[..9]
        .iter()
        .map(|field| match field.of(scenario) {
            Some(value) => format!("{}={}", field.key(), field.show(value)),
            None => format!("{}=auto", field.key()),
        })
        .collect();
    let shown: Vec<_> = scenario.runtimes.iter().map(Runtime::name).collect();
    let (kind, kernel) = (scenario.workload.kind.name(), scenario.workload.kernel.name());
    let (python, seed) = (scenario.python, scenario.seed);
    format!("{kind} {} {kernel} {python} seed={seed} {}", numbers.join(" "), shown.join(","))
}

/// What came later: these say all that differs from the defaults, and are their own shortest form.
#[test]
fn golden_links_of_version_1_read_as_they_are_written() {
    for query in include_str!("golden/links-v1-canonical.txt").lines().filter(|line| !line.starts_with('#')) {
        let link = ShareLink::parse(query).expect(query);
        assert_eq!(link.notes, [""; 0], "{query}");
        assert_eq!(ShareLink::query(&link.scenario), query);
    }
}

fn notes(query: &str) -> (Scenario, Vec<String>) {
    let link = ShareLink::parse(query).expect("mended");
    (link.scenario, link.notes)
}

#[test]
fn an_empty_link_is_the_default_scenario() {
    for query in ["", "?", "v=1", "?v=1&w=cpu&tasks=4&cores=4&py=3.12"] {
        assert_eq!(notes(query), (Scenario::default(), vec![]), "{query}");
    }
    assert_eq!(ShareLink::query(&Scenario::default()), "");
}

#[test]
fn a_bad_value_becomes_the_nearest_and_is_mentioned() {
    let (scenario, said) = notes("cores=1e99");
    assert_eq!(scenario.cores.0, 256);
    assert_eq!(said, ["cores is a whole number from 1 to 256; “1e99” became 256."]);

    let (scenario, said) = notes("tasks=-5&interval=0");
    assert_eq!((scenario.workload.tasks, scenario.interval.0), (1, 1_000));
    assert_eq!(said.len(), 2, "{said:?}");

    let (scenario, said) = notes("tasks=four");
    assert_eq!(scenario, Scenario::default());
    assert_eq!(said, ["tasks=“four” is not a number; 4 is used."]);
}

#[test]
fn a_link_with_far_too_many_tasks_is_mended_to_what_can_be_run() {
    let (scenario, said) = notes("tasks=1e99");
    let tasks = scenario.workload.tasks;
    assert_eq!(said, [format!("tasks is a whole number from 1 to 10000; “1e99” became {tasks}.")]);
    let mut more = scenario.draft();
    more.workload.tasks = tasks + 1;
    assert!(tasks > 4 && more.build().is_err(), "{tasks} is not the most that can be run");
}

#[test]
fn unknown_versions_keys_and_names_are_mentioned() {
    for (query, word) in [
        ("py=9.9", "“9.9”"),
        ("v=99", "“99”"),
        ("w=quantum", "“quantum”"),
        ("show=threads,goroutines", "“goroutines”"),
        ("show=", "all are shown"),
        ("kernel=fortran", "“fortran”"),
        ("colour=red", "“colour”"),
        ("seed=abc", "“abc”"),
        ("call=fortran", "known: sha256,"),
        ("start=teleport", "the default is used (known: fork, spawn, forkserver)"),
        ("py=2.7&show=processes&start=spawn", "Fork is used"),
        ("locks=", "one is used"),
        ("cpu=0&io=0", "compute or wait"),
    ] {
        let (_, said) = notes(query);
        assert!(said.len() == 1 && said[0].contains(word), "{query}: {said:?}");
    }
}

#[test]
fn hostile_text_is_cut_short_and_stays_text() {
    let (scenario, said) = notes("w=%3Cscript%3Ealert(1)%3C/script%3Eaaaaaaaaaaaaaaaaaaaaaaaaa&tasks=%00%07");
    assert_eq!(scenario.workload.kind, WorkloadKind::Cpu);
    assert!(said[0].contains("“<script>alert(1)</script…”"), "{said:?}");
    assert!(said.iter().all(|note| !note.contains(char::is_control)), "{said:?}");
}

/// A scenario is numbers and names, so that nothing of a stranger's text is left in it.
#[test]
fn no_key_lets_text_into_a_scenario() {
    let fields = Field::ALL.map(Field::key);
    let rest = ["preset", "v", "w", "py", "seed", "show", "kernel", "m", "<x>"];
    for key in fields.into_iter().chain(Choice::ALL.map(Choice::key)).chain(rest) {
        for payload in
            ["<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "javascript:alert(1)", "4&#60;"]
        {
            let pair: String =
                form_urlencoded::Serializer::new(String::new()).append_pair(key, payload).finish();
            let link = ShareLink::parse(&format!("cores=2&{pair}")).unwrap();
            assert_eq!(link.scenario, ShareLink::parse("cores=2").unwrap().scenario, "{pair}");
            assert!(link.measurements.is_none() && !link.notes.is_empty(), "{pair}: {:?}", link.notes);
        }
    }
}

#[test]
fn a_megabyte_of_query_is_read_from_its_beginning() {
    let query = format!("tasks=8&{}", "x=1&".repeat(300_000));
    let (scenario, said) = notes(&query);
    assert_eq!(scenario.workload.tasks, 8);
    assert!(said[0].contains("1200008 characters"), "{said:?}");
    assert_eq!(said.len(), 2, "the same is not said 400 times: {said:?}");

    let query: String = (0..400).map(|key| format!("x{key}=1&")).collect();
    let (_, said) = notes(&query);
    assert!(said.len() == 7 && said[6].contains("more of the link's values"), "{said:?}");
    assert!(said.iter().all(|note| note.len() < 200), "{said:?}");
}

#[test]
fn too_much_work_is_refused_with_the_number_and_the_limit() {
    let refused = ShareLink::parse("tasks=5000&cpu=60000&interval=0.001").expect_err("refused");
    assert!(matches!(refused, ScenarioError::TooManyEvents { .. }), "{refused:?}");
    let sentence = refused.to_string();
    assert!(sentence.contains("the limit is 4,000,000"), "{sentence}");
}

prop_compose! {
    pub(crate) fn any_scenario()(
        kind in 0..WorkloadKind::ALL.len(),
        kernel in 0..Kernel::ALL.len(),
        python in 0..PythonVersion::MODELLED.len(),
        numbers in prop::array::uniform14(0..20_000_000_u64),
        workers in prop::option::of(1..100_u64),
        choices in prop::array::uniform8(0..16_usize),
        seed: u64,
        shown in prop::collection::vec(0..6_usize, 1..6),
    ) -> Option<Scenario> {
        let mut draft = Draft::of(WorkloadKind::ALL[kind]);
        let fields = Field::ALL.into_iter().filter(|field| *field != Field::Workers);
        for (field, number) in fields.zip(numbers) {
            let range = field.range();
            field.set(&mut draft, range.start() + number % (range.end() - range.start() + 1).min(20_000_000));
        }
        if let Some(workers) = workers {
            Field::Workers.set(&mut draft, workers);
        }
        for (choice, index) in Choice::ALL.into_iter().zip(choices) {
            choice.set(&mut draft, index);
        }
        draft.workload.kernel = Kernel::ALL[kernel];
        draft.python = PythonVersion::MODELLED[python];
        draft.seed = seed;
        draft.runtimes = shown.into_iter().map(|index| Runtime::ALL[index]).collect();
        draft.build().ok()
    }
}

proptest! {
    #[test]
    fn every_scenario_comes_back_from_its_link(scenario in any_scenario()) {
        if let Some(scenario) = scenario {
            let link = ShareLink::parse(&ShareLink::query(&scenario)).expect("its own link");
            prop_assert_eq!(link.notes, vec![""; 0]);
            prop_assert_eq!(link.scenario, scenario);
        }
    }

    #[test]
    fn no_text_makes_reading_panic(query in "\\PC{0,200}") {
        let _ = ShareLink::parse(&query);
    }

    #[test]
    fn no_value_makes_reading_panic(key in "tasks|cpu|io|mb|cores|workers|interval|seed|show|py|v|w|zoom|code|lab-(interval|threads|calls)", value in "[-+0-9.eE,%a-f]{0,30}") {
        if let Ok(link) = ShareLink::parse(&format!("{key}={value}")) {
            let again = ShareLink::parse(&ShareLink::query(&link.scenario)).expect("mended");
            prop_assert_eq!(again.scenario, link.scenario);
        }
    }
}

/// A published preset opens as the same scenario for ever: the list says as which.
#[test]
fn golden_presets_of_version_1_open_as_they_did() {
    let golden = include_str!("golden/presets-v1.txt").lines().filter(|line| !line.starts_with('#'));
    let golden: Vec<_> = golden.map(|line| line.split_once(" => ").expect("a name and its link")).collect();
    let library: Vec<_> = Preset::ALL.iter().map(|preset| (preset.name, preset.query)).collect();
    assert_eq!(golden, library);
    for preset in Preset::ALL {
        let link = ShareLink::parse(preset.query).expect(preset.name);
        assert_eq!(link.notes, [""; 0], "{}", preset.name);
        let named = format!("v=1&preset={}", preset.name);
        assert_eq!(ShareLink::query(&link.scenario), named);
        assert_eq!(notes(&named), (link.scenario, vec![]), "two presets are one");
    }
}

#[test]
fn the_other_keys_change_a_preset() {
    let (scenario, said) = notes("preset=convoy&interval=0.5");
    assert_eq!((scenario.workload.hogs, scenario.interval.0), (1, 500_000));
    assert_eq!(said, [""; 0]);
    let (scenario, _) = notes("preset=convoy&w=cpu");
    assert_eq!((scenario.workload.hogs, scenario.cores.0), (0, 2), "w brings its own workload");
    let (scenario, said) = notes("preset=perpetuum-mobile");
    assert_eq!(scenario, Scenario::default());
    assert_eq!(said, ["There is no preset “perpetuum-mobile”."]);
}

/// How a scenario is looked at is written behind it, and changes nothing of it.
#[test]
fn golden_views_of_version_1_read_as_they_are_written() {
    for query in include_str!("golden/views-v1.txt").lines().filter(|line| !line.starts_with('#')) {
        let link = ShareLink::parse(query).expect(query);
        assert_eq!(link.notes, [""; 0], "{query}");
        let scenario = ShareLink::query(&link.scenario);
        let scenario = if scenario.is_empty() { "v=1" } else { &scenario };
        assert_eq!([scenario, &link.view.query()].concat(), query);
    }
}

#[test]
fn a_view_out_of_range_becomes_the_nearest_and_is_mentioned() {
    for (query, written, word) in [
        ("zoom=90-300", "&zoom=90-100", "“90-300” became 90-100."),
        ("zoom=50-50", "&zoom=49.95-50", "became 49.95-50."),
        ("zoom=60-20", "&zoom=19.95-20", "at least 0.05 wide"),
        ("zoom=0-0", "&zoom=0-0.05", "became 0-0.05."),
        ("zoom=100-100", "&zoom=99.95-100", "became 99.95-100."),
        ("zoom=12.34567-50", "&zoom=12.3457-50", "became 12.3457-50."),
        ("zoom=-5-50", "", "“-5-50” is not a part"),
        ("zoom=all", "", "such as 25-50"),
        ("code=goroutines", "", "“goroutines”"),
        ("code=threads&show=asyncio", "", "no such run"),
        ("lab-threads=99", "&lab-threads=31", "lab-threads is a whole number from 1 to 31; “99” became 31."),
        ("lab-interval=0", "&lab-interval=0.005", "lab-interval goes from 0.005 to 100; “0” became 0.005."),
        ("lab-calls=many", "", "“many” is not a number"),
        ("lab-calls=%3Cb%3E", "", "“<b>” is not a number"),
    ] {
        let link = ShareLink::parse(query).expect(query);
        assert_eq!(link.view.query(), written, "{query}");
        assert!(link.notes.len() == 1 && link.notes[0].contains(word), "{query}: {:?}", link.notes);
    }
    assert_eq!(ShareLink::parse("zoom=0-100").expect("all of it").view.query(), "");
}

#[test]
fn a_mended_view_keeps_the_measurements() {
    let measured =
        include_str!("golden/measurements-v1.txt").lines().find(|line| line.contains("m=")).expect("one");
    let query = measured.split(" => ").next().expect("a link");
    let link = ShareLink::parse(&format!("{query}&zoom=0-999")).expect(query);
    assert!(link.measurements.is_some() && link.notes.len() == 1, "{:?}", link.notes);
}
