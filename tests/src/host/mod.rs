//! A host for a folder: the project's own static server behind a [`Door`] that counts.

mod door;

use crate::Result;
use anyhow::ensure;
use door::{Behind, Door};
use static_server::{Options, StaticServer};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// A name for this machine that no browser trusts without TLS; only [`Quirk::PlainHttp`](crate::Quirk) knows it.
pub const PLAIN_HTTP: &str = "interleave.test";

/// What a host sends beside the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Headers {
    /// The headers that isolate a page.
    Isolating,
    /// Nothing, as a plain static host.
    None,
}

/// A running host; dropping it stops it.
pub struct Host {
    door: Door,
    prefix: String,
    server: StaticServer,
}

impl Host {
    /// Serves the built site.
    pub fn of_site(headers: Headers) -> Result<Self> {
        Self::of_site_under("/", headers)
    }

    /// Serves the built site under a path such as `/some/path/`.
    pub fn of_site_under(prefix: &str, headers: Headers) -> Result<Self> {
        Self::start(&built_site()?, prefix, headers)
    }

    /// Serves the built site as hosts do that let sandboxed frames load its scripts, which have no origin.
    pub fn of_site_for_frames() -> Result<Self> {
        Self::sending(&built_site()?, &[("Access-Control-Allow-Origin", "*")])
    }

    /// Serves any folder under a path such as `/some/path/`.
    pub fn start(root: &Path, prefix: &str, headers: Headers) -> Result<Self> {
        Self::with(Options { prefix: prefix.to_owned(), ..options(root, headers) })
    }

    /// Serves any folder with just these headers.
    pub fn sending(root: &Path, headers: &[(&str, &str)]) -> Result<Self> {
        Self::with(Options::sending(root, headers))
    }

    fn with(options: Options) -> Result<Self> {
        let prefix = options.prefix.clone();
        let server = StaticServer::start(options)?;
        let door = Door::open(address(&server)?)?;
        Ok(Self { door, prefix, server })
    }

    /// The network is gone.
    pub fn vanish(&self) {
        self.door.lead_to(Behind::Nothing);
    }

    /// The network is there, and nothing comes through it.
    pub fn fall_silent(&self) {
        self.door.lead_to(Behind::Silence);
    }

    /// The network is back.
    pub fn return_to_life(&self) -> Result<()> {
        self.door.lead_to(Behind::Server(address(&self.server)?));
        Ok(())
    }

    /// Another folder is served in the place of the one before, at the same address.
    pub fn deploy(&mut self, root: &Path, headers: Headers) -> Result<()> {
        let options = Options { prefix: self.prefix.clone(), ..options(root, headers) };
        self.server = StaticServer::start(options)?;
        self.return_to_life()
    }

    /// The address of a file of the folder, such as `index.html?tasks=2`.
    pub fn url(&self, file: &str) -> String {
        format!("http://{}{}{file}", self.door.address(), self.prefix)
    }

    /// The same under another name of this machine: for a browser another site.
    pub fn url_as_other_site(&self, file: &str) -> String {
        self.url_at("localhost", file)
    }

    /// The same as `name`, if the browser takes that for this machine.
    pub fn url_at(&self, name: &str, file: &str) -> String {
        format!("http://{name}:{}{}{file}", self.door.address().port(), self.prefix)
    }

    /// How often a path below the prefix was asked for since the last time, whatever its query.
    pub fn loads(&self, file: &str) -> usize {
        let path = format!("{}{file}", self.prefix);
        self.asked().iter().filter(|request| **request == path).count()
    }

    /// The paths asked for since the last time, without their queries.
    pub fn asked(&self) -> Vec<String> {
        self.door.take_requests()
    }
}

fn options(root: &Path, headers: Headers) -> Options {
    match headers {
        Headers::Isolating => Options::isolating(root),
        Headers::None => Options::plain(root),
    }
}

fn address(server: &StaticServer) -> Result<SocketAddr> {
    Ok(url::Url::parse(&server.url())?.socket_addrs(|| None)?[0])
}

/// The folder of the built site.
pub fn built_site() -> Result<PathBuf> {
    let folder = std::env::var_os("INTERLEAVE_DIST").map_or_else(|| project().join("dist"), PathBuf::from);
    let page = folder.join("index.html");
    ensure!(page.is_file(), "there is no {}: run `cargo xtask build` first", page.display());
    Ok(folder)
}

/// The path of one page of each kind that the built site has: of those that are made alike, one for each scenario of
/// the library, one.
pub fn kinds_of_pages() -> Result<Vec<String>> {
    let site = built_site()?;
    let mut kinds = vec![String::new()];
    for room in folders(&site)? {
        let one = format!("{room}{SCENARIO}/");
        kinds.extend([room, one].into_iter().filter(|path| site.join(path).join("index.html").is_file()));
    }
    Ok(kinds)
}

/// The scenario whose page is looked at.
const SCENARIO: &str = "deadlock";

fn folders(site: &Path) -> Result<Vec<String>> {
    let entries = std::fs::read_dir(site)?.collect::<std::io::Result<Vec<_>>>()?;
    let folders = entries.iter().filter(|entry| entry.path().is_dir());
    let mut names: Vec<_> =
        folders.map(|entry| entry.file_name().to_string_lossy().into_owned() + "/").collect();
    names.sort();
    Ok(names)
}

/// The project's root folder.
pub fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

#[cfg(test)]
mod tests {
    use super::{Headers, Host};
    use std::io::{Read, Write};
    use std::net::TcpStream;
    use std::thread;
    use std::time::Duration;

    #[test]
    fn visitors_that_come_together_and_stay_are_all_answered() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("index.html"), "hello").unwrap();
        for _ in 0..20 {
            let host = Host::start(folder.path(), "/", Headers::None).unwrap();
            let address = host.door.address();
            let visit = || thread::spawn(move || visit(address));
            let visits: Vec<_> = (0..6).map(|_| visit()).collect();
            // All of them hold their connection until the last has its answer.
            let held: Vec<TcpStream> = visits.into_iter().map(|visit| visit.join().unwrap()).collect();
            assert_eq!(held.len(), 6);
        }
    }

    #[test]
    fn a_network_that_is_gone_answers_nobody_until_it_is_back() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("index.html"), "hello").unwrap();
        let host = Host::start(folder.path(), "/", Headers::None).unwrap();
        let connect = || TcpStream::connect(host.door.address()).unwrap();
        let answers = |mut stream: &TcpStream| {
            stream.set_read_timeout(Some(Duration::from_millis(500))).unwrap();
            let asked = stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            asked.is_ok() && stream.read(&mut [0; 1000]).is_ok_and(|bytes| bytes > 0)
        };
        let (before, early) = (connect(), connect());
        assert!(answers(&before));
        host.vanish();
        assert!(!answers(&before) && !answers(&early) && !answers(&connect()));
        host.fall_silent();
        assert!(!answers(&connect()));
        host.return_to_life().unwrap();
        assert!(answers(&connect()));
    }

    fn visit(address: std::net::SocketAddr) -> TcpStream {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
        stream.read_exact(&mut [0; 15]).unwrap();
        stream
    }
}
