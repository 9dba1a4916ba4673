//! The English catalogue as Rust: a function or a structure for each message, so that a missing one, or a wrong place
//! in one, is an error of the compiler, and a program carries only what it says.

use crate::catalogue::{English, Message};
use std::fmt::Write as _;

/// A module for each table.
pub(crate) fn english(english: &English) -> String {
    let mut code = String::new();
    let mut open = "";
    for (index, message) in english.messages().iter().enumerate() {
        if message.table != open {
            let end = if open.is_empty() { "" } else { "}\n" };
            let _ =
                write!(code, "{end}/// What is said of: {}.\npub mod {} {{\n", message.table, message.table);
            open = &message.table;
        }
        code += &item(index, message);
    }
    code + "}\n"
}

/// What the program has to know of the data that come with pages, and those data.
pub(crate) fn catalogues(english: &English, others: &[(String, String)]) -> String {
    let listed: String = others.iter().map(|(tag, text)| format!("    ({tag:?}, {text:?}),\n")).collect();
    format!(
        "const FINGERPRINT: &str = {:?};\nconst MESSAGES: usize = {};\n\n\
         /// The languages beside English, by their tags, each as the data that [`set`] takes.\n\
         pub const CATALOGUES: &[(&str, &str)] = &[\n{listed}];\n",
        english.fingerprint(),
        english.messages().len()
    )
}

fn item(index: usize, message: &Message) -> String {
    let template = &message.template;
    let (texts, name) = (template.texts(), &message.name);
    let said = template.compile(&texts);
    let mut arguments: Vec<String> = texts.iter().map(|place| (*place).to_owned()).collect();
    arguments.extend(template.counts().then(|| "n".to_owned()));
    let doc = format!("    /// `{}`\n", shown(&said, &texts));
    let kind = |argument: &String| if argument == "n" { "u64" } else { "&str" };
    let fill = |from: &str| {
        let texts: Vec<String> = texts.iter().map(|place| format!("{from}{place}")).collect();
        let number = if template.counts() { format!("{from}n") } else { "0".into() };
        format!("crate::fill({index}, {said:?}, &[{}], {number})", texts.join(", "))
    };
    match arguments.as_slice() {
        [] => format!(
            "{doc}    #[must_use]\n    pub fn {name}() -> &'static str {{\n        crate::text({index}, {said:?})\n    }}\n"
        ),
        [one] => format!(
            "{doc}    #[must_use]\n    pub fn {name}({one}: {}) -> String {{\n        {}\n    }}\n",
            kind(one),
            fill("")
        ),
        several => structure(&doc, name, several, &fill("self.")),
    }
}

/// Several places are given by name.
fn structure(doc: &str, name: &str, places: &[String], fill: &str) -> String {
    let name: String = name.split('_').map(capitalised).collect();
    let field = |place: &String| match place.as_str() {
        "n" => "        /// The number.\n        pub n: u64,\n".to_owned(),
        place => format!("        /// In the place of its name.\n        pub {place}: &'a str,\n"),
    };
    let fields: String = places.iter().map(field).collect();
    format!(
        "{doc}    pub struct {name}<'a> {{\n{fields}    }}\n\
         \x20   impl {name}<'_> {{\n        /// The message, filled in.\n        #[must_use]\n\
         \x20       pub fn say(self) -> String {{\n            {fill}\n        }}\n    }}\n"
    )
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// The message as its documentation shows it.
fn shown(said: &str, texts: &[&str]) -> String {
    let piece = |letter: char| match letter {
        '\u{e}'..='\u{10}' => "{n}".to_owned(),
        '\u{11}' => "**".to_owned(),
        '\u{1f}' => " | ".to_owned(),
        '`' => "'".to_owned(),
        letter => match texts.get((letter as usize).wrapping_sub(1)) {
            Some(place) => format!("{{{place}}}"),
            None => letter.into(),
        },
    };
    said.chars().map(piece).collect()
}
