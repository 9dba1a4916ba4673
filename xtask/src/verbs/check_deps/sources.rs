//! What a crate's code says, its comments and tests aside.

use crate::workspace;
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// The places (`file:line text`) where the code of the crate in `crates/NAME` says one of `texts`.
pub(super) fn uses(name: &str, texts: &[&str]) -> Result<Vec<String>> {
    let folder = workspace::root().join("crates").join(name).join("src");
    let mut places = Vec::new();
    for file in workspace::files_in(&folder)?.iter().filter(|file| !is_test(file)) {
        let code = fs::read_to_string(file).with_context(|| format!("can't read {}", file.display()))?;
        let shown = file.strip_prefix(workspace::root()).unwrap_or(file).display();
        places.extend(lines_with(&code, texts).map(|(line, text)| format!("{shown}:{line} `{text}`")));
    }
    Ok(places)
}

/// Line numbers, from 1, and what was found there, up to the tests at the file's end.
fn lines_with<'a>(code: &'a str, texts: &'a [&str]) -> impl Iterator<Item = (usize, &'a str)> {
    let production = code.lines().take_while(|line| line.trim() != "#[cfg(test)]").enumerate();
    production.flat_map(move |(index, line)| {
        let code = line.split("//").next().unwrap_or_default();
        texts.iter().filter(move |text| code.contains(**text)).map(move |text| (index + 1, *text))
    })
}

fn is_test(file: &Path) -> bool {
    file.components().any(|part| part.as_os_str() == "tests")
        || file.file_stem().is_some_and(|stem| stem == "tests")
}

#[cfg(test)]
mod tests {
    use super::lines_with;

    const CODE: &str = "
//! Never says Instant::now.
use std::thread;
let late = Instant::now(); // std::thread
#[cfg(test)]
mod tests { use std::thread; }";

    #[test]
    fn code_is_caught_but_neither_comments_nor_tests() {
        let found: Vec<_> = lines_with(CODE, &["Instant::now", "std::thread"]).collect();
        assert_eq!(found, [(3, "std::thread"), (4, "Instant::now")]);
    }
}
