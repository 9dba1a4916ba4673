//! The pages that the isolation tests look at, and what can be said about them.

use serde_json::{Value, json};
use site_tests::host::project;
use site_tests::{Headers, Host, Quirk, Result, Setting, Tab, ensure};
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

/// The files under test on a host of their own.
pub(super) struct Site {
    pub(super) host: Host,
    folder: TempDir,
}

impl Site {
    pub(super) fn start(prefix: &str, headers: Headers) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        for file in
            ["www/assets/isolate.js", "www/sw.js", "tests/fixtures/page.html", "tests/fixtures/late.html"]
        {
            let name = file.rsplit('/').next().unwrap_or(file);
            fs::copy(project().join(file), folder.path().join(name))?;
        }
        let host = Host::start(folder.path(), prefix, headers)?;
        Ok(Self { folder, host })
    }

    pub(super) fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join(file)
    }

    /// Rewrites one of the files.
    pub(super) fn change(&self, file: &str, edit: impl Fn(String) -> String) -> Result<()> {
        Ok(fs::write(self.path(file), edit(fs::read_to_string(self.path(file))?))?)
    }

    pub(super) fn ensure_loads(&self, expected: usize) -> Result<()> {
        let loads = self.host.loads("page.html");
        ensure!(loads == expected, "the page was loaded {loads} times instead of {expected}");
        Ok(())
    }
}

/// A site and a tab that is on its page, isolated.
pub(super) fn visited(setting: Setting, quirks: &[Quirk]) -> Result<(Site, Tab)> {
    let site = Site::start("/", setting.headers)?;
    let tab = setting.odd_tab(quirks)?;
    tab.goto(&site.host.url("page.html"))?;
    ensure_isolated(&tab, "service worker")?;
    site.ensure_loads(2)?;
    Ok((site, tab))
}

/// A tab on the page of a site whose worker does something more.
pub(super) fn sabotaged(setting: Setting, addition: &str) -> Result<(Site, Tab)> {
    let site = Site::start("/", setting.headers)?;
    site.change("sw.js", |worker| format!("{worker}\n{addition}"))?;
    let tab = setting.tab()?;
    tab.goto(&site.host.url("page.html"))?;
    Ok((site, tab))
}

/// Keeps a worker from being installed until a script has called `resolve`.
pub(super) fn wait_at_install(script: &str) -> String {
    format!(
        "addEventListener('install', (event) => event.waitUntil(new Promise((resolve) => {{ {script} }})));"
    )
}

/// Does something that replaces the document, and waits until it has.
pub(crate) fn renewed(tab: &Tab, action: fn(&Tab) -> Result<()>) -> Result<()> {
    tab.run("window.old = true")?;
    action(tab)?;
    tab.wait_until("a new document", "!window.old && document.readyState === 'complete'").map(drop)
}

pub(super) fn ensure_isolated(tab: &Tab, how: &str) -> Result<()> {
    let outcome = tab.wait_until("an outcome", "window.outcome")?;
    ensure!(outcome == json!({ "isolated": true, "how": how }), "the outcome is {outcome}");
    let facts = tab.value("[crossOriginIsolated, document.documentElement.dataset.isolated, window.name]")?;
    ensure!(facts == json!([true, "true", ""]), "isolated, attribute and window name are {facts}");
    Ok(())
}

pub(super) fn ensure_shared(tab: &Tab, reason: &str) -> Result<()> {
    ensure_why(&tab.wait_until("an outcome", "window.outcome")?, reason)?;
    let facts = tab.value("[document.documentElement.dataset.isolated, window.name]")?;
    ensure!(facts == json!(["false", ""]), "attribute and window name are {facts}");
    ensure!(tab.text("p")? == "Readable.", "the page is not readable");
    Ok(())
}

pub(super) fn ensure_why(outcome: &Value, reason: &str) -> Result<()> {
    let why = outcome["why"].as_str().unwrap_or_default();
    ensure!(outcome["isolated"] == false && why.starts_with(reason), "the outcome is {outcome}");
    ensure!(why.contains("so shared memory is off") && why.ends_with('.'), "no full sentence: {why}");
    Ok(())
}

/// What the page says in `count` frames of another site's page.
pub(super) fn framed_outcomes(setting: Setting, count: usize, attributes: &str) -> Result<Vec<Value>> {
    let site = Site::start("/", setting.headers)?;
    let frame = format!(r#"<iframe {attributes} src="{}"></iframe>"#, site.host.url("page.html"));
    let collect = "<script>outcomes = []; onmessage = ({ data }) => outcomes.push(data);</script>";
    fs::write(site.path("outer.html"), format!("<!doctype html>{collect}{}", frame.repeat(count)))?;
    let tab = setting.tab()?;
    tab.goto(&site.host.url_as_other_site("outer.html"))?;
    tab.wait_until("all frames' outcomes", &format!("outcomes.length === {count}"))?;
    Ok(tab.value("outcomes")?.as_array().cloned().unwrap_or_default())
}
