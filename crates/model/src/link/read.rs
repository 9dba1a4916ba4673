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
    notes.push(format!("The link is {} characters long; only its beginning was read.", query.len()));
    let end = query.floor_char_boundary(LONGEST);
    // The last pair may be cut in two: leave it out.
    query[..end].rfind('&').map_or("", |cut| &query[..cut])
}

/// What the other keys change: the defaults, or a preset; a workload's own defaults where the link names one.
fn base(preset: Option<&str>, kind: Option<&str>, notes: &mut Vec<String>) -> Draft {
    let Some(name) = preset else { return Draft::of(workload(kind, notes)) };
    let Some(known) = Preset::from_name(name).and_then(Preset::scenario) else {
        notes.push(format!("There is no preset {}.", quote(name)));
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
        let known = known(WorkloadKind::ALL.map(WorkloadKind::name));
        notes.push(format!("There is no workload {}; cpu is shown (known: {known}).", quote(name)));
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
                self.notes.push(format!("The link's {} means nothing here and was left out.", quote(key)));
            }
        }
    }

    fn number(&mut self, field: Field, text: &str) {
        let (value, exact) = match parse(text, field.scale()) {
            Number::Exact(value) => (value, true),
            Number::Rounded(value) => (value, false),
            Number::Not => {
                let key = field.key();
                let used =
                    field.of(&self.draft).map_or_else(|| "the default".into(), |value| field.show(value));
                return self.notes.push(format!("{key}={} is not a number; {used} is used.", quote(text)));
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
        let (key, known) = (choice.key(), choice.names().join(", "));
        self.notes.push(format!("There is no {key} {}; {used} is used (known: {known}).", quote(text)));
    }

    fn version(&mut self, text: &str) {
        if text != LINK_VERSION.to_string() {
            self.notes.push(format!(
                "The link is of version {}, this page reads version {LINK_VERSION}: what it does not know was left out.",
                quote(text)
            ));
        }
    }

    fn python(&mut self, text: &str) {
        match text.parse() {
            Ok(python) => self.draft.python = python,
            Err(_) => {
                let (known, used) = (known(PythonVersion::MODELLED), self.draft.python);
                self.notes.push(format!(
                    "Python {} is not modelled; {used} is used (known: {known}).",
                    quote(text)
                ));
            }
        }
    }

    fn seed(&mut self, text: &str) {
        match text.parse() {
            Ok(seed) => self.draft.seed = seed,
            Err(_) => self.notes.push(format!(
                "seed={} is not a whole number below 2^64; {} is used.",
                quote(text),
                self.draft.seed
            )),
        }
    }

    fn show(&mut self, text: &str) {
        let names = || text.split(',').map(str::trim).filter(|name| !name.is_empty());
        let chosen: RuntimeSet = names().filter_map(Runtime::from_name).collect();
        for unknown in names().filter(|name| Runtime::from_name(name).is_none()) {
            self.notes.push(format!("There is no runtime {}; it was left out.", quote(unknown)));
        }
        if chosen.is_empty() {
            self.notes.push("The link shows no runtime that there is, so all are shown.".into());
        }
        self.draft.runtimes = if chosen.is_empty() { RuntimeSet::ALL } else { chosen };
    }

    fn kernel(&mut self, text: &str) {
        match Kernel::from_name(text) {
            Some(kernel) => self.draft.workload.kernel = kernel,
            None => {
                let known = known(Kernel::ALL.map(Kernel::name));
                let used = self.draft.workload.kernel.name();
                self.notes
                    .push(format!("There is no kernel {}; {used} is used (known: {known}).", quote(text)));
            }
        }
    }

    fn measurements(&mut self, text: &str) {
        match Measurements::from_key(text) {
            Ok(measurements) => self.measurements = Some(measurements),
            Err(refused) => self.notes.push(refused.to_string() + " They were left out."),
        }
    }

    fn finish(mut self) -> Result<ShareLink, ScenarioError> {
        let usual = Draft::of(self.draft.workload.kind);
        if !self.draft.workload.has_work() {
            self.notes.push("A task must compute or wait, so the usual times are used.".into());
            (self.draft.workload.cpu, self.draft.workload.io) = (usual.workload.cpu, usual.workload.io);
        }
        if let Err(refusal @ ScenarioError::NoStartMethod { .. }) = self.draft.clone().build() {
            self.notes.push(format!("{refusal} Fork is used."));
            self.draft.start = None;
        }
        for (field, text) in std::mem::take(&mut self.mended) {
            self.draft = affordable(self.draft, &usual, field);
            let taken = field.of(&self.draft).map_or_else(|| "the default".into(), |value| field.show(value));
            let range = field.range();
            let (low, high) = (field.show(*range.start()), field.show(*range.end()));
            let what = if field.scale() == 1 { "is a whole number" } else { "goes" };
            self.notes.push(format!("{} {what} from {low} to {high}; {text} became {taken}.", field.key()));
        }
        // What was measured was the job that the link says, not the one that it was mended to.
        if self.measurements.is_some() && self.notes.len() > self.strange {
            self.measurements = None;
            self.notes.push("The link's measurements are not of this scenario and were left out.".into());
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

fn known<T: ToString>(names: impl IntoIterator<Item = T>) -> String {
    names.into_iter().map(|name| name.to_string()).collect::<Vec<_>>().join(", ")
}

/// The beginning of a stranger's text in quotation marks, control characters left out.
pub(crate) fn quote(text: &str) -> String {
    let mut shown: String = text.chars().filter(|c| !c.is_control()).take(QUOTED).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    format!("“{shown}”")
}

fn few(mut notes: Vec<String>) -> Vec<String> {
    notes.dedup();
    let more = notes.len().saturating_sub(MOST_NOTES);
    if more > 0 {
        notes.truncate(MOST_NOTES);
        notes.push(format!("{more} more of the link's values were changed or left out."));
    }
    notes
}
