//! `content/roadmap/python/`: topics in the format that roadmap.sh takes them in.

use crate::{folder, links};
use std::fs;

/// The topics and the ids of their nodes in the Python roadmap.
const TOPICS: [(&str, &str); 5] = [
    ("asynchrony", "Mow7RvropbC4ZGDpcGZmw"),
    ("concurrency", "u4nRzWQ4zhDFMOrZ2I_uJ"),
    ("gil", "bS7WeVKm2kEElu3sBKcIC"),
    ("multiprocessing", "HSY5OUc_M5S6OcFXPRtkx"),
    ("threading", "UIx0XYaOgXXlYbbQtjiPq"),
];
const LEAD_IN: &str = "Visit the following resources to learn more:";

/// Whether a file's name is that of one of the topics.
fn check_name(name: &str) -> Result<(), String> {
    let is_topic = |(slug, id): &(&str, &str)| name == format!("{slug}@{id}.md");
    TOPICS.iter().any(is_topic).then_some(()).ok_or_else(|| format!("no topic's name: {name}"))
}

/// Whether a file's text is a title, a paragraph, the lead-in line and links, and nothing else.
fn check_text(text: &str) -> Result<(), String> {
    let text = text.strip_suffix('\n').ok_or("no end of line at the end")?;
    if text.contains('\r') || text.lines().any(|line| line.trim_end() != line) {
        return Err("space at the end of a line".to_owned());
    }
    let blocks: Vec<&str> = text.split("\n\n").collect();
    let [title, paragraph, lead_in, list] = blocks[..] else {
        return Err(format!("{} blocks, four are: title, paragraph, lead-in, links", blocks.len()));
    };
    check_title(title)?;
    if paragraph.is_empty() || paragraph.contains('\n') || paragraph.starts_with(['#', '-', '*', '>', ' ']) {
        return Err("no paragraph of one line".to_owned());
    }
    if lead_in != LEAD_IN {
        return Err(format!("the lead-in is: {LEAD_IN}"));
    }
    links::check(&list.split('\n').collect::<Vec<_>>())
}

fn check_title(title: &str) -> Result<(), String> {
    let words = title.strip_prefix("# ").filter(|words| !words.contains('\n'));
    words.map(|_| ()).ok_or_else(|| format!("no title: {title}"))
}

#[test]
fn topics_are_as_the_roadmap_takes_them() {
    let mut names: Vec<String> = Vec::new();
    for entry in fs::read_dir(folder("roadmap/python")).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let text = fs::read_to_string(entry.path()).unwrap();
        if let Err(trouble) = check_name(&name).and_then(|()| check_text(&text)) {
            panic!("{name}: {trouble}");
        }
        names.push(name);
    }
    assert_eq!(names.len(), TOPICS.len(), "{names:?}");
}

#[test]
fn a_name_that_is_no_topic_s_is_told() {
    for name in [
        "gil.md",
        "gil@bS7WeVKm2kEElu3sBKcIX.md",
        "GIL@bS7WeVKm2kEElu3sBKcIC.md",
        "gil@bS7WeVKm2kEElu3sBKcIC",
    ] {
        assert!(check_name(name).is_err(), "{name}");
    }
}

const SOUND: &str = "# GIL\n\nOne thread at a time.\n\nVisit the following resources to learn more:\n\n\
    - [@official@Glossary](https://docs.python.org/3/glossary.html)\n- [@video@Talk](https://example.org/a?v=b)\n";

#[test]
fn the_sound_sample_is_sound() {
    assert_eq!(check_text(SOUND), Ok(()));
}

#[test]
fn every_breach_of_the_format_is_told() {
    let eight_more: String = (1..=8).map(|n| format!("- [@book@B](https://example.org/{n})\n")).collect();
    let samples = [
        ("no title", "# GIL", "GIL"),
        ("no title", "# GIL", "## GIL"),
        ("no title", "# GIL", "#"),
        ("blocks", "# GIL\n\n", ""),
        ("blocks", "One thread at a time.\n\n", ""),
        ("blocks", "at a time.", "at a time.\n\nAnother paragraph."),
        ("no paragraph", "One thread", "- One thread"),
        ("no paragraph", "at a time", "at\na time"),
        ("lead-in", "Visit the following", "Learn more from the following"),
        ("blocks", "Visit the following resources to learn more:\n\n", ""),
        ("blocks", "glossary.html)\n", "glossary.html)\n\n"),
        ("not `- [@type", "- [@official@", "* [@official@"),
        ("not `- [@type", "@official@", ""),
        ("not `- [@type", "glossary.html)", "glossary.html) explains it"),
        ("not `- [@type", "- [@video@Talk](https://example.org/a?v=b)", "A talk."),
        ("no type", "@official@", "@Official@"),
        ("no type", "@official@", "@blog@"),
        ("stands after", "@official@", "@book@"),
        ("not a title", "Glossary", ""),
        ("not a title", "Glossary", " Glossary"),
        ("not an https", "https://docs", "http://docs"),
        ("not an https", "https://docs.python.org/3/", "/"),
        ("not an https", "glossary.html", "glossary.html \\\"A title\\\""),
        ("twice", "https://example.org/a?v=b", "https://docs.python.org/3/glossary.html"),
        ("9 links", "- [@video@Talk](https://example.org/a?v=b)\n", &eight_more),
        ("space", "# GIL", "# GIL "),
        ("space", "\n", "\r\n"),
        ("end of line", "v=b)\n", "v=b)"),
    ];
    for (trouble, found, replaced) in samples {
        assert!(SOUND.contains(found), "{found}");
        let told = check_text(&SOUND.replace(found, replaced)).expect_err(replaced);
        assert!(told.contains(trouble), "{replaced:?}: {told}, not: {trouble}");
    }
}
