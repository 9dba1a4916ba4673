//! What one task does.

use super::number::{blocks, integer, passes, seconds};
use super::{Note, Program};
use crate::{Bytes, Nanos, Runtime, Workload, WorkloadKind};

/// What a workload's function needs to be written.
pub(super) struct Shape {
    /// Computes in C.
    pub(super) c: bool,
    pub(super) computes: bool,
    pub(super) waits: bool,
    pub(super) data: bool,
    pub(super) random: bool,
}

impl Shape {
    pub(super) fn of(job: &Workload) -> Self {
        let (computes, waits) = (job.cpu > Nanos::ZERO, job.io > Nanos::ZERO);
        let c = computes && job.kind == WorkloadKind::C;
        Self { c, computes, waits, data: job.data > Bytes(0), random: waits && job.spread > 0 }
    }

    /// Nothing but a loop in Python: its count is the argument.
    pub(super) fn is_loop(&self) -> bool {
        self.computes && !self.c && !self.waits && !self.data
    }
}

/// Calls and bytes of the C code in one segment.
pub(super) fn c_work(job: &Workload) -> (u64, u64) {
    let segment = Nanos(job.cpu.0 / u64::from(job.segments));
    // Where nothing comes between the calls, all of them are one loop.
    if job.io > Nanos::ZERO { blocks(segment, 1) } else { blocks(job.cpu, job.segments.into()) }
}

/// Writes `work`, and before it what it calls.
pub(super) fn function(program: &mut Program, job: &Workload, runtime: Runtime) {
    let shape = Shape::of(job);
    let coroutine = if runtime == Runtime::Asyncio { "async " } else { "" };
    if shape.is_loop() {
        program.code(format!("{coroutine}def work(n):"));
        program.noted("    while n:", poll(runtime));
        program.code("        n -= 1");
        return program.blank();
    }
    if shape.computes && !shape.c {
        program.code("def count(n):");
        program.noted("    while n:", poll(runtime));
        program.code("        n -= 1");
        program.blank();
    }
    let argument = if shape.data { "data" } else { "task" };
    program.code(format!("{coroutine}def work({argument}):"));
    segments(program, job, &shape, runtime);
    if shape.data {
        program.code("    return data");
    }
    program.blank();
}

fn segments(program: &mut Program, job: &Workload, shape: &Shape, runtime: Runtime) {
    let looped = shape.waits && job.segments > 1;
    let indent = if looped { "        " } else { "    " };
    if looped {
        program.code(format!("    for _ in range({}):", job.segments));
    }
    let segments = if shape.waits { u64::from(job.segments) } else { 1 };
    if shape.c {
        hashing(program, job, indent, runtime);
    } else if shape.computes {
        let count = integer(passes(Nanos(job.cpu.0 / segments)));
        program.code(format!("{indent}count({count})"));
    }
    if shape.waits {
        wait(program, job, indent, runtime);
    }
}

fn hashing(program: &mut Program, job: &Workload, indent: &str, runtime: Runtime) {
    let (calls, _) = c_work(job);
    let note = match runtime {
        Runtime::Threads => Some(Note { text: "lets the GIL go while it computes", marked: true }),
        Runtime::Asyncio => Some(Note { text: "no await: the event loop stands still", marked: false }),
        _ => None,
    };
    if calls > 1 {
        program.code(format!("{indent}for _ in range({}):", integer(calls)));
    }
    let deeper = if calls > 1 { "    " } else { "" };
    program.noted(&format!("{indent}{deeper}hashlib.sha256(BLOCK)"), note);
}

fn wait(program: &mut Program, job: &Workload, indent: &str, runtime: Runtime) {
    let mean = seconds(Nanos(job.io.0 / u64::from(job.segments)));
    let time = match job.spread {
        0 => mean,
        spread => {
            let part = |percent: u32| seconds(Nanos(u64::from(percent) * 10_000_000));
            format!("{mean} * random.uniform({}, {})", part(100 - spread), part(100 + spread))
        }
    };
    match runtime {
        Runtime::Asyncio => {
            let note = Note { text: "the other tasks run meanwhile", marked: true };
            program.noted(&format!("{indent}await asyncio.sleep({time})"), Some(note));
        }
        Runtime::Threads => {
            let note = Note { text: "lets the GIL go while it waits", marked: true };
            program.noted(&format!("{indent}time.sleep({time})"), Some(note));
        }
        _ => program.code(format!("{indent}time.sleep({time})")),
    }
}

/// What may happen at the back edge of a loop in Python.
fn poll(runtime: Runtime) -> Option<Note> {
    match runtime {
        Runtime::Threads => Some(Note { text: "the GIL may change hands here", marked: true }),
        Runtime::Asyncio => Some(Note { text: "no await: the event loop stands still", marked: false }),
        _ => None,
    }
}
