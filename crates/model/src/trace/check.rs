//! Verifies a finished trace, whoever made it.

use super::{Clock, Outcome, Span, State, Trace};
use crate::{GilId, LaneId, LockId, Nanos};

/// A rule that a trace breaks: where and how.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Breach {
    /// A span has no length, or ends after the trace.
    #[error("lane {lane:?} has a span from {start:?} to {end:?} in a trace that ends at {trace_end:?}")]
    Length {
        /// Its lane.
        lane: LaneId,
        /// Its start.
        start: Nanos,
        /// Its end.
        end: Nanos,
        /// The trace's end.
        trace_end: Nanos,
    },
    /// Two spans of one lane overlap.
    #[error("lane {lane:?} is in two states at {at:?}")]
    Overlap {
        /// The lane.
        lane: LaneId,
        /// The start of the second.
        at: Nanos,
    },
    /// Two lanes hold one GIL.
    #[error("{first:?} and {second:?} both hold {gil:?} at {at:?}")]
    TwoHolders {
        /// The GIL.
        gil: GilId,
        /// Who held it.
        first: LaneId,
        /// Who ran too.
        second: LaneId,
        /// From when on.
        at: Nanos,
    },
    /// Two lanes hold one lock, or a lane that is not there, or after the trace's end.
    #[error("{lane:?} holds {lock:?} at {at:?}, when it can't")]
    LockHold {
        /// The lock.
        lock: LockId,
        /// Who can't hold it.
        lane: LaneId,
        /// From when on.
        at: Nanos,
    },
    /// A wait that does not say for what, or that names nobody who could end it.
    #[error("lane {lane:?} waits ({state:?}) at {at:?} without a cause or a holder")]
    Unexplained {
        /// The lane.
        lane: LaneId,
        /// Its state.
        state: State,
        /// When.
        at: Nanos,
    },
    /// A running span on a lane that can't run that way, or a holder that is no lane.
    #[error("lane {lane:?} is in a state ({state:?}) at {at:?} that it can't be in")]
    Impossible {
        /// The lane.
        lane: LaneId,
        /// The state.
        state: State,
        /// When.
        at: Nanos,
    },
    /// More lanes run at once than there are cores.
    #[error("{running} lanes run at {at:?} on {cores} cores")]
    TooManyRun {
        /// How many.
        running: u32,
        /// Of how many cores.
        cores: u16,
        /// When.
        at: Nanos,
    },
    /// The running spans do not add up to what was asked of them.
    #[error("{demand:?} of CPU time were asked for and {done:?} were run")]
    CpuTime {
        /// What went in.
        demand: Nanos,
        /// What came out.
        done: Nanos,
    },
}

impl Trace {
    /// Holds the trace to every rule of the recorder.
    ///
    /// On a wall clock, a few steps of the clock's resolution are forgiven where two lanes meet, since
    /// each reads it by itself.
    ///
    /// # Errors
    /// The first breach found.
    pub fn check(&self) -> Result<(), Breach> {
        self.lane_ids().try_for_each(|(lane, _)| self.check_lane(lane))?;
        self.check_holders()?;
        self.check_locks()?;
        if self.clock == Clock::Virtual {
            self.check_cores()?;
            self.check_cpu_time()?;
        }
        Ok(())
    }

    fn check_lane(&self, lane: LaneId) -> Result<(), Breach> {
        let mut until = Nanos::ZERO;
        for span in self.spans(lane) {
            if span.is_empty() || span.end > self.end {
                return Err(Breach::Length { lane, start: span.start, end: span.end, trace_end: self.end });
            }
            if span.start < until {
                return Err(Breach::Overlap { lane, at: span.start });
            }
            self.check_span(lane, &span)?;
            until = span.end;
        }
        Ok(())
    }

    fn check_span(&self, lane: LaneId, span: &Span) -> Result<(), Breach> {
        let needs_holder = matches!(span.state, State::WaitGil | State::WaitLock | State::WaitWorld);
        if span.state.is_waiting() && span.cause == super::Cause::None
            || needs_holder && span.holder.is_none()
            || span.state == State::WaitLock && span.lock.is_none()
        {
            return Err(Breach::Unexplained { lane, state: span.state, at: span.start });
        }
        let gil = self.lanes()[lane.index()].gil;
        let needs_gil = span.holds_gil || matches!(span.state, State::Run | State::WaitGil);
        let wrong_lock =
            span.lock.is_some_and(|lock| span.state != State::WaitLock || lock.index() >= self.locks.len());
        let holds = match span.state {
            State::Start | State::Copy | State::WaitCore => span.holds_gil,
            state => state == State::Run,
        };
        let stranger =
            span.holder.is_some_and(|holder| holder.index() >= self.lanes().len() || holder == lane);
        if needs_gil && gil.is_none() || stranger || wrong_lock || holds != span.holds_gil {
            return Err(Breach::Impossible { lane, state: span.state, at: span.start });
        }
        Ok(())
    }

    /// How long two lanes may seem to hold one thing.
    fn slack(&self) -> Nanos {
        match self.clock {
            Clock::Virtual => Nanos::ZERO,
            Clock::Wall { resolution, .. } => resolution.times(4),
        }
    }

    fn check_locks(&self) -> Result<(), Breach> {
        for lock in (0..self.locks.len()).map(|lock| LockId(lock as u8)) {
            let mut free = Nanos::ZERO;
            for hold in self.lock_holds(lock) {
                let strange = hold.lane.index() >= self.lanes().len() || hold.end > self.end;
                if strange || hold.start + self.slack() < free || hold.end < hold.start {
                    return Err(Breach::LockHold { lock, lane: hold.lane, at: hold.start });
                }
                free = hold.end;
            }
        }
        Ok(())
    }

    fn check_holders(&self) -> Result<(), Breach> {
        let slack = self.slack();
        let mut held: Vec<(GilId, Nanos, Nanos, LaneId)> = self
            .lane_ids()
            .filter_map(|(id, lane)| lane.gil.map(|gil| (id, gil)))
            .flat_map(|(id, gil)| {
                let held = self.spans(id).filter(|span| span.holds_gil);
                held.map(move |span| (gil, span.start, span.end, id))
            })
            .collect();
        held.sort_unstable();
        for pair in held.windows(2) {
            let [(gil, _, end, first), (next, start, _, second)] = *pair else { continue };
            if gil == next && start + slack < end {
                return Err(Breach::TwoHolders { gil, first, second, at: start });
            }
        }
        Ok(())
    }

    fn check_cores(&self) -> Result<(), Breach> {
        let boots = |span: &Span| span.state == State::Start && span.cause == super::Cause::Boot;
        let busy = |span: &Span| span.state.is_running() || span.state == State::Copy || boots(span);
        let mut edges: Vec<(Nanos, i32)> = self
            .lane_ids()
            .flat_map(|(id, _)| self.spans(id).filter(busy))
            .flat_map(|span| [(span.start, 1), (span.end, -1)])
            .collect();
        // At one moment, those who stop come before those who start.
        edges.sort_unstable();
        let (mut running, cores) = (0, self.provenance.cores.0);
        for (at, change) in edges {
            running += change;
            if running > i32::from(cores) {
                return Err(Breach::TooManyRun { running: running as u32, cores, at });
            }
        }
        Ok(())
    }

    fn check_cpu_time(&self) -> Result<(), Breach> {
        if self.outcome != Outcome::Finished {
            return Ok(());
        }
        let running = |span: &Span| span.state.is_running();
        let done =
            self.lane_ids().flat_map(|(id, _)| self.spans(id).filter(running)).map(|span| span.len()).sum();
        if done == self.demand { Ok(()) } else { Err(Breach::CpuTime { demand: self.demand, done }) }
    }
}
