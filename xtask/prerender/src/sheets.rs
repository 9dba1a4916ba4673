//! The style sheets: every page carries those it needs itself, so that its first picture waits for no second file.

use crate::page::Page;
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::Path;

/// What stands first on every page, and what stands last.
const EVERYWHERE: [&str; 2] = ["page", "paper"];

/// All of them, by name.
#[derive(Default)]
pub(crate) struct Sheets(Vec<(String, String)>);

impl Sheets {
    /// Takes the sheets out of `folder`: as files nobody asks for them.
    pub(crate) fn take(folder: &Path) -> Result<Self> {
        let sheets = Self::read(folder)?;
        fs::remove_dir_all(folder)?;
        Ok(sheets)
    }

    fn read(folder: &Path) -> Result<Self> {
        let entries = fs::read_dir(folder).with_context(|| format!("can't read {}", folder.display()))?;
        let read = |entry: std::io::Result<fs::DirEntry>| {
            let file = entry?.path();
            let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let styles = fs::read_to_string(&file)?;
            ensure!(!styles.contains("</"), "{name}.css would end the element that it is put into");
            Ok((name, styles.trim_end().to_owned()))
        };
        Ok(Self(entries.map(read).collect::<Result<_>>()?))
    }

    /// What `page` carries.
    pub(crate) fn of(&self, page: &Page) -> String {
        let [first, last] = EVERYWHERE;
        let names = [&[first], page.styles, &[last]].concat();
        let sheet = |name: &&str| self.0.iter().find(|(known, _)| known == name);
        names.iter().filter_map(sheet).map(|(_, styles)| styles.as_str()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{EVERYWHERE, Sheets};
    use crate::language::Language;
    use crate::page::Page;
    use crate::{gallery, lessons, offline, prose, race, widget};
    use model::Preset;
    use std::path::Path;

    /// The names of classes and elements in each selector of `styles`.
    fn ruled(styles: &str) -> Vec<Vec<&str>> {
        let heads = styles.split('{').map(|part| part.rsplit(['}', ';', '/']).next().unwrap_or(part));
        fn names(selector: &str) -> Vec<&str> {
            let starts = selector.split(['.', '#']).skip(1);
            starts
                .filter_map(|start| start.split(|c: char| !(c.is_alphanumeric() || c == '-')).next())
                .collect()
        }
        heads.flat_map(|head| head.split(',')).map(names).collect()
    }

    fn named(html: &str) -> Vec<&str> {
        let values = ["class=\"", "id=\""].into_iter().flat_map(|start| html.split(start).skip(1));
        values.filter_map(|rest| rest.split('"').next()).flat_map(str::split_whitespace).collect()
    }

    fn pages() -> Vec<Page> {
        let english = || Language::all().next().unwrap();
        let preset = &Preset::ALL[0];
        let mut pages = lessons::pages(english()).unwrap();
        pages.extend([
            gallery::page().unwrap(),
            prose::fidelity(),
            prose::about().unwrap(),
            offline::page(english()),
        ]);
        pages.extend([race::home(english()).unwrap(), race::playground(english()).unwrap()]);
        pages.extend([race::embed().unwrap(), race::scenario(preset).unwrap()]);
        pages.extend([widget::any(english()).unwrap(), widget::preset(preset).unwrap()]);
        pages
    }

    #[test]
    fn a_page_carries_every_rule_for_what_stands_on_it() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www/assets/styles");
        let sheets = Sheets::read(&folder).unwrap();
        for page in pages() {
            let carried = [&EVERYWHERE, page.styles].concat();
            assert!(
                carried.iter().all(|name| sheets.0.iter().any(|(known, _)| known == name)),
                "{carried:?}"
            );
            let stands = named(&page.main);
            for (sheet, styles) in sheets.0.iter().filter(|(name, _)| !carried.contains(&name.as_str())) {
                let mut rules = ruled(styles).into_iter().filter(|rule| !rule.is_empty());
                let lost = rules.find(|rule| rule.iter().all(|name| stands.contains(name)));
                assert!(lost.is_none(), "/{} has {lost:?}, whose rules are in {sheet}.css", page.path);
            }
        }
    }
}
