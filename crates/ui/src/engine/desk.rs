//! What to ask the engine, and what its answers mean. Knows no worker and no browser.

use super::slot::Slot;
use crate::state::{Action, Engine, LabAction, LabEnd, State};
use model::lab::Knobs;
use model::{Capabilities, Reply, Request, RequestId, Runtime, Scenario};

/// The speedup plot has at least this many workers, and at most that many.
const SWEEP: (u32, u32) = (4, 16);

/// The most repetitions of each point of a measured one.
const ROUNDS: u32 = 25;

/// The page's record of what it asked.
#[derive(Debug, Default)]
pub struct Desk {
    last_id: u32,
    /// Whether the worker said that it is ready.
    up: bool,
    races: Slot<Scenario>,
    advice: Slot<Scenario>,
    sweeps: Slot<Scenario>,
    profiles: Slot<Scenario>,
    lab_models: Slot<Knobs>,
    /// The laboratory that runs, and how it is set.
    lab: Option<(RequestId, Knobs)>,
    /// The number of the last start of it that was taken up.
    lab_start: u32,
    measuring: Option<RequestId>,
    /// The measurement that was asked to stop, until it says that it has.
    stopping: Option<RequestId>,
    /// The number of the reader's last attempt to measure that was taken up.
    attempt: u32,
    /// Whether the engine takes the page for hidden.
    hidden: bool,
}

/// What is to be done now.
#[derive(Debug, Default, PartialEq)]
pub struct Todo {
    /// To send, in this order.
    pub requests: Vec<Request>,
    /// To tell the page.
    pub action: Option<Action>,
    /// Whether the worker is to be thrown away.
    pub replace_worker: bool,
    /// Whether another one is to be started in its place at once.
    pub start_again: bool,
    /// Whether a measurement stopped as it was asked to.
    pub stopped: bool,
}

impl Desk {
    /// One whose requests have numbers above `last_id`.
    #[must_use]
    pub fn numbered_from(last_id: u32) -> Self {
        Self { last_id, ..Self::default() }
    }

    /// Compares what the page shows with what was asked for it.
    pub fn follow(&mut self, state: &State) -> Todo {
        let mut todo = Todo::default();
        if !state.is_measuring()
            && let Some(id) = self.measuring.take()
        {
            self.stopping = Some(id);
            todo.requests.push(Request::Cancel { id });
        }
        self.follow_lab(state, &mut todo);
        let broken = state.failure.is_some() || state.engine == Engine::Absent;
        // What broke the engine is not asked again before the reader did something about it.
        if !state.is_current() && !broken && self.races.newest() != Some(&state.scenario) {
            self.races.want(state.scenario.clone());
        }
        if self.up && state.hidden != self.hidden {
            self.hidden = state.hidden;
            todo.requests.push(Request::Hidden(state.hidden));
        }
        // The first can wait until there is nothing else to do.
        let turned = state.lab.model.is_some() && !state.lab.is_modelled();
        if turned && !broken && self.lab_models.newest() != Some(&state.lab.knobs) {
            self.lab_models.want(state.lab.knobs);
        }
        self.push_waiting(&mut todo);
        if self.up && state.is_measuring() && state.attempts != self.attempt {
            self.attempt = state.attempts;
            let id = self.next_id();
            self.measuring = Some(id);
            todo.requests.push(measurement(id, state));
        }
        todo
    }

    /// Starts the laboratory, stops it and turns its knobs.
    fn follow_lab(&mut self, state: &State, todo: &mut Todo) {
        let knobs = state.lab.knobs;
        match &mut self.lab {
            Some((id, _)) if !state.lab.running || state.lab.starts != self.lab_start => {
                todo.requests.push(Request::Cancel { id: *id });
                self.lab = None;
            }
            Some((id, old)) if *old != knobs => {
                *old = knobs;
                todo.requests.push(Request::LabKnobs { id: *id, knobs });
            }
            _ => {}
        }
        if self.up && state.lab.running && state.lab.starts != self.lab_start {
            let id = self.next_id();
            (self.lab, self.lab_start) = (Some((id, knobs)), state.lab.starts);
            todo.requests.push(Request::Lab { id, knobs });
        }
    }

    /// Asks for advice, curves and the model's laboratory where the page lacks them, unless there are other things to do first.
    pub fn rest(&mut self, state: &State) -> Todo {
        let mut todo = Todo::default();
        if !self.races.is_empty() || self.measuring.is_some() || self.stopping.is_some() {
            return todo;
        }
        let lacking = [
            (&mut self.advice, state.has_advice()),
            (&mut self.sweeps, state.has_curves()),
            (&mut self.profiles, !state.lacks_prediction()),
        ];
        for (slot, _) in lacking.into_iter().filter(|(_, has)| !has) {
            if slot.newest() != Some(&state.scenario) {
                slot.want(state.scenario.clone());
            }
        }
        if state.lab.model.is_none() && self.lab_models.newest() != Some(&state.lab.knobs) {
            self.lab_models.want(state.lab.knobs);
        }
        self.push_waiting(&mut todo);
        todo
    }

    /// Whether an answer is due.
    #[must_use]
    pub fn awaits(&self) -> bool {
        let asked = [&self.races, &self.advice, &self.sweeps, &self.profiles]
            .into_iter()
            .any(|slot| !slot.is_empty())
            || !self.lab_models.is_empty();
        self.up && (asked || self.measuring.is_some() || self.lab.is_some())
    }

    /// Takes an answer in.
    pub fn hear(&mut self, reply: Reply) -> Todo {
        let mut todo = Todo::default();
        match reply {
            Reply::Cancelled { id } | Reply::Finished { id } | Reply::Failed { id: Some(id), .. }
                if self.stopping.take_if(|stopping| *stopping == id).is_some() =>
            {
                todo.stopped = true;
            }
            reply => todo.action = self.meaning(reply),
        }
        self.push_waiting(&mut todo);
        todo
    }

    /// The worker died, or did what it can't be trusted after: with it goes all that was asked.
    pub fn broke(&mut self, message: String) -> Todo {
        // One that never came up would not the second time either.
        let start_again = self.up;
        self.worker_gone(false);
        let action = if start_again { Action::EngineBroke(message) } else { Action::EngineAbsent(message) };
        Todo { action: Some(action), replace_worker: true, start_again, ..Todo::default() }
    }

    /// The measurement did not stop in time: another worker takes over what else was asked.
    pub fn lost_patience(&mut self) -> Todo {
        if self.stopping.is_none() {
            return Todo::default();
        }
        self.worker_gone(true);
        Todo { replace_worker: true, start_again: true, ..Todo::default() }
    }

    /// The worker was replaced for another desk's sake: what was asked is asked again, and a measurement is over.
    pub fn moved(&mut self) -> Option<Action> {
        let measured = self.measuring.is_some();
        self.worker_gone(true);
        measured.then_some(Action::Cancelled)
    }

    fn worker_gone(&mut self, ask_again: bool) {
        (self.up, self.measuring, self.stopping, self.hidden) = (false, None, None, false);
        self.lab = None;
        self.lab_models.forget(ask_again);
        self.races.forget(ask_again);
        self.advice.forget(ask_again);
        self.sweeps.forget(ask_again);
        self.profiles.forget(false);
    }

    fn meaning(&mut self, reply: Reply) -> Option<Action> {
        let measuring = self.measuring;
        let wanted = |id| measuring == Some(id);
        match reply {
            Reply::Ready(capabilities) => {
                self.up = true;
                Some(Action::EngineReady(capabilities))
            }
            Reply::Raced { id, race } => Some(Action::Raced(self.races.answered(id)?, race)),
            Reply::Advised { id, advice } => Some(Action::Advised(self.advice.answered(id)?, advice)),
            Reply::Profiled { id, profile, predicted } => {
                Some(Action::Profiled(self.profiles.answered(id)?, profile, predicted))
            }
            Reply::Swept { id, curves } => Some(Action::Swept(self.sweeps.answered(id)?, curves)),
            Reply::Progress { id, runtime, permille } => {
                wanted(id).then_some(Action::Progress(runtime, permille))
            }
            Reply::Measured { id, result, baseline, walls } => {
                wanted(id).then_some(Action::Measured(result, baseline, walls))
            }
            Reply::Unmeasured { id, runtime, reason } => {
                wanted(id).then_some(Action::Unmeasured(runtime, reason))
            }
            Reply::Predicted { id, predictions } => wanted(id).then_some(Action::Predicted(predictions)),
            Reply::Timed { id, runs } => wanted(id).then_some(Action::Timed(runs)),
            Reply::LabModel { id, reading } => {
                Some(Action::Lab(LabAction::Modelled(self.lab_models.answered(id)?, reading)))
            }
            Reply::LabSample { id, knobs, reading } => {
                let runs = self.lab.is_some_and(|(lab, _)| lab == id);
                runs.then_some(Action::Lab(LabAction::Measured(knobs, reading)))
            }
            Reply::Finished { id } if self.lab_ended(id) => Some(Action::Lab(LabAction::Stop(LabEnd::Time))),
            Reply::Cancelled { id } if self.lab_ended(id) => {
                Some(Action::Lab(LabAction::Stop(LabEnd::Reader)))
            }
            Reply::Failed { id: Some(id), message } if self.lab_ended(id) => {
                Some(Action::Lab(LabAction::Stop(LabEnd::Failed(message.into()))))
            }
            Reply::Finished { id } => self.ended(id).then_some(Action::Finished),
            // A newer measurement took the place of a probe: it can be asked for again.
            Reply::Cancelled { id } if self.profiles.answered(id).is_some() => None,
            Reply::Cancelled { id } => self.ended(id).then_some(Action::Cancelled),
            Reply::Failed { id, message } => {
                let known = id.is_some_and(|id| self.gave_up(id));
                known.then_some(Action::Failed(message))
            }
        }
    }

    /// Ends whatever was asked under `id`; tells whether that was anything.
    fn gave_up(&mut self, id: RequestId) -> bool {
        let slots = [&mut self.races, &mut self.advice, &mut self.sweeps, &mut self.profiles];
        slots.into_iter().any(|slot| slot.answered(id).is_some())
            || self.lab_models.answered(id).is_some()
            || self.ended(id)
    }

    fn lab_ended(&mut self, id: RequestId) -> bool {
        self.lab.take_if(|(lab, _)| *lab == id).is_some()
    }

    fn ended(&mut self, id: RequestId) -> bool {
        self.measuring.take_if(|measuring| *measuring == id).is_some()
    }

    fn push_waiting(&mut self, todo: &mut Todo) {
        // While a measurement stops, its worker may be about to go.
        if !self.up || self.stopping.is_some() {
            return;
        }
        let id = self.next_id();
        if let Some(scenario) = self.races.next(id) {
            todo.requests.push(Request::Simulate { id, scenario: scenario.clone() });
        }
        let id = self.next_id();
        if let Some(knobs) = self.lab_models.next(id) {
            todo.requests.push(Request::LabModel { id, knobs: *knobs });
        }
        let id = self.next_id();
        if let Some(scenario) = self.advice.next(id) {
            todo.requests.push(Request::Advise { id, scenario: scenario.clone() });
        }
        let id = self.next_id();
        if let Some(scenario) = self.sweeps.next(id) {
            // As far as the machine goes, and the pools of the race.
            let pools = Runtime::ALL.map(|runtime| scenario.workers_for(runtime));
            let most = pools.into_iter().fold(u32::from(scenario.cores.0), u32::max);
            let max_workers = most.clamp(SWEEP.0, SWEEP.1);
            todo.requests.push(Request::Sweep { id, scenario: scenario.clone(), max_workers });
        }
        let id = self.next_id();
        if let Some(scenario) = self.profiles.next(id) {
            todo.requests.push(Request::Profile { id, scenario: scenario.clone(), anew: false });
        }
    }

    fn next_id(&mut self) -> RequestId {
        self.last_id += 1;
        RequestId(self.last_id)
    }
}

/// What the reader wants measured.
fn measurement(id: RequestId, state: &State) -> Request {
    let scenario = state.scenario.clone();
    if state.measuring.is_running() {
        return Request::Measure { id, scenario };
    }
    let max_workers = state.capabilities().map_or(0, most_workers);
    Request::MeasureSweep { id, scenario, max_workers, rounds: ROUNDS }
}

/// A measured curve goes on beyond the processors, so that one sees what they are worth.
fn most_workers(capabilities: &Capabilities) -> u32 {
    (2 * capabilities.processors).clamp(SWEEP.0, SWEEP.1)
}
