//! One message, from what translators write to what programs fill in.
//!
//! ```text
//! "{who} waited **{share}** of its life"        text places by name, what is stressed between asterisks
//! { one = "{n} task", other = "{n} tasks" }     a form for one and one for other numbers; {n} is the number
//! "{n:words}", "{n:grouped}"                    the number in words up to twelve; with its thousands apart
//! ```
//!
//! Compiled, a place is one control character, and so is what stands between forms and around what is stressed.

use toml::Value;

/// The number in digits, in words, and with its thousands apart.
const NUMBERS: [(&str, char); 3] = [("n", '\u{e}'), ("n:words", '\u{f}'), ("n:grouped", '\u{10}')];
const STRESS: char = '\u{11}';
const NEXT_FORM: char = '\u{1f}';
/// Places of text are the characters from 1 on; tab and newline are none of them.
const MOST_TEXTS: usize = 8;

/// A message with its places still by name.
#[derive(Debug)]
pub(crate) struct Template {
    forms: Vec<Vec<Piece>>,
}

#[derive(Debug)]
enum Piece {
    Text(String),
    Place(String),
    Number(char),
    Stress,
}

impl Template {
    /// Takes a message apart: a string, or a table of two.
    pub(crate) fn read(value: &Value) -> Result<Self, String> {
        let forms = match value {
            Value::String(text) => vec![text],
            Value::Table(table) => match (table.len(), table.get("one"), table.get("other")) {
                (2, Some(Value::String(one)), Some(Value::String(other))) => vec![one, other],
                _ => return Err("the forms are `one` and `other`".into()),
            },
            _ => return Err("it is neither a string nor a table of forms".into()),
        };
        Ok(Self { forms: forms.into_iter().map(|form| pieces(form)).collect::<Result<_, _>>()? })
    }

    /// The names of its text places, in the order in which they first come.
    pub(crate) fn texts(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for piece in self.forms.iter().flatten() {
            if let Piece::Place(name) = piece
                && !names.contains(&name.as_str())
            {
                names.push(name);
            }
        }
        names
    }

    /// Whether a number is said, or chooses the form.
    pub(crate) fn counts(&self) -> bool {
        self.forms.len() > 1 || self.forms.iter().flatten().any(|piece| matches!(piece, Piece::Number(_)))
    }

    /// Whether a part of it is stressed.
    pub(crate) fn stresses(&self) -> bool {
        self.forms.iter().flatten().any(|piece| matches!(piece, Piece::Stress))
    }

    /// The message with its places as control characters, numbered as in `places`, which has all of them.
    pub(crate) fn compile(&self, places: &[&str]) -> String {
        let form = |form: &Vec<Piece>| form.iter().map(|piece| piece.compile(places)).collect::<String>();
        self.forms.iter().map(form).collect::<Vec<_>>().join(&NEXT_FORM.to_string())
    }
}

impl Piece {
    fn compile(&self, places: &[&str]) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Place(name) => {
                let place = places.iter().position(|place| place == name).unwrap_or_default();
                char::from(place as u8 + 1).into()
            }
            Self::Number(how) => (*how).into(),
            Self::Stress => STRESS.into(),
        }
    }
}

fn pieces(form: &str) -> Result<Vec<Piece>, String> {
    if let Some(wrong) = form.chars().find(|letter| letter.is_control() || matches!(letter, '<' | '>')) {
        return Err(format!("{wrong:?} may not be in it: it is text for a page, on one line"));
    }
    let mut found = Vec::new();
    for (place, part) in form.split("**").enumerate() {
        if place > 0 {
            found.push(Piece::Stress);
        }
        texts_and_places(part, &mut found)?;
    }
    match found.iter().filter(|piece| matches!(piece, Piece::Stress)).count() {
        0 | 2 => Ok(found),
        _ => Err("one part may stand between ** and **".into()),
    }
}

fn texts_and_places(mut text: &str, found: &mut Vec<Piece>) -> Result<(), String> {
    while let Some((before, rest)) = text.split_once('{') {
        let (name, after) = rest.split_once('}').ok_or("a { is never closed")?;
        found.extend([Piece::Text(before.to_owned()), place(name)?]);
        text = after;
    }
    found.push(Piece::Text(text.to_owned()));
    Ok(())
}

fn place(name: &str) -> Result<Piece, String> {
    if let Some((_, how)) = NUMBERS.iter().find(|(number, _)| *number == name) {
        return Ok(Piece::Number(*how));
    }
    let good = !name.is_empty() && name.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_');
    if good { Ok(Piece::Place(name.to_owned())) } else { Err(format!("{{{name}}} is no name of a place")) }
}

/// Refuses what a program could not fill in.
pub(crate) fn check_places(texts: &[&str]) -> Result<(), String> {
    if texts.len() > MOST_TEXTS { Err(format!("it has more than {MOST_TEXTS} places")) } else { Ok(()) }
}
