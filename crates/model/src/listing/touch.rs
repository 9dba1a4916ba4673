//! What the tasks' Python touches together.

use super::Program;
use super::meaning::Meaning;
use crate::scenario::Sharing;
use crate::{Nanos, Runtime};

/// How many passes of the loop take `cpu`.
///
/// One of `while n: n -= 1` takes about 50 ns in CPython 3.12 to 3.14 (measured 3.12.1 and 3.13.0 on an AMD
/// Zen 4: 31 to 72 ns as the machine's clock varied); the others relative to that (3.11 to 3.13).
pub(super) fn passes(meaning: &Meaning<'_>, cpu: Nanos) -> u64 {
    let nanos = match meaning.job.sharing {
        Sharing::Nothing => 50,
        Sharing::ListRead => 75,
        Sharing::DictStore => 90,
        Sharing::AttributeRead => 100,
        Sharing::AttributeStore => 110,
        Sharing::Append => 120,
    };
    super::number::times(cpu, nanos * 1_000)
}

/// What a pass of the loop does beside counting.
pub(super) const fn statement(sharing: Sharing) -> Option<&'static str> {
    match sharing {
        Sharing::Nothing => None,
        Sharing::AttributeRead => Some("shared.value"),
        Sharing::ListRead => Some("shared[0]"),
        Sharing::Append => Some("shared.append(n)"),
        Sharing::DictStore => Some("shared[\"n\"] = n"),
        Sharing::AttributeStore => Some("shared.value = n"),
    }
}

/// The module with a plain object, where one is shared: `SimpleNamespace` is there since 3.3.
pub(super) fn import(meaning: &Meaning<'_>) -> Option<&'static str> {
    let object = matches!(meaning.job.sharing, Sharing::AttributeRead | Sharing::AttributeStore);
    let import = if meaning.minor >= 3 {
        "from types import SimpleNamespace"
    } else {
        "from argparse import Namespace"
    };
    (meaning.shares() && object).then_some(import)
}

/// The shared object.
pub(super) fn definition(program: &mut Program, meaning: &Meaning<'_>) {
    if !meaning.shares() {
        return;
    }
    let object = match meaning.job.sharing {
        Sharing::Nothing => return,
        Sharing::ListRead => "[0]",
        Sharing::Append => "[]",
        Sharing::DictStore => "{}",
        Sharing::AttributeRead | Sharing::AttributeStore if meaning.minor >= 3 => "SimpleNamespace(value=0)",
        Sharing::AttributeRead | Sharing::AttributeStore => "Namespace(value=0)",
    };
    let note = match meaning.runtime {
        Runtime::Processes => "  # each process has its own",
        Runtime::Interpreters => "  # each interpreter has its own",
        _ => "",
    };
    program.code(format!("shared = {object}{note}"));
}
