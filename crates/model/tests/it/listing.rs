//! The Python programs: read by Python's own compiler, and run, where there is a Python.

use model::listing::{Line, LineKind, listing};
use model::scenario::Draft;
use model::{Bytes, Nanos, Runtime, Scenario, WorkloadKind};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

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
>     while n:  # the GIL may change hands here
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

/// Small scenarios of every kind, and the odd ones.
fn scenarios() -> Vec<Scenario> {
    let tiny = |draft: &mut Draft| {
        let job = &mut draft.workload;
        (job.tasks, job.segments) = (3, 2);
        (job.cpu, job.io, job.data) = (Nanos(job.cpu.0 / 50), Nanos(job.io.0 / 50), Bytes(job.data.0 / 50));
    };
    let mut all: Vec<Scenario> = WorkloadKind::ALL.map(|kind| scenario(kind, tiny)).into();
    all.push(scenario(WorkloadKind::Io, |draft| {
        tiny(draft);
        (draft.workload.cpu, draft.workload.spread) = (Nanos::ZERO, 100);
    }));
    all.push(scenario(WorkloadKind::C, |draft| {
        tiny(draft);
        (draft.workload.io, draft.workload.data) = (Nanos::millis(1), Bytes(100));
        (draft.interval, draft.workers) = (Nanos::micros(1), Some(1));
    }));
    all.push(scenario(WorkloadKind::Mixed, |draft| {
        tiny(draft);
        (draft.workload.segments, draft.workload.cpu) = (1, Nanos(1));
    }));
    all
}

#[test]
fn programs_are_short_and_their_comments_are_told_apart() {
    for scenario in scenarios() {
        for runtime in Runtime::ALL {
            let lines = listing(&scenario, runtime).lines;
            assert!(lines.len() <= 22, "{runtime}: {} lines", lines.len());
            for line in &lines {
                assert_eq!(line.kind == LineKind::Comment, line.text.trim_start().starts_with('#'));
                assert!(line.text.chars().count() <= 100 && !line.text.ends_with(' '), "{:?}", line.text);
                assert!(!line.marked || matches!(runtime, Runtime::Threads | Runtime::Asyncio));
            }
            let ends = lines.last().map(|line| line.text.is_empty());
            assert_eq!(ends, Some(false));
        }
    }
}

/// The Pythons of this machine: version and path, the newest last.
fn pythons() -> Vec<((u32, u32), PathBuf)> {
    let pyenv = std::env::var_os("PYENV_ROOT").map(PathBuf::from);
    let pyenv = pyenv.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".pyenv")));
    let installed = pyenv.and_then(|root| std::fs::read_dir(root.join("versions")).ok());
    let installed = installed.into_iter().flatten().flatten().map(|entry| entry.path().join("bin/python3"));
    let named = ["python3", "python3.12", "python3.13", "python3.14"].map(PathBuf::from);
    let mut found: Vec<_> = installed.chain(named).filter_map(|path| Some((version(&path)?, path))).collect();
    found.sort();
    found.dedup_by_key(|(version, _)| *version);
    found
}

fn version(python: &Path) -> Option<(u32, u32)> {
    let print = "import sys; print(*sys.version_info[:2])";
    let output = Command::new(python).args(["-c", print]).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let (major, minor) = text.trim().split_once(' ')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

#[test]
fn python_compiles_every_program() {
    let Some((_, python)) = pythons().pop() else {
        return println!("skipped: there is no Python here");
    };
    let programs =
        scenarios().into_iter().flat_map(|scenario| Runtime::ALL.map(|runtime| listing(&scenario, runtime)));
    let sources: Vec<String> = programs.map(|program| program.source()).collect();
    let check =
        "import sys\nfor program in sys.stdin.read().split('\\0'): compile(program, 'listing', 'exec')";
    let mut child = Command::new(python).args(["-c", check]).stdin(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(sources.join("\0").as_bytes()).unwrap();
    assert!(child.wait().unwrap().success(), "a program does not compile:\n{}", sources.join("\n---\n"));
}

#[test]
fn programs_run() {
    let mut pythons = pythons().into_iter().filter(|(version, _)| *version >= (3, 12));
    let Some((version, python)) = pythons.next_back() else {
        return println!("skipped: there is no Python 3.12 or later here");
    };
    let folder = std::env::temp_dir().join(format!("listing-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    for (number, scenario) in scenarios().iter().enumerate() {
        for runtime in Runtime::ALL {
            if runtime == Runtime::Interpreters && version < (3, 14) {
                println!("skipped: interpreters need Python 3.14, this is 3.{}", version.1);
                continue;
            }
            let file = folder.join(format!("{number}-{runtime}.py"));
            std::fs::write(&file, listing(scenario, runtime).source()).unwrap();
            let output = Command::new(&python).arg(&file).output().unwrap();
            let errors = String::from_utf8_lossy(&output.stderr);
            assert!(
                output.status.success() && errors.is_empty(),
                "{runtime}: {errors}\n{}",
                show(scenario, runtime)
            );
        }
    }
    std::fs::remove_dir_all(&folder).unwrap();
}
