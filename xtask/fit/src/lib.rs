//! `cargo xtask fit FILE.jsonl`: the few costs that no single measured row shows, fitted on whole runs.
//!
//! Where a process's time goes between its start and its end, and what an executor adds, are sums in the rows;
//! the runs' parent is also bigger than that of the rows, and its forks are dearer. So these five are chosen to make
//! the sum of the squared relative errors of all records with processes least: one parameter after another is
//! moved up or down as long as that helps, in steps that get smaller. The same file gives the same numbers.
//!
//! What is printed belongs in `crates/sim/src/costs.rs`; a test holds it to that.

mod parameters;

use anyhow::{Context, Result, bail};
pub use parameters::{PARAMETERS, Parameter, Values};
use std::fmt::Write;
use std::fs;

/// How often all parameters are gone through with steps of one size, at most.
const ROUNDS: usize = 20;
/// The sizes of steps, as parts of a parameter's finest.
const STEPS: [i64; 4] = [16, 4, 2, 1];

/// Runs the verb and returns what to print.
///
/// # Errors
/// For arguments that make no sense, a file that can't be read, and as [`loss`].
pub fn run(arguments: &[String]) -> Result<String> {
    let [file] = arguments else { bail!("usage: cargo xtask fit FILE.jsonl") };
    let lines = fs::read_to_string(file).with_context(|| format!("can't read {file}"))?;
    let start = Values::STARTING;
    let fitted = fit(&lines, start, &STEPS)?;
    let mut text = String::new();
    for (index, parameter) in PARAMETERS.iter().enumerate() {
        writeln!(
            text,
            "{:<22} {:>7} us (from {} us)  crates/sim/src/costs.rs, PY_3_12.process.{}",
            parameter.name, fitted.0[index], start.0[index], parameter.name
        )?;
    }
    write!(
        text,
        "root mean square of the relative errors: {:.2} % before, {:.2} % after",
        100.0 * loss(&lines, start)?,
        100.0 * loss(&lines, fitted)?
    )?;
    Ok(text)
}

/// The values with the least loss that steps of these sizes lead to from `values`.
///
/// # Errors
/// As [`loss`].
pub fn fit(lines: &str, mut values: Values, steps: &[i64]) -> Result<Values> {
    let mut least = loss(lines, values)?;
    for step in steps {
        for _ in 0..ROUNDS {
            let before = least;
            for index in 0..PARAMETERS.len() {
                (values, least) = descend(lines, (values, least), index, *step)?;
            }
            if least >= before {
                break;
            }
        }
    }
    Ok(values)
}

/// Moves one parameter for as long as that helps.
fn descend(lines: &str, best: (Values, f64), index: usize, step: i64) -> Result<(Values, f64)> {
    let mut best = best;
    for direction in [step, -step] {
        while let Some(moved) = best.0.moved(index, direction) {
            let loss = loss(lines, moved)?;
            if loss >= best.1 {
                break;
            }
            best = (moved, loss);
        }
    }
    Ok(best)
}

/// The root mean square of the relative errors under these values.
///
/// # Errors
/// For a line that is no record, a record that is no scenario, and if there is no record with processes.
pub fn loss(lines: &str, values: Values) -> Result<f64> {
    let errors = fidelity::process_errors(lines, values.costs())?;
    if errors.is_empty() {
        bail!("there is no record with processes");
    }
    let squares: f64 = errors.iter().map(|error| error * error).sum();
    Ok((squares / errors.len() as f64).sqrt())
}
