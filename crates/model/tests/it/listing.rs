//! The Python programs: as text, and read by Python's own compiler and run, where there is a Python.

mod pythons;

use model::listing::{Line, LineKind, listing};
use model::scenario::{Awaiting, Call, Choice, Draft, Locking, StartMethod, Via};
use model::{Bytes, Nanos, PythonVersion, Runtime, Scenario, WorkloadKind};
use pythons::{Python, pythons};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

fn scenario(kind: WorkloadKind, edit: impl FnOnce(&mut Draft)) -> Scenario {
    let mut draft = Draft::of(kind);
    edit(&mut draft);
    draft.build().expect("a valid draft")
}

/// Marked lines begin with `>`.
fn show(scenario: &Scenario, runtime: Runtime) -> String {
    let lines = listing(scenario, runtime).lines;
    let line =
        |line: &Line| format!("{} {}", if line.marked { '>' } else { ' ' }, line.text).trim_end().to_owned();
    lines.iter().map(|each| line(each) + "\n").collect()
}

#[test]
fn threads_that_compute() {
    let expected = "  from concurrent.futures import ThreadPoolExecutor

  def work(n):
>     while n:  # the GIL may change hands here, at the jump back
          n -= 1

  with ThreadPoolExecutor(4) as pool:
      list(pool.map(work, [2_000_000] * 4))
";
    assert_eq!(show(&Scenario::default(), Runtime::Threads), expected);
}

#[test]
fn coroutines_that_compute_and_wait() {
    let expected = "  import asyncio

  def count(n):
      while n:  # no await: the event loop stands still
          n -= 1

  async def work(task):
      for _ in range(4):
          count(250_000)
>         await asyncio.sleep(0.0125)  # the other tasks run meanwhile

  async def main():
      await asyncio.gather(*(work(task) for task in range(4)))

  asyncio.run(main())
";
    assert_eq!(show(&scenario(WorkloadKind::Mixed, |_| ()), Runtime::Asyncio), expected);
}

#[test]
fn threads_that_hash_and_wait_under_another_interval() {
    let busy = scenario(WorkloadKind::C, |draft| {
        draft.interval = Nanos::micros(500);
        (draft.workload.io, draft.workload.spread) = (Nanos::millis(50), 20);
    });
    let expected = "  import hashlib
  import random
  import sys
  import time
  from concurrent.futures import ThreadPoolExecutor

  sys.setswitchinterval(0.0005)
  BLOCK = bytes(5_000_000)

  def work(task):
      for _ in range(20):
>         hashlib.sha256(BLOCK)  # lets the GIL go while it computes
>         time.sleep(0.0025 * random.uniform(0.8, 1.2))  # lets the GIL go while it waits

  with ThreadPoolExecutor(4) as pool:
      list(pool.map(work, range(4)))
";
    assert_eq!(show(&busy, Runtime::Threads), expected);
}

#[test]
fn processes_that_copy() {
    let expected = "  from concurrent.futures import ProcessPoolExecutor

  def count(n):
      while n:
          n -= 1

  def work(data):
      count(1_200_000)
      return data

  if __name__ == \"__main__\":
      with ProcessPoolExecutor(4) as pool:
          # Each argument and each result is pickled and sent through a pipe.
          list(pool.map(work, [bytes(8_000_000)] * 4))
";
    assert_eq!(show(&scenario(WorkloadKind::Data, |_| ()), Runtime::Processes), expected);
}

#[test]
fn hogs_beside_calls_that_keep_the_gil() {
    let job = scenario(WorkloadKind::C, |draft| {
        draft.python = PythonVersion::V3_9;
        (draft.workload.hogs, draft.workload.call) = (2, Call::Json);
    });
    let expected = "  import json
  from concurrent.futures import ThreadPoolExecutor

  ITEMS = list(range(25_000))

  def hog(n):
>     while n:  # the GIL may change hands here
>         n -= 1  # and here: between most bytecodes

  def work(task):
      for _ in range(20):
>         json.dumps(ITEMS)  # keeps the GIL to its end, and may lose it then

  with ThreadPoolExecutor(6) as pool:
      for _ in range(2):
          pool.submit(hog, 4_000_000)
      list(pool.map(work, range(4)))
";
    assert_eq!(show(&job, Runtime::Threads), expected);
}

#[test]
fn the_oldest_threads() {
    let job = scenario(WorkloadKind::Cpu, |draft| draft.python = PythonVersion::V2_7);
    let expected = "  from concurrent.futures import ThreadPoolExecutor  # pip install futures

  def work(n):
>     while n:  # the GIL may change hands at every hundredth bytecode
>         n -= 1

  with ThreadPoolExecutor(4) as pool:
      list(pool.map(work, [2000000] * 4))
";
    assert_eq!(show(&job, Runtime::Threads), expected);
}

#[test]
fn threads_that_lock_in_opposite_orders() {
    let job = scenario(WorkloadKind::Cpu, |draft| {
        draft.python = PythonVersion::V3_10;
        (draft.workload.locked, draft.workload.locking) = (50, Locking::Opposed);
    });
    let expected = "  import threading
  from concurrent.futures import ThreadPoolExecutor

  a, b = threading.Lock(), threading.Lock()

  def count(n):
>     while n:  # the GIL may change hands here, at a taken jump
          n -= 1

  def work(task):
      first, second = (a, b) if task % 2 == 0 else (b, a)
      for _ in range(4):
          count(250_000)
>         with first:  # lets the GIL go if it has to wait
              count(125_000)
>             with second:  # lets the GIL go if it has to wait
                  count(125_000)

  with ThreadPoolExecutor(4) as pool:
      list(pool.map(work, range(4)))
";
    assert_eq!(show(&job, Runtime::Threads), expected);
}

#[test]
fn a_loop_that_hands_its_tasks_to_threads_a_few_at_once() {
    let job = scenario(WorkloadKind::Io, |draft| {
        (draft.awaiting, draft.limit) = (Awaiting::Thread, 2);
        draft.workload.cpu = Nanos::ZERO;
    });
    let expected = "  import asyncio
  import time

  def work(task):
      for _ in range(4):
>         time.sleep(0.024)  # lets the GIL go while it waits

  async def main():
      limit = asyncio.Semaphore(2)

      async def limited(*call):
          async with limit:
>             await asyncio.to_thread(*call)  # the loop goes on meanwhile

      await asyncio.gather(*(limited(work, task) for task in range(4)))

  asyncio.run(main())
";
    assert_eq!(show(&job, Runtime::Asyncio), expected);
}

#[test]
fn processes_that_share_memory_and_a_lock() {
    let job = scenario(WorkloadKind::Data, |draft| {
        (draft.via, draft.start, draft.chunk) = (Via::Shared, Some(StartMethod::Spawn), Some(2));
        draft.workload.locked = 100;
    });
    let expected = "  import multiprocessing
  from concurrent.futures import ProcessPoolExecutor
  from multiprocessing.shared_memory import SharedMemory

  def begin(*locks):
      global lock
      lock, = locks

  def count(n):
      while n:
          n -= 1

  def work(name):
      data = SharedMemory(name)
      with lock:
          count(1_200_000)
      data.close()

  if __name__ == \"__main__\":
      context = multiprocessing.get_context(\"spawn\")
      locks = (context.Lock(),)
      blocks = [SharedMemory(create=True, size=8_000_000) for _ in range(4)]
      with ProcessPoolExecutor(4, mp_context=context, initializer=begin, initargs=locks) as pool:
          # Only names are pickled: the data is copied into blocks that all share.
          list(pool.map(work, [block.name for block in blocks], chunksize=2))
      for block in blocks:
          block.close()
          block.unlink()
";
    assert_eq!(show(&job, Runtime::Processes), expected);
}

#[test]
fn free_threads_that_collect_garbage() {
    let job = scenario(WorkloadKind::Cpu, |draft| {
        (draft.workload.collection, draft.python) = (Nanos::millis(3), PythonVersion::V3_14T);
    });
    let expected = "  # Start it with python3.14t: that build has no GIL.
  import gc
  from concurrent.futures import ThreadPoolExecutor

  LIVE = [[] for _ in range(200_000)]  # what a collection looks through

  def count(n):
      while n:
          n -= 1

  def work(task):
      for _ in range(4):
          count(500_000)
          gc.collect()  # stops all other threads until it is done

  with ThreadPoolExecutor(4) as pool:
      list(pool.map(work, range(4)))
";
    assert_eq!(show(&job, Runtime::FreeThreads), expected);
}

#[test]
fn a_program_says_which_python_it_needs() {
    let needs = |python: PythonVersion, edit: fn(&mut Draft)| {
        let job = scenario(WorkloadKind::Data, |draft| {
            draft.python = python;
            edit(draft);
        });
        listing(&job, Runtime::Processes).lines[0].text.clone()
    };
    let shared: fn(&mut Draft) = |draft| draft.via = Via::Shared;
    assert_eq!(needs(PythonVersion::V3_7, shared), "# Needs Python 3.8: multiprocessing.shared_memory.");
    assert_eq!(needs(PythonVersion::V3_9, shared), "from concurrent.futures import ProcessPoolExecutor");
    let locked: fn(&mut Draft) = |draft| draft.workload.locked = 10;
    assert_eq!(needs(PythonVersion::V3_2, locked), "# Needs Python 3.7: initializer of ProcessPoolExecutor.");
}

/// A kind's scenario with tiny times, edited.
fn tiny(kind: WorkloadKind, edit: impl FnOnce(&mut Draft)) -> Scenario {
    scenario(kind, |draft| {
        let job = &mut draft.workload;
        (job.tasks, job.segments, job.hog_cpu) = (3, 2, Nanos::millis(1));
        (job.cpu, job.io, job.data) = (Nanos(job.cpu.0 / 50), Nanos(job.io.0 / 50), Bytes(job.data.0 / 50));
        edit(draft);
    })
}

/// Every option of every choice, in every kind of job, with the numbers beside them now this way, now that.
///
/// The `index`-th has the `index`-th option of each choice, counted round.
fn options() -> Vec<Scenario> {
    let most = Choice::ALL.iter().map(|choice| choice.names().len()).max().unwrap_or(0);
    let each = |kind: WorkloadKind, index: usize| {
        tiny(kind, |draft| {
            for choice in Choice::ALL {
                choice.set(draft, index % choice.names().len());
            }
            let job = &mut draft.workload;
            job.locked = [0, 40, 100][index / 2 % 3];
            job.hogs = [0, 2][index % 2];
            job.spread = [0, 100][index / 3 % 2];
            job.collection = [Nanos::ZERO, Nanos::micros(20)][index / 2 % 2];
            draft.limit = [0, 2][index / 2 % 2];
            draft.chunk = [None, Some(2)][index / 4 % 2];
            draft.interval = [Nanos::millis(5), Nanos::micros(1)][index % 2];
            draft.workers = [None, Some(2)][index % 2];
            if job.locking == Locking::Opposed {
                // One worker closes no circle.
                draft.workers = Some(1);
            }
        })
    };
    WorkloadKind::ALL.iter().flat_map(|kind| (0..most).map(move |index| each(*kind, index))).collect()
}

/// Small scenarios of every kind, and the odd ones.
fn odd_ones() -> Vec<Scenario> {
    let mut all: Vec<Scenario> = WorkloadKind::ALL.iter().map(|kind| tiny(*kind, |_| ())).collect();
    all.push(tiny(WorkloadKind::Io, |draft| {
        (draft.workload.cpu, draft.workload.spread, draft.workload.locked) = (Nanos::ZERO, 100, 50);
    }));
    all.push(tiny(WorkloadKind::C, |draft| {
        (draft.workload.io, draft.workload.data) = (Nanos::millis(1), Bytes(100));
        (draft.interval, draft.workers) = (Nanos::micros(1), Some(1));
    }));
    all.push(tiny(WorkloadKind::Mixed, |draft| {
        (draft.workload.segments, draft.workload.cpu) = (1, Nanos(1));
    }));
    all
}

#[test]
fn programs_are_short_and_their_comments_are_told_apart() {
    let mut longest = 0;
    for scenario in options().into_iter().chain(odd_ones()) {
        for runtime in Runtime::ALL {
            let lines = listing(&scenario, runtime).lines;
            longest = longest.max(lines.len());
            let to_thread = runtime == Runtime::Asyncio && scenario.awaiting == Awaiting::Thread;
            for line in &lines {
                assert_eq!(line.kind == LineKind::Comment, line.text.trim_start().starts_with('#'));
                assert!(line.text.chars().count() <= 100 && !line.text.ends_with(' '), "{:?}", line.text);
                assert!(!line.marked || to_thread || matches!(runtime, Runtime::Threads | Runtime::Asyncio));
            }
            assert!(lines.windows(2).all(|pair| !pair.iter().all(|line| line.text.is_empty())));
            assert_eq!(lines.last().map(|line| line.text.is_empty()), Some(false));
        }
    }
    // As long as Listing::lines promises, and not more.
    assert_eq!(longest, 47);
}

#[test]
fn python_compiles_every_program_for_its_version() {
    let pythons = pythons();
    if pythons.is_empty() {
        return println!("skipped: there is no Python here");
    }
    for version in PythonVersion::MODELLED {
        let programs = options().into_iter().flat_map(|scenario| {
            let scenario = Draft { python: version, start: None, ..scenario.draft() }.build().unwrap();
            Runtime::ALL.map(|runtime| program(&scenario, runtime))
        });
        for (needed, sources) in by_version(programs) {
            // What these programs say was grammar long before 3.13.
            let known = needed.min(pythons.last().map_or(needed, |last| last.version.max((3, 13))));
            match pythons.iter().find(|python| python.version == known) {
                Some(python) => python.compile(&sources),
                None => println!("skipped: {} programs for Python {needed:?}", sources.len()),
            }
        }
    }
}

#[test]
fn programs_run() {
    let pythons = pythons();
    if pythons.is_empty() {
        return println!("skipped: there is no Python here");
    }
    // Jobs in C have every option of every choice; those in Python differ in what they share and send.
    let some = options().into_iter().enumerate().filter(|(number, scenario)| match scenario.workload.kind {
        WorkloadKind::C => true,
        WorkloadKind::Mixed => number % 3 != 0,
        _ => number % 3 == 0,
    });
    let scenarios: Vec<Scenario> = some.map(|(_, scenario)| scenario).chain(odd_ones()).collect();
    let (next, ran, skipped) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    // Most of a program's time is the start of Python and its waits.
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while let number = next.fetch_add(1, Relaxed)
                    && let Some(scenario) = scenarios.get(number)
                {
                    // Each scenario with another of the Pythons there are.
                    let scenario = with_python(scenario, &pythons[number % pythons.len()]);
                    for runtime in Runtime::ALL {
                        let did = run(&pythons, &scenario, runtime, &format!("{number}-{runtime}"));
                        if did { &ran } else { &skipped }.fetch_add(1, Relaxed);
                    }
                }
            });
        }
    });
    println!("{ran:?} programs ran, {skipped:?} skipped for want of their Python or their package");
    assert!(ran.into_inner() > 0);
}

fn with_python(scenario: &Scenario, python: &Python) -> Scenario {
    let mut draft = scenario.draft();
    draft.python = python.modelled().unwrap_or(draft.python);
    let processes = Runtime::Processes.python_for(draft.python);
    draft.start = draft.start.filter(|method| processes.has_start_method(*method));
    draft.build().expect("any scenario can be had in any version")
}

/// Runs the program if there is the Python for it.
fn run(pythons: &[Python], scenario: &Scenario, runtime: Runtime, name: &str) -> bool {
    let (needed, source) = program(scenario, runtime);
    // The newest stands in for 3.14, see `Python::run`.
    let needed = if needed == (3, 14) {
        needed.min(pythons.last().map_or(needed, |last| last.version))
    } else {
        needed
    };
    let python = pythons.iter().find(|python| python.version == needed && python.has_packages(&source));
    python.inspect(|python| python.run(name, &source)).is_some()
}

/// A program, and the version it is for.
fn program(scenario: &Scenario, runtime: Runtime) -> ((u32, u32), String) {
    let source = listing(scenario, runtime).source();
    let python = runtime.python_for(scenario.python);
    if python.is_free_threaded() {
        // Any recent Python runs it, if not as free.
        return ((3, 13), source);
    }
    let asked = source.lines().filter_map(|line| line.strip_prefix("# Needs Python 3."));
    let asked = asked.filter_map(|rest| rest.split([':', '.']).next()?.parse().ok()).next_back();
    let version = if python.is_2() { (2, 7) } else { (3, asked.unwrap_or(python.minor().into())) };
    (version, source)
}

type Programs = Vec<((u32, u32), Vec<String>)>;

fn by_version(programs: impl Iterator<Item = ((u32, u32), String)>) -> Programs {
    let mut all = Programs::new();
    for (version, source) in programs {
        match all.iter_mut().find(|(known, _)| *known == version) {
            Some((_, sources)) => sources.push(source),
            None => all.push((version, vec![source])),
        }
    }
    all
}
