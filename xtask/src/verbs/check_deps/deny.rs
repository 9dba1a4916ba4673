//! Licences and sources of all that comes from others, by `deny.toml`: the part of `cargo deny check` that needs no
//! network. What it can't know is told there.

use crate::{shell, workspace};
use anyhow::{Context, Result, anyhow};
use serde_json::Value;
use spdx::{Expression, ParseMode};
use std::fs;

/// A rule for all packages at once.
pub(super) struct Rule {
    pub(super) what: &'static str,
    pub(super) why: &'static str,
    /// The packages that break it, and how.
    pub(super) broken_by: Vec<String>,
}

/// Holds every package that cargo knows of, for whatever platform, to `deny.toml`.
pub(super) fn check() -> Result<[Rule; 2]> {
    let allowed = Allowed::read(&fs::read_to_string(workspace::root().join("deny.toml"))?)?;
    let metadata = shell::output(&mut shell::cargo(["metadata", "--format-version=1", "--locked"]))?;
    let metadata: Value = serde_json::from_str(&metadata).context("cargo metadata printed no JSON")?;
    let packages = metadata["packages"].as_array().context("cargo metadata lists no packages")?;
    let breaking = |test: &dyn Fn(&Package) -> Option<String>| {
        let packages = packages.iter().filter_map(Package::of_others);
        packages.filter_map(|package| Some(format!("{}: {}", package.name, test(&package)?))).collect()
    };
    Ok([
        Rule {
            what: "a licence that deny.toml doesn't list",
            why: "the site is anybody's to build, change and embed",
            broken_by: breaking(&|package| allowed.wrong_licence(package)),
        },
        Rule {
            what: "a source that deny.toml doesn't list",
            why: "a version stays what it was when it was looked at",
            broken_by: breaking(&|package| allowed.wrong_source(package)),
        },
    ])
}

/// A package that is no member of the workspace.
struct Package<'a> {
    name: &'a str,
    licence: &'a str,
    source: &'a str,
}

impl<'a> Package<'a> {
    fn of_others(package: &'a Value) -> Option<Self> {
        let source = package["source"].as_str()?;
        let text = |key: &str| package[key].as_str().unwrap_or_default();
        Some(Self { name: text("name"), licence: text("license"), source })
    }
}

/// What `deny.toml` allows.
struct Allowed {
    licences: Vec<String>,
    /// A package by name, and what else it may be under.
    exceptions: Vec<(String, Vec<String>)>,
    registries: Vec<String>,
}

impl Allowed {
    fn read(text: &str) -> Result<Self> {
        let table: toml::Table = text.parse().context("deny.toml")?;
        let list = |of: &toml::Value, key: &str| -> Result<Vec<String>> {
            let list = of.get(key).and_then(toml::Value::as_array);
            let list = list.with_context(|| format!("deny.toml has no list `{key}`"))?;
            list.iter().map(|text| Ok(text.as_str().context("no text")?.to_owned())).collect()
        };
        let part = |key: &str| table.get(key).with_context(|| format!("deny.toml has no [{key}]"));
        let licences = part("licenses")?;
        let exceptions = licences.get("exceptions").and_then(toml::Value::as_array);
        let exception = |exception: &toml::Value| {
            let name =
                exception.get("crate").and_then(toml::Value::as_str).context("an exception of no crate")?;
            Ok((name.to_owned(), list(exception, "allow")?))
        };
        Ok(Self {
            licences: list(licences, "allow")?,
            exceptions: exceptions.into_iter().flatten().map(exception).collect::<Result<_>>()?,
            registries: list(part("sources")?, "allow-registry")?,
        })
    }

    /// The licence of `package`, if it can't be had under what is allowed.
    fn wrong_licence(&self, package: &Package) -> Option<String> {
        let more = self.exceptions.iter().filter(|(name, _)| name == package.name).flat_map(|(_, more)| more);
        let allowed: Vec<&String> = self.licences.iter().chain(more).collect();
        let may = |licence: &str| allowed.iter().any(|allowed| *allowed == licence);
        match Expression::parse_mode(package.licence, ParseMode::LAX) {
            Ok(expression) if expression.evaluate(|needed| may(&needed.to_string())) => None,
            Ok(_) => Some(package.licence.to_owned()),
            Err(error) => Some(format!("\"{}\": {}", package.licence, anyhow!(error.reason))),
        }
    }

    /// The source of `package`, if it is none of the registries allowed.
    fn wrong_source(&self, package: &Package) -> Option<String> {
        let registry = package.source.strip_prefix("registry+");
        let allowed = registry.is_some_and(|registry| self.registries.iter().any(|known| known == registry));
        (!allowed).then(|| package.source.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::{Allowed, Package};

    const DENY: &str = r#"
        [licenses]
        allow = ["MIT", "Unicode-3.0"]
        exceptions = [{ crate = "driver", allow = ["MPL-2.0"] }]
        [sources]
        allow-registry = ["https://index.example"]
    "#;

    fn breaks(name: &str, licence: &str, source: &str) -> (bool, bool) {
        let allowed = Allowed::read(DENY).unwrap();
        let package = Package { name, licence, source };
        (allowed.wrong_licence(&package).is_some(), allowed.wrong_source(&package).is_some())
    }

    #[test]
    fn one_way_to_have_a_package_is_enough() {
        for (licence, wrong) in [
            ("MIT", false),
            ("GPL-3.0-only OR MIT", false),
            ("GPL-3.0-only/MIT", false),
            ("(GPL-3.0-only OR MIT) AND Unicode-3.0", false),
            ("MIT AND GPL-3.0-only", true),
            ("MPL-2.0", true),
            ("no licence", true),
            ("", true),
        ] {
            assert_eq!(breaks("any", licence, "registry+https://index.example"), (wrong, false), "{licence}");
        }
        assert_eq!(breaks("driver", "MPL-2.0", "registry+https://index.example"), (false, false));
    }

    #[test]
    fn only_the_registry_will_do() {
        for source in ["git+https://index.example/any", "registry+https://elsewhere.example", "path"] {
            assert_eq!(breaks("any", "MIT", source), (false, true), "{source}");
        }
    }
}
