//! A page of a browser with one worker that answers questions.

use site_tests::{Browser, Result, Tab};
use static_server::{Options, StaticServer};
use std::path::Path;

/// The page; its origin is isolated, so that there are threads and a fine clock.
pub(crate) struct Page {
    tab: Tab,
    _server: StaticServer,
    _folder: tempfile::TempDir,
}

impl Page {
    /// Serves what `fill` puts into a folder, and starts the worker whose script is there at `worker`.
    pub(crate) fn open(worker: &str, fill: impl FnOnce(&Path) -> Result<()>) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        fill(folder.path())?;
        std::fs::write(folder.path().join("index.html"), "<!doctype html><title>bench</title>")?;
        let server = StaticServer::start(Options::isolating(folder.path()))?;
        let tab = Tab::open(Browser::Chromium, &[])?;
        tab.goto(&server.url())?;
        // The engine's own replies are bytes.
        tab.run(&format!(
            "window.worker = new Worker('{worker}', {{ type: 'module' }}); \
             worker.onmessage = ({{ data }}) => {{ if (!(data instanceof Uint8Array)) window.answer = data; }};"
        ))?;
        Ok(Self { tab, _server: server, _folder: folder })
    }

    /// Posts the value of a JavaScript expression and returns the number in the answer's `ms`; 0 where there is none.
    pub(crate) fn ask(&self, question: &str) -> Result<f64> {
        self.tab.run(&format!("window.answer = null; worker.postMessage({question})"))?;
        let ms = self.tab.wait_until("the work is done", "window.answer && [window.answer.ms]")?;
        Ok(ms[0].as_f64().unwrap_or(0.0))
    }
}
