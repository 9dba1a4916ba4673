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
    match rules::read(record)? {
        Use::Score(case) => table.score(record, replay::wall(&case)?),
        Use::Slices(case) => table.slices(record, replay::slices(&case)?),
        Use::Convoy(case) => table.convoy(record, replay::operations(&case)?),
        Use::Range => table.ranges += 1,
        Use::NotModelled => table.not_modelled(record),
    }
    Ok(())
}
