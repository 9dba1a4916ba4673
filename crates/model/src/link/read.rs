//! From link to scenario: mends what it can, and says so.

use super::number::{Number, parse};
use super::{LINK_VERSION, ShareLink, View};
use crate::scenario::{Choice, Draft, Field, Kernel};
use crate::{
    Measurements, Preset, PythonVersion, Runtime, RuntimeSet, ScenarioError, Workload, WorkloadKind,
};
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
    let last = |name: &str| pairs.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.as_ref());
    let draft = base(last("preset"), last("w"), &mut notes);
    let mut reader =
        Reader { draft, notes, mended: Vec::new(), measurements: None, view: View::default(), strange: 0 };
    for (key, value) in &pairs {
        reader.apply(key, value);
    }
    reader.finish()
}

fn shorten<'a>(query: &'a str, notes: &mut Vec<String>) -> &'a str {
    if query.len() <= LONGEST {
        return query;
    }
    let length = query.len().to_string();
    notes.push(["The link is ", &length, " characters long; only its beginning was read."].concat());
    let end = query.floor_char_boundary(LONGEST);
    // The last pair may be cut in two: leave it out.
    query[..end].rfind('&').map_or("", |cut| &query[..cut])
}

/// What the other keys change: the defaults, or a preset; a workload's own defaults where the link names one.
fn base(preset: Option<&str>, kind: Option<&str>, notes: &mut Vec<String>) -> Draft {
    let Some(name) = preset else { return Draft::of(workload(kind, notes)) };
    let Some(known) = Preset::from_name(name).and_then(Preset::scenario) else {
        notes.push(["There is no preset ", &quote(name), "."].concat());
        return Draft::of(workload(kind, notes));
    };
    let mut draft = known.draft();
    if kind.is_some() {
        draft.workload = Workload::of(workload(kind, notes));
    }
    draft
}

fn workload(name: Option<&str>, notes: &mut Vec<String>) -> WorkloadKind {
    let Some(name) = name else { return WorkloadKind::Cpu };
    WorkloadKind::from_name(name).unwrap_or_else(|| {
        let known = WorkloadKind::ALL.map(WorkloadKind::name).join(", ");
        notes.push(["There is no workload ", &quote(name), "; cpu is shown (known: ", &known, ")."].concat());
        WorkloadKind::Cpu
    })
}

/// A scenario on its way from a link.
struct Reader {
    draft: Draft,
    notes: Vec<String>,
    /// Numbers that had to be changed, as the link wrote them.
    mended: Vec<(Field, String)>,
    measurements: Option<Measurements>,
    view: View,
    /// How many notes are about what changes no scenario: how it is looked at, and keys that mean nothing here, which
    /// sites that pass links on add.
    strange: usize,
}

impl Reader {
    fn apply(&mut self, key: &str, value: &str) {
        if let Some(field) = Field::ALL.into_iter().find(|field| field.key() == key) {
            return self.number(field, value);
        }
        if let Some(choice) = Choice::ALL.into_iter().find(|choice| choice.key() == key) {
            return self.choose(choice, value);
        }
        match key {
            "w" | "preset" => {}
            "v" => self.version(value),
            "py" => self.python(value),
            "seed" => self.seed(value),
            "show" => self.show(value),
            "kernel" => self.kernel(value),
            "m" => self.measurements(value),
            _ => {
                let before = self.notes.len();
                if self.view.read(key, value, &mut self.notes) {
                    self.strange += self.notes.len() - before;
                    return;
                }
                self.strange += 1;
                self.note(&["The link's ", &quote(key), " means nothing here and was left out."]);
            }
        }
    }

    /// One sentence, in parts: a writer for each would weigh more than all that is read here.
    fn note(&mut self, parts: &[&str]) {
        self.notes.push(parts.concat());
    }

    /// The value of `field`, as a sentence says it.
    fn used(&self, field: Field) -> String {
        field.of(&self.draft).map_or_else(|| "the default".into(), |value| field.show(value))
    }

    fn number(&mut self, field: Field, text: &str) {
        let (value, exact) = match parse(text, field.scale()) {
            Number::Exact(value) => (value, true),
            Number::Rounded(value) => (value, false),
            Number::Not => {
                let used = self.used(field);
                return self.note(&[
                    field.key(),
                    "=",
                    &quote(text),
                    " is not a number; ",
                    &used,
                    " is used.",
                ]);
            }
        };
        field.set(&mut self.draft, value);
        if !exact || field.of(&self.draft) != Some(value) {
            self.mended.push((field, quote(text)));
        }
    }

    fn choose(&mut self, choice: Choice, text: &str) {
        if let Some(index) = choice.names().iter().position(|name| *name == text) {
            return choice.set(&mut self.draft, index);
        }
        let used = choice.name_in(&self.draft).unwrap_or("the default");
        self.unknown(&["There is no ", choice.key(), " "].concat(), text, used, &choice.names().join(", "));
    }

    fn unknown(&mut self, start: &str, text: &str, used: &str, known: &str) {
        self.note(&[start, &quote(text), "; ", used, " is used (known: ", known, ")."]);
    }

    fn version(&mut self, text: &str) {
        if text != LINK_VERSION.to_string() {
            let (theirs, ours) = (quote(text), LINK_VERSION.to_string());
            let rest = ": what it does not know was left out.";
            self.note(&["The link is of version ", &theirs, ", this page reads version ", &ours, rest]);
        }
    }

    fn python(&mut self, text: &str) {
        match text.parse() {
            Ok(python) => self.draft.python = python,
            Err(_) => {
                let known = PythonVersion::MODELLED.map(|python| python.to_string()).join(", ");
                let (text, used) = (quote(text) + " is not modelled", self.draft.python.to_string());
                self.note(&["Python ", &text, "; ", &used, " is used (known: ", &known, ")."]);
            }
        }
    }

    fn seed(&mut self, text: &str) {
        match text.parse() {
            Ok(seed) => self.draft.seed = seed,
            Err(_) => {
                let used = self.draft.seed.to_string();
                self.note(&[
                    "seed=",
                    &quote(text),
                    " is not a whole number below 2^64; ",
                    &used,
                    " is used.",
                ]);
            }
        }
    }

    fn show(&mut self, text: &str) {
        let names = || text.split(',').map(str::trim).filter(|name| !name.is_empty());
        let chosen: RuntimeSet = names().filter_map(Runtime::from_name).collect();
        for unknown in names().filter(|name| Runtime::from_name(name).is_none()) {
            self.note(&["There is no runtime ", &quote(unknown), "; it was left out."]);
        }
        if chosen.is_empty() {
            self.note(&["The link shows no runtime that there is, so all are shown."]);
        }
        self.draft.runtimes = if chosen.is_empty() { RuntimeSet::ALL } else { chosen };
    }

    fn kernel(&mut self, text: &str) {
        match Kernel::from_name(text) {
            Some(kernel) => self.draft.workload.kernel = kernel,
            None => {
                let known = Kernel::ALL.map(Kernel::name).join(", ");
                let used = self.draft.workload.kernel.name();
                self.unknown("There is no kernel ", text, used, &known);
            }
        }
    }

    fn measurements(&mut self, text: &str) {
        match Measurements::from_key(text) {
            Ok(measurements) => self.measurements = Some(measurements),
            Err(refused) => self.note(&[&refused.to_string(), " They were left out."]),
        }
    }

    fn finish(mut self) -> Result<ShareLink, ScenarioError> {
        let usual = Draft::of(self.draft.workload.kind);
        if !self.draft.workload.has_work() {
            self.note(&["A task must compute or wait, so the usual times are used."]);
            (self.draft.workload.cpu, self.draft.workload.io) = (usual.workload.cpu, usual.workload.io);
        }
        if let Err(refusal @ ScenarioError::NoStartMethod { .. }) = self.draft.clone().build() {
            self.note(&[&refusal.to_string(), " Fork is used."]);
            self.draft.start = None;
        }
        for (field, text) in std::mem::take(&mut self.mended) {
            self.draft = affordable(self.draft, &usual, field);
            let taken = self.used(field);
            let range = field.range();
            let (low, high) = (field.show(*range.start()), field.show(*range.end()));
            let what = if field.scale() == 1 { " is a whole number from " } else { " goes from " };
            self.note(&[field.key(), what, &low, " to ", &high, "; ", &text, " became ", &taken, "."]);
        }
        // What was measured was the job that the link says, not the one that it was mended to.
        if self.measurements.is_some() && self.notes.len() > self.strange {
            self.measurements = None;
            self.note(&["The link's measurements are not of this scenario and were left out."]);
        }
        self.notes.extend(self.view.within(self.draft.runtimes));
        let (scenario, measurements, view) = (self.draft.build()?, self.measurements, self.view);
        Ok(ShareLink { scenario, measurements, view, notes: few(self.notes) })
    }
}

/// Where a number was changed already, and the result is too much to simulate, takes the value nearest to
/// it that is not: what was never asked for exactly needs no refusal.
fn affordable(draft: Draft, usual: &Draft, field: Field) -> Draft {
    let with = |value| {
        let mut draft = draft.clone();
        field.set(&mut draft, value);
        draft
    };
    let fits = |value| with(value).build().is_ok();
    let (Some(mut good), Some(mut bad)) = (field.of(usual), field.of(&draft)) else { return draft };
    if fits(bad) || !fits(good) {
        return draft;
    }
    while good.abs_diff(bad) > 1 {
        let middle = good.midpoint(bad);
        *(if fits(middle) { &mut good } else { &mut bad }) = middle;
    }
    with(good)
}

/// The beginning of a stranger's text in quotation marks, control characters left out.
pub(crate) fn quote(text: &str) -> String {
    let mut shown: String = text.chars().filter(|c| !c.is_control()).take(QUOTED).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    ["“", &shown, "”"].concat()
}

fn few(mut notes: Vec<String>) -> Vec<String> {
    notes.dedup();
    let more = notes.len().saturating_sub(MOST_NOTES);
    if more > 0 {
        notes.truncate(MOST_NOTES);
        notes.push(more.to_string() + " more of the link's values were changed or left out.");
    }
    notes
}
