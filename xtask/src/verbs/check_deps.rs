//! `cargo xtask check-deps`: holds the crates to the *never* column of `ARCHITECTURE.md`.
//!
//! [`bans`] is that column as data; [`graph`] asks cargo what each crate stands on, [`sources`] reads the code
//! where no dependency could tell, as with the standard library's clock and threads.
//! [`deny`] holds what comes from others to the licences and the registry that `deny.toml` allows.
//! That nothing iterates over a hash map is held by a clippy lint.

mod bans;
mod deny;
mod graph;
mod sources;

use anyhow::{Result, bail};
use bans::{DEPENDENCY_BANS, SOURCE_BANS};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Prints one line per ban; fails when one is broken.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    super::no_arguments("check-deps", arguments)?;
    let (_, broken) = check()?;
    match broken {
        0 => Ok(()),
        _ => bail!("{broken} of the bans are broken"),
    }
}

/// Prints one line per ban; returns how many are kept and how many are broken.
pub(crate) fn check() -> Result<(usize, usize)> {
    let mut broken = 0;
    let mut known = BTreeMap::new();
    for ban in DEPENDENCY_BANS {
        let needs = match known.entry(ban.from) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => entry.insert(graph::Needs::of(ban.from)?),
        };
        broken += usize::from(!report(ban.from, ban.what, ban.why, &needs.among(ban.from, ban.to)));
    }
    for ban in SOURCE_BANS {
        broken += usize::from(!report(ban.from, ban.what, ban.why, &sources::uses(ban.from, ban.texts)?));
    }
    let rules = deny::check()?;
    for rule in &rules {
        broken += usize::from(!report("the workspace", rule.what, rule.why, &rule.broken_by));
    }
    Ok((DEPENDENCY_BANS.len() + SOURCE_BANS.len() + rules.len() - broken, broken))
}

/// Prints the line; tells whether the ban is kept.
fn report(from: &str, what: &str, why: &str, found: &[String]) -> bool {
    if found.is_empty() {
        println!("kept    {from} never uses {what}: {why}");
    } else {
        println!("BROKEN  {from} never uses {what}: {why}; but it uses {}", found.join(", "));
    }
    found.is_empty()
}
