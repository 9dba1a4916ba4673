//! What a crate stands on, as cargo says.

use crate::shell;
use anyhow::Result;
use std::collections::BTreeSet;

/// The packages that one crate needs outside of its tests.
pub(super) struct Needs(BTreeSet<String>);

impl Needs {
    /// What `package` needs: all through on this platform, and by its own manifest on every platform.
    ///
    /// What others bring in for other platforms only isn't ours to ban.
    pub(super) fn of(package: &str) -> Result<Self> {
        let through = tree(package, &[])?;
        let direct = tree(package, &["--depth=1", "--target=all"])?;
        Ok(Self::from_lines(&format!("{through}\n{direct}")))
    }

    fn from_lines(lines: &str) -> Self {
        Self(lines.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect())
    }

    /// The needed packages that are in `banned`, `from` itself aside.
    pub(super) fn among(&self, from: &str, banned: &[&str]) -> Vec<String> {
        let is_banned = |name: &String| *name != from && banned.iter().any(|pattern| fits(name, pattern));
        self.0.iter().filter(|name| is_banned(name)).cloned().collect()
    }
}

fn tree(package: &str, flags: &[&str]) -> Result<String> {
    let common = ["tree", "--quiet", "--edges=normal,build", "--prefix=none", "--format={p}", "--package"];
    shell::output(shell::cargo(common).arg(package).args(flags))
}

fn fits(name: &str, pattern: &str) -> bool {
    pattern.strip_suffix('*').map_or(name == pattern, |start| name.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::Needs;

    #[test]
    fn a_breach_is_caught_however_deep() {
        let needs = Needs::from_lines(
            "sim v0.1.0 (/path/crates/sim)\nmodel v0.1.0\nrayon v1.12.0\ncrossbeam-deque v0.8.6",
        );
        assert_eq!(needs.among("sim", &["rayon", "crossbeam-*"]), ["crossbeam-deque", "rayon"]);
        assert_eq!(
            needs.among("sim", &["sim", "live", "ray"]),
            [""; 0],
            "itself and parts of names don't count"
        );
    }

    #[test]
    fn cargo_names_what_a_crate_really_needs() {
        let needs = Needs::of("charts").unwrap();
        assert_eq!(needs.among("charts", &["model", "words", "yew"]), ["model", "words"]);
        assert_eq!(needs.among("charts", &["sim"]), [""; 0], "what only tests need doesn't count");
    }
}
