//! What one task does: the program's functions.

use super::call::CFunction;
use super::meaning::Meaning;
use super::number::seconds;
use super::{Program, call, collection, note, section, tasks, touch};
use crate::Nanos;

/// A piece's CPU time: before its critical section, and in it under each number of locks.
struct Parts {
    free: Nanos,
    locked: Nanos,
}

impl Parts {
    fn of(meaning: &Meaning<'_>) -> Self {
        // A task that counts shares out its updates the same way.
        let whole = if meaning.counts() { meaning.job.updates.into() } else { meaning.job.cpu.0 };
        let piece = Nanos(whole / meaning.pieces());
        let locked = piece.permille(u64::from(meaning.job.locked) * 10);
        let nested = section::names(meaning).len().max(1) as u64;
        Self { free: piece - locked, locked: Nanos(locked.0 / nested) }
    }
}

/// The name of what the calls in a critical section work on, where those outside work on something else.
const LOCKED: &str = "LOCKED";

/// What the C calls work on.
pub(super) fn subjects(program: &mut Program, meaning: &Meaning<'_>) {
    if !meaning.in_c() {
        return;
    }
    let function = CFunction::of(meaning);
    let Parts { free, locked } = Parts::of(meaning);
    if free > Nanos::ZERO {
        let units = function.work(free, calls(meaning)).1;
        program.code(format!("{} = {}", function.name, call::subject(meaning, &meaning.integer(units))));
    }
    if locked > Nanos::ZERO {
        let name = locked_name(meaning, &function);
        let units = meaning.integer(function.work(locked, 1).1);
        program.code(format!("{name} = {}", call::subject(meaning, &units)));
    }
}

/// How many calls a piece has: where nothing comes between the task's, all of them are one loop.
fn calls(meaning: &Meaning<'_>) -> u64 {
    if meaning.pieces() > 1 { 1 } else { meaning.job.segments.into() }
}

fn locked_name(meaning: &Meaning<'_>, function: &CFunction) -> &'static str {
    if meaning.job.locked == 100 { function.name } else { LOCKED }
}

/// Writes `work`, and before it what it calls and what comes beside it.
pub(super) fn functions(program: &mut Program, meaning: &Meaning<'_>) {
    section::initializer(program, meaning);
    if meaning.counts() {
        meaning.job.statement.setup().iter().for_each(|line| program.code(*line));
        program.blank();
    }
    let coroutine = if meaning.coroutines() { "async " } else { "" };
    if meaning.job.hogs > 0 {
        count_down(program, meaning, &format!("{coroutine}def hog(n):"));
    }
    if meaning.is_loop() {
        return count_down(program, meaning, &format!("{coroutine}def work(n):"));
    }
    if meaning.computes() && !meaning.in_c() {
        count_down(program, meaning, "def count(n):");
    }
    program.code(format!("{coroutine}def work({}):", tasks::parameters(meaning)));
    program.indented(|program| body(program, meaning));
    program.blank();
}

/// A function that computes in Python.
pub(super) fn count_down(program: &mut Program, meaning: &Meaning<'_>, head: &str) {
    program.code(head);
    program.indented(|program| {
        program.noted("while n:", note::at_loop(meaning));
        program.indented(|program| {
            program.noted("n -= 1", note::in_loop(meaning));
            if let Some(statement) = touch::statement(meaning.job.sharing) {
                program.noted(statement, note::at_touch(meaning));
            }
        });
    });
    program.blank();
}

fn body(program: &mut Program, meaning: &Meaning<'_>) {
    if meaning.shares_memory() {
        program.code("data = SharedMemory(name)");
    }
    section::order(program, meaning);
    if meaning.counts() && meaning.job.statement.is_global() {
        program.code("global c");
    }
    if meaning.pieces() > 1 {
        program.code(format!("for _ in range({}):", meaning.pieces()));
        program.indented(|program| piece(program, meaning));
    } else {
        piece(program, meaning);
    }
    if meaning.shares_memory() {
        program.code("data.close()");
    } else if meaning.data() {
        program.code("return data");
    }
}

fn piece(program: &mut Program, meaning: &Meaning<'_>) {
    let Parts { free, locked } = Parts::of(meaning);
    if (meaning.computes() || meaning.counts()) && free > Nanos::ZERO {
        let name = if meaning.in_c() { CFunction::of(meaning).name } else { "" };
        compute(program, meaning, free, name, calls(meaning));
    }
    if meaning.locks() {
        critical_section(program, meaning, locked, section::taken(meaning));
    }
    if meaning.collects() {
        collection::collect(program, meaning);
    }
    if meaning.waits() {
        wait(program, meaning);
    }
}

/// Computes under each of the locks, the next one inside the one before.
fn critical_section(program: &mut Program, meaning: &Meaning<'_>, each: Nanos, locks: &[&str]) {
    let Some((lock, inner)) = locks.split_first() else { return };
    section::under(program, meaning, lock, |program| {
        let name = if meaning.in_c() { locked_name(meaning, &CFunction::of(meaning)) } else { "" };
        compute(program, meaning, each, name, 1);
        critical_section(program, meaning, each, inner);
    });
}

fn compute(program: &mut Program, meaning: &Meaning<'_>, cpu: Nanos, name: &str, calls: u64) {
    if meaning.counts() {
        program.code(format!("for _ in range({}):", meaning.integer(cpu.0)));
        return program.indented(|program| program.code(meaning.job.statement.text()));
    }
    if !meaning.in_c() {
        return program.code(format!("count({})", meaning.integer(touch::passes(meaning, cpu))));
    }
    let function = CFunction::of(meaning);
    let call = |program: &mut Program| {
        program.noted(function.call(name), note::at_call(meaning, function.polls));
    };
    match function.work(cpu, calls).0 {
        1 => call(program),
        calls => {
            program.code(format!("for _ in range({}):", meaning.integer(calls)));
            program.indented(call);
        }
    }
}

fn wait(program: &mut Program, meaning: &Meaning<'_>) {
    let job = meaning.job;
    let mean = seconds(Nanos(job.io.0 / u64::from(job.segments)));
    let time = match job.spread {
        0 => mean,
        spread => {
            let part = |percent: u32| seconds(Nanos(u64::from(percent) * 10_000_000));
            format!("{mean} * random.uniform({}, {})", part(100 - spread), part(100 + spread))
        }
    };
    if meaning.awaits() {
        program.noted(format!("await asyncio.sleep({time})"), note::at_await());
    } else {
        program.noted(format!("time.sleep({time})"), note::at_sleep(meaning));
    }
}
