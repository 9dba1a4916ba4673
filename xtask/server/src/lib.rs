//! A small static file server: the built site, with or without the isolation headers.
//!
//! `cargo xtask serve` runs it for a person, the browser tests run it in their own process on a free port.
//! It caches nothing and knows nothing of the site: [`files`] finds the file that a request path means,
//! [`respond`] answers, [`reload`] lets a page notice that it was rebuilt.

mod files;
mod reload;
mod respond;

use anyhow::{Context, Result, anyhow};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::JoinHandle;

/// What makes a top-level page cross-origin isolated, in every engine that can be.
pub const ISOLATING_HEADERS: &[(&str, &str)] = &[
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Embedder-Policy", "require-corp"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
];

/// A page loads up to six files at once, and workers load theirs beside it.
const THREADS: usize = 8;

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
}

impl Options {
    /// `root` as a plain static host would serve it: no headers, on a free port, at `/`.
    pub fn plain(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into(), port: 0, prefix: "/".to_owned(), headers: Vec::new(), live: false }
    }

    /// `root` with [`ISOLATING_HEADERS`], on a free port, at `/`.
    pub fn isolating(root: impl Into<PathBuf>) -> Self {
        let headers = ISOLATING_HEADERS.iter().map(|&(name, value)| (name.to_owned(), value.to_owned()));
        Self { headers: headers.collect(), ..Self::plain(root) }
    }
}

/// A running server; dropping it stops it.
pub struct StaticServer {
    http: Arc<tiny_http::Server>,
    threads: Vec<JoinHandle<()>>,
    address: SocketAddr,
    site: Arc<Site>,
}

/// What the answering threads share.
pub(crate) struct Site {
    pub(crate) options: Options,
    /// Counts rebuilds; a page that sees another number than at its start reloads.
    pub(crate) generation: AtomicU64,
}

impl StaticServer {
    /// Starts serving; fails when the port is taken.
    pub fn start(mut options: Options) -> Result<Self> {
        options.prefix = normal_prefix(&options.prefix);
        let port = options.port;
        let http = tiny_http::Server::http(("127.0.0.1", port)).map_err(|error| {
            anyhow!("port {port} of 127.0.0.1 can't be opened ({error}); choose another port")
        })?;
        let address = http.server_addr().to_ip().context("the server has no IP address")?;
        let http = Arc::new(http);
        let site = Arc::new(Site { options, generation: AtomicU64::new(0) });
        let threads = (0..THREADS).map(|_| answering_thread(&http, &site)).collect();
        Ok(Self { http, threads, address, site })
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
        for _ in &self.threads {
            self.http.unblock();
        }
        for thread in self.threads.drain(..) {
            // A panic in a thread was already printed there.
            drop(thread.join());
        }
    }
}

fn answering_thread(http: &Arc<tiny_http::Server>, site: &Arc<Site>) -> JoinHandle<()> {
    let (http, site) = (Arc::clone(http), Arc::clone(site));
    std::thread::spawn(move || {
        while let Ok(request) = http.recv() {
            // A browser that hangs up in mid-answer is no error of ours.
            drop(respond::answer(&site, request));
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
