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

/// The second stands before the first that would take it, too: it begins with a letter.
#[test]
fn a_sentence_made_in_english_is_told_with_its_parts() {
    let other = "[sentences]\n'{key} is {it}; {rest}.' = '{rest}: {key} = {it}'\n'zoom is {it}; all.' = 'todo, no {it}'\n\
                 '{why} Used: {it}' = '{why} Se usa {it}'\n'the default' = 'lo usual'\nNothing = 'Nada'";
    assert!(words::set(&data(other)));
    for (english, told) in [
        ("a is b; c. d.", "c. d: a = b"),
        ("zoom is 5; all.", "todo, no 5"),
        ("zoom is 5; all. Used: the default", "todo, no 5 Se usa lo usual"),
        ("Nothing", "Nada"),
        ("Nothing else", "Nothing else"),
        ("", ""),
    ] {
        assert_eq!(words::told(english.to_owned()), told);
    }
    words::set_english();
    assert_eq!(words::told("Nothing".to_owned()), "Nothing");
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
