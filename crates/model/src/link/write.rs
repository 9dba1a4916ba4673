//! From scenario to link.

use super::LINK_VERSION;
use crate::scenario::{Choice, Draft, Field};
use crate::{Preset, RuntimeSet, Scenario, WorkloadKind};
use std::fmt::Write;

/// The query string: a preset's name, or what differs from the defaults. No value needs escaping.
pub(super) fn write(scenario: &Scenario) -> String {
    match Preset::of(scenario) {
        Some(preset) => format!("v={LINK_VERSION}&preset={}", preset.name),
        None => written(scenario),
    }
}

fn written(scenario: &Scenario) -> String {
    let default = Draft::of(scenario.workload.kind);
    let mut link = String::new();
    let mut put = |key: &str, value: &str| {
        // Writing to a string can't fail.
        let _ = write!(link, "&{key}={value}");
    };
    if scenario.workload.kind != WorkloadKind::Cpu {
        put("w", scenario.workload.kind.name());
    }
    for field in Field::ALL {
        match field.of(scenario) {
            Some(value) if field.of(&default) != Some(value) => put(field.key(), &field.show(value)),
            _ => {}
        }
    }
    for choice in Choice::ALL {
        match choice.name_in(scenario) {
            Some(name) if choice.of(&default) != choice.of(scenario) => put(choice.key(), name),
            _ => {}
        }
    }
    if scenario.workload.kernel != default.workload.kernel {
        put("kernel", scenario.workload.kernel.name());
    }
    if scenario.python != default.python {
        put("py", &scenario.python.to_string());
    }
    if scenario.seed != default.seed {
        put("seed", &scenario.seed.to_string());
    }
    if scenario.runtimes != RuntimeSet::ALL {
        let names: Vec<_> = scenario.runtimes.iter().map(|runtime| runtime.name()).collect();
        put("show", &names.join(","));
    }
    if link.is_empty() { link } else { format!("v={LINK_VERSION}{link}") }
}
