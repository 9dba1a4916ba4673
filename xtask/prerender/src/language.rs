//! The languages of the site: English at its root, each of the others in a folder of its own, where the pages that are
//! translated stand under the same paths.

use std::iter;
use std::path::{Path, PathBuf};
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

/// The paths of the pages that are there in every language; a lesson is there in those that it is written in. All pages
/// are there in English, and what leads to those that are only there says so.
const EVERYWHERE: [&str; 4] = ["", "playground/", "widget/", "offline/"];

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

    /// Whether the page that stands at `path` of the English site is there in it, too.
    pub(crate) fn has(self, path: &str) -> bool {
        self.data.is_none() || EVERYWHERE.contains(&path) || self.lesson(path.trim_end_matches('/')).is_file()
    }

    /// Where the page at `path` of the English site stands in it: in English, where it is only there.
    pub(crate) fn path(self, path: &str) -> String {
        let own = self.data.is_some() && self.has(path);
        if own { format!("{}/{path}", self.tag) } else { path.to_owned() }
    }

    /// The file of the lesson of that name.
    pub(crate) fn lesson(self, name: &str) -> PathBuf {
        let lessons = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/lessons");
        lessons.join(self.tag).join(name).with_extension("md")
    }
}

/// Where the page at `path` stands in English, if it is there.
pub(crate) fn english(path: &str) -> &str {
    let here = Language::of(path);
    let own = here.data.map_or(0, |_| here.tag.len() + 1);
    path.get(own..).unwrap_or_default()
}

/// The languages that a page is there in, and its path in each; `path` is its own.
pub(crate) fn versions(path: &str) -> impl Iterator<Item = (Language, String)> {
    let english = english(path).to_owned();
    let there = Language::all().filter(|language| language.has(&english)).collect::<Vec<_>>();
    there.into_iter().map(move |language| (language, language.path(&english)))
}

#[cfg(test)]
mod tests {
    use super::{ENGLISH, Language, versions};

    #[test]
    fn pages_stand_in_the_folder_of_their_language() {
        let tags: Vec<_> = Language::all().map(|language| language.tag).collect();
        assert_eq!(tags, ["en", "es", "zh"]);
        for language in Language::all() {
            language.speak();
            assert_eq!(words::language::folder(), language.path(""));
        }
        let chinese = Language::of("zh/playground/");
        assert_eq!((chinese.tag, Language::of("zhx/").tag, Language::of("").tag), ("zh", "en", "en"));
        assert_eq!([chinese.path(""), chinese.path("about/")], ["zh/", "about/"]);
        assert_eq!(ENGLISH.path("playground/"), "playground/");
    }

    #[test]
    fn a_page_knows_itself_in_other_languages() {
        let paths = |path: &str| versions(path).map(|(_, path)| path).collect::<Vec<_>>();
        assert_eq!(paths(""), ["", "es/", "zh/"]);
        assert_eq!(paths("zh/playground/"), ["playground/", "es/playground/", "zh/playground/"]);
        assert_eq!(paths("es/gil/"), ["gil/", "es/gil/", "zh/gil/"]);
        assert_eq!(paths("about/"), ["about/"]);
    }

    /// A file beside its original, which another test holds it to.
    #[test]
    fn a_translated_lesson_is_a_lesson() {
        for language in Language::all() {
            let folder = language.lesson("any").with_file_name("");
            for entry in folder.read_dir().into_iter().flatten() {
                let name = entry.unwrap().file_name();
                assert!(ENGLISH.lesson(&name.to_string_lossy()).is_file(), "{name:?} in {}", language.tag);
            }
        }
    }
}
