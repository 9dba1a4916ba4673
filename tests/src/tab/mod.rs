//! One tab of a fresh browser.
//!
//! WebDriver is a line of questions and answers, so the calls here just wait for theirs; no test needs to be async.

mod hand;

use crate::browser::Scheme;
use crate::driver::Driver;
use crate::{Browser, Quirk, Result};
use anyhow::{Context, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use fantoccini::elements::Element;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::Value;
use std::time::{Duration, Instant};
use tokio::runtime::{Builder, Runtime};

/// How long a page may take to become what a test waits for: generous, since the machine may be busy.
pub const PATIENCE: Duration = Duration::from_secs(30);
/// Time between two looks.
const PAUSE: Duration = Duration::from_millis(50);

/// A tab with a profile of its own; dropping it closes the browser and its driver.
#[derive(Debug)]
pub struct Tab {
    browser: Browser,
    client: Client,
    // Below the client, whose last message it has to carry.
    runtime: Runtime,
    _driver: Driver,
}

impl Tab {
    /// Starts `browser`; fails when it or its driver is missing.
    pub fn open(browser: Browser, quirks: &[Quirk]) -> Result<Self> {
        let driver = Driver::start(browser)?;
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(browser.capabilities(quirks));
        let session = runtime.block_on(builder.connect(&driver.url()));
        let client = session.with_context(|| format!("{browser:?} can't be started"))?;
        Ok(Self { browser, client, runtime, _driver: driver })
    }

    /// Opens an address and waits until it is loaded.
    pub fn goto(&self, url: &str) -> Result<()> {
        self.wait(self.client.goto(url)).with_context(|| format!("opening {url}"))
    }

    /// The address bar.
    pub fn address(&self) -> Result<String> {
        Ok(self.wait(self.client.current_url())?.to_string())
    }

    /// The reader's back button.
    pub fn back(&self) -> Result<()> {
        self.wait(self.client.back())
    }

    /// The reader's forward button.
    pub fn forward(&self) -> Result<()> {
        self.wait(self.client.forward())
    }

    /// The reader's F5.
    pub fn reload(&self) -> Result<()> {
        self.browser.reload(self)
    }

    /// The reader's Shift+F5, past the cache and past service workers.
    pub fn hard_reload(&self) -> Result<()> {
        self.browser.hard_reload(self)
    }

    /// Makes the window this big, in CSS pixels.
    pub fn resize(&self, width: u32, height: u32) -> Result<()> {
        self.wait(self.client.set_window_size(width, height))
    }

    /// Has pages hear that the reader is sparing of data; Chromium's only.
    pub fn spare_data(&self) -> Result<()> {
        self.browser.spare_data(self)
    }

    /// Gives the page a width in CSS pixels and a colour scheme.
    pub fn dress(&self, width: u32, scheme: Scheme) -> Result<()> {
        self.browser.dress(self, width, scheme)
    }

    /// The whole page as PNG.
    pub fn picture(&self) -> Result<Vec<u8>> {
        self.browser.picture(self)
    }

    /// Goes into the page's frame of that number, from 0.
    pub fn enter_frame(&self, index: u16) -> Result<()> {
        self.wait(self.client.clone().enter_frame(index))
    }

    /// Goes back to the page itself.
    pub fn leave_frame(&self) -> Result<()> {
        self.wait(self.client.clone().enter_parent_frame())
    }

    /// Runs statements in the page.
    pub fn run(&self, script: &str) -> Result<Value> {
        self.wait(self.client.execute(script, Vec::new())).with_context(|| format!("running {script}"))
    }

    /// The value of an expression in the page.
    pub fn value(&self, expression: &str) -> Result<Value> {
        self.run(&format!("return {expression}"))
    }

    /// Waits until an expression is truthy in the page and returns it; `what` says what was expected.
    pub fn wait_until(&self, what: &str, expression: &str) -> Result<Value> {
        let start = Instant::now();
        loop {
            // An error may be a page that is just being replaced; it is told if it lasts.
            let last = self.value(expression);
            match &last {
                Ok(value) if truthy(value) => return last,
                _ if start.elapsed() < PATIENCE => std::thread::sleep(PAUSE),
                _ => {
                    bail!("{what}: not within {PATIENCE:?}; `{expression}` is {last:?} on {}", self.account())
                }
            }
        }
    }

    /// The first element that a CSS selector finds.
    fn find(&self, css: &str) -> Result<Element> {
        self.wait(self.client.find(Locator::Css(css))).with_context(|| format!("looking for {css}"))
    }

    /// The text that a reader sees in the first element that a CSS selector finds.
    pub fn text(&self, css: &str) -> Result<String> {
        let element = self.find(css)?;
        self.wait(element.text())
    }

    /// Sends a command that only this browser's driver has.
    pub(crate) fn post(&self, path: &str, body: Value) -> Result<Value> {
        self.wait(self.client.issue_cmd(Vendor { path: path.to_owned(), body: Some(body) }))
            .with_context(|| format!("sending {path}"))
    }

    /// Asks for something that only this browser's driver has.
    pub(crate) fn get(&self, path: &str) -> Result<Value> {
        self.wait(self.client.issue_cmd(Vendor { path: path.to_owned(), body: None }))
            .with_context(|| format!("asking {path}"))
    }

    fn wait<T, E>(&self, answer: impl Future<Output = Result<T, E>>) -> Result<T>
    where
        anyhow::Error: From<E>,
    {
        Ok(self.runtime.block_on(answer)?)
    }

    /// What is on the screen, for messages.
    fn account(&self) -> String {
        let page = self.value("location.href + ' ' + document.documentElement.outerHTML.slice(0, 600)");
        format!("{page:?}")
    }
}

impl Drop for Tab {
    fn drop(&mut self) {
        // A browser that hangs is left to its driver, which is stopped next.
        let close = self.client.clone().close();
        drop(self.runtime.block_on(async { tokio::time::timeout(Duration::from_secs(10), close).await }));
    }
}

/// The bytes of a picture as drivers send it.
pub(crate) fn decode_picture(answer: &Value) -> Result<Vec<u8>> {
    let text = answer.as_str().context("the driver sent no picture")?;
    Ok(STANDARD.decode(text)?)
}

fn truthy(value: &Value) -> bool {
    !matches!(value, Value::Null | Value::Bool(false)) && value != "" && value != 0
}

/// A command beside the standard, below the session's own path.
#[derive(Debug)]
struct Vendor {
    path: String,
    body: Option<Value>,
}

impl WebDriverCompatibleCommand for Vendor {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (Method, Option<String>) {
        match &self.body {
            Some(body) => (Method::POST, Some(body.to_string())),
            None => (Method::GET, None),
        }
    }
}
