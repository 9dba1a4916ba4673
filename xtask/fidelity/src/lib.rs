//! `cargo xtask fidelity FILE.jsonl`: the model held against measured runs of CPython.
//!
//! In reading order: [`record`] (a line of the file), [`rules`] (which scenario a record is, if it is one),
//! [`replay`] (the model's run of it), [`table`] (what is printed). No rule looks at more than a record's
//! group, mode and parameters, and nothing is corrected by row: a file of other runs goes the same way.

mod record;
mod replay;
mod rules;
mod table;

use anyhow::{Context, Result, bail};
use record::Record;
use rules::Use;
use sim::costs::Costs;
use std::fs;
use table::Table;

/// Runs the verb and returns what to print; the last line is
/// `fidelity n=… median_abs_err=…% p95_abs_err=…% worst=…%`.
///
/// # Errors
/// For arguments that make no sense, a file that can't be read, a line that is no record, and a file without
/// a record to score. A record that lacks a parameter or is refused as a scenario is named and left out.
pub fn run(arguments: &[String]) -> Result<String> {
    let [file] = arguments else { bail!("usage: cargo xtask fidelity FILE.jsonl") };
    let text = fs::read_to_string(file).with_context(|| format!("can't read {file}"))?;
    report(&text)
}

/// The same for the lines of a file.
///
/// # Errors
/// As [`run`], but for the arguments and the file.
pub fn report(lines: &str) -> Result<String> {
    let mut table = Table::default();
    for (index, line) in lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let place = || format!("line {}", index + 1);
        let record: Record = serde_json::from_str(line).with_context(place)?;
        if let Err(error) = add(&mut table, &record) {
            table.refused(format!("{}: {error:#}", place()));
        }
    }
    table.print()
}

fn add(table: &mut Table, record: &Record) -> Result<()> {
    match rules::read(record, Costs::CPYTHON_3_11)? {
        Use::Score(case) => table.score(record, replay::wall(&case)?),
        Use::Slices(case) => table.slices(record, replay::slices(&case)?),
        Use::Convoy(case) => table.convoy(record, replay::operations(&case)?),
        Use::Range => table.ranges += 1,
        Use::NotModelled => table.not_modelled(record),
    }
    Ok(())
}

/// The relative errors, with their signs, of the records of process modes that are scored, under `costs`: what
/// the costs of processes can be fitted on.
///
/// # Errors
/// For a line that is no record, and for a record that is no scenario.
pub fn process_errors(lines: &str, costs: Costs) -> Result<Vec<f64>> {
    let mut errors = Vec::new();
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        let record: Record = serde_json::from_str(line)?;
        let with_processes = record.mode.starts_with("mp_") || record.mode.starts_with("ppe_");
        if with_processes && let Use::Score(case) = rules::read(&record, costs)? {
            errors.push(replay::wall(&case)? - 1.0);
        }
    }
    Ok(errors)
}
