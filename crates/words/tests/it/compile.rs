//! What a build makes of a catalogue, and what it refuses.

use crate::catalogue::English;

const ENGLISH: &str = r#"
[race]
start = "Start"
waited = "{who} waited **{share}** of its life"
tasks = { one = "{n:words} task of {who}", other = "{n} tasks of {who}" }
"#;

fn compiled(other: &str) -> Result<String, String> {
    let compiled = English::read(ENGLISH)?.compile(other)?;
    Ok(compiled.split_once('\n').unwrap().1.to_owned())
}

#[test]
fn places_are_numbered_as_in_english_and_what_is_missing_is_empty() {
    let other = "[race]\nwaited = 'Un **{share}** esperó {who}'\n[named.titles]\nconvoy = 'Convoy'";
    assert_eq!(compiled(other).unwrap(), "\n\nUn \u{11}\u{2}\u{11} esperó \u{1}\ntitles.convoy\tConvoy");
    let other = "[race]\ntasks = '{who}: {n:grouped}'";
    assert_eq!(compiled(other).unwrap(), "\n\u{1}: \u{10}\n", "a language without plural forms has one");
}

#[test]
fn what_does_not_fit_english_is_refused() {
    let cases = [
        ("[race]\nstop = 'x'", "race.stop: English has no such message"),
        ("[race]\nwaited = '**{share}**'", "race.waited: its places are [\"share\"]"),
        ("[race]\nwaited = '{who} {share}'", "race.waited: what English stresses"),
        ("[race]\nstart = '{n}'", "race.start: English has no number there"),
        ("[race]\nstart = '<b>'", "race.start: '<' may not be in it"),
        ("[race]\nstart = \"two\\nlines\"", "race.start: '\\n' may not be in it"),
        ("[race]\nstart = 3", "race.start: it is neither"),
        ("[race]\ntasks = { one = 'x', few = 'y' }", "race.tasks: the forms are"),
        ("[race]\nwaited = '{who'", "race.waited: a { is never closed"),
        ("[race]\nwaited = '{Who}'", "race.waited: {Who} is no name"),
        ("[race]\nstart = 'a ** b'", "race.start: one part may stand"),
        ("start = 'x'", "start: it stands in no table"),
        ("[named.titles]\nconvoy = '{who}'", "named.titles: its places are"),
        ("[sentences]\n'{n} is {it}' = '{n}'", "sentences.{n} is {it}: its places are []"),
        ("[race", "TOML parse error"),
    ];
    for (other, why) in cases {
        let refused = compiled(other).unwrap_err();
        assert!(refused.starts_with(why), "{other:?}: {refused}");
    }
}

#[test]
fn english_needs_names_that_rust_can_have() {
    for (english, why) in [
        ("[race]\nstart-it = 'x'", "race.start-it: it can't be called so"),
        ("[race]\nx = '{a}{b}{c}{d}{e}{f}{g}{h}{i}'", "race.x: it has more than 8 places"),
    ] {
        let refused = English::read(english).err().unwrap();
        assert!(refused.starts_with(why), "{refused}");
    }
}

#[test]
fn another_english_message_makes_other_data() {
    let mark = |english: &str| English::read(english).unwrap().fingerprint();
    assert_eq!(mark("[a]\nb = 'x'"), mark("[a]\n# why\nb = 'x'"));
    assert_ne!(mark("[a]\nb = 'x'"), mark("[a]\nb = 'y'"));
    assert_ne!(mark("[a]\nb = 'x'"), mark("[a]\nc = 'x'"));
}
