//! From one state of a page to the next; what can happen to a race wherever it is shown is in [`super::step`].

use super::address::Moved;
use super::look::look;
use super::step::{begin, change, dismiss, refuse, show, step, take, told};
use super::{
    Action, Advised, Brought, Curves, Device, Gesture, LabAction, LabEnd, Measurement, Shown, State,
    Sweeping, lab,
};
use crate::shared::Shared;
use model::ShareLink;
use model::link::View;
use yew::AttrValue;

/// The state after `action`.
#[must_use]
pub fn reduce(state: &State, action: Action) -> State {
    let mut next = state.clone();
    match action {
        Action::Open(query) => {
            if let Some(view) = open(&mut next, &query) {
                look(&mut next, &view);
            }
            next.address = next.address.opened(next.query());
        }
        Action::Follow(query) => {
            // Another scenario is looked at as the one before.
            open(&mut next, &query);
            next.address = next.address.followed(next.query());
        }
        Action::Import(read) => import(&mut next, *read),
        Action::Refuse(why) => refuse(&mut next, why),
        Action::Edit(edit, gesture) => {
            change(&mut next, edit);
            next.address = next.address.moved(next.query(), Moved::Control(edit.control()), gesture);
        }
        Action::Select(runtime) => {
            next.selected = runtime;
            next.address = next.address.moved(next.query(), Moved::Code, Gesture::Done);
        }
        // The keyboard takes the view along.
        Action::Zoom(_) | Action::Point(_) => {
            step(&mut next, action);
            if next.zoom != state.zoom {
                next.address = next.address.moved(next.query(), Moved::Zoom, Gesture::Moving);
            }
        }
        Action::Hidden(hidden) => {
            if hidden {
                next.lab.stop(LabEnd::Hidden);
            }
            if next.sweep.progress.is_running() {
                sweep_measured(&mut next, action.clone());
            }
            step(&mut next, action);
        }
        Action::Isolation(why_not) => next.not_isolated = why_not.map(AttrValue::from),
        Action::Raced(scenario, race) => {
            let shown = Shown::new(scenario, race, state.model.as_deref());
            show(&mut next, shown);
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
        Action::Lab(LabAction::Turn(knobs)) => {
            lab::reduce(&mut next, LabAction::Turn(knobs));
            let moved = Moved::knob(&state.lab.knobs, &knobs);
            next.address = next.address.moved(next.query(), moved, Gesture::Moving);
        }
        Action::Lab(action) => lab::reduce(&mut next, action),
        Action::MeasureSweep if state.is_measuring() => {}
        Action::MeasureSweep => {
            begin(&mut next);
            next.sweep = Shared::new(Sweeping::asked());
        }
        // What comes in late, after an edit or a cancel, is of a measurement that is no longer wanted.
        action if is_of_a_sweep(&action) && state.sweep.progress.is_running() => {
            sweep_measured(&mut next, action);
        }
        action => step(&mut next, action),
    }
    next
}

/// Returns how the link looks at its scenario, unless it is refused.
fn open(state: &mut State, query: &str) -> Option<View> {
    dismiss(state);
    if query.trim_start_matches('?').is_empty() {
        state.brought = None;
        take(state, state.home.clone());
        return Some(View::default());
    }
    match ShareLink::parse(query) {
        Ok(link) => {
            let view = link.view;
            follow(state, link);
            Some(view)
        }
        Err(refused) => {
            refuse(state, ::words::messages::last_good(&::words::told(refused.to_string())));
            None
        }
    }
}

fn follow(state: &mut State, link: ShareLink) {
    state.notes = told(link.notes);
    let brought = |measurements| Shared::new(Brought::new(link.scenario.clone(), measurements));
    state.brought = link.measurements.map(brought);
    take(state, link.scenario);
}

/// What is on the page stays, unless the file is good.
fn import(state: &mut State, read: Result<ShareLink, String>) {
    dismiss(state);
    match read {
        Ok(link) => {
            follow(state, link);
            state.address = state.address.followed(state.query());
        }
        Err(refused) => refuse(state, refused),
    }
}

/// Whether an action may be about a speedup curve that is being measured.
const fn is_of_a_sweep(action: &Action) -> bool {
    matches!(
        action,
        Action::Progress(..)
            | Action::Predicted(_)
            | Action::Timed(_)
            | Action::Unmeasured(..)
            | Action::Finished
            | Action::Cancel
            | Action::Cancelled
    )
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
        Action::Unmeasured(runtime, reason) => sweep.unmeasured.push((runtime, ::words::told(reason).into())),
        Action::Finished => sweep.progress = Measurement::Finished,
        Action::Cancel => sweep.progress = Measurement::Cancelled,
        Action::Cancelled => sweep.progress = Measurement::Displaced,
        _ => return,
    }
    state.sweep = Shared::new(sweep);
}
