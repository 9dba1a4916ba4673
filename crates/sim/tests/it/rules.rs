//! What must hold of every run, on random scenarios; the numbers are those of the rules for emulating
//! CPython that the simulator was built to.

use crate::strategy::{any_scenario, plain_scenario, scenario};
use crate::support::{held, trace};
use model::scenario::{Awaiting, Locking, ProcessPool};
use model::trace::InstantKind;
use model::{Cause, LaneKind, Nanos, Outcome, Runtime, State, TaskId, Trace, WorkloadKind};
use proptest::prelude::*;
use sim::costs::Costs;
use sim::{Choices, Progress, Simulation};
use std::collections::BTreeSet;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Rules 1 and 4: `Trace::check` holds one runner to each GIL, no more lanes to a core than there are
    /// cores, and CPU time done to CPU time asked for.
    #[test]
    fn every_run_finishes_and_is_sound(scenario in scenario()) {
        for runtime in Runtime::ALL {
            let trace = trace(&scenario, runtime);
            prop_assert_eq!(&trace.outcome, &Outcome::Finished);
            prop_assert_eq!(done(&trace).len(), scenario.workload.all_tasks() as usize);
        }
    }

    /// Locks taken in opposite orders may end in a deadlock, and in nothing else.
    #[test]
    fn every_run_ends_and_is_sound(scenario in any_scenario()) {
        for runtime in Runtime::ALL {
            let trace = trace(&scenario, runtime);
            let finished = trace.outcome == Outcome::Finished;
            prop_assert!(finished || scenario.workload.locking == Locking::Opposed, "{:?}", trace.outcome);
        }
    }

    #[test]
    fn the_same_choices_give_the_same_bytes(scenario in scenario()) {
        for runtime in Runtime::ALL {
            let first = sim::run(&scenario, runtime).trace;
            let mut recording =
                Simulation::new(&scenario, runtime, Choices::seeded(scenario.seed).recording());
            recording.run_to_end();
            let record = recording.choices().recorded().unwrap();
            let mut replay = Simulation::new(&scenario, runtime, Choices::replayed(&record).unwrap());
            replay.run_to_end();
            let bytes = postcard::to_allocvec(&first).unwrap();
            prop_assert_eq!(&bytes, &postcard::to_allocvec(&recording.finish()).unwrap());
            prop_assert_eq!(&bytes, &postcard::to_allocvec(&replay.finish()).unwrap());
        }
    }

    /// Rules 2 and 6.
    #[test]
    fn slices_last_an_interval_and_forced_drops_hand_over(scenario in scenario()) {
        let trace = trace(&scenario, Runtime::Threads);
        let held = held(&trace);
        for (at, lane, _) in trace.instants().filter(|(_, _, kind)| *kind == InstantKind::ForcedDrop) {
            let others_end = held.iter().filter(|hold| hold.1 <= at && hold.2 != lane).map(|hold| hold.1).max();
            let since = others_end.unwrap_or(Nanos::ZERO);
            let taken = held.iter().find(|hold| hold.2 == lane && hold.0 >= since).unwrap().0;
            prop_assert!(at >= taken + scenario.interval, "{taken:?} {at:?} on {lane:?}");
            let Some(next) = held.iter().find(|hold| hold.0 >= at) else { continue };
            // A thread that takes the GIL only to see that there is nothing to do leaves no span.
            let unseen = trace.instants().any(|(when, other, kind)| {
                kind == InstantKind::VoluntaryDrop && other != lane && (at..=next.0).contains(&when)
            });
            prop_assert!(next.2 != lane || unseen, "{lane:?} is forced out at {at:?} and back at {next:?}");
        }
    }

    /// Rule 3.
    #[test]
    fn one_thread_alone_is_never_asked(scenario in scenario()) {
        for runtime in [Runtime::Sequential, Runtime::Asyncio, Runtime::FreeThreads] {
            if runtime == Runtime::Asyncio && scenario.awaiting == Awaiting::Thread {
                // The loop shares its GIL with the executor's threads.
                continue;
            }
            let run = sim::run(&scenario, runtime);
            let asked = [InstantKind::DropRequest, InstantKind::ForcedDrop];
            prop_assert!(run.trace.instants().all(|(_, _, kind)| !asked.contains(&kind)));
            prop_assert_eq!(run.metrics.switches, 0);
        }
    }

    /// Rule 4, task by task: what the program asks for plus the runtime's own costs, to the nanosecond.
    #[test]
    fn every_task_gets_its_cpu_time(scenario in scenario()) {
        for runtime in [Runtime::Sequential, Runtime::Threads, Runtime::Processes, Runtime::Interpreters] {
            let trace = trace(&scenario, runtime);
            let costs = Costs::of(trace.provenance.python);
            let own = match runtime {
                Runtime::Threads => costs.item,
                Runtime::Interpreters => costs.item + costs.interpreter_call,
                _ => Nanos::ZERO,
            };
            for task in (0..scenario.workload.all_tasks()).map(TaskId) {
                let job = &scenario.workload;
                if job.kind == WorkloadKind::Count && !job.is_hog(task) {
                    continue;
                }
                let cpu = if job.is_hog(task) { job.hog_cpu } else { job.cpu };
                let got = cpu_of(&trace, task);
                // Hardware threads that share a core need more of it.
                prop_assert!(got == cpu + own || scenario.siblings < 100 && got > cpu + own, "{got:?}");
            }
        }
    }

    /// Rule 5.
    #[test]
    fn nothing_is_faster_than_its_critical_path(scenario in scenario()) {
        for runtime in Runtime::ALL {
            let run = sim::run(&scenario, runtime);
            let cores = u64::from(scenario.cores.0);
            prop_assert!(run.metrics.wall.times(cores) >= run.metrics.cpu);
            prop_assert!(run.metrics.wall >= scenario.workload.cpu);
            if scenario.workload.spread == 0 {
                prop_assert!(run.metrics.wall >= scenario.workload.cpu + scenario.workload.io);
            }
            for (_, lane) in run.trace.lane_ids() {
                prop_assert!(lane.gil.is_none() || run.metrics.wall >= running(&run.trace, lane.gil));
            }
        }
    }

    /// Rule 7: a thread is forced out at its poll points only, as far apart of its own time as its version's are.
    /// Where tasks count, their poll points are held to the table of lost updates.
    #[test]
    fn what_lies_between_polls_is_never_cut(scenario in plain_scenario()) {
        let mut draft = scenario.draft();
        draft.workload.segments = 1;
        prop_assume!(draft.workload.kind != WorkloadKind::Count);
        let trace = trace(&draft.build().unwrap(), Runtime::Threads);
        let forced = trace.instants().filter(|(_, _, kind)| *kind == InstantKind::ForcedDrop);
        for (at, lane, _) in forced {
            let spans = || trace.spans(lane).filter(|span| span.state == State::Run && span.end <= at);
            let Some(last) = spans().next_back() else { continue };
            let own: Nanos = spans().filter(|span| span.task == last.task).map(|span| span.len()).sum();
            let poll = Costs::of(trace.provenance.python).poll;
            prop_assert!(own.0.is_multiple_of(poll.0), "{lane:?} is cut at {at:?} after {own:?}");
        }
    }

    /// Rule 8: a task's first step, each timer and each step after it run in iterations of their own.
    #[test]
    fn what_an_iteration_schedules_runs_in_a_later_one(scenario in plain_scenario()) {
        let trace = trace(&scenario, Runtime::Asyncio);
        let begins: Vec<Nanos> = trace
            .instants()
            .filter(|(_, _, kind)| *kind == InstantKind::LoopIteration)
            .map(|(at, _, _)| at)
            .collect();
        let (lane, _) = trace.lane_ids().next().unwrap();
        let mut iterations = vec![BTreeSet::new(); scenario.workload.tasks as usize];
        for span in trace.spans(lane) {
            if let Some(task) = span.task {
                iterations[task.index()].insert(begins.partition_point(|begin| *begin <= span.start));
            }
        }
        let job = &scenario.workload;
        let may_vanish = job.spread == 100;
        let waits = (0..job.segments).filter(|index| job.piece(job.io, *index) > Nanos::ZERO).count();
        for iterations in iterations {
            prop_assert!(iterations.len() == 1 + 2 * waits || may_vanish && iterations.len() <= 1 + 2 * waits);
        }
    }

    /// Rule 10.
    #[test]
    fn pools_keep_to_their_size(scenario in scenario()) {
        for runtime in Runtime::ALL {
            let run = sim::run(&scenario, runtime);
            let workers = run.trace.lanes().iter().filter(|lane| lane.kind == LaneKind::Worker).count();
            prop_assert!(workers <= run.workers as usize, "{runtime}: {workers}");
        }
        let mut draft = scenario.draft();
        draft.pool = ProcessPool::Executor;
        let run = sim::run(&draft.build().unwrap(), Runtime::Processes);
        let mut changes = Vec::new();
        let chunks = (0..scenario.workload.all_tasks()).step_by(scenario.chunk.unwrap_or(1) as usize);
        for task in chunks.map(TaskId) {
            changes.push((begins(&run.trace, LaneKind::Helper, Cause::Pickle, task), 1));
            changes.push((begins(&run.trace, LaneKind::Worker, Cause::Unpickle, task), -1));
        }
        changes.sort_unstable();
        let mut ahead = 0;
        for (at, change) in changes {
            ahead += change;
            prop_assert!(ahead <= run.workers as i32 + 1, "{ahead} tasks are ahead at {at:?}");
        }
    }

    /// Work that is done at once where nobody looks is the same work, and counted alike.
    #[test]
    fn running_to_the_end_is_stepping_to_the_end(scenario in scenario()) {
        for runtime in Runtime::ALL {
            let mut stepped = Simulation::new(&scenario, runtime, Choices::seeded(scenario.seed));
            let mut run = stepped.clone();
            while stepped.step() != Progress::Over {}
            run.run_to_end();
            prop_assert_eq!(sim::events_of(&stepped), sim::events_of(&run));
            prop_assert_eq!(stepped.cpu_used(), run.cpu_used());
            prop_assert_eq!(stepped.finish(), run.finish());
        }
    }

    /// Stepping, cloning on the way and going on from the copy change nothing.
    #[test]
    fn a_clone_goes_on_the_same(scenario in scenario(), steps in 0_usize..200) {
        for runtime in Runtime::ALL {
            let mut first = Simulation::new(&scenario, runtime, Choices::seeded(scenario.seed));
            for _ in 0..steps {
                first.step();
            }
            let mut second = first.clone();
            prop_assert_eq!(first.clone().finish().check(), Ok(()));
            prop_assert_eq!(first.run_to_end(), Progress::Over);
            prop_assert_eq!(second.run_to_end(), Progress::Over);
            prop_assert_eq!(first.finish(), second.finish());
        }
    }
}

/// When a lane of that kind begins to copy for that cause and task.
fn begins(trace: &Trace, kind: LaneKind, cause: Cause, task: TaskId) -> Nanos {
    let lanes = trace.lane_ids().filter(|(_, lane)| lane.kind == kind);
    let spans = lanes.flat_map(|(id, _)| trace.spans(id));
    spans.filter(|span| span.cause == cause && span.task == Some(task)).map(|span| span.start).min().unwrap()
}

fn done(trace: &Trace) -> Vec<Nanos> {
    let done = trace.instants().filter(|(_, _, kind)| *kind == InstantKind::TaskDone);
    done.map(|(at, _, _)| at).collect()
}

/// CPU time of a task on the workers' lanes.
fn cpu_of(trace: &Trace, task: TaskId) -> Nanos {
    let workers = trace.lane_ids().filter(|(_, lane)| lane.kind == LaneKind::Worker);
    let spans = workers.flat_map(|(id, _)| trace.spans(id));
    spans.filter(|span| span.state.is_running() && span.task == Some(task)).map(|span| span.len()).sum()
}

/// For how long somebody runs holding `gil`.
fn running(trace: &Trace, gil: Option<model::GilId>) -> Nanos {
    let sharers = trace.lane_ids().filter(|(_, lane)| lane.gil == gil);
    let spans = sharers.flat_map(|(id, _)| trace.spans(id));
    spans.filter(|span| span.state == State::Run).map(|span| span.len()).sum()
}
