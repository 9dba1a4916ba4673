//! Counts checks, and reads the counts that Rust's test harness prints.

use anyhow::{Context, Result};
use std::fmt::{self, Display, Formatter};
use std::io::{BufRead, BufReader};
use std::ops::AddAssign;
use std::process::{Command, Stdio};

/// How many checks passed and how many failed.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) passed: usize,
    pub(super) failed: usize,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl Display for Tally {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// Runs a `cargo test`, shows what it prints and counts its tests.
pub(super) fn of_tests(mut tests: Command) -> Result<Tally> {
    let mut child = tests.stdout(Stdio::piped()).spawn().context("can't start cargo")?;
    let stdout = child.stdout.take().context("cargo's output is not there")?;
    let mut tally = Tally::default();
    for line in BufReader::new(stdout).lines() {
        let line = line?;
        println!("{line}");
        if let Some(counted) = of_line(&line) {
            tally += counted;
        }
    }
    let status = child.wait()?;
    // What didn't compile, or died before it counted, is a failure too; and so is no test at all.
    if tally.failed == 0 && (!status.success() || tally.passed == 0) {
        tally.failed = 1;
    }
    Ok(tally)
}

/// Reads `test result: ok. 5 passed; 0 failed; …`.
fn of_line(line: &str) -> Option<Tally> {
    let counts = line.strip_prefix("test result: ")?.split_once(". ")?.1;
    let count = |word: &str| {
        let part = counts.split("; ").find(|part| part.ends_with(word))?;
        part.split(' ').next()?.parse().ok()
    };
    Some(Tally { passed: count(" passed")?, failed: count(" failed")? })
}

#[cfg(test)]
mod tests {
    use super::{Tally, of_line, of_tests};
    use std::process::Command;

    fn said(text: &str, status: u8) -> Tally {
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("echo '{text}'; exit {status}")]);
        of_tests(shell).unwrap()
    }

    #[test]
    fn counts_are_read_from_the_harness() {
        let line = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.02s";
        assert_eq!(of_line(line), Some(Tally { passed: 12, failed: 3 }));
        assert_eq!(of_line("running 5 tests"), None);
    }

    #[test]
    fn no_failure_goes_uncounted() {
        assert_eq!(said("test result: ok. 2 passed; 0 failed; 0 ignored", 0), Tally { passed: 2, failed: 0 });
        assert_eq!(said("error: could not compile", 101), Tally { passed: 0, failed: 1 });
        assert_eq!(
            said("test result: ok. 2 passed; 0 failed; 0 ignored", 101),
            Tally { passed: 2, failed: 1 }
        );
        assert_eq!(said("nothing was run", 0), Tally { passed: 0, failed: 1 });
    }
}
