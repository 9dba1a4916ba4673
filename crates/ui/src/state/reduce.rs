//! From one state to the next.

use super::{
    Action, Advised, Brought, Curves, Device, Edit, Engine, Gesture, LabEnd, Measured, Measurement, Outcome,
    Pointed, Shown, State, Sweeping, lab, same_job,
};
use crate::shared::Shared;
use model::{Measurements, Nanos, Runtime, Scenario, ShareLink};
use yew::AttrValue;

/// The state after `action`.
#[must_use]
pub fn reduce(state: &State, action: Action) -> State {
    let mut next = state.clone();
    match action {
        Action::Open(query) => {
            open(&mut next, &query);
            next.address = next.address.opened(next.query());
        }
        Action::Follow(query) => {
            open(&mut next, &query);
            next.address = next.address.followed(next.query());
        }
        Action::Import(text) => import(&mut next, &text),
        Action::Refuse(why) => refuse(&mut next, why),
        Action::Edit(edit, gesture) => change(&mut next, edit, gesture),
        Action::Select(runtime) => next.selected = runtime,
        Action::Zoom(zoom) => next.zoom = zoom,
        Action::Point(pointed) => point(&mut next, pointed),
        Action::Dismiss => dismiss(&mut next),
        Action::Hidden(hidden) => {
            next.hidden = hidden;
            if hidden {
                next.lab.stop(LabEnd::Hidden);
            }
            measure(&mut next, action);
        }
        Action::Isolation(why_not) => next.not_isolated = why_not.map(AttrValue::from),
        Action::EngineReady(capabilities) => next.engine = Engine::Ready(capabilities),
        Action::EngineBroke(message) => lose(&mut next, Engine::Starting, message),
        Action::Failed(message) => lose(&mut next, state.engine.clone(), message),
        Action::EngineAbsent(message) => lose(&mut next, Engine::Absent, message),
        Action::Raced(scenario, race) => {
            next.model = Some(Shared::new(Shown::new(scenario, race, state.model.as_deref())));
            // Its spans may be others now.
            next.pointed = None;
        }
        Action::Advised(scenario, advice) => {
            // As with curves below, what comes in late is of a race that is no longer shown.
            if state.model.as_ref().is_some_and(|race| race.scenario == scenario) {
                next.advice = Some(Shared::new(Advised::new(scenario, &advice)));
            }
        }
        Action::Swept(scenario, curves) => {
            // Curves of a race that is no longer shown have nothing to be held against: others are on their way.
            if let Some(race) = state.model.clone().filter(|race| race.scenario == scenario) {
                next.curves = Some(Shared::new(Curves { race, curves }));
            }
        }
        Action::Profiled(scenario, profile, predicted) => {
            next.device = Some(Shared::new(Device { scenario, profile, predicted }));
        }
        Action::Lab(action) => lab::reduce(&mut next, action),
        action => measure(&mut next, action),
    }
    next
}

fn open(state: &mut State, query: &str) {
    dismiss(state);
    match ShareLink::parse(query) {
        Ok(link) => follow(state, link),
        Err(refused) => refuse(state, refused.to_string() + " The last good scenario is shown instead."),
    }
}

fn follow(state: &mut State, link: ShareLink) {
    state.notes = link.notes.into_iter().map(AttrValue::from).collect();
    let brought = |measurements| Shared::new(Brought::new(link.scenario.clone(), measurements));
    state.brought = link.measurements.map(brought);
    take(state, link.scenario);
}

/// What is on the page stays, unless the file is good.
fn import(state: &mut State, text: &str) {
    dismiss(state);
    match Measurements::from_file(text) {
        Ok(link) => {
            follow(state, link);
            state.address = state.address.followed(state.query());
        }
        Err(refused) => refuse(state, refused.to_string()),
    }
}

fn change(state: &mut State, edit: Edit, gesture: Gesture) {
    match edit.apply(state.scenario.draft()).build() {
        // Letting go of a control changes nothing, nor makes it read what was said about its last step.
        Ok(scenario) if scenario == state.scenario => {}
        Ok(scenario) => {
            dismiss(state);
            take(state, scenario);
        }
        // The control goes back to the last value that can be run.
        Err(refused) => refuse(state, refused.to_string()),
    }
    state.address = state.address.moved(state.query(), edit.control(), gesture);
}

/// The keyboard goes to spans that are out of sight, and takes the view along.
fn point(state: &mut State, pointed: Option<Pointed>) {
    state.pointed = pointed;
    let Some(Pointed { runtime, kind, span, by_keyboard: true, .. }) = pointed else { return };
    let whole = state.longest();
    let place = state.run(runtime, kind).and_then(|run| {
        let span = run.trace.span(span.lane, span.index)?;
        let share = |at: Nanos| at.0 as f64 / whole.0.max(1) as f64;
        Some((share(span.start), share(span.end)))
    });
    if let Some((start, end)) = place {
        state.zoom = state.zoom.showing(start, end);
    }
}

fn refuse(state: &mut State, why: String) {
    state.refusal = Some(why.into());
    state.refusals += 1;
}

fn take(state: &mut State, scenario: Scenario) {
    if !same_job(&state.scenario, &scenario) {
        state.measured = Measured::default();
        state.measuring = Measurement::None;
        state.sweep = Shared::new(Sweeping::default());
    }
    // The Python and the advice are about a runtime that is to be seen.
    if !scenario.runtimes.contains(state.selected) {
        let threads = Some(Runtime::Threads).filter(|runtime| scenario.runtimes.contains(*runtime));
        state.selected = threads.or(scenario.runtimes.iter().last()).unwrap_or(state.selected);
    }
    state.lab.follow(&state.scenario, &scenario);
    state.scenario = scenario;
}

/// What was said has been read, or is overtaken by the reader's next step; an engine may be tried anew.
fn dismiss(state: &mut State) {
    state.notes.clear();
    state.refusal = None;
    state.failure = None;
    if state.engine == Engine::Absent {
        state.engine = Engine::Starting;
    }
}

fn lose(state: &mut State, engine: Engine, message: String) {
    state.engine = engine;
    state.failure = Some(message.into());
    state.lab.stop(LabEnd::Failed("The engine stopped.".into()));
    end(state, Measurement::None);
}

fn measure(state: &mut State, action: Action) {
    match action {
        Action::Measure | Action::MeasureSweep if state.is_measuring() => {}
        Action::Measure => {
            begin(state);
            state.measured = Measured::default();
            state.measuring = Measurement::Running { runtime: None, permille: 0 };
        }
        Action::MeasureSweep => {
            begin(state);
            state.sweep = Shared::new(Sweeping::asked());
        }
        // What comes in late, after an edit or a cancel, is of a measurement that is no longer wanted.
        action if state.measuring.is_running() => race_measured(state, action),
        action if state.sweep.progress.is_running() => sweep_measured(state, action),
        _ => {}
    }
}

fn begin(state: &mut State) {
    dismiss(state);
    state.lab.stop(LabEnd::Measuring);
    state.attempts += 1;
}

/// Whatever is being measured is at its end.
fn end(state: &mut State, how: Measurement) {
    if state.measuring.is_running() {
        state.measuring = how;
    } else if state.sweep.progress.is_running() {
        state.sweep = Shared::new(Sweeping { progress: how, ..(*state.sweep).clone() });
    }
}

fn race_measured(state: &mut State, action: Action) {
    match action {
        Action::Progress(runtime, permille) => {
            state.measuring = Measurement::Running { runtime: Some(runtime), permille };
        }
        Action::Measured(run, baseline, walls) => {
            state.measured.put(run.runtime, Outcome::run(*run, baseline, walls));
        }
        Action::Unmeasured(runtime, reason) => state.measured.put(runtime, Outcome::Nothing(reason.into())),
        Action::Finished => end(state, Measurement::Finished),
        Action::Cancel | Action::Cancelled => end(state, Measurement::Cancelled),
        _ => {}
    }
}

fn sweep_measured(state: &mut State, action: Action) {
    let mut sweep = (*state.sweep).clone();
    match action {
        Action::Progress(runtime, permille) => {
            sweep.progress = Measurement::Running { runtime: Some(runtime), permille };
        }
        Action::Predicted(predictions) => sweep.predicted = predictions,
        Action::Timed(runs) => sweep.put(runs),
        Action::Hidden(hidden) => sweep.hidden |= hidden,
        Action::Unmeasured(runtime, reason) => sweep.unmeasured.push((runtime, reason.into())),
        Action::Finished => sweep.progress = Measurement::Finished,
        Action::Cancel | Action::Cancelled => sweep.progress = Measurement::Cancelled,
        _ => return,
    }
    state.sweep = Shared::new(sweep);
}
