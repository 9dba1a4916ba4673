//! This crate as WebAssembly, run by Node.js.

use std::process::{Command, Stdio};

/// The script that Node.js runs.
const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/js/digests.mjs");

/// For each of the first `scenarios`, the digests of all its runs as the module in `file` makes them.
pub(super) fn digests(file: &str, scenarios: u64) -> Result<Vec<Vec<u64>>, String> {
    let mut node = Command::new("node");
    node.arg(SCRIPT).arg(file).arg(scenarios.to_string()).arg(model::Runtime::ALL.len().to_string());
    let output =
        node.stderr(Stdio::inherit()).output().map_err(|error| format!("can't start node: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() {
        return Err(format!("node ended with {} after {} scenarios", output.status, text.lines().count()));
    }
    text.lines().map(line).collect()
}

/// Reads one scenario's digests: hexadecimal numbers with blanks between.
fn line(line: &str) -> Result<Vec<u64>, String> {
    let number = |word: &str| u64::from_str_radix(word, 16).map_err(|error| format!("`{word}`: {error}"));
    line.split_whitespace().map(number).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_line_is_a_scenario() {
        assert_eq!(super::line("0 ff cbf29ce484222325"), Ok(vec![0, 255, 0xcbf2_9ce4_8422_2325]));
        assert!(super::line("0 undefined").is_err());
    }
}
