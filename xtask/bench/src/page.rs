//! A page of a browser with a worker that answers questions.

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
             worker.onmessage = ({{ data }}) => {{ if (!(data instanceof Uint8Array)) answer(data); }};"
        ))?;
        Ok(Self { tab, _server: server, _folder: folder })
    }

    /// Its tab, where `worker` is the worker.
    pub(crate) const fn tab(&self) -> &Tab {
        &self.tab
    }

    /// Loads a module into the page.
    pub(crate) fn load(&self, module: &str) -> Result<()> {
        self.tab.run(&format!("import('./{module}').then(() => {{ window.loaded = true; }})"))?;
        self.tab.wait_until("the module is there", "window.loaded").map(drop)
    }

    /// Posts the value of a JavaScript expression to the worker and returns the milliseconds of its answer.
    pub(crate) fn ask_worker(&self, question: &str) -> Result<f64> {
        self.ask(&format!("worker.postMessage({question})"))
    }

    /// Posts a request of the engine's to the worker and returns all its replies up to the first that begins with
    /// `last`.
    pub(crate) fn ask_engine(&self, request: &[u8], last: &[u8]) -> Result<Vec<Vec<u8>>> {
        let length = last.len();
        let replies = self.tab.value(&format!(
            "new Promise((done) => {{ \
               const replies = []; \
               worker.onmessage = ({{ data }}) => {{ \
                 if (!(data instanceof Uint8Array)) return; \
                 replies.push(Array.from(data)); \
                 if (String(data.subarray(0, {length})) === String({last:?})) done(replies); \
               }}; \
               worker.postMessage(new Uint8Array({request:?})); \
             }})"
        ))?;
        Ok(serde_json::from_value(replies)?)
    }

    /// Runs a statement and returns the number in the `ms` of what it leads `answer` to be called with; 0 where there is
    /// none. Nothing runs beside it meanwhile, not even a look at whether it is done.
    pub(crate) fn ask(&self, statement: &str) -> Result<f64> {
        let answer =
            self.tab.value(&format!("new Promise((done) => {{ window.answer = done; {statement}; }})"))?;
        Ok(answer["ms"].as_f64().unwrap_or(0.0))
    }
}

/// Copies a folder with everything in it.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
