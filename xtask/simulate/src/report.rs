//! The JSON object that the verb prints.

use files::export::{Figures, scenario};
use model::{Race, ShareLink};
use serde::Serialize;
use serde_json::{Map, Value};

#[derive(Serialize)]
pub(crate) struct Report {
    /// The scenario's values by the link's keys and in the link's units, and the shortest `query` that opens it.
    scenario: Map<String, Value>,
    results: Vec<Figures>,
    /// What was changed in the link; empty for a good one.
    notes: Vec<String>,
}

impl Report {
    pub(crate) fn of(link: &ShareLink, race: &Race) -> Self {
        let results = race.results.iter().map(|result| Figures::of(result, race.baseline)).collect();
        Self { scenario: scenario(&link.scenario), results, notes: link.notes.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::Report;
    use model::ShareLink;
    use serde_json::Value;

    fn report(query: &str) -> Value {
        let link = ShareLink::parse(query).unwrap();
        serde_json::to_value(Report::of(&link, &sim::race(&link.scenario))).unwrap()
    }

    #[test]
    fn the_default_truths_hold() {
        let report = report("v=1&w=cpu&tasks=4&cores=4");
        let row = |name: &str| {
            report["results"].as_array().unwrap().iter().find(|row| row["runtime"] == name).unwrap().clone()
        };
        let speedup = |name: &str| row(name)["speedup"].as_f64().unwrap();
        assert!((0.85..=1.03).contains(&speedup("threads")), "{report}");
        assert!(row("threads")["gil_wait_share"].as_f64().unwrap() > 0.6, "{report}");
        for parallel in ["processes", "interpreters", "free-threads"] {
            assert!(speedup(parallel) > 2.0, "{parallel}: {report}");
        }
    }

    #[test]
    fn without_show_all_six_run_and_say_on_which_python() {
        let report = report("py=3.12");
        let rows: Vec<(&str, &str)> = report["results"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| (row["runtime"].as_str().unwrap(), row["python"].as_str().unwrap()))
            .collect();
        let expected = [
            ("sequential", "3.12"),
            ("threads", "3.12"),
            ("asyncio", "3.12"),
            ("processes", "3.12"),
            ("interpreters", "3.14"),
            ("free-threads", "3.14t"),
        ];
        assert_eq!(rows, expected);
    }

    #[test]
    fn how_a_race_is_looked_at_is_nothing_here() {
        let report = report("tasks=2&show=sequential&zoom=25-50&code=sequential&lab-threads=3");
        assert_eq!(report["scenario"]["query"], "v=1&tasks=2&show=sequential");
        assert_eq!(report["notes"].as_array().unwrap().len(), 0, "{report}");
    }

    #[test]
    fn a_mended_link_says_what_was_changed() {
        let report = report("tasks=0&show=sequential");
        assert_eq!(report["scenario"]["tasks"], 1);
        assert_eq!(report["notes"].as_array().unwrap().len(), 1);
        assert_eq!(report["results"].as_array().unwrap().len(), 1);
    }
}
