//! One thread that does input and output without end, beside threads that only compute, under one GIL: the convoy
//! effect (David Beazley, "Understanding the Python GIL", PyCon 2010; bpo-7946).
//!
//! ```text
//!   I/O    |call|waits for the GIL: an interval ......|call|waits ...
//!   CPU 1       |computes, until it is asked to drop it |    |computes ...
//! ```
//!
//! Each call lets the GIL go. One that really waits comes back to a GIL that is held, and pays a switch interval;
//! one shorter than a wake-up has it back before the thread that it woke, again and again. Nobody is started
//! here: all threads are there from the beginning. A call done shows as a task done.

use super::sequential::step;
use crate::machine::{Look, Machine, Step, ThreadId};
use crate::program::Op;
use crate::setup::Call;
use model::lab;
use model::{Cause, GilId, Lane, LaneKind, Nanos, ProcessId, Scenario, State, TaskId};
use rand_core::Rng;
use rand_pcg::Pcg32;

/// What the I/O thread does in Python between two calls that don't wait (row `convoy` devnull alone, 0.73 us,
/// less the call).
const AROUND: Nanos = Nanos(457);
/// By how much that varies, this much more or less; else every wake-up would meet the calls at the same point.
const VARIES: u32 = 200;
/// Writing a byte to `/dev/null` (row `gil_release_pair_devnull_write_1thread`, 0.40 us with the Python around it;
/// how much of it the system call is, is our assumption).
const WRITE: Nanos = Nanos(270);
/// Python and system calls on either side of a socket pair (row `convoy` echo alone, 63.6 us, less two wake-ups).
const SOCKET: Nanos = Nanos(4_500);

#[derive(Clone, Debug)]
pub(crate) struct Convoy {
    call: Call,
    window: Nanos,
    io: ThreadId,
    stage: Stage,
    /// The process on the other side of the socket pair, if there is one.
    echo: Option<Echo>,
    random: Pcg32,
}

/// What the I/O thread does next.
#[derive(Clone, Copy, Debug)]
enum Stage {
    Around,
    Call,
    Await,
    Done,
}

#[derive(Clone, Copy, Debug)]
struct Echo {
    thread: ThreadId,
    state: Asked,
}

#[derive(Clone, Copy, Debug)]
enum Asked {
    No,
    Yes,
    Answers,
}

impl Convoy {
    pub(super) fn start(
        scenario: &Scenario,
        (cpu_threads, call, window): (u16, Call, Nanos),
        machine: &mut Machine,
    ) -> Self {
        let gil = machine.gil();
        let io = begin(machine, lab::lane(lab::IO.0), gil);
        for number in 1..=cpu_threads {
            begin(machine, lab::lane(number), gil);
        }
        let echo = (call == Call::Echo).then(|| {
            let (name, gil) = ("echo".into(), machine.gil());
            let lane = Lane { name, kind: LaneKind::Worker, process: ProcessId(1), gil: Some(gil) };
            Echo { thread: begin(machine, lane, gil), state: Asked::No }
        });
        // Whoever makes no call has nothing to do around it.
        let stage = if call == Call::Never { Stage::Call } else { Stage::Around };
        Self { call, window, io, stage, echo, random: Pcg32::new(scenario.seed, STREAM) }
    }

    pub(super) fn next(&mut self, machine: &mut Machine, thread: ThreadId) -> Option<Step> {
        if thread == self.io {
            return self.io_next(machine);
        }
        match &mut self.echo {
            Some(echo) if echo.thread == thread => Some(echo.next(machine, self.io)),
            // They outlast the window.
            _ => Some(Step::python(self.window.times(2), None)),
        }
    }

    fn io_next(&mut self, machine: &mut Machine) -> Option<Step> {
        loop {
            match self.stage {
                Stage::Around if machine.now >= self.window => return None,
                Stage::Around => {
                    self.stage = Stage::Call;
                    let varied = u64::from(self.random.next_u32() % (2 * VARIES + 1));
                    return Some(Step::python(AROUND - Nanos(u64::from(VARIES)) + Nanos(varied), Some(TASK)));
                }
                Stage::Call => {
                    self.stage = if self.echo.is_some() { Stage::Await } else { Stage::Done };
                    return match self.call {
                        Call::Write => Some(Step::free(WRITE, TASK)),
                        Call::Sleep(length) => step(Op::Wait(length), TASK),
                        Call::Echo => Some(Step::free(SOCKET, TASK)),
                        Call::Never => Some(Step::Sleep(self.window, Look::of(State::Idle, Cause::None))),
                    };
                }
                Stage::Await => {
                    self.stage = Stage::Done;
                    if let Some(echo) = &mut self.echo {
                        echo.state = Asked::Yes;
                        machine.wake(echo.thread);
                    }
                    return Some(waits());
                }
                Stage::Done => {
                    self.stage = Stage::Around;
                    machine.task_done(self.io);
                }
            }
        }
    }
}

impl Echo {
    /// Answers what it was asked.
    fn next(&mut self, machine: &mut Machine, io: ThreadId) -> Step {
        match self.state {
            Asked::Yes => {
                self.state = Asked::Answers;
                return Step::loose(SOCKET.times(2), Look::of(State::Run, Cause::None));
            }
            Asked::Answers => {
                self.state = Asked::No;
                machine.wake(io);
            }
            Asked::No => {}
        }
        waits()
    }
}

/// Picks the generator's stream; any number does, as long as it never changes.
const STREAM: u64 = 0xc0;

/// There is one task, and it has no end.
const TASK: TaskId = TaskId(0);

const fn waits() -> Step {
    Step::Block(Look::of(State::WaitIo, Cause::Io))
}

fn begin(machine: &mut Machine, lane: Lane, gil: GilId) -> ThreadId {
    let lane = machine.lane(lane);
    machine.begin(lane, Some(gil))
}
