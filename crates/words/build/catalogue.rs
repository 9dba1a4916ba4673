//! English, which is the list of all messages, and the other languages, which are held to it.

use crate::template::{Template, check_places};
use std::collections::BTreeMap;
use toml::{Table, Value};

/// The table of an other language for what is said in English elsewhere: `[named.TABLE]` with `NAME = "text"`.
const NAMED: &str = "named";
/// The table of an other language for sentences that are made in English elsewhere: `"English {place}" = "text {place}"`.
const SENTENCES: &str = "sentences";
/// What the line of such a sentence begins with.
const SENTENCE: char = '\u{1e}';

/// A message of the English catalogue.
pub(crate) struct Message {
    /// Its table.
    pub(crate) table: String,
    /// Its name in the table.
    pub(crate) name: String,
    /// What it says.
    pub(crate) template: Template,
}

/// The English catalogue, in the order of its tables' and messages' names.
pub(crate) struct English {
    messages: Vec<Message>,
}

impl English {
    /// Reads the complete catalogue.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let mut messages = Vec::new();
        for (table, name, value) in entries(text)? {
            let at = |error| format!("{table}.{name}: {error}");
            if !is_name(&table) || !is_name(&name) || [NAMED, SENTENCES].contains(&table.as_str()) {
                return Err(at("it can't be called so in Rust".into()));
            }
            let template = Template::read(&value).map_err(at)?;
            check_places(&template.texts()).map_err(at)?;
            messages.push(Message { template, table, name });
        }
        Ok(Self { messages })
    }

    /// All messages.
    pub(crate) fn messages(&self) -> &[Message] {
        &self.messages
    }

    /// Another language as data: a line for each message, empty where English is to be said instead, then a line for
    /// each named text and each sentence. The first line says of which English messages it is.
    pub(crate) fn compile(&self, text: &str) -> Result<String, String> {
        let (mut lines, mut named) = (vec![String::new(); self.messages.len()], String::new());
        for (table, name, value) in entries(text)? {
            let at = |error| format!("{table}.{name}: {error}");
            if table == NAMED {
                named += &plain(&name, &value).map_err(at)?;
                continue;
            }
            if table == SENTENCES {
                named += &sentence(&name, &value).map_err(at)?;
                continue;
            }
            let known =
                self.messages.iter().position(|message| message.table == table && message.name == name);
            let place = known.ok_or_else(|| at("English has no such message".into()))?;
            let template = Template::read(&value).map_err(at)?;
            let english = &self.messages[place].template;
            held(&template, english).map_err(at)?;
            lines[place] = template.compile(&english.texts());
        }
        Ok(format!("{}\n{}{named}", self.fingerprint(), lines.join("\n")))
    }

    /// A number that changes with any English message: a page's data is for the program of the same build.
    pub(crate) fn fingerprint(&self) -> String {
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        for message in &self.messages {
            let line = [
                &message.table,
                ".",
                &message.name,
                " ",
                &message.template.compile(&message.template.texts()),
            ];
            for byte in line.concat().bytes() {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
        format!("{hash:016x}")
    }
}

/// A line for each text of a table of named ones, which have no places.
fn plain(table: &str, texts: &Value) -> Result<String, String> {
    let nothing = Template::read(&Value::String(String::new()))?;
    let mut lines = String::new();
    for (name, text) in texts.as_table().ok_or("it is no table")? {
        let template = Template::read(text)?;
        held(&template, &nothing)?;
        lines += &format!("\n{table}.{name}\t{}", template.compile(&[]));
    }
    Ok(lines)
}

/// The line of a sentence: the English one, with its places, and what is said for it.
fn sentence(english: &str, said: &Value) -> Result<String, String> {
    let (english, said) = (Template::read(&Value::String(english.into()))?, Template::read(said)?);
    check_places(&english.texts())?;
    held(&said, &english)?;
    let places = english.texts();
    Ok(format!("\n{SENTENCE}{}\t{}", english.compile(&places), said.compile(&places)))
}

/// Whether another language's message has what the English one has. It may leave a number out or say it in another
/// way, and have as many forms as its grammar needs.
fn held(other: &Template, english: &Template) -> Result<(), String> {
    let sorted = |template: &Template| {
        let mut names: Vec<String> = template.texts().into_iter().map(str::to_owned).collect();
        names.sort();
        names
    };
    if sorted(other) != sorted(english) {
        return Err(format!("its places are {:?}, those of English {:?}", sorted(other), sorted(english)));
    }
    if other.counts() && !english.counts() {
        return Err("English has no number there".into());
    }
    if other.stresses() != english.stresses() {
        return Err("what English stresses is stressed".into());
    }
    Ok(())
}

/// Table, name and value of everything in two levels of tables.
fn entries(text: &str) -> Result<Vec<(String, String, Value)>, String> {
    let tables: BTreeMap<String, Value> =
        text.parse::<Table>().map_err(|error| error.to_string())?.into_iter().collect();
    let mut found = Vec::new();
    for (table, value) in tables {
        let Value::Table(messages) = value else { return Err(format!("{table}: it stands in no table")) };
        found.extend(messages.into_iter().map(|(name, value)| (table.clone(), name, value)));
    }
    found.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
    Ok(found)
}

fn is_name(name: &str) -> bool {
    name.starts_with(|letter: char| letter.is_ascii_lowercase())
        && name.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_')
}
