//! The same queueing scenario here and in SimPy, side by side.
//!
//! 400 tasks share 16 cores; whoever has run least gets the next core, for a slice of 3 ms. That is what free
//! threads that compute are to the operating system, and `simpy.PriorityResource` with the time run as the
//! priority. An event is a task's arrival at the cores, its start on one, or its end there: three for each slice,
//! however many steps either program makes of them. Both count their slices themselves: here the spans of the
//! trace that run, which the recording of waits and of starting the threads makes slower, not faster.

use crate::child::Partner;
use crate::{Result, report, timed};
use bench_sim::{Job, Run};
use model::Runtime;
use std::process::Command;

const JOB: (&str, Runtime) =
    ("tasks=400&workers=400&w=cpu&cpu=120&cores=16&py=3.14t&show=free-threads", Runtime::FreeThreads);
const SIMPY: &str = include_str!("queueing.py");
const ROUNDS: u32 = 5;
const EVENTS_A_SLICE: f64 = 3.0;

/// Prints the events a second of both, and the ratio.
pub(crate) fn beside() -> Result<()> {
    let Some(python) = std::env::var_os("BENCH_SIM_PYTHON") else {
        eprintln!("simpy: left out, since `cargo xtask bench` found no Python to install it into");
        return Ok(());
    };
    let job = Job::new(JOB)?;
    let mut simpy = Partner::start(Command::new(python).args(["-c", SIMPY]))?;
    let (mut ours, mut theirs) = (0.0_f64, 0.0_f64);
    for _ in 0..ROUNDS {
        let (run, seconds) = timed(&job);
        let (slices, took) = simpy.ask("400 16 120000000 3000000")?;
        let own = slices_of(&run);
        assert!((0.9..1.2).contains(&(own / slices)), "{own} slices here and {slices} in SimPy");
        ours = ours.max(EVENTS_A_SLICE * own / seconds);
        theirs = theirs.max(EVENTS_A_SLICE * slices / took);
    }
    report("sim_queueing_events", ours.round(), "events/s");
    report("simpy_queueing_events", theirs.round(), "events/s");
    report("sim_over_simpy", ours / theirs, "x");
    Ok(())
}

fn slices_of(run: &Run) -> f64 {
    let lanes = run.trace.lane_ids().map(|(lane, _)| lane);
    lanes.map(|lane| run.trace.spans(lane).filter(|span| span.state.is_running()).count()).sum::<usize>()
        as f64
}
