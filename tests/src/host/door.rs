//! A door in front of a server: it lets everything pass and notes which paths were asked for.
//!
//! Only the server's side knows how often a page was really loaded: what a page counts about itself is lost in
//! reloads, blocked storage and swapped processes. A door can also be shut, as a network can, and opened to another
//! server, as after an update of the site.

use crate::Result;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

type Requests = Arc<Mutex<Vec<String>>>;

/// What is behind a door.
#[derive(Clone, Copy)]
pub(super) enum Behind {
    /// A server.
    Server(SocketAddr),
    /// Nothing: who comes is sent away at once.
    Nothing,
    /// Nobody who answers, and nobody who says so.
    Silence,
}

/// An open door; it stays open until the process ends.
pub(super) struct Door {
    address: SocketAddr,
    requests: Requests,
    behind: Arc<Mutex<Behind>>,
}

impl Door {
    /// Opens a door to `server` on a free port.
    pub(super) fn open(server: SocketAddr) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        let requests = Requests::default();
        let behind = Arc::new(Mutex::new(Behind::Server(server)));
        let (notes, now) = (Arc::clone(&requests), Arc::clone(&behind));
        thread::spawn(move || {
            let mut waiting = Vec::new();
            for visitor in listener.incoming().flatten() {
                let notes = Arc::clone(&notes);
                match *now.lock().unwrap_or_else(PoisonError::into_inner) {
                    // A visitor who hangs up in the middle is no error of ours.
                    Behind::Server(server) => {
                        drop(thread::spawn(move || lead_through(visitor, server, &notes)))
                    }
                    Behind::Nothing => drop(visitor),
                    Behind::Silence => waiting.push(visitor),
                }
            }
        });
        Ok(Self { address, requests, behind })
    }

    /// Puts something else behind it, for those who come from now on.
    pub(super) fn lead_to(&self, behind: Behind) {
        *self.behind.lock().unwrap_or_else(PoisonError::into_inner) = behind;
    }

    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    /// The paths asked for since the last time.
    pub(super) fn take_requests(&self) -> Vec<String> {
        std::mem::take(&mut *self.requests.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn lead_through(visitor: TcpStream, server: SocketAddr, notes: &Requests) -> io::Result<()> {
    let inner = TcpStream::connect(server)?;
    let (mut answers, mut out) = (inner.try_clone()?, visitor.try_clone()?);
    thread::spawn(move || {
        drop(io::copy(&mut answers, &mut out));
        drop(out.shutdown(Shutdown::Both));
    });
    pass_requests(BufReader::new(visitor), inner, notes)
}

/// Passes requests on line by line; ours are all GET, so there are no bodies among them.
fn pass_requests(mut from: impl BufRead, mut to: TcpStream, notes: &Requests) -> io::Result<()> {
    let mut line = String::new();
    while from.read_line(&mut line)? > 0 {
        if let Some(path) = requested_path(&line) {
            notes.lock().unwrap_or_else(PoisonError::into_inner).push(path.to_owned());
        }
        to.write_all(line.as_bytes())?;
        line.clear();
    }
    to.shutdown(Shutdown::Both)
}

/// The path of a request line, without its query.
fn requested_path(line: &str) -> Option<&str> {
    let target = line.strip_prefix("GET ")?.split(' ').next()?;
    target.split('?').next()
}

#[cfg(test)]
mod tests {
    use super::requested_path;

    #[test]
    fn only_request_lines_have_a_path() {
        assert_eq!(requested_path("GET /a/b?c=1 HTTP/1.1\r\n"), Some("/a/b"));
        assert_eq!(requested_path("Accept: GET /a\r\n"), None);
    }
}
