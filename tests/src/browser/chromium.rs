//! Chromium: chromedriver, with the DevTools protocol for what WebDriver has no words for.

use super::{Quirk, Scheme, program};
use crate::host::PLAIN_HTTP;
use crate::{Result, Tab};
use serde_json::{Value, json};
use std::process::Command;

/// Headless and quiet; `--no-sandbox` because continuous integration runs as root in a container.
const ARGUMENTS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--force-prefers-reduced-motion=0",
];

/// The content setting that means "never".
const BLOCK: u8 = 2;
/// The cookie controls' "block third-party cookies".
const BLOCK_THIRD_PARTIES: u8 = 1;

pub(super) fn driver() -> Command {
    let mut driver = program("CHROMEDRIVER", "chromedriver");
    driver.arg("--port=0");
    driver
}

pub(super) fn capabilities(quirks: &[Quirk]) -> Value {
    let mut arguments: Vec<_> = ARGUMENTS.iter().map(ToString::to_string).collect();
    let mut preferences = json!({});
    for quirk in quirks {
        match quirk {
            Quirk::SiteDataBlocked => {
                preferences["profile.default_content_setting_values.cookies"] = BLOCK.into()
            }
            Quirk::ThirdPartyDataBlocked => {
                preferences["profile.block_third_party_cookies"] = true.into();
                preferences["profile.cookie_controls_mode"] = BLOCK_THIRD_PARTIES.into();
            }
            Quirk::PlainHttp => arguments.push(format!("--host-resolver-rules=MAP {PLAIN_HTTP} 127.0.0.1")),
            Quirk::NoScript => {
                preferences["profile.default_content_setting_values.javascript"] = BLOCK.into()
            }
            Quirk::NoWebAssembly => arguments.push("--js-flags=--jitless".into()),
            Quirk::NoServiceWorkers => {}
            Quirk::Private => arguments.push("--incognito".into()),
        }
    }
    let mut options = json!({ "args": arguments, "prefs": preferences });
    if let Ok(binary) = std::env::var("CHROMIUM") {
        options["binary"] = binary.into();
    }
    json!({ "browserName": "chrome", "goog:chromeOptions": options })
}

pub(super) fn reload(tab: &Tab, past_workers: bool) -> Result<()> {
    devtools(tab, "Page.reload", json!({ "ignoreCache": past_workers }))?;
    Ok(())
}

pub(super) fn spare_data(tab: &Tab) -> Result<()> {
    devtools(tab, "Emulation.setDataSaverOverride", json!({ "dataSaverEnabled": true }))?;
    Ok(())
}

pub(super) fn dress(tab: &Tab, width: u32, scheme: Scheme) -> Result<()> {
    // Windows are at least 500 pixels wide, emulated screens are not.
    let screen = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
    devtools(tab, "Emulation.setDeviceMetricsOverride", screen)?;
    devtools(tab, "Emulation.setScrollbarsHidden", json!({ "hidden": true }))?;
    let feature = json!({ "name": "prefers-color-scheme", "value": scheme.name() });
    devtools(tab, "Emulation.setEmulatedMedia", json!({ "features": [feature] }))?;
    Ok(())
}

pub(super) fn picture(tab: &Tab) -> Result<Vec<u8>> {
    let answer = devtools(tab, "Page.captureScreenshot", json!({ "captureBeyondViewport": true }))?;
    crate::tab::decode_picture(&answer["data"])
}

/// Sends one command of the DevTools protocol.
fn devtools(tab: &Tab, command: &str, parameters: Value) -> Result<Value> {
    tab.post("goog/cdp/execute", json!({ "cmd": command, "params": parameters }))
}
