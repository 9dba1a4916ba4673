//! The language that is spoken, and English where it says nothing.

use crate::speak;
use words::numbers;

/// English as the build reads it, so that data can be made for this build.
fn data(other: &str) -> String {
    let english = include_str!("../../../../content/words/en.toml");
    crate::catalogue::English::read(english).unwrap().compile(other).unwrap()
}

#[test]
fn what_a_language_lacks_is_said_in_english() {
    assert!(words::set(&data("[numbers]\ndecimal = '·'\n[named.titles]\nconvoy = 'Convoy, sí'")));
    assert_eq!((numbers::decimal(), numbers::group()), ("·", ","));
    assert_eq!(words::named("titles", "convoy", "Convoy effect"), "Convoy, sí");
    assert_eq!(words::named("titles", "con", "Con"), "Con");
    assert_eq!(words::named_keys(), ["titles.convoy"]);
    words::set_english();
    assert_eq!(
        (numbers::decimal(), words::named("titles", "convoy", "Convoy effect")),
        (".", "Convoy effect")
    );
    assert!(words::named_keys().is_empty());
}

#[test]
fn data_of_another_build_change_nothing() {
    speak("es");
    for data in ["", "0000000000000000\n;\n;", "\n\n"] {
        assert!(!words::set(data), "{data:?}");
        assert_eq!(numbers::decimal(), ",");
    }
    let mark = data("").lines().next().unwrap().to_owned();
    assert!(words::set(&mark), "data that end early are English from there on");
    assert_eq!(numbers::decimal(), ".");
}
