//! The figures as comma-separated values (RFC 4180), a line a run, for spreadsheets.

use super::figures::Figures;
use model::export::{Entry, Runs};
use serde_json::Value;

/// The columns, and where their values are among the [`Figures`].
const COLUMNS: [(&str, &str); 23] = [
    ("runtime", "/runtime"),
    ("python", "/python"),
    ("kind", "/kind"),
    ("outcome", "/outcome"),
    ("workers", "/workers"),
    ("wall_ms", "/wall_ms"),
    ("speedup", "/speedup"),
    ("efficiency", "/efficiency"),
    ("cpu_ms", "/cpu_ms"),
    ("gil_wait_share", "/gil_wait_share"),
    ("io_wait_share", "/io_wait_share"),
    ("core_wait_share", "/core_wait_share"),
    ("core_utilisation", "/core_utilisation"),
    ("switches", "/switches"),
    ("tasks", "/tasks"),
    ("bytes_copied", "/bytes_copied"),
    ("throughput_per_s", "/throughput_per_s"),
    ("latency_p50_ms", "/latency_p50_ms"),
    ("latency_p95_ms", "/latency_p95_ms"),
    ("counter_expected", "/counter/expected"),
    ("counter_found", "/counter/found"),
    ("counter_variables", "/counter/variables"),
    // Of all measured runs; the other figures are of the one in the middle.
    ("runs", ""),
];

/// A line of names, and a line for each run; the last column is the link that opens the scenario. What a run has not
/// is left empty.
///
/// # Errors
/// None that a run can cause.
pub fn csv(runs: &Runs) -> serde_json::Result<String> {
    let names = COLUMNS.iter().map(|(name, _)| (*name).to_owned());
    let mut text = line(names.chain(["link".to_owned()]));
    for entry in &runs.entries {
        let values = values(entry)?;
        text += &line(values.into_iter().chain([runs.link.clone()]));
    }
    Ok(text)
}

fn values(entry: &Entry) -> serde_json::Result<Vec<String>> {
    let figures = serde_json::to_value(Figures::of(&entry.run, entry.baseline))?;
    let value = |(_, place): &(&str, &str)| match *place {
        "" => entry.walls.walls().len().max(1).to_string(),
        place => plain(figures.pointer(place)),
    };
    Ok(COLUMNS.iter().map(value).collect())
}

fn plain(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

fn line(values: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = values.map(cell).collect();
    cells.join(",") + "\r\n"
}

fn cell(text: String) -> String {
    if text.contains([',', '"', '\r', '\n']) {
        ["\"", &text.replace('"', "\"\""), "\""].concat()
    } else {
        text
    }
}
