//! From link to scenario: mends what it can, and says so.

use super::number::{Number, parse};
use super::{LINK_VERSION, ShareLink};
use crate::scenario::{Draft, Field, Kernel};
use crate::{PythonVersion, Runtime, RuntimeSet, ScenarioError, WorkloadKind};
use std::borrow::Cow;

/// Longer than any link that is written; what follows is not read.
const LONGEST: usize = 2_000;
/// How much of a stranger's text a sentence quotes, in characters.
const QUOTED: usize = 24;
/// How many sentences are worth reading; the rest is counted.
const MOST_NOTES: usize = 6;

/// The share link is read key by key, in the order of the keys' meaning rather than of their place: `w` sets
/// the defaults that the other keys then change.
pub(super) fn read(query: &str) -> Result<ShareLink, ScenarioError> {
    let mut notes = Vec::new();
    let query = shorten(query.trim_start_matches('?'), &mut notes);
    let pairs: Vec<(Cow<str>, Cow<str>)> = form_urlencoded::parse(query.as_bytes()).collect();
    let kind = pairs.iter().rev().find(|(key, _)| key == "w").map(|(_, value)| value.as_ref());
    let mut draft = Draft::of(workload(kind, &mut notes));
    for (key, value) in &pairs {
        apply(&mut draft, key, value, &mut notes);
    }
    let scenario = match draft.clone().build() {
        Err(ScenarioError::NothingToDo) => {
            notes.push("A task must compute or wait, so the usual times are used.".into());
            let usual = Draft::of(draft.workload.kind).workload;
            (draft.workload.cpu, draft.workload.io) = (usual.cpu, usual.io);
            draft.build()?
        }
        built => built?,
    };
    Ok(ShareLink { scenario, notes: few(notes) })
}

fn shorten<'a>(query: &'a str, notes: &mut Vec<String>) -> &'a str {
    if query.len() <= LONGEST {
        return query;
    }
    notes.push(format!("The link is {} characters long; only its beginning was read.", query.len()));
    let end = query.floor_char_boundary(LONGEST);
    // The last pair may be cut in two: leave it out.
    query[..end].rfind('&').map_or("", |cut| &query[..cut])
}

fn workload(name: Option<&str>, notes: &mut Vec<String>) -> WorkloadKind {
    let Some(name) = name else { return WorkloadKind::Cpu };
    WorkloadKind::from_name(name).unwrap_or_else(|| {
        let known = WorkloadKind::ALL.map(WorkloadKind::name).join(", ");
        notes.push(format!("There is no workload {}; cpu is shown (known: {known}).", quote(name)));
        WorkloadKind::Cpu
    })
}

fn apply(draft: &mut Draft, key: &str, value: &str, notes: &mut Vec<String>) {
    if let Some(field) = Field::ALL.into_iter().find(|field| field.key() == key) {
        return number(draft, field, value, notes);
    }
    match key {
        "w" => {}
        "v" => version(value, notes),
        "py" => python(draft, value, notes),
        "seed" => seed(draft, value, notes),
        "show" => show(draft, value, notes),
        "kernel" => kernel(draft, value, notes),
        _ => notes.push(format!("The link's {} means nothing here and was left out.", quote(key))),
    }
}

fn number(draft: &mut Draft, field: Field, text: &str, notes: &mut Vec<String>) {
    let key = field.key();
    let (value, exact) = match parse(text, field.scale()) {
        Number::Exact(value) => (value, true),
        Number::Rounded(value) => (value, false),
        Number::Not => {
            let usual = field.of(draft).map_or_else(|| "the default".into(), |value| field.show(value));
            return notes.push(format!("{key}={} is not a number; {usual} is used.", quote(text)));
        }
    };
    field.set(draft, value);
    let taken = field.of(draft).unwrap_or(value);
    if exact && taken == value {
        return;
    }
    let range = field.range();
    let (low, high) = (field.show(*range.start()), field.show(*range.end()));
    notes.push(format!("{key} goes from {low} to {high}; {} became {}.", quote(text), field.show(taken)));
}

fn version(text: &str, notes: &mut Vec<String>) {
    if text != LINK_VERSION.to_string() {
        notes.push(format!(
            "The link is of version {}, this page reads version {LINK_VERSION}: what it does not know was left out.",
            quote(text)
        ));
    }
}

fn python(draft: &mut Draft, text: &str, notes: &mut Vec<String>) {
    match text.parse() {
        Ok(python) => draft.python = python,
        Err(_) => {
            let known = PythonVersion::MODELLED.map(|python| python.to_string()).join(", ");
            let used = draft.python;
            notes.push(format!("Python {} is not modelled; {used} is used (known: {known}).", quote(text)));
        }
    }
}

fn seed(draft: &mut Draft, text: &str, notes: &mut Vec<String>) {
    match text.parse() {
        Ok(seed) => draft.seed = seed,
        Err(_) => notes.push(format!(
            "seed={} is not a whole number below 2^64; {} is used.",
            quote(text),
            draft.seed
        )),
    }
}

fn show(draft: &mut Draft, text: &str, notes: &mut Vec<String>) {
    let names = || text.split(',').map(str::trim).filter(|name| !name.is_empty());
    let chosen: RuntimeSet = names().filter_map(Runtime::from_name).collect();
    for unknown in names().filter(|name| Runtime::from_name(name).is_none()) {
        notes.push(format!("There is no runtime {}; it was left out.", quote(unknown)));
    }
    if chosen.is_empty() {
        notes.push("The link shows no runtime that there is, so all are shown.".into());
    }
    draft.runtimes = if chosen.is_empty() { RuntimeSet::ALL } else { chosen };
}

fn kernel(draft: &mut Draft, text: &str, notes: &mut Vec<String>) {
    match Kernel::from_name(text) {
        Some(kernel) => draft.workload.kernel = kernel,
        None => {
            let known = Kernel::ALL.map(Kernel::name).join(", ");
            let used = draft.workload.kernel.name();
            notes.push(format!("There is no kernel {}; {used} is used (known: {known}).", quote(text)));
        }
    }
}

/// The beginning of a stranger's text in quotation marks, control characters left out.
fn quote(text: &str) -> String {
    let mut shown: String = text.chars().filter(|c| !c.is_control()).take(QUOTED).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    format!("“{shown}”")
}

fn few(mut notes: Vec<String>) -> Vec<String> {
    let more = notes.len().saturating_sub(MOST_NOTES);
    if more > 0 {
        notes.truncate(MOST_NOTES);
        notes.push(format!("{more} more of the link's values were changed or left out."));
    }
    notes
}
