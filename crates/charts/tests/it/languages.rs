//! The sentences in every language: nothing left unfilled, and no English among the Chinese.

use charts::{Phrase, headline, help, names, serial_share, text_alternative, why};
use model::measurements::MeasurementsError;
use model::scenario::{Field, StartMethod, Unmeasurable};
use model::{Bytes, Preset, Race, Runtime, Scenario, ScenarioError, Unable, preset::Topic};

/// Speaks a language of the site on this test's thread.
fn speak(tag: &str) {
    let (_, data) = words::CATALOGUES.iter().find(|(known, _)| *known == tag).unwrap();
    assert!(words::set(data));
}

fn simulated(query: &str) -> (Scenario, Race) {
    let scenario = model::ShareLink::parse(query).unwrap().scenario;
    let race = sim::race(&scenario);
    (scenario, race)
}

/// All that is said of a race.
fn said(scenario: &Scenario, race: &Race) -> String {
    let mut said = vec![headline(scenario, race), serial_share(scenario, race).caption];
    said.extend(why(scenario, race).into_iter().map(|phrase| match phrase {
        Phrase::Text(text) | Phrase::Strong(text) => text,
    }));
    for run in &race.results {
        said.push(text_alternative(run, race.baseline));
        let help = help(scenario, &sim::advise(scenario, run));
        said.extend([help.title].into_iter().chain(help.note).chain(help.best));
        said.extend(help.rows.into_iter().map(|row| row.change));
    }
    said.join("\n")
}

/// What is the same in all languages: names of Python and of the field, units, and the names of lanes and locks.
const INTERNATIONAL: &str = "GIL I O Python CPython C Asyncio asyncio await NumPy hashlib sha zlib compress json dumps \
    pickle re match sorted time sleep to thread fork spawn forkserver c t MB kB GB ms s µs ns \
    main loop worker lock a b event process interpreter queue manager feeder";

#[test]
fn chinese_sentences_are_chinese() {
    speak("zh");
    for query in [
        "",
        "w=io",
        "w=mixed&show=threads,asyncio",
        "w=c",
        "w=data",
        "preset=convoy",
        "preset=deadlock",
        "preset=lost-update",
        "preset=lock-convoy",
        "py=3.14t&gc=20",
    ] {
        let (scenario, race) = simulated(query);
        let text = said(&scenario, &race);
        let strange: Vec<&str> = text
            .split(|letter: char| !(letter.is_ascii_alphabetic() || letter == 'µ'))
            .filter(|word| !word.is_empty() && !INTERNATIONAL.split(' ').any(|known| known == *word))
            .collect();
        assert!(strange.is_empty(), "{query}: {strange:?} in {text}");
    }
}

#[test]
fn nothing_is_left_unfilled_in_any_language() {
    for (tag, _) in words::CATALOGUES {
        speak(tag);
        for preset in Preset::ALL.iter().filter(|preset| !preset.name.contains("thousand")) {
            let (scenario, race) = simulated(&["preset=", preset.name].concat());
            let text = said(&scenario, &race);
            assert!(!text.contains(['{', '}']), "{tag}: {text}");
            assert!(!text.chars().any(|letter| letter.is_control() && letter != '\n'), "{tag}: {text:?}");
            assert!(text.lines().all(|line| !line.is_empty()), "{tag}: {text}");
        }
    }
}

#[test]
fn what_is_named_in_another_language_is_there() {
    let runtimes = Runtime::ALL.map(|runtime| ["runtimes.", runtime.name()].concat()).into_iter();
    let topics = Topic::ALL.map(|topic| ["topics.", topic.name()].concat()).into_iter();
    let presets = Preset::ALL
        .iter()
        .flat_map(|preset| ["titles.", "truths."].map(|table| [table, preset.name].concat()));
    let known: Vec<String> = runtimes.chain(topics).chain(presets).collect();
    for (tag, _) in words::CATALOGUES {
        speak(tag);
        let strange: Vec<_> =
            words::named_keys().into_iter().filter(|key| !known.iter().any(|k| k == key)).collect();
        assert!(strange.is_empty(), "{tag} names {strange:?}, which nothing is called");
        assert_ne!(names::title(Runtime::Processes), "Processes", "{tag}");
    }
}

/// What the model says in English: why something is refused or model only, and what was changed about a link.
fn made_in_english() -> Vec<String> {
    let unmeasurable = [
        Unmeasurable::Counting,
        Unmeasurable::Collection,
        Unmeasurable::LockBetween,
        Unmeasurable::SharedBlocks,
        Unmeasurable::Ticks,
        Unmeasurable::Waking,
        Unmeasurable::Deadlock,
        Unmeasurable::Sharing,
        Unmeasurable::ToThread,
        Unmeasurable::Semaphore,
    ];
    let unable = [
        Unable::SharedMemory,
        Unable::OneThread,
        Unable::Threads { workers: 300 },
        Unable::Memories { workers: 50 },
        Unable::Memory { data: Bytes(2_000_000_000) },
    ];
    let refused = [
        ScenarioError::OutOfRange { field: Field::Tasks, value: 0 },
        ScenarioError::NothingToDo,
        ScenarioError::NoStartMethod { method: StartMethod::Spawn, python: "2.7".parse().unwrap() },
        ScenarioError::NoRuntime,
        ScenarioError::TooManyEvents { events: 1 << 40 },
    ];
    let measurements = [
        MeasurementsError::TooLong,
        MeasurementsError::NoFile("x"),
        MeasurementsError::Format("x".to_owned()),
        MeasurementsError::Bad { what: "GIL", text: "“x”".to_owned(), must: "on or off" },
        MeasurementsError::Scenario(ScenarioError::NoRuntime),
    ];
    let links = [
        "preset=x&v=2&py=4&seed=x&show=x&kernel=x&m=x",
        "w=x&tasks=x&cores=2.5&cpu=1e9&locks=x&oven=1&zoom=x",
        "w=io&cpu=0&io=0",
        "py=2.7&start=spawn",
        "zoom=5-4&code=x&lab-calls=x&lab-threads=900&lab-interval=0",
        "show=threads&code=asyncio",
        &["tasks=", &"x".repeat(3_000)].concat(),
        &"x=1&".repeat(9),
    ]
    .map(|link| model::ShareLink::parse(link).unwrap().notes);
    let mut said: Vec<String> = links.concat();
    said.extend(unmeasurable.map(|why| why.to_string()));
    said.extend(unable.map(|why| why.to_string()));
    said.extend(refused.map(|why| why.to_string()));
    said.extend(measurements.map(|why| why.to_string()));
    said
}

#[test]
fn what_is_made_in_english_is_told_in_every_language() {
    let sentences = made_in_english();
    for (tag, _) in words::CATALOGUES {
        speak(tag);
        let english: Vec<_> =
            sentences.iter().filter(|sentence| words::told((*sentence).clone()) == **sentence).collect();
        assert!(english.is_empty(), "{tag} tells {english:#?} in English");
    }
    assert!(words::told("The link's “x” means nothing here and was left out.".to_owned()).contains("“x”"));
    words::set_english();
    assert!(sentences.iter().all(|sentence| words::told(sentence.clone()) == *sentence));
}
