//! Takes screenshots of a page: three widths, light and dark, the whole page each.
//!
//! `cargo run -p site-tests --bin shoot -- URL FOLDER [--firefox] [--click LABEL]` writes `360-light.png` and so on.
//! With `--click` it presses the button of that name first and waits until the page is ready again.
//! Firefox makes no window narrower than 500 pixels, so its narrowest picture is that wide. Any other picture wider than its
//! name shows a page that overflows.

use anyhow::{Context, bail};
use site_tests::browser::Scheme;
use site_tests::{Browser, Result, Tab};
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

/// A phone, a tablet, a desk.
const WIDTHS: [u32; 3] = [360, 768, 1400];
/// For what moves after a change of width or colours.
const REST: Duration = Duration::from_millis(700);
/// True once the page says that it is ready; pages that say nothing are.
const READY: &str = "document.readyState === 'complete' \
    && !['loading', 'running'].includes(document.documentElement.dataset.state)";

fn main() -> Result<()> {
    let wish = Wish::read(std::env::args().skip(1))?;
    fs::create_dir_all(&wish.folder).with_context(|| format!("making {}", wish.folder.display()))?;
    let tab = Tab::open(wish.browser, &[])?;
    for scheme in [Scheme::Light, Scheme::Dark] {
        for width in WIDTHS {
            shoot(&tab, &wish, width, scheme)?;
        }
    }
    Ok(())
}

fn shoot(tab: &Tab, wish: &Wish, width: u32, scheme: Scheme) -> Result<()> {
    tab.dress(width, scheme)?;
    tab.goto(&wish.url)?;
    tab.wait_until("the page is ready", READY)?;
    if let Some(label) = &wish.click {
        tab.press(label)?;
        std::thread::sleep(REST);
        tab.wait_until("the page is ready again", READY)?;
    }
    std::thread::sleep(REST);
    let file = wish.folder.join(format!("{width}-{}.png", scheme.name()));
    fs::write(&file, tab.picture()?).with_context(|| format!("writing {}", file.display()))?;
    eprintln!("{}", file.display());
    Ok(())
}

/// What was asked for on the command line.
struct Wish {
    url: String,
    folder: PathBuf,
    browser: Browser,
    click: Option<String>,
}

impl Wish {
    fn read(mut arguments: impl Iterator<Item = String>) -> Result<Self> {
        let (mut places, mut browser, mut click) = (Vec::new(), Browser::Chromium, None);
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--firefox" => browser = Browser::Firefox,
                "--click" => click = Some(arguments.next().context("--click needs a label")?),
                _ => places.push(argument),
            }
        }
        let Ok([url, folder]) = <[String; 2]>::try_from(places) else {
            bail!("usage: shoot URL FOLDER [--firefox] [--click LABEL]");
        };
        Ok(Self { url, folder: folder.into(), browser, click })
    }
}
