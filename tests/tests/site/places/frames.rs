//! The whole site in frames of another site: every kind of parent, of headers and of sandbox.
//!
//! Each place is a row: what the two hosts send, how the frame is written, and how it ends in either browser.

use super::{ensure_loads, ensure_measures, ensure_offline, ensure_why};
use crate::measure::SMALL;
use Ending::{Blocked, Isolated, Readable, Shared};
use anyhow::Context;
use fantoccini::key::Key;
use site_tests::host::built_site;
use site_tests::race::RUNTIMES;
use site_tests::{Browser, Host, Quirk, Race, Result, Setting, Tab, ensure, in_each_browser};
use std::fs;

in_each_browser!(
    frames_of_a_plain_parent_end_as_they_should,
    frames_of_an_isolated_parent_end_as_they_should,
    frames_without_third_party_data_end_as_they_should,
    frames_in_a_private_window_end_as_they_should,
);

/// How a place ends.
#[derive(Clone, Copy)]
enum Ending {
    /// Cross-origin isolated, after so many loads.
    Isolated(usize),
    /// Alive without shared memory, after one load, for the reason that begins so.
    Shared(&'static str),
    /// The prerendered page, after one load, and a sentence with these words.
    Readable(&'static str),
    /// The browser shows nothing of it.
    Blocked,
}

type Headers = &'static [(&'static str, &'static str)];

const OPEN: (&str, &str) = ("Access-Control-Allow-Origin", "*");
const DOCUMENT_POLICY: (&str, &str) = ("Document-Isolation-Policy", "isolate-and-credentialless");
const EMBEDDER_POLICY: (&str, &str) = ("Cross-Origin-Embedder-Policy", "require-corp");
const OPENER_POLICY: (&str, &str) = ("Cross-Origin-Opener-Policy", "same-origin");
const RESOURCE_POLICY: (&str, &str) = ("Cross-Origin-Resource-Policy", "cross-origin");
const NO_ISOLATION: (&str, &str) = ("Permissions-Policy", "cross-origin-isolated=()");

/// A plain static host.
const PLAIN: Headers = &[OPEN];
const BARE: Headers = &[];
const DOCUMENT: Headers = &[OPEN, DOCUMENT_POLICY];
const EMBEDDABLE: Headers = &[OPEN, EMBEDDER_POLICY, RESOURCE_POLICY];
const ISOLATED: Headers = &[OPENER_POLICY, EMBEDDER_POLICY];
const FORBIDDING: Headers = &[NO_ISOLATION];

const OPAQUE: &str = r#"sandbox="allow-scripts""#;
const SAME_ORIGIN: &str = r#"sandbox="allow-scripts allow-same-origin""#;
const ALLOWED: &str = r#"allow="cross-origin-isolated""#;

const IN_FRAME: &str = "This page is shown inside another page";
const IN_SANDBOX: &str = "This page is in a sandboxed frame";

fn frames_of_a_plain_parent_end_as_they_should(setting: Setting) -> Result<()> {
    let places = [
        place(BARE, PLAIN, "", Isolated(2), Shared(IN_FRAME)),
        place(BARE, PLAIN, SAME_ORIGIN, Isolated(2), Shared(IN_FRAME)),
        place(BARE, PLAIN, OPAQUE, Shared(IN_SANDBOX), Shared(IN_SANDBOX)),
        place(BARE, BARE, OPAQUE, Readable("sandboxed frame"), Readable("sandboxed frame")),
        place(BARE, DOCUMENT, "", Isolated(1), Shared(IN_FRAME)),
        place(BARE, DOCUMENT, OPAQUE, Isolated(1), Shared(IN_SANDBOX)),
        place(FORBIDDING, DOCUMENT, "", Isolated(1), Shared(IN_FRAME)),
    ];
    check(setting, &[], &places)
}

fn frames_of_an_isolated_parent_end_as_they_should(setting: Setting) -> Result<()> {
    let places = [
        place(ISOLATED, PLAIN, "", Blocked, Blocked),
        place(ISOLATED, PLAIN, "credentialless", Isolated(2), Blocked),
        // Chromium gives such a frame no isolation of its parent's kind, but the page's own worker adds the other.
        place(ISOLATED, EMBEDDABLE, "", Isolated(2), Isolated(1)),
        place(ISOLATED, EMBEDDABLE, ALLOWED, Isolated(1), Isolated(1)),
        place(&[DOCUMENT_POLICY], PLAIN, "", Isolated(2), Shared(IN_FRAME)),
    ];
    check(setting, &[], &places)
}

fn frames_without_third_party_data_end_as_they_should(setting: Setting) -> Result<()> {
    let places = [
        place(BARE, PLAIN, "", Isolated(2), Shared(IN_FRAME)),
        place(BARE, PLAIN, SAME_ORIGIN, Isolated(2), Shared(IN_FRAME)),
        place(BARE, PLAIN, OPAQUE, Shared(IN_SANDBOX), Shared(IN_SANDBOX)),
    ];
    check(setting, &[Quirk::ThirdPartyDataBlocked], &places)
}

fn frames_in_a_private_window_end_as_they_should(setting: Setting) -> Result<()> {
    check(setting, &[Quirk::Private], &[place(BARE, PLAIN, "", Isolated(2), Shared(IN_FRAME))])
}

/// A frame of the site in another site's page.
struct Place {
    parent: Headers,
    child: Headers,
    attributes: &'static str,
    chromium: Ending,
    firefox: Ending,
}

const fn place(
    parent: Headers,
    child: Headers,
    attributes: &'static str,
    chromium: Ending,
    firefox: Ending,
) -> Place {
    Place { parent, child, attributes, chromium, firefox }
}

/// All of them in one browser; each has hosts of its own, so that none finds what another one left.
fn check(setting: Setting, quirks: &[Quirk], places: &[Place]) -> Result<()> {
    let tab = setting.odd_tab(quirks)?;
    places.iter().try_for_each(|place| place.check(setting.browser, &tab).with_context(|| place.name()))
}

impl Place {
    fn check(&self, browser: Browser, tab: &Tab) -> Result<()> {
        let host = Host::sending(&built_site()?, self.child)?;
        let outer = tempfile::tempdir()?;
        let (attributes, address) = (self.attributes, host.url(SMALL));
        let page =
            format!("<!doctype html><iframe {attributes} width=1000 height=900 src=\"{address}\"></iframe>");
        fs::write(outer.path().join("index.html"), page)?;
        let parent = Host::sending(outer.path(), self.parent)?;
        tab.goto(&parent.url_as_other_site(""))?;
        tab.enter_frame(0)?;
        let ending = match browser {
            Browser::Chromium => self.chromium,
            Browser::Firefox => self.firefox,
        };
        ending.check(tab, &host)
    }

    /// For messages.
    fn name(&self) -> String {
        format!("<iframe {}>, host {:?}, parent {:?}", self.attributes, self.child, self.parent)
    }
}

impl Ending {
    fn check(self, tab: &Tab, host: &Host) -> Result<()> {
        match self {
            Isolated(loads) => {
                ensure_alive(tab, true)?;
                ensure_loads(host, loads)
            }
            Shared(reason) => {
                ensure_alive(tab, false)?;
                ensure_why(tab, reason)?;
                ensure_loads(host, 1)
            }
            Readable(words) => {
                ensure_offline(tab, words)?;
                ensure_loads(host, 1)
            }
            Blocked => {
                // The parent is loaded, and so would the frame be: its page was sent, and nothing of it was looked at.
                let asked = host.asked();
                ensure!(asked == ["/"], "the frame asked for {asked:?}");
                Ok(())
            }
        }
    }
}

/// The race is drawn, answers the keyboard (chromedriver can't name the controls of another site's frame), and is
/// measured.
fn ensure_alive(tab: &Tab, isolated: bool) -> Result<()> {
    let race = Race::here(tab)?;
    ensure!(tab.value("crossOriginIsolated")? == isolated, "isolated is not {isolated}");
    let drawn = race.modelled()?;
    ensure!(drawn.len() == RUNTIMES.len(), "the race is {drawn:?}");
    tab.keys_into("#tasks", &char::from(Key::Right).to_string())?;
    race.settle()?;
    ensure!(race.modelled()? != drawn, "one task more changes nothing");
    tab.keys_into("#measure", &char::from(Key::Enter).to_string())?;
    ensure_measures(&race.see_measured()?, isolated)
}
