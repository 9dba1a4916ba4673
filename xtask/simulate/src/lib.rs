//! `cargo xtask sim 'QUERY' [--trace FILE]`: the simulator natively, on a share link's query string.
//!
//! What it prints is a contract that other tools read: see [`report`]. The trace is written in the format of
//! Chrome's tracing, which Perfetto opens, by the same writer as the page's.

mod report;

use anyhow::{Context, Result, bail};
use files::export::chrome_trace;
use model::ShareLink;
use model::export::Runs;
use report::Report;
use std::fs;

/// Runs the verb and returns the line to print: one JSON object.
///
/// # Errors
/// For arguments that make no sense, for a link that is refused because it would be too much work, and for a
/// file that can't be written.
pub fn run(arguments: &[String]) -> Result<String> {
    let (query, file) = read(arguments)?;
    let link = ShareLink::parse(query)?;
    let race = sim::race(&link.scenario);
    if let Some(file) = file {
        let query = ["?", &ShareLink::query(&link.scenario)].concat();
        let text = chrome_trace(&Runs::of_race(link.scenario.clone(), query, &race))?;
        fs::write(file, text).with_context(|| format!("can't write the trace to {file}"))?;
    }
    Ok(serde_json::to_string(&Report::of(&link, &race))?)
}

fn read(arguments: &[String]) -> Result<(&str, Option<&str>)> {
    match arguments {
        [query] if query != "--trace" => Ok((query, None)),
        [query, flag, file] if flag == "--trace" => Ok((query, Some(file))),
        [flag, file, query] if flag == "--trace" => Ok((query, Some(file))),
        _ => bail!("usage: cargo xtask sim 'QUERY' [--trace FILE], with the query string of a link"),
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    fn arguments(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn the_trace_may_come_first_or_last() {
        assert_eq!(read(&arguments("w=io")).unwrap(), ("w=io", None));
        assert_eq!(read(&arguments("w=io --trace a.json")).unwrap(), ("w=io", Some("a.json")));
        assert_eq!(read(&arguments("--trace a.json w=io")).unwrap(), ("w=io", Some("a.json")));
        for nonsense in ["--trace", "w=io tasks=2", "w=io --trace"] {
            assert!(read(&arguments(nonsense)).is_err(), "{nonsense}");
        }
    }
}
