//! The frame of every page: `index.html` of the repository with a page's own parts put in.

use crate::page::{Page, Program};
use crate::rooms;
use crate::social::Social;
use anyhow::{Context, Result, ensure};
use charts::escape;
use std::fs;
use std::path::Path;

/// What every page may load and run: its own files, WebAssembly, and workers from blobs (in sandboxed frames).
const POLICY: &str = "default-src 'self'; script-src 'self' blob: 'wasm-unsafe-eval'; worker-src 'self' blob:; \
    connect-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; \
    form-action 'none'";

/// Said below the header where a page's program can't run.
const OFFLINE: &str = "This browser could not start the page's WebAssembly: what you see is the model's run of the \
    scenario that the page starts with, which can be read, but not changed or measured.";
const REFUSED: &str = "This page is in a sandboxed frame without an origin of its own, and its host lets no such \
    frame load its scripts: what you see is the model's run of the scenario that the page starts with, which can be \
    read, but not changed or measured.";
const NO_SCRIPT: &str = "Scripts are off: what you see is the model's run of the scenario that the page starts with. \
    Changing and measuring it needs scripts and WebAssembly.";

/// The frame, and where the programs are.
pub(crate) struct Shell {
    frame: String,
    programs: String,
    engine: String,
    pub(crate) social: Social,
}

impl Shell {
    /// Reads the frame that Trunk left in `folder`, and finds the folders of the programs there.
    pub(crate) fn read(folder: &Path, social: Social) -> Result<Self> {
        let index = folder.join("index.html");
        let frame = fs::read_to_string(&index).with_context(|| format!("can't read {}", index.display()))?;
        ensure!(frame.contains("%main%"), "{} has no %main% to put a page into", index.display());
        Ok(Self { frame, programs: only(folder, "app-")?, engine: only(folder, "engine-")?, social })
    }

    /// The document of `page`.
    pub(crate) fn document(&self, page: &Page) -> String {
        let root = page.root();
        let parts = [
            ("lang", "en".to_owned()),
            ("state", if page.program.is_some() { "loading" } else { "ready" }.to_owned()),
            ("policy", POLICY.to_owned()),
            ("title", escape(&page.title)),
            ("description", escape(&page.description)),
            ("head", [self.social.tags(page), self.head(page)].join("\n    ")),
            ("body", page.class.to_owned()),
            ("header", header(page)),
            ("footer", footer(&root)),
            // After all that goes into the frame itself, since a page's own text may look like a place.
            ("root", root),
            ("main", page.main.clone()),
        ];
        parts.iter().fold(self.frame.clone(), |html, (name, part)| html.replace(&format!("%{name}%"), part))
    }

    /// Where the page finds its programs.
    fn head(&self, page: &Page) -> String {
        let Some(program) = page.program else { return String::new() };
        let (program, programs, engine) = (program.name(), &self.programs, &self.engine);
        format!(
            "<meta name=\"engine\" content=\"%root%{engine}/worker.js\">\n    \
             <script defer src=\"%root%boot.js\" data-program=\"{programs}/{program}.js\"></script>"
        )
    }
}

/// The one folder of the site whose name begins so: the build named it after its content.
fn only(folder: &Path, prefix: &str) -> Result<String> {
    let entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    let mut names = entries.iter().filter_map(|entry| entry.file_name().into_string().ok());
    names.find(|name| name.starts_with(prefix)).with_context(|| format!("the site has no folder {prefix}…"))
}

/// Skip link, name and rooms; what is to be said where scripts don't run.
fn header(page: &Page) -> String {
    let room = |room: &rooms::Room| {
        let current = if room.path == page.path { " aria-current=\"page\"" } else { "" };
        format!("<li><a href=\"{}\"{current}>{}</a></li>", page.link(room.path), escape(room.title))
    };
    let rooms: String = rooms::HEADER.iter().map(room).collect();
    let offline = page.program.map_or_else(String::new, |_| {
        format!(
            "\n    <noscript><p class=\"offline\">{NO_SCRIPT}</p></noscript>\n    \
             <p class=\"offline\" id=\"offline\" hidden data-refused=\"{REFUSED}\">{OFFLINE}</p>"
        )
    });
    format!(
        "<a class=\"skip\" href=\"#main\">Skip to the content</a>\n    \
         <header class=\"top\"><a class=\"brand\" href=\"{}\">Interleave</a>\
         <nav aria-label=\"Rooms\"><ul>{rooms}</ul></nav></header>{offline}",
        page.link("")
    )
}

fn footer(root: &str) -> String {
    let link = |(path, title): &(&str, &str)| format!("<li><a href=\"{root}{path}\">{title}</a></li>");
    let links: String = rooms::FOOTER.iter().map(link).collect();
    format!("<footer class=\"bottom\"><nav aria-label=\"More\"><ul>{links}</ul></nav></footer>")
}

impl Program {
    /// The name of its files.
    const fn name(self) -> &'static str {
        match self {
            Self::Race => "race",
            Self::Studio => "studio",
        }
    }
}
