//! That every English message is said somewhere.

use crate::catalogue::English;
use std::fs;
use std::path::Path;

/// What says something.
const SPEAKERS: [&str; 4] = ["crates/words/src", "crates/charts/src", "crates/ui/src", "xtask/prerender/src"];

#[test]
fn every_message_is_used() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let code: String = SPEAKERS.iter().map(|folder| read(&root.join(folder))).collect();
    let english = English::read(&fs::read_to_string(root.join("content/words/en.toml")).unwrap()).unwrap();
    let unused = english.messages().iter().filter(|message| !uses(&code, &message.table, &message.name));
    let unused: Vec<String> = unused.map(|message| format!("{}.{}", message.table, message.name)).collect();
    assert!(unused.is_empty(), "nothing says {unused:?}, by `table::name`");
}

/// Whether the code names the function or the structure of a message behind its table: `table::name`, or in
/// `table::{one, Other}`.
fn uses(code: &str, table: &str, name: &str) -> bool {
    let structure: String = name.split('_').map(|word| word[..1].to_uppercase() + &word[1..]).collect();
    let is_it = |word: &str| word == name || word == structure;
    let letter = |letter: char| letter.is_alphanumeric() || letter == '_';
    code.split(&format!("{table}::")).skip(1).any(|after| match after.strip_prefix('{') {
        Some(list) => list.split('}').next().unwrap().split(|l| !letter(l)).any(is_it),
        None => is_it(after.split(|l| !letter(l)).next().unwrap()),
    })
}

/// All Rust in a folder.
fn read(folder: &Path) -> String {
    let mut code = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            code += &read(&path);
        } else {
            code += &unalias(&fs::read_to_string(&path).unwrap());
        }
    }
    code
}

/// A file's code with `said::` as `table::` where it has a `use words::table as said;`.
fn unalias(code: &str) -> String {
    let aliases = code
        .lines()
        .filter_map(|line| line.trim().strip_suffix(';')?.split_once("words::")?.1.split_once(" as "));
    aliases.fold(code.to_owned(), |code, (table, alias)| {
        code.replace(&format!("{alias}::"), &format!("{table}::"))
    })
}
