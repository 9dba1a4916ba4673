//! The program behind the suite of proofs in `cargo xtask test`, and of `cargo run -p proofs`:
//!
//! ```text
//! proofs [--scenarios N] [--wasm FILE]
//! ```
//!
//! Looks at every run of N random scenarios (10,000 unless told), and where it is given this crate as WebAssembly,
//! compares each run with the one that Node.js makes of it. Its last line counts as Rust's test harness does.
#![expect(clippy::print_stdout, reason = "its standard output is what it is for")]

mod wasm;

use model::{Runtime, ShareLink};
use proofs::{CHECKS, Report};
use std::process::ExitCode;
use std::time::Instant;
use std::{panic, thread};

const SCENARIOS: u64 = 10_000;
/// Scenarios that one thread does before it takes others.
const BLOCK: u64 = 50;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (scenarios, wasm) = match options(&arguments) {
        Ok(options) => options,
        Err(error) => {
            eprintln!("error: {error}\nusage: proofs [--scenarios N] [--wasm FILE]");
            return ExitCode::from(2);
        }
    };
    let start = Instant::now();
    // Node.js runs beside the checks.
    let child = wasm.map(|file| thread::spawn(move || wasm::digests(&file, scenarios)));
    let report = all(scenarios);
    let mut failed = checked(&report);
    let mut count = CHECKS.len();
    if let Some(child) = child {
        count += 1;
        let theirs = child.join().unwrap_or_else(|payload| panic::resume_unwind(payload));
        failed += usize::from(!same(&report, theirs));
    }
    let (runs, seconds) = (report.digests.len() * Runtime::ALL.len(), start.elapsed().as_secs_f64());
    println!("{runs} runs, {} events, {seconds:.1} s", report.events);
    let word = if failed == 0 { "ok" } else { "FAILED" };
    println!("test result: {word}. {} passed; {failed} failed; 0 ignored", count - failed);
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn options(arguments: &[String]) -> Result<(u64, Option<String>), String> {
    let (mut scenarios, mut wasm) = (SCENARIOS, None);
    let mut arguments = arguments.iter();
    while let Some(option) = arguments.next() {
        let value = arguments.next().ok_or_else(|| format!("`{option}` takes a value"))?;
        match option.as_str() {
            "--scenarios" => scenarios = value.parse().map_err(|_| format!("`{value}` is no number"))?,
            "--wasm" => wasm = Some(value.clone()),
            _ => return Err(format!("there is no `{option}`")),
        }
    }
    Ok((scenarios, wasm))
}

/// The checks on all scenarios, on all processors.
fn all(scenarios: u64) -> Report {
    let threads = thread::available_parallelism().map_or(1, |count| count.get() as u64);
    let blocks: Vec<_> =
        (0..scenarios).step_by(BLOCK as usize).map(|from| from..(from + BLOCK).min(scenarios)).collect();
    thread::scope(|scope| {
        let blocks = &blocks;
        let every = |first: u64| blocks.iter().skip(first as usize).step_by(threads as usize).cloned();
        let work = |first| move || every(first).map(Report::of).collect::<Vec<_>>();
        let workers: Vec<_> = (0..threads).map(|first| scope.spawn(work(first))).collect();
        let join = |worker: thread::ScopedJoinHandle<'_, Vec<Report>>| {
            worker.join().unwrap_or_else(|payload| panic::resume_unwind(payload)).into_iter()
        };
        let mut done: Vec<_> = workers.into_iter().map(join).collect();
        let mut whole = Report::of(0..0);
        for index in 0..blocks.len() {
            done[index % threads as usize].next().into_iter().for_each(|report| whole.append(report));
        }
        whole
    })
}

/// Prints what came of each check; how many failed. One that had nothing to look at has failed.
fn checked(report: &Report) -> usize {
    let mut failed = 0;
    for ((check, cases), failure) in CHECKS.iter().zip(&report.cases).zip(&report.failures) {
        match failure {
            None if *cases > 0 => println!("ok      {cases:>9} cases  {}", check.name),
            None => println!("FAILED  had nothing to look at: {}", check.name),
            Some(failure) => println!("FAILED  {}\n  {}", check.name, failure.reduced(check)),
        }
        failed += usize::from(failure.is_some() || *cases == 0);
    }
    failed
}

/// Compares the digests and names the first run that differs.
fn same(report: &Report, theirs: Result<Vec<Vec<u64>>, String>) -> bool {
    const NAME: &str = "the same bytes natively and as WebAssembly";
    let differs = theirs.and_then(|theirs| {
        let ours = report.digests.iter().map(|digests| &digests[..]);
        if let Some(number) = ours.clone().zip(&theirs).position(|(ours, theirs)| ours != &theirs[..]) {
            let runtimes = Runtime::ALL.into_iter().zip(ours.clone().nth(number).into_iter().flatten());
            let other = runtimes.zip(&theirs[number]).find(|((_, ours), theirs)| ours != theirs);
            let link = ShareLink::query(&proofs::scenario(number as u64));
            return Err(format!("scenario {number} by {:?}: {link}", other.map(|((runtime, _), _)| runtime)));
        }
        if ours.len() == theirs.len() { Ok(theirs.len()) } else { Err(format!("{} scenarios", theirs.len())) }
    });
    match &differs {
        Ok(scenarios) => println!("ok      {:>9} cases  {NAME}", scenarios * Runtime::ALL.len()),
        Err(what) => println!("FAILED  {NAME}\n  {what}"),
    }
    differs.is_ok()
}

#[cfg(test)]
mod tests {
    use super::{CHECKS, Report, checked, same};

    #[test]
    fn a_check_with_nothing_to_look_at_fails() {
        assert_eq!(checked(&Report::of(0..0)), CHECKS.len());
    }

    #[test]
    fn one_other_bit_in_one_run_is_another_run() {
        let report = Report::of(0..3);
        let mut theirs: Vec<Vec<u64>> = report.digests.iter().map(|digests| digests.to_vec()).collect();
        assert!(same(&report, Ok(theirs.clone())));
        theirs[2][5] ^= 1;
        assert!(!same(&report, Ok(theirs.clone())));
        theirs.pop();
        assert!(!same(&report, Ok(theirs)));
        assert!(!same(&report, Err("node has ended".into())));
    }
}
