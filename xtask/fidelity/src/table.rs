//! What is printed: errors by mode, slices, what is left out, and the line that sums it up.

use crate::record::{Record, median};
use crate::replay::Slices;
use anyhow::{Result, bail};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The figures of a file, as far as it was read.
#[derive(Debug, Default)]
pub(crate) struct Table {
    /// Absolute relative errors, in percent, by mode.
    errors: BTreeMap<String, Vec<f64>>,
    worst: Vec<(f64, String)>,
    sweeps: Vec<String>,
    convoys: Vec<String>,
    not_modelled: BTreeMap<String, u32>,
    refused: Vec<String>,
    /// Records whose times are a range in reality.
    pub(crate) ranges: u32,
}

/// How many of the worst records are named.
const NAMED: usize = 8;

impl Table {
    /// The model takes `ratio` times as long as was measured.
    pub(crate) fn score(&mut self, record: &Record, ratio: f64) {
        let error = (ratio - 1.0) * 100.0;
        self.errors.entry(record.mode.clone()).or_default().push(error.abs());
        let what = format!(
            "{:+6.1} %  {}: model {:.1} ms, measured {:.1} ms",
            error,
            name(record),
            record.median_s * ratio * 1e3,
            record.median_s * 1e3
        );
        self.worst.push((error.abs(), what));
    }

    /// The model's slices for a record.
    pub(crate) fn slices(&mut self, record: &Record, slices: Slices) {
        let (n, interval) = (record.tasks().unwrap_or(0), record.scenario.interval_ms.unwrap_or(0.0));
        let switches = record.other.switches.as_deref().and_then(median);
        let slice = record.other.slice_med_ms.as_deref().and_then(median);
        self.sweeps.push(format!(
            "{n:>7} {interval:>8} ms {:>9} {:>9} {:>12} {:>12}",
            number(Some(slices.count), 0),
            number(switches, 0),
            number(slices.median_ms, 3),
            number(slice, 3),
        ));
    }

    /// The model's operations per second for a record.
    pub(crate) fn convoy(&mut self, record: &Record, model: f64) {
        let (io, threads) = (record.scenario.io.as_deref().unwrap_or("-"), record.scenario.cpu_threads);
        let rates = record.other.io_ops_per_s.as_deref().unwrap_or_default();
        let (least, most) =
            rates.iter().fold((f64::MAX, 0.0_f64), |(least, most), rate| (least.min(*rate), most.max(*rate)));
        self.convoys.push(format!(
            "{io:<10} {:>7} {:>8} ms {:>11} {:>11} {:>9} to {}",
            threads.unwrap_or(0),
            record.scenario.interval_ms.unwrap_or(0.0),
            number(Some(model), 1),
            number(median(rates), 1),
            number(Some(least), 1),
            number(Some(most), 1),
        ));
    }

    /// The model has no such thing.
    pub(crate) fn not_modelled(&mut self, record: &Record) {
        let group = &record.scenario.group;
        let what = if *group == record.mode { group.clone() } else { format!("{group}/{}", record.mode) };
        *self.not_modelled.entry(what).or_default() += 1;
    }

    /// The record can't be run, and why.
    pub(crate) fn refused(&mut self, why: String) {
        self.refused.push(why);
    }

    /// The whole text.
    ///
    /// # Errors
    /// If there was nothing to score.
    pub(crate) fn print(mut self) -> Result<String> {
        let mut all: Vec<f64> = self.errors.values().flatten().copied().collect();
        all.sort_by(f64::total_cmp);
        let (Some(middle), Some(worst)) = (median(&all), all.last()) else {
            bail!("there is no record to score")
        };
        let mut text = self.by_mode()?;
        self.add_worst(&mut text)?;
        self.add_sweeps(&mut text)?;
        self.add_convoys(&mut text)?;
        self.add_left_out(&mut text)?;
        write!(
            text,
            "fidelity n={} median_abs_err={middle:.1}% p95_abs_err={:.1}% worst={worst:.1}%",
            all.len(),
            percentile_95(&all),
        )?;
        Ok(text)
    }

    fn by_mode(&self) -> Result<String> {
        let mut text = String::from(
            "absolute error of wall time, model against measured\nmode              n   median      p95    worst\n",
        );
        for (mode, errors) in &self.errors {
            let mut errors = errors.clone();
            errors.sort_by(f64::total_cmp);
            let (middle, worst) = (median(&errors).unwrap_or(0.0), errors.last().copied().unwrap_or(0.0));
            writeln!(
                text,
                "{mode:<14} {:>4} {middle:>7.1}% {:>7.1}% {worst:>7.1}%",
                errors.len(),
                percentile_95(&errors)
            )?;
        }
        Ok(text)
    }

    fn add_worst(&mut self, text: &mut String) -> Result<()> {
        self.worst.sort_by(|a, b| b.0.total_cmp(&a.0));
        writeln!(text, "\nthe worst")?;
        for (_, what) in self.worst.iter().take(NAMED) {
            writeln!(text, "{what}")?;
        }
        Ok(())
    }

    fn add_sweeps(&self, text: &mut String) -> Result<()> {
        if self.sweeps.is_empty() {
            return Ok(());
        }
        writeln!(text, "\nswitch intervals: number of slices and their median in ms, outside the score")?;
        writeln!(text, "threads    interval     model  measured        model     measured")?;
        for line in &self.sweeps {
            writeln!(text, "{line}")?;
        }
        Ok(())
    }

    fn add_convoys(&self, text: &mut String) -> Result<()> {
        if self.convoys.is_empty() {
            return Ok(());
        }
        writeln!(text, "\nconvoys: operations per second of the I/O thread, outside the score")?;
        writeln!(text, "io         threads    interval       model    measured  repetitions")?;
        for line in &self.convoys {
            writeln!(text, "{line}")?;
        }
        Ok(())
    }

    fn add_left_out(&self, text: &mut String) -> Result<()> {
        writeln!(text)?;
        if self.ranges > 0 {
            writeln!(text, "ranges in reality, outside the score: {} rows", self.ranges)?;
        }
        for why in &self.refused {
            writeln!(text, "left out: {why}")?;
        }
        for (what, rows) in &self.not_modelled {
            writeln!(text, "not modelled yet: {what} ({rows} rows)")?;
        }
        Ok(())
    }
}

/// By nearest rank, of sorted numbers.
fn percentile_95(sorted: &[f64]) -> f64 {
    let rank = (sorted.len() * 95).div_ceil(100).max(1);
    sorted.get(rank - 1).copied().unwrap_or(0.0)
}

fn name(record: &Record) -> String {
    let scenario = &record.scenario;
    let mut text = format!("{} {} n={}", scenario.group, record.mode, record.tasks().unwrap_or(0));
    let parts =
        [("cpu", scenario.cpu_ms), ("io", scenario.io_ms), ("segments", scenario.segments.map(f64::from))];
    for (what, value) in parts {
        if let Some(value) = value.filter(|value| *value > 0.0) {
            text.push_str(&format!(" {what}={}", number(Some(value), 0)));
        }
    }
    text
}

fn number(value: Option<f64>, digits: usize) -> String {
    value.map_or_else(|| "-".into(), |value| format!("{value:.digits$}"))
}
