//! A small static file server: the built site, with or without the isolation headers.
//!
//! `cargo xtask serve` runs it for a person, the browser tests run it in their own process on a free port.
//! It knows nothing of the site: [`http`] reads requests and writes answers, [`files`] finds the file that a request
//! path means, [`respond`] chooses the answer, [`compressed`] compresses it, [`reload`] lets a page notice that it was
//! rebuilt.

mod compressed;
mod files;
mod http;
mod reload;
mod respond;

use anyhow::{Result, anyhow};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::JoinHandle;

/// What common static hosts (GitHub Pages, jsDelivr) send with every file: without it, a frame that is sandboxed without
/// an origin of its own can load no module.
pub const STATIC_HEADERS: &[(&str, &str)] = &[("Access-Control-Allow-Origin", "*")];

/// What makes a top-level page cross-origin isolated, in every engine that can be.
pub const ISOLATING_HEADERS: &[(&str, &str)] = &[
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Embedder-Policy", "require-corp"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
];

/// What to serve, and how.
#[derive(Debug, Clone)]
pub struct Options {
    /// The folder served.
    pub root: PathBuf,
    /// The port on 127.0.0.1; 0 takes a free one.
    pub port: u16,
    /// The path under which the site appears, such as `/` or `/some/path/`.
    pub prefix: String,
    /// Headers of every answer, such as [`ISOLATING_HEADERS`].
    pub headers: Vec<(String, String)>,
    /// Whether pages reload themselves after [`StaticServer::reload`].
    pub live: bool,
    /// Whether files are sent with brotli to those who take it; the first answer with a large one takes seconds.
    pub brotli: bool,
}

impl Options {
    /// `root` as a plain static host would serve it, with [`STATIC_HEADERS`], on a free port, at `/`.
    pub fn plain(root: impl Into<PathBuf>) -> Self {
        Self::sending(root, STATIC_HEADERS)
    }

    /// The same with [`ISOLATING_HEADERS`] too.
    pub fn isolating(root: impl Into<PathBuf>) -> Self {
        Self::sending(root, &[STATIC_HEADERS, ISOLATING_HEADERS].concat())
    }

    /// `root` with just these headers, on a free port, at `/`.
    pub fn sending(root: impl Into<PathBuf>, headers: &[(&str, &str)]) -> Self {
        let headers = headers.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect();
        Self { root: root.into(), port: 0, prefix: "/".to_owned(), headers, live: false, brotli: false }
    }
}

/// A running server; dropping it stops it.
pub struct StaticServer {
    listener: Option<JoinHandle<()>>,
    address: SocketAddr,
    site: Arc<Site>,
}

/// What the answering threads share.
pub(crate) struct Site {
    pub(crate) options: Options,
    /// Counts rebuilds; a page that sees another number than at its start reloads.
    pub(crate) generation: AtomicU64,
    pub(crate) compressed: compressed::Compressed,
    stopping: AtomicBool,
}

impl StaticServer {
    /// Starts serving; fails when the port is taken.
    pub fn start(mut options: Options) -> Result<Self> {
        options.prefix = normal_prefix(&options.prefix);
        let port = options.port;
        let listener = TcpListener::bind(("127.0.0.1", port)).map_err(|error| {
            anyhow!("port {port} of 127.0.0.1 can't be opened ({error}); choose another port")
        })?;
        let address = listener.local_addr()?;
        let (generation, stopping) = (AtomicU64::new(0), AtomicBool::new(false));
        let site = Arc::new(Site { options, generation, compressed: Default::default(), stopping });
        let listener = Some(listening_thread(listener, &site));
        Ok(Self { listener, address, site })
    }

    /// The site's address, with the prefix and a slash at its end.
    pub fn url(&self) -> String {
        format!("http://{}{}", self.address, self.site.options.prefix)
    }

    /// Makes the open pages reload themselves; only where [`Options::live`] is set.
    pub fn reload(&self) {
        self.site.generation.fetch_add(1, Ordering::Relaxed);
    }
}

impl Drop for StaticServer {
    fn drop(&mut self) {
        self.site.stopping.store(true, Ordering::Relaxed);
        // One more connection lets the listener see it; where that fails, it has gone already.
        drop(TcpStream::connect(self.address));
        if let Some(listener) = self.listener.take() {
            // A panic in a thread was already printed there.
            drop(listener.join());
        }
    }
}

fn listening_thread(listener: TcpListener, site: &Arc<Site>) -> JoinHandle<()> {
    let site = Arc::clone(site);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            if site.stopping.load(Ordering::Relaxed) {
                return;
            }
            let site = Arc::clone(&site);
            // A browser that hangs up in mid-answer is no error of ours.
            std::thread::spawn(move || {
                // Of a server that was stopped nothing more is to be had, on no connection.
                let open = || !site.stopping.load(Ordering::Relaxed);
                drop(http::serve(stream, |request| open().then(|| respond::answer(&site, request))));
            });
        }
    })
}

/// `some/path`, `/some/path` and `/some/path/` all mean `/some/path/`.
fn normal_prefix(prefix: &str) -> String {
    match prefix.trim_matches('/') {
        "" => "/".to_owned(),
        inner => format!("/{inner}/"),
    }
}

#[cfg(test)]
mod tests;
