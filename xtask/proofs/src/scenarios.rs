//! Random scenarios by number, and small ones instead of big ones.
//!
//! Nothing here names a part of a scenario: all of [`Field::ALL`] and [`Choice::ALL`] are drawn, so that a part
//! added to the model is covered from then on.

use model::scenario::{Choice, Draft, Field};
use model::{PythonVersion, Scenario, ScenarioError, WorkloadKind};
use rand_core::Rng;
use rand_pcg::Pcg32;

/// Picks the generator's stream; any number does.
const STREAM: u64 = 0x9707;
/// The most events that a scenario may be estimated to take in all its runtimes; most take far fewer.
const BUDGET: u64 = 50_000;
/// How many changes to a scenario that is too big are tried before another is drawn.
const TRIES: u32 = 400;

/// Random scenario number `number`, for all runtimes: a pure function.
///
/// The kinds of job and the versions of Python take turns, so that so many in a row have each pair equally often.
#[must_use]
pub fn scenario(number: u64) -> Scenario {
    let mut random = Pcg32::new(number, STREAM);
    let kind = WorkloadKind::ALL[number as usize % WorkloadKind::ALL.len()];
    let pythons = PythonVersion::MODELLED;
    let python = pythons[number as usize / WorkloadKind::ALL.len() % pythons.len()];
    loop {
        let draft = Draft { python, seed: random.next_u64(), ..Draft::of(kind) };
        if let Some(scenario) = within_budget(drawn(draft, &mut random), &mut random) {
            return scenario;
        }
    }
}

/// Makes `scenario` smaller for as long as `breaks` holds: numbers go towards the usual ones or the least, choices to
/// the usual one.
pub fn smallest(scenario: Scenario, breaks: impl Fn(&Scenario) -> bool) -> Scenario {
    let mut least = scenario;
    loop {
        let smaller = simpler(&least).into_iter().filter_map(|draft| draft.build().ok());
        match smaller.into_iter().find(|other| *other != least && breaks(other)) {
            Some(other) => least = other,
            None => return least,
        }
    }
}

/// Every part left as it is one time in four, and else drawn.
fn drawn(mut draft: Draft, random: &mut Pcg32) -> Draft {
    for field in Field::ALL {
        let value = value(field, random);
        attempt(&mut draft, random, |draft| field.set(draft, value));
    }
    for choice in Choice::ALL {
        let index = below(random, choice.names().len() as u64) as usize;
        attempt(&mut draft, random, |draft| choice.set(draft, index));
    }
    draft
}

/// A change that makes no scenario, whatever its size, is not made.
fn attempt(draft: &mut Draft, random: &mut Pcg32, change: impl FnOnce(&mut Draft)) {
    let mut changed = draft.clone();
    change(&mut changed);
    let possible = matches!(changed.clone().build(), Ok(_) | Err(ScenarioError::TooManyEvents { .. }));
    if possible && below(random, 4) > 0 {
        *draft = changed;
    }
}

/// A value in the field's range: as often of two digits as of ten, now and then the least, in short ranges often
/// anywhere; and as often as not a whole number of the field's unit, so that things happen at the same time.
fn value(field: Field, random: &mut Pcg32) -> u64 {
    let (least, most) = (*field.range().start(), *field.range().end());
    let span = most - least + 1;
    let digits = below(random, u64::from(span.ilog2()) + 2) as u32;
    let narrow = span <= 101 && below(random, 2) == 0;
    let value = least + below(random, if narrow { span } else { (1_u64 << digits).min(span) });
    let whole = value / field.scale() * field.scale();
    if below(random, 2) == 0 && field.range().contains(&whole) { whole } else { value }
}

/// Halves and doubles numbers at random, keeping what takes fewer events, until there are few enough.
fn within_budget(mut draft: Draft, random: &mut Pcg32) -> Option<Scenario> {
    for _ in 0..TRIES {
        let events = events(&draft);
        if events <= BUDGET {
            return draft.build().ok();
        }
        let field = Field::ALL[below(random, Field::ALL.len() as u64) as usize];
        let Some(value) = field.of(&draft) else { continue };
        for value in [value / 2, value.saturating_mul(2)] {
            let mut other = draft.clone();
            field.set(&mut other, value);
            if self::events(&other) < events {
                draft = other;
                break;
            }
        }
    }
    None
}

/// The estimate, also of a scenario that is refused for it; of one refused for something else, endless.
fn events(draft: &Draft) -> u64 {
    match draft.clone().build() {
        Ok(scenario) => scenario.estimated_events(),
        Err(ScenarioError::TooManyEvents { events }) => events,
        Err(_) => u64::MAX,
    }
}

/// The draft with one part made simpler, the biggest changes first.
fn simpler(scenario: &Scenario) -> Vec<Draft> {
    let mut drafts: Vec<Draft> =
        Choice::ALL.into_iter().map(|choice| usual_but(scenario, None, Some(choice))).collect();
    for field in Field::ALL {
        let Some(value) = field.of(scenario) else { continue };
        drafts.push(usual_but(scenario, Some(field), None));
        let (least, unit) = (*field.range().start(), field.scale());
        let smaller = [least, least + (value - least) / 2, value / unit * unit, value.saturating_sub(1)];
        for smaller in smaller.into_iter().filter(|smaller| *smaller < value) {
            let mut draft = scenario.draft();
            field.set(&mut draft, smaller);
            drafts.push(draft);
        }
    }
    // What is as usual can be made so again only once: a usual value above the least would be gone back to for ever.
    drafts.retain(|draft| simplicity(draft) < simplicity(scenario));
    drafts
}

/// The scenario with one part as it is in the usual one, which may be to leave it to the version's default.
fn usual_but(scenario: &Scenario, field: Option<Field>, choice: Option<Choice>) -> Draft {
    let usual = Draft::of(scenario.workload.kind);
    let mut draft = Draft { python: scenario.python, seed: scenario.seed, ..usual };
    for other in Field::ALL.into_iter().filter(|other| Some(*other) != field) {
        other.of(scenario).into_iter().for_each(|value| other.set(&mut draft, value));
    }
    for other in Choice::ALL.into_iter().filter(|other| Some(*other) != choice) {
        other.of(scenario).into_iter().for_each(|index| other.set(&mut draft, index));
    }
    draft
}

/// How many parts are unusual, then how big all numbers are: less is simpler.
fn simplicity(draft: &Draft) -> (usize, u128) {
    let usual = Draft::of(draft.workload.kind);
    let choices = Choice::ALL.into_iter().filter(|choice| choice.of(draft) != choice.of(&usual)).count();
    let fields = Field::ALL.into_iter().filter(|field| field.of(draft) != field.of(&usual)).count();
    let sum = Field::ALL.into_iter().filter_map(|field| field.of(draft)).map(u128::from).sum();
    (choices + fields, sum)
}

/// A number below `bound`, which is not 0.
fn below(random: &mut Pcg32, bound: u64) -> u64 {
    ((u128::from(random.next_u64()) * u128::from(bound)) >> 64) as u64
}
