//! The site's pages with their pictures, rendered before any script runs.
//!
//! `prerender DIST_DIR [URL]` puts every page into the frame that Trunk left in `DIST_DIR/index.html`. In reading order:
//!
//! - [`page`]: a page before that; [`shell`]: the frame; [`sheets`]: its styles; [`rooms`]: what header and footer lead to;
//!   [`language`]: what is said in which language, and where that stands;
//! - [`race`]: the pages with the race; their scenario is simulated and rendered natively, and the race itself goes into
//!   an inert element, so that the application's first picture is the very one that is already there;
//! - [`lesson`]: the lessons as they are written; [`lessons`], [`figure`]: as they are shown; [`widget`]: what fills a frame
//!   in another page;
//! - [`gallery`], [`prose`], [`offline`]: pages without a program;
//! - [`social`], [`listing`]: what others read of the pages, with the address where the site will be, if that is known.

mod figure;
mod gallery;
mod language;
mod lesson;
mod lessons;
mod listing;
mod offline;
mod page;
mod prose;
mod race;
mod rooms;
mod sheets;
mod shell;
mod social;
mod widget;

use anyhow::{Context, Result, anyhow};
use language::Language;
use model::Preset;
use page::Page;
use shell::Shell;
use social::Social;
use std::env;
use std::path::{Path, PathBuf};
use std::thread;

fn main() -> Result<()> {
    let mut arguments = env::args().skip(1);
    let folder = arguments.next().map(PathBuf::from).context("usage: prerender DIST_DIR [URL]")?;
    let shell = Shell::read(&folder, Social::read(&folder, arguments.next()))?;
    let (first, second) = Preset::ALL.split_at(Preset::ALL.len() / 2);
    thread::scope(|scope| {
        let others = scope.spawn(|| write_scenarios(second, &shell, &folder));
        let pages = [gallery::page()?, prose::fidelity(), prose::about()?, race::embed()?];
        for page in pages {
            write(&page, &shell, &folder)?;
        }
        write_scenarios(first, &shell, &folder)?;
        others.join().map_err(|_| anyhow!("a page's rendering panicked"))?
    })?;
    for language in Language::all() {
        let lessons = lessons::pages(language)?;
        let others = [
            race::home(language)?,
            race::playground(language)?,
            widget::any(language)?,
            offline::page(language),
        ];
        for page in lessons.into_iter().chain(others) {
            write(&page, &shell, &folder)?;
        }
    }
    shell.social.site().map_or(Ok(()), |site| listing::write(&folder, site))
}

fn write_scenarios(presets: &[Preset], shell: &Shell, folder: &Path) -> Result<()> {
    presets.iter().try_for_each(|preset| {
        write(&race::scenario(preset)?, shell, folder)?;
        write(&widget::preset(preset)?, shell, folder)
    })
}

fn write(page: &Page, shell: &Shell, folder: &Path) -> Result<()> {
    page.write(folder, &shell.document(page))
}
