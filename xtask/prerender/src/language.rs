//! The languages of the site: English at its root, each of the others in a folder of its own, where the pages that are
//! translated stand under the same paths.

use std::iter;
use words::CATALOGUES;

/// A language.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Language {
    /// Its tag, as HTML has it.
    pub(crate) tag: &'static str,
    /// Its catalogue; English is compiled in.
    pub(crate) data: Option<&'static str>,
}

const ENGLISH: Language = Language { tag: "en", data: None };

/// The paths of the pages that are there in every language. All others are there in English, and what leads to them
/// says so.
const TRANSLATED: &[&str] = &["", "gil/", "playground/"];

impl Language {
    /// All of them, English first.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        iter::once(ENGLISH).chain(CATALOGUES.iter().map(|(tag, data)| Self { tag, data: Some(data) }))
    }

    /// That of the page at `path`.
    pub(crate) fn of(path: &str) -> Self {
        let folder = path.split('/').next().unwrap_or_default();
        Self::all().find(|language| language.tag == folder).unwrap_or(ENGLISH)
    }

    /// Speaks it from now on, on this thread.
    pub(crate) fn speak(self) {
        match self.data {
            Some(data) => assert!(words::set(data), "the catalogue is of this build"),
            None => words::set_english(),
        }
    }

    /// Where the page at `path` of the English site stands in it: in English, where it is not translated.
    pub(crate) fn path(self, path: &str) -> String {
        let translated = self.data.is_some() && TRANSLATED.contains(&path);
        if translated { format!("{}/{path}", self.tag) } else { path.to_owned() }
    }
}

/// The path that a page has in English, if it is there in every language.
pub(crate) fn translated(path: &str) -> Option<&str> {
    let language = Language::of(path);
    let english = match language.data {
        Some(_) => path.strip_prefix(language.tag)?.strip_prefix('/')?,
        None => path,
    };
    TRANSLATED.contains(&english).then_some(english)
}

#[cfg(test)]
mod tests {
    use super::{ENGLISH, Language, translated};

    #[test]
    fn pages_stand_in_the_folder_of_their_language() {
        let tags: Vec<_> = Language::all().map(|language| language.tag).collect();
        assert_eq!(tags, ["en", "es", "zh"]);
        let chinese = Language::of("zh/playground/");
        assert_eq!((chinese.tag, Language::of("zhx/").tag, Language::of("").tag), ("zh", "en", "en"));
        assert_eq!([chinese.path(""), chinese.path("about/")], ["zh/", "about/"]);
        assert_eq!(ENGLISH.path("playground/"), "playground/");
        assert_eq!(["", "zh/", "es/playground/"].map(translated), [Some(""), Some(""), Some("playground/")]);
        assert_eq!(["about/", "zh/about/", "zh"].map(translated), [None; 3]);
    }
}
