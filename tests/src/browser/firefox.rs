//! Firefox: geckodriver, with scripts in the browser's own window for what WebDriver has no words for.

use super::{Quirk, Scheme, program};
use crate::host::PLAIN_HTTP;
use crate::{Result, Tab};
use serde_json::{Value, json};
use std::process::Command;

/// `network.cookie.cookieBehavior`: refuse everything.
const REFUSE_ALL: u8 = 2;
/// The same: refuse those of other sites.
const REFUSE_THIRD_PARTIES: u8 = 1;

pub(super) fn driver() -> Command {
    let mut driver = program("GECKODRIVER", "geckodriver");
    // System access is what scripts in the browser's own window need.
    driver.args(["--port", "0", "--allow-system-access"]);
    driver
}

pub(super) fn capabilities(quirks: &[Quirk]) -> Value {
    let mut preferences = json!({});
    for quirk in quirks {
        match quirk {
            Quirk::SiteDataBlocked => preferences["network.cookie.cookieBehavior"] = REFUSE_ALL.into(),
            Quirk::ThirdPartyDataBlocked => {
                preferences["network.cookie.cookieBehavior"] = REFUSE_THIRD_PARTIES.into()
            }
            Quirk::PlainHttp => preferences["network.dns.localDomains"] = PLAIN_HTTP.into(),
            Quirk::NoServiceWorkers => preferences["dom.serviceWorkers.enabled"] = false.into(),
            Quirk::NoScript => preferences["javascript.enabled"] = false.into(),
            Quirk::NoWebAssembly => preferences["javascript.options.wasm"] = false.into(),
            Quirk::Private => preferences["browser.privatebrowsing.autostart"] = true.into(),
        }
    }
    let mut options = json!({ "args": ["-headless"], "prefs": preferences });
    if let Ok(binary) = std::env::var("FIREFOX") {
        options["binary"] = binary.into();
    }
    json!({ "browserName": "firefox", "moz:firefoxOptions": options })
}

pub(super) fn reload(tab: &Tab, past_workers: bool) -> Result<()> {
    // WebDriver's own refresh is neither of the reader's two: it passes over the service worker at times.
    let flags =
        if past_workers { "BYPASS_CACHE | Ci.nsIWebNavigation.LOAD_FLAGS_BYPASS_PROXY" } else { "NONE" };
    in_browser(tab, &format!("gBrowser.reloadWithFlags(Ci.nsIWebNavigation.LOAD_FLAGS_{flags})"))
}

pub(super) fn dress(tab: &Tab, width: u32, scheme: Scheme) -> Result<()> {
    tab.resize(width, 900)?;
    let value = u8::from(scheme == Scheme::Light);
    in_browser(
        tab,
        &format!("Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', {value})"),
    )
}

pub(super) fn picture(tab: &Tab) -> Result<Vec<u8>> {
    crate::tab::decode_picture(&tab.get("moz/screenshot/full")?)
}

/// Runs a script in the browser's own window instead of the page.
fn in_browser(tab: &Tab, script: &str) -> Result<()> {
    tab.post("moz/context", json!({ "context": "chrome" }))?;
    let outcome = tab.run(script);
    tab.post("moz/context", json!({ "context": "content" }))?;
    outcome.map(drop)
}
