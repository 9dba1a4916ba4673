//! What can happen to a race, wherever it is shown: on a page of its own or in a figure of a lesson.

use super::look::code_of;
use super::{
    Action, Edit, Engine, LabEnd, Measured, Measurement, Outcome, Pointed, Shown, State, Sweeping, same_job,
};
use crate::shared::Shared;
use model::{Nanos, Scenario};
use yew::AttrValue;

/// Does `action` to `state`; what a page alone knows, such as its link, is nothing here.
pub(crate) fn step(state: &mut State, action: Action) {
    match action {
        Action::Edit(edit, _) => change(state, edit),
        Action::Zoom(zoom) => state.zoom = zoom,
        Action::Point(pointed) => point(state, pointed),
        Action::Dismiss => dismiss(state),
        Action::Hidden(hidden) => state.hidden = hidden,
        Action::EngineReady(capabilities) => state.engine = Engine::Ready(capabilities),
        Action::EngineBroke(message) => lose(state, Engine::Starting, message),
        Action::Failed(message) => lose(state, state.engine.clone(), message),
        Action::EngineAbsent(message) => lose(state, Engine::Absent, message),
        Action::Measure if state.is_measuring() => {}
        Action::Measure => {
            begin(state);
            state.measured = Measured::default();
            state.measuring = Measurement::Running { runtime: None, permille: 0 };
        }
        // What comes in late, after an edit or a cancel, is of a measurement that is no longer wanted.
        action if state.measuring.is_running() => race_measured(state, action),
        _ => {}
    }
}

/// Another race.
pub(crate) fn show(state: &mut State, shown: Shown) {
    state.model = Some(Shared::new(shown));
    // Its spans may be others now.
    state.pointed = None;
}

/// A change by the reader's hand.
pub(super) fn change(state: &mut State, edit: Edit) {
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

/// What a link's reader changed, in the page's language.
pub(crate) fn told(notes: Vec<String>) -> Vec<AttrValue> {
    notes.into_iter().map(|note| ::words::told(note).into()).collect()
}

pub(crate) fn refuse(state: &mut State, why: String) {
    state.refusal = Some(::words::told(why).into());
    state.refusals += 1;
}

pub(crate) fn take(state: &mut State, scenario: Scenario) {
    if !same_job(&state.scenario, &scenario) {
        state.measured = Measured::default();
        state.measuring = Measurement::None;
        state.sweep = Shared::new(Sweeping::default());
    }
    // The Python and the advice are about a runtime that is to be seen.
    if !scenario.runtimes.contains(state.selected) {
        state.selected = code_of(scenario.runtimes);
    }
    state.lab.follow(&state.scenario, &scenario);
    state.scenario = scenario;
}

/// What was said has been read, or is overtaken by the reader's next step; an engine may be tried anew.
pub(crate) fn dismiss(state: &mut State) {
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
    state.lab.stop(LabEnd::Failed(::words::lab::engine_stopped().into()));
    end(state, Measurement::None);
}

/// A measurement begins.
pub(super) fn begin(state: &mut State) {
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
        Action::Unmeasured(runtime, reason) => {
            state.measured.put(runtime, Outcome::Nothing(::words::told(reason).into()))
        }
        Action::Finished => end(state, Measurement::Finished),
        Action::Cancel => end(state, Measurement::Cancelled),
        Action::Cancelled => end(state, Measurement::Displaced),
        _ => {}
    }
}
