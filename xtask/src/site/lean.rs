//! Leaves out of our own scripts and styles what only readers of the sources need: comments on lines of their own, empty
//! lines and indentation. A first visit is some kilobytes lighter, and a stack trace still finds its line by its text.

use crate::workspace::files_in;
use anyhow::Result;
use std::fs;
use std::path::Path;

/// Rewrites the scripts and styles in `place`, a file or a folder.
pub(super) fn make_lean(place: &Path) -> Result<()> {
    for file in files_in(place)? {
        if file.extension().is_some_and(|kind| kind == "js" || kind == "css") {
            fs::write(&file, lean(&fs::read_to_string(&file)?))?;
        }
    }
    Ok(())
}

fn lean(source: &str) -> String {
    let is_comment = |line: &&str| line.starts_with("//") || (line.starts_with("/*") && line.ends_with("*/"));
    let lines = source.lines().map(str::trim).filter(|line| !line.is_empty() && !is_comment(line));
    lines.flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::lean;

    #[test]
    fn code_stays_as_it_is() {
        let source = "// Why.\n\"use strict\";\n\n/** What. */\nfunction f() {\n  return \"//\"; // here\n}\n/* a\n   b */\n";
        assert_eq!(lean(source), "\"use strict\";\nfunction f() {\nreturn \"//\"; // here\n}\n/* a\nb */\n");
    }
}
