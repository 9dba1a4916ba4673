//! Workers with a memory of their own: what goes to them, what comes back, and what happens when one dies.

use crate::support::{POOL, facts, measure, scenario, world, world_of};
use live::staff::{Birth, Child, Staff, Thread};
use live::world::kernels;
use live::{Error, World};
use model::scenario::{Draft, ProcessPool};
use model::trace::InstantKind;
use model::{Bytes, Cause, Nanos, Runtime, Scenario, State, TaskId, Trace, WorkloadKind};
use std::cell::Cell;
use std::rc::Rc;

const COPYING: [Runtime; 2] = [Runtime::Processes, Runtime::Interpreters];

fn job(edit: impl FnOnce(&mut Draft)) -> Scenario {
    scenario(WorkloadKind::Data, |draft| {
        (draft.workload.cpu, draft.workload.tasks) = (Nanos::millis(4), 7);
        (draft.workload.data, draft.workers) = (Bytes(10_001), Some(3));
        edit(draft);
    })
}

/// What each worker's lane shows of its tasks and itself, in order.
fn states(trace: &Trace, lane: usize) -> Vec<(State, Cause)> {
    let lane = trace.lane_ids().nth(lane).expect("the lane is there").0;
    trace.spans(lane).map(|span| (span.state, span.cause)).collect()
}

#[test]
fn data_goes_there_and_back_with_every_task() {
    for runtime in COPYING {
        for pool in [0, POOL] {
            let run = measure(&world(pool), &job(|_| ()), runtime).unwrap();
            assert_eq!(run.metrics.copied, Bytes(2 * 7 * 10_001), "{runtime}");
            assert_eq!(facts::count(&run.trace, InstantKind::TaskDone), 7, "{runtime}");
        }
    }
}

#[test]
fn hogs_are_sent_no_data() {
    let job = job(|draft| (draft.workload.hogs, draft.workload.hog_cpu) = (2, Nanos::millis(4)));
    for runtime in COPYING {
        assert_eq!(measure(&world(POOL), &job, runtime).unwrap().metrics.copied, Bytes(2 * 7 * 10_001));
    }
}

#[test]
fn model_and_measurement_copy_as_much() {
    for runtime in COPYING {
        let measured = measure(&world(POOL), &job(|_| ()), runtime).unwrap();
        assert_eq!(measured.metrics.copied, sim::run(&job(|_| ()), runtime).metrics.copied, "{runtime}");
    }
}

#[test]
fn chunks_are_those_of_the_pool() {
    let map = job(|draft| (draft.pool, draft.workload.tasks) = (ProcessPool::Pool, 25));
    let asked = job(|draft| draft.chunk = Some(3));
    // 25 tasks on 3 workers are 9 chunks of 3, the last of them smaller; 7 in chunks of 3 are 3.
    for (job, chunks) in [(map, 9), (asked, 3), (self::job(|_| ()), 7)] {
        let trace = measure(&world(POOL), &job, Runtime::Processes).unwrap().trace;
        let sent = states(&trace, 0).into_iter().filter(|(_, cause)| *cause == Cause::Unpickle).count();
        assert!(sent <= chunks, "{sent}");
        let mut tasks = facts::begun(&trace);
        tasks.sort();
        assert_eq!(tasks, facts::all(job.workload.tasks));
    }
}

#[test]
fn a_worker_boots_and_then_unpacks_works_and_packs() {
    let job = job(|draft| (draft.workload.tasks, draft.workers) = (1, Some(1)));
    for runtime in COPYING {
        let states = states(&measure(&world(POOL), &job, runtime).unwrap().trace, 1);
        let marks = [
            (State::Start, Cause::Boot),
            (State::Copy, Cause::Unpickle),
            (State::Run, Cause::None),
            (State::Copy, Cause::Pickle),
        ];
        let seen: Vec<_> = states.into_iter().filter(|state| marks.contains(state)).collect();
        assert_eq!(seen, marks, "{runtime}");
    }
}

#[test]
fn each_has_a_gil_and_only_processes_are_processes() {
    for runtime in COPYING {
        let trace = measure(&world(POOL), &job(|_| ()), runtime).unwrap().trace;
        let gils: Vec<_> = trace.lanes().iter().filter_map(|lane| lane.gil).map(|gil| gil.0).collect();
        assert_eq!(gils, [0, 1, 2, 3], "{runtime}");
        let processes: Vec<_> = trace.lanes().iter().map(|lane| lane.process.0).collect();
        assert_eq!(processes, if runtime == Runtime::Processes { [0, 1, 2, 3] } else { [0; 4] });
    }
}

/// What goes wrong with a child, once.
#[derive(Clone, Copy, Debug)]
enum Fault {
    /// It dies instead of its `n`-th answer.
    Dies(u32),
    /// A bit of its `n`-th answer is turned over.
    Flips(u32),
}

/// Staff whose first child has a fault.
struct Clumsy {
    staff: Rc<dyn Staff>,
    fault: Cell<Option<Fault>>,
    alive: Rc<Cell<i32>>,
}

struct Faulty {
    child: Box<dyn Child>,
    fault: Option<Fault>,
    answers: Cell<u32>,
    alive: Rc<Cell<i32>>,
}

impl Staff for Clumsy {
    fn child(&self, birth: Birth, memory: Bytes) -> Box<dyn Child> {
        self.alive.set(self.alive.get() + 1);
        let child = self.staff.child(birth, memory);
        let (fault, alive) = (self.fault.take(), self.alive.clone());
        Box::new(Faulty { child, fault, answers: Cell::new(0), alive })
    }

    fn thread(&self) -> Box<dyn Thread> {
        self.staff.thread()
    }
}

impl Child for Faulty {
    fn send(&self, message: &[u8]) {
        self.child.send(message);
    }

    fn has_news(&self) -> bool {
        self.child.has_news()
    }

    fn receive(&self) -> Option<Result<Vec<u8>, String>> {
        let mut answer = self.child.receive()?;
        self.answers.set(self.answers.get() + 1);
        match (self.fault, &mut answer) {
            (Some(Fault::Dies(n)), _) if n == self.answers.get() => Some(Err("out of memory".to_owned())),
            (Some(Fault::Flips(n)), Ok(bytes)) if n == self.answers.get() => {
                *bytes.last_mut()? ^= 1;
                Some(answer)
            }
            _ => Some(answer),
        }
    }
}

impl Drop for Faulty {
    fn drop(&mut self) {
        self.alive.set(self.alive.get() - 1);
    }
}

/// A world with a fault, and how many of its children live.
fn clumsy(fault: Option<Fault>) -> (World, Rc<Cell<i32>>) {
    let (mut world, alive) = (world(POOL), Rc::new(Cell::new(0)));
    let staff = world.staff.clone();
    world.staff = Rc::new(Clumsy { staff, fault: Cell::new(fault), alive: alive.clone() });
    (world, alive)
}

#[test]
fn a_child_that_dies_ends_the_run_and_the_next_one_works() {
    for runtime in COPYING {
        // Its start, its first task, its last word.
        for answer in 1..=2 {
            let (world, alive) = clumsy(Some(Fault::Dies(answer)));
            let error = measure(&world, &job(|_| ()), runtime).unwrap_err();
            assert_eq!(error, Error::Panicked("out of memory".to_owned()), "{runtime}");
            assert_eq!(alive.get(), 0, "{runtime}: no child outlives its run");
            assert!(measure(&world, &job(|_| ()), runtime).is_ok(), "{runtime}");
            assert_eq!(alive.get(), 0, "{runtime}");
        }
    }
}

#[test]
fn one_wrong_bit_in_what_came_back_is_caught() {
    for runtime in COPYING {
        let (world, _) = clumsy(Some(Fault::Flips(2)));
        let error = measure(&world, &job(|_| ()), runtime).unwrap_err();
        assert!(matches!(error, Error::WrongData { .. }), "{runtime}: {error:?}");
    }
}

#[test]
fn a_child_that_panics_says_why() {
    let work = kernels();
    let panics = std::sync::Arc::new(move |kernel, units| {
        drop(work(kernel, units));
        panic!("as this test asked for")
    });
    for runtime in COPYING {
        let error = measure(&world_of(POOL, panics.clone()), &job(|_| ()), runtime).unwrap_err();
        assert_eq!(error, Error::Panicked("as this test asked for".to_owned()), "{runtime}");
    }
}

#[test]
fn results_are_taken_in_once_each() {
    for runtime in COPYING {
        let trace = measure(&world(POOL), &job(|_| ()), runtime).unwrap().trace;
        let mut ended = facts::ended(&trace);
        ended.sort();
        assert_eq!(ended, (0..7).map(TaskId).collect::<Vec<_>>(), "{runtime}");
    }
}
