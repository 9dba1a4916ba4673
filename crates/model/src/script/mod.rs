//! The scenario as a program that times it: one file for any Python from 3.8 on, with nothing but its standard
//! library.
//!
//! Its first half is made here: the scenario's numbers and names, and what a task computes, by the same rules as
//! [`crate::listing`]. Its second half, `measure.py`, is the same for all: the page fetches it when it is wanted, since
//! no first visit needs it.

use crate::listing::functions;
use crate::scenario::{Choice, Field};
use crate::{Preset, Runtime, Scenario, ShareLink};
use std::fmt::Write;

/// The second half's name, beside the page.
pub const SECOND_HALF: &str = "measure.py";
/// How a second half of this version begins.
const FIRST_LINE: &str = "# script 1:";

/// The program that times `scenario`, for readers of the page at `page` (its address without a query); `None` if
/// `second_half` is something else, or of another version.
#[must_use]
pub fn script(scenario: &Scenario, page: &str, second_half: &str) -> Option<String> {
    second_half.starts_with(FIRST_LINE).then(|| first_half(scenario, page) + "\n" + second_half)
}

fn first_half(scenario: &Scenario, page: &str) -> String {
    let page = quoted(page);
    let mut query = ShareLink::query(scenario);
    if query.is_empty() {
        query = ["v=", &crate::link::LINK_VERSION.to_string()].concat();
    }
    let about = Preset::of(scenario).map_or("One job", |preset| preset.title);
    let (job, functions) = (job(scenario), functions(scenario));
    format!(
        "\"\"\"{about}: what each way to run it takes on this Python, 3.8 or later.\n\n\
         python3 THIS_FILE prints a table, and a link that shows it beside the model; --help tells more.\n\"\"\"\n\n\
         import gc\nimport sys\nimport threading\nimport time\nfrom types import SimpleNamespace\n\n\
         PAGE = {page}\nQUERY = \"{query}\"\n{job}{functions}",
    )
}

/// Its numbers, in their smallest units, and its names; by the keys of a link.
fn job(scenario: &Scenario) -> String {
    let workers = |runtime: Runtime| format!("\"{runtime}\": {}", scenario.workers_for(runtime));
    let workers = [Runtime::Threads, Runtime::Processes, Runtime::Interpreters].map(workers).join(", ");
    let mut job = format!("JOB = SimpleNamespace(\n    kind=\"{}\",\n", scenario.workload.kind.name());
    // Writing to a string can't fail.
    for field in Field::ALL.into_iter().filter(|field| *field != Field::Workers) {
        let value = field.of(scenario).map_or_else(|| "None".to_owned(), |value| value.to_string());
        let _ = writeln!(job, "    {}={value},", field.key());
    }
    for choice in Choice::ALL {
        let name = choice.name_in(scenario).map_or_else(|| "None".to_owned(), |name| format!("\"{name}\""));
        let _ = writeln!(job, "    {}={name},", choice.key());
    }
    let _ = write!(job, "    seed={},\n    python=\"{}\",\n", scenario.seed, scenario.python);
    let _ = write!(job, "    workers={{{workers}}},\n)\n");
    job
}

/// An address as a string of Python: what an address never has is left out.
fn quoted(address: &str) -> String {
    let fit = |c: &char| c.is_ascii_graphic() && !matches!(c, '"' | '\\');
    ["\"", &address.chars().filter(fit).collect::<String>(), "\""].concat()
}
