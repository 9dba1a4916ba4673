//! What a task computes, as functions of how much of it: for the script that times a scenario.

use super::call::{self, CFunction};
use super::meaning::Meaning;
use super::{Listing, Program, task, touch};
use crate::Scenario;
use crate::scenario::Sharing;

/// `loop(n)`, and what else the job needs: `call(x)` of what `make(n)` makes and its `UNITS`; `count(n)` and
/// `counted()`; `reset()` before each run. For Python 3.8 and later.
pub(crate) fn functions(scenario: &Scenario) -> String {
    let meaning = Meaning::for_any(scenario);
    let mut program = Program::default();
    loops(&mut program, &meaning);
    if meaning.in_c() {
        c_function(&mut program, &meaning);
    }
    if meaning.counts() {
        counter(&mut program, &meaning);
    }
    reset(&mut program, &meaning);
    Listing { lines: program.lines }.source()
}

fn loops(program: &mut Program, meaning: &Meaning<'_>) {
    if let Some(import) = touch::import(meaning) {
        program.code(import);
    }
    touch::definition(program, meaning);
    program.blank();
    task::count_down(program, meaning, "def loop(n):");
}

fn c_function(program: &mut Program, meaning: &Meaning<'_>) {
    let function = CFunction::of(meaning);
    if let Some(module) = function.module {
        program.code("try:");
        program.indented(|program| program.code(format!("import {module}")));
        program.code("except ImportError as error:");
        program.indented(|program| {
            program.code("sys.exit(\"This job calls what this Python lacks: %s.\" % error)");
        });
        program.blank();
    }
    let (least, most, picos) = function.units();
    program
        .code(format!("UNITS = {least}, {most}, {picos} / 1000  # least, most, and the nanoseconds of one"));
    program.blank();
    program.code("def make(n):");
    program.indented(|program| program.code(format!("return {}", call::subject(meaning, "n"))));
    program.blank();
    program.code("def call(x):");
    program.indented(|program| program.code(function.call("x")));
    program.blank();
}

fn counter(program: &mut Program, meaning: &Meaning<'_>) {
    let statement = meaning.job.statement;
    statement.setup().iter().for_each(|line| program.code(*line));
    program.blank();
    program.code("def count(n):");
    program.indented(|program| {
        if statement.is_global() {
            program.code("global c");
        }
        program.code("for _ in range(n):");
        program.indented(|program| program.code(statement.text()));
    });
    program.blank();
    program.code("def counted():");
    program.indented(|program| program.code(format!("return {}", statement.variable())));
    program.blank();
}

/// As before the first run: what one leaves behind would slow the next one down.
fn reset(program: &mut Program, meaning: &Meaning<'_>) {
    program.code("def reset():");
    program.indented(|program| {
        if meaning.counts() {
            if meaning.job.statement.is_global() {
                program.code("global c");
            }
            program.code(format!("{} = 0", meaning.job.statement.variable()));
        } else if meaning.shares() && meaning.job.sharing == Sharing::Append {
            program.code("shared.clear()");
        } else {
            program.code("pass");
        }
    });
    program.blank();
}
