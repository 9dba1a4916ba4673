//! The invariants, by what they are about.

mod asyncio;
mod gil;
mod pools;
mod tasks;
mod whole;

use crate::Run;

/// One invariant.
#[derive(Clone, Copy, Debug)]
pub struct Check {
    /// What must hold, as a name.
    pub name: &'static str,
    /// Looks at one run: how many cases of it there were, or what broke it.
    pub look: fn(&Run) -> Result<u64, String>,
}

/// All of them; the numbers are those of the rules for emulating CPython.
pub const CHECKS: &[Check] = &[
    Check { name: "traces are sound", look: whole::sound },
    Check { name: "runs end as they may", look: whole::ends },
    Check { name: "a deadlock names its cycle", look: whole::cycle },
    Check { name: "a replay of the choices gives the same bytes", look: whole::replays },
    Check { name: "no run takes more events than estimated", look: whole::estimate },
    Check { name: "1: one holder to a GIL", look: gil::one_holder },
    Check { name: "1: a switch follows a drop and is counted", look: gil::switches },
    Check { name: "2: a slice ended by a request lasts an interval", look: gil::slices },
    Check { name: "2: a request comes an interval into a wait", look: gil::requests },
    Check { name: "3: a thread alone is never asked", look: gil::alone },
    Check { name: "4: all CPU time asked for is done", look: tasks::conserved },
    Check { name: "4: each task gets its CPU time", look: tasks::each },
    Check { name: "5: nothing is faster than its cores, its GIL or its longest task", look: whole::bounds },
    Check { name: "6: a forced drop hands over", look: gil::hand_over },
    Check { name: "7: what lies between polls is never cut", look: tasks::polls },
    Check { name: "8: what an iteration schedules runs in a later one", look: asyncio::snapshot },
    Check { name: "9: coroutines finish in the order of their timers", look: asyncio::order },
    Check { name: "10: a pool has no more workers than it was given", look: pools::workers },
    Check { name: "10: a worker does one task after another", look: pools::one_by_one },
    Check { name: "10: an executor of processes runs ahead by one task", look: pools::ahead },
];

/// One case, if `holds`; else what `says`.
fn case(holds: bool, says: impl FnOnce() -> String) -> Result<u64, String> {
    if holds { Ok(1) } else { Err(says()) }
}
