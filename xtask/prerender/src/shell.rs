//! The frame of every page: `index.html` of the repository with a page's own parts put in.

use crate::language::{Language, versions};
use crate::page::{Page, Program};
use crate::rooms;
use crate::sheets::Sheets;
use crate::social::Social;
use anyhow::{Context, Result, ensure};
use base64ct::{Base64, Encoding};
use charts::escape;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;
use ui::snapshot::WORDS;
use words::{frame, nav};

/// What every page may load and run: its own files, the one script that it carries, WebAssembly, and workers from blobs
/// (in sandboxed frames). No string becomes markup or a script; what may be a script's address, the one policy of
/// `www/assets/isolate.js` says.
const POLICY: &str = "default-src 'self'; script-src 'self' %hash% blob: 'wasm-unsafe-eval'; \
    worker-src 'self' blob:; connect-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; \
    object-src 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types default";

/// The frame, and where the programs are.
pub(crate) struct Shell {
    frame: String,
    sheets: Sheets,
    isolate: String,
    assets: String,
    programs: String,
    engine: String,
    porter: String,
    pub(crate) social: Social,
}

impl Shell {
    /// Reads the frame that Trunk left in `folder`, takes the style sheet in, and finds the folders of the programs.
    pub(crate) fn read(folder: &Path, social: Social) -> Result<Self> {
        let index = folder.join("index.html");
        let frame = fs::read_to_string(&index).with_context(|| format!("can't read {}", index.display()))?;
        ensure!(frame.contains("%main%"), "{} has no %main% to put a page into", index.display());
        let [assets, programs, engine, porter] =
            ["assets-", "app-", "engine-", "porter-"].map(|start| only(folder, start));
        let assets = assets?;
        let sheets = Sheets::take(&folder.join(&assets).join("styles"))?;
        let isolate = take_script(&folder.join(&assets).join("isolate.js"))?;
        let (programs, engine, porter) = (programs?, engine?, porter?);
        Ok(Self { frame, sheets, isolate, assets, programs, engine, porter, social })
    }

    /// The document of `page`.
    pub(crate) fn document(&self, page: &Page) -> String {
        let (root, language) = (page.root(), Language::of(&page.path));
        language.speak();
        let framed = page.class == Page::FRAMED;
        let parts = [
            ("lang", language.tag.to_owned()),
            ("state", if page.program.is_some() { "loading" } else { "ready" }.to_owned()),
            ("policy", POLICY.replace("%hash%", &hash(&self.isolate))),
            ("styles", self.sheets.of(page)),
            ("isolate", self.isolate.clone()),
            ("title", escape(&page.title)),
            ("description", escape(&page.description)),
            ("head", [self.social.tags(page), self.head(page)].join("\n    ")),
            ("body", page.class.to_owned()),
            ("isolation", if framed { " data-unisolated" } else { "" }.to_owned()),
            ("header", if framed { offline(page) } else { header(page) }),
            ("footer", if framed { String::new() } else { footer(page) }),
            // After all that goes into the frame itself, since a page's own text may look like a place.
            ("assets", self.assets.clone()),
            ("root", root),
            ("main", [page.main.as_str(), &catalogue(page)].concat()),
        ];
        parts.iter().fold(self.frame.clone(), |html, (name, part)| html.replace(&format!("%{name}%"), part))
    }

    /// Where the page finds its programs.
    fn head(&self, page: &Page) -> String {
        let Some(program) = page.program else { return String::new() };
        let (program, programs, engine) = (program.name(), &self.programs, &self.engine);
        let porter = &self.porter;
        let frame = if page.class == Page::FRAMED {
            "<script src=\"%root%%assets%/frame.js\"></script>\n    "
        } else {
            ""
        };
        format!(
            "{frame}<meta name=\"engine\" content=\"%root%{engine}/worker.js\">\n    \
             <meta name=\"porter\" content=\"%root%{porter}/worker.js\">\n    \
             <script defer src=\"%root%%assets%/boot.js\" data-program=\"../{programs}/{program}.js\"></script>"
        )
    }
}

/// The script that every page carries itself; as a file nobody asks for it.
fn take_script(file: &Path) -> Result<String> {
    let script = fs::read_to_string(file).with_context(|| format!("can't read {}", file.display()))?;
    ensure!(!script.contains("</") && !script.contains("<!"), "{} would end its element", file.display());
    fs::remove_file(file)?;
    Ok(script.trim_end().to_owned())
}

/// What a policy calls `script`, so that no other one may stand in a page.
fn hash(script: &str) -> String {
    ["'sha256-", &Base64::encode_string(&Sha256::digest(script)), "'"].concat()
}

/// The one folder of the site whose name begins so: the build named it after its content.
fn only(folder: &Path, prefix: &str) -> Result<String> {
    let entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    let mut names = entries.iter().filter_map(|entry| entry.file_name().into_string().ok());
    names.find(|name| name.starts_with(prefix)).with_context(|| format!("the site has no folder {prefix}…"))
}

/// What a program says in the page's language; text without markup, as the build of the catalogues sees to.
fn catalogue(page: &Page) -> String {
    let data = Language::of(&page.path).data.filter(|_| page.program.is_some());
    let element =
        |data| format!("\n<script type=\"application/octet-stream\" id=\"{WORDS}\">{data}</script>");
    data.map(element).unwrap_or_default()
}

/// Skip link, name, rooms and languages; what is to be said where scripts don't run.
fn header(page: &Page) -> String {
    let room = |room: &rooms::Room| link(page, room.path, (room.title)());
    let rooms: String = rooms::header().map(room).collect();
    let offline = offline(page);
    let (skip, label, home) =
        (escape(frame::skip()), escape(nav::rooms()), page.link(&Language::of(&page.path).path("")));
    format!(
        "<a class=\"skip\" href=\"#main\">{skip}</a>\n    \
         <header class=\"top\"><a class=\"brand\" href=\"{home}\">Interleave</a>\
         <nav class=\"rooms\" aria-label=\"{label}\"><ul>{rooms}</ul></nav>{}</header>{offline}",
        languages(page)
    )
}

fn footer(page: &Page) -> String {
    let links: String = rooms::FOOTER.iter().map(|(path, title)| link(page, path, title())).collect();
    format!(
        "<footer class=\"bottom\"><nav aria-label=\"{}\"><ul>{links}</ul></nav></footer>",
        escape(nav::more())
    )
}

/// A link to the page at `path` in the language of `page`, or in English, which is said then.
fn link(page: &Page, path: &str, title: &str) -> String {
    let to = Language::of(&page.path).path(path);
    let current = if to == page.path { " aria-current=\"page\"" } else { "" };
    let (here, there) = (Language::of(&page.path), Language::of(&to));
    let other = if here == there { String::new() } else { format!(" hreflang=\"{}\"", there.tag) };
    format!("<li><a href=\"{}\"{current}{other}>{}</a></li>", page.link(&to), escape(title))
}

/// Links to the same page in the other languages, each in its own words.
fn languages(page: &Page) -> String {
    let here = Language::of(&page.path);
    let link = |(language, path): (Language, String)| {
        language.speak();
        let (tag, href) = (language.tag, page.link(&path));
        let (name, offer) = (escape(words::language::name()), escape(words::language::offer()));
        format!("<li><a href=\"{href}\" lang=\"{tag}\" hreflang=\"{tag}\" title=\"{offer}\">{name}</a></li>")
    };
    let links: String = versions(&page.path).filter(|(language, _)| *language != here).map(link).collect();
    here.speak();
    format!("<nav class=\"languages\" aria-label=\"{}\"><ul>{links}</ul></nav>", escape(nav::languages()))
}

/// What is to be said where scripts don't run.
fn offline(page: &Page) -> String {
    page.program.map_or_else(String::new, |_| {
        let [no_script, refused, offline] =
            [frame::no_script(), frame::refused(), frame::offline()].map(escape);
        let broke = escape(&frame::broke("{message}"));
        format!(
            "\n    <noscript><p class=\"offline\">{no_script}</p></noscript>\n    \
             <p class=\"offline\" id=\"offline\" role=\"status\" hidden data-refused=\"{refused}\" data-broke=\"{broke}\">{offline}</p>"
        )
    })
}

impl Program {
    /// The name of its files.
    const fn name(self) -> &'static str {
        match self {
            Self::Race => "race",
            Self::Studio => "studio",
            Self::Builder => "builder",
            Self::Figure => "figure",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Language, Page, Program, Shell};
    use crate::race;
    use crate::social::Social;
    use std::path::Path;

    fn document(page: &Page) -> String {
        let frame = "<html lang=\"%lang%\">%header%%main%%footer%".to_owned();
        let social = Social::read(Path::new("nowhere"), None);
        let [assets, programs, engine, isolate] = [const { String::new() }; 4];
        let sheets = super::Sheets::default();
        let porter = "porter-3".to_owned();
        Shell { frame, sheets, isolate, assets, programs, engine, porter, social }.document(page)
    }

    fn plain(path: &str, program: Option<Program>) -> Page {
        let (title, description, main) = ("A".to_owned(), "B".to_owned(), "C".to_owned());
        Page { path: path.to_owned(), title, description, program, class: "", styles: &[], main }
    }

    #[test]
    fn a_page_leads_to_itself_in_other_languages_and_stays_in_its_own() {
        let chinese = document(&plain("zh/playground/", Some(Program::Studio)));
        for part in [
            "<html lang=\"zh\">",
            "<a href=\"../../zh/\">",
            "<a href=\"../../zh/playground/\" aria-current=\"page\">",
            "<a href=\"../../scenarios/\" hreflang=\"en\">",
            "<a href=\"../../playground/\" lang=\"en\" hreflang=\"en\" title=\"Read this page in English\">English</a>",
            "<a href=\"../../es/playground/\" lang=\"es\"",
            "id=\"words\">",
        ] {
            assert!(chinese.contains(part), "{part} in {chinese}");
        }
        let english = document(&plain("about/", None));
        assert!(!english.contains("hreflang") && !english.contains("id=\"words\""), "{english}");
    }

    #[test]
    fn a_race_is_drawn_in_the_language_of_its_page() {
        let pages = Language::all().map(|language| document(&race::home(language).unwrap()));
        let pages: Vec<String> = pages.collect();
        for (page, parts) in pages.iter().zip([
            ["<html lang=\"en\">", "Measure on this device", ">Free threads<", "3.7×"],
            ["<html lang=\"es\">", "Medir en este dispositivo", ">Hilos libres<", "3,7×"],
            ["<html lang=\"zh\">", "在本设备上测量", ">自由线程<", "3.7×"],
        ]) {
            assert!(parts.iter().all(|part| page.contains(part)), "{parts:?}: {page}");
        }
        assert!(!pages[0].contains("Hilos") && !pages[2].contains("Measure"), "one language a page");
    }
}
