//! How the page looks at its scenario, to and from what a link says of it.

use super::{Lab, State, Zoom};
use model::lab::Knobs;
use model::link::View;
use model::{Runtime, RuntimeSet};

impl State {
    /// What differs from how the page looks at such a scenario by itself.
    #[must_use]
    pub fn view(&self) -> View {
        let usual = Lab::new(&self.scenario).knobs;
        let Knobs { interval, threads, calls, .. } = self.lab.knobs;
        View {
            zoom: self.zoom.millionths(),
            code: Some(self.selected).filter(|code| *code != code_of(self.scenario.runtimes)),
            lab_interval: Some(interval).filter(|interval| *interval != usual.interval),
            lab_threads: Some(threads).filter(|threads| *threads != usual.threads),
            lab_calls: Some(calls).filter(|calls| *calls != usual.calls),
        }
    }
}

/// Looks at the scenario as a link says.
pub(super) fn look(state: &mut State, view: &View) {
    let usual = Lab::new(&state.scenario).knobs;
    state.lab.turn(Knobs {
        interval: view.lab_interval.unwrap_or(usual.interval),
        threads: view.lab_threads.unwrap_or(usual.threads),
        calls: view.lab_calls.unwrap_or(usual.calls),
        ..usual
    });
    state.zoom = view.zoom.map_or(Zoom::WHOLE, Zoom::of_millionths);
    state.selected = view.code.unwrap_or_else(|| code_of(state.scenario.runtimes));
}

/// The runtime whose Python is shown unless the reader chooses another: one that is to be seen.
pub(super) fn code_of(runtimes: RuntimeSet) -> Runtime {
    let threads = Some(Runtime::Threads).filter(|runtime| runtimes.contains(*runtime));
    threads.or(runtimes.iter().last()).unwrap_or(Runtime::Threads)
}
