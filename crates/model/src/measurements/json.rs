//! A reader of JSON (RFC 8259), for small files: numbers stay text, so that each reader of one can be exact.

/// How deep values may lie in each other.
const DEEPEST: u32 = 8;

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Json<'a> {
    /// A number, `true`, `false` or `null`, as it is written.
    Plain(&'a str),
    Text(String),
    List(Vec<Json<'a>>),
    Object(Vec<(String, Json<'a>)>),
}

impl<'a> Json<'a> {
    /// Reads one value and nothing behind it; `None` if it isn't one.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let mut reader = Reader { rest: text };
        let value = reader.value(DEEPEST)?;
        reader.space();
        reader.rest.is_empty().then_some(value)
    }

    /// The value of `key`, if this is an object that has it; the last one, as everybody reads it.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        let Self::Object(members) = self else { return None };
        members.iter().rev().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// A plain value's or a text's characters.
    pub(super) fn as_str(&self) -> Option<&str> {
        match self {
            Self::Plain(text) => Some(text),
            Self::Text(text) => Some(text),
            Self::List(_) | Self::Object(_) => None,
        }
    }
}

struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn value(&mut self, depth: u32) -> Option<Json<'a>> {
        let depth = depth.checked_sub(1)?;
        if self.take('"') {
            return Some(Json::Text(self.text()?));
        }
        if self.take('[') {
            return Some(Json::List(self.all(']', |reader| reader.value(depth))?));
        }
        if self.take('{') {
            let member = |reader: &mut Self| {
                let name = if reader.take('"') { reader.text()? } else { return None };
                if reader.take(':') { Some((name, reader.value(depth)?)) } else { None }
            };
            return Some(Json::Object(self.all('}', member)?));
        }
        self.plain()
    }

    /// What `one` reads, with commas between, up to `end`.
    fn all<T>(&mut self, end: char, one: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let mut all = Vec::new();
        if self.take(end) {
            return Some(all);
        }
        loop {
            all.push(one(self)?);
            if self.take(end) {
                return Some(all);
            }
            if !self.take(',') {
                return None;
            }
        }
    }

    fn plain(&mut self) -> Option<Json<'a>> {
        let end = self.rest.find(|c: char| !matches!(c, '0'..='9' | 'a'..='z' | '+' | '-' | '.' | 'E'));
        let (word, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        let number = word.starts_with(|c: char| c == '-' || c.is_ascii_digit());
        (number || matches!(word, "true" | "false" | "null")).then_some(Json::Plain(word))
    }

    /// What follows a quotation mark, up to the next.
    fn text(&mut self) -> Option<String> {
        let mut text = String::new();
        let mut letters = self.rest.chars();
        loop {
            match letters.next()? {
                '"' => {
                    self.rest = letters.as_str();
                    return Some(text);
                }
                '\\' => match letters.next()? {
                    'n' => text.push('\n'),
                    't' => text.push('\t'),
                    'r' => text.push('\r'),
                    'b' | 'f' => text.push(' '),
                    'u' => {
                        let code = u32::from_str_radix(letters.as_str().get(..4)?, 16).ok()?;
                        letters = letters.as_str().get(4..)?.chars();
                        // Half of a pair stands for nothing that any of our texts has.
                        text.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
                    }
                    other => text.push(other),
                },
                other => text.push(other),
            }
        }
    }

    fn take(&mut self, letter: char) -> bool {
        self.space();
        let rest = self.rest.strip_prefix(letter);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn space(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
    }
}

#[cfg(test)]
mod tests {
    use super::Json;

    #[test]
    fn reads_what_python_writes() {
        let text = r#" {"a": [1, -2.5e3, true, null], "b": {"c": "x\"\\\u00e9\n"}, "b": "last", "d": []} "#;
        let json = Json::parse(text).expect("JSON");
        assert_eq!(json.get("a").map(|list| format!("{list:?}").len() > 20), Some(true));
        let Some(Json::List(list)) = json.get("a") else { panic!("{json:?}") };
        let words: Vec<_> = list.iter().filter_map(Json::as_str).collect();
        assert_eq!(words, ["1", "-2.5e3", "true", "null"]);
        assert_eq!(json.get("b").and_then(Json::as_str), Some("last"));
        assert_eq!(json.get("d"), Some(&Json::List(vec![])));
        let nested = Json::parse(r#"{"c": "x\"\\\u00e9\n"}"#).expect("JSON");
        assert_eq!(nested.get("c").and_then(Json::as_str), Some("x\"\\é\n"));
    }

    #[test]
    fn refuses_what_is_not_json() {
        for text in [
            "",
            "{",
            "[1,",
            "[1 2]",
            "{\"a\"}",
            "{\"a\":}",
            "{a: 1}",
            "\"",
            "\"\\",
            "\"\\u12\"",
            "nan",
            "NaN",
            "Infinity",
            "1 2",
            "{\"a\": 1,}",
            "<b>",
            "\"\\u00\u{e9}\u{e9}\"",
        ] {
            assert_eq!(Json::parse(text), None, "{text}");
        }
        assert_eq!(Json::parse(&"[".repeat(60_000)), None);
        assert!(Json::parse("[[[[[[[1]]]]]]]").is_some() && Json::parse("[[[[[[[[1]]]]]]]]").is_none());
    }
}
