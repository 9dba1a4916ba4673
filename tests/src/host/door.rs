//! A door in front of a server: it lets everything pass and notes which paths were asked for.
//!
//! Only the server's side knows how often a page was really loaded: what a page counts about itself is lost in
//! reloads, blocked storage and swapped processes.

use crate::Result;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

type Requests = Arc<Mutex<Vec<String>>>;

/// An open door; it stays open until the process ends.
pub(super) struct Door {
    address: SocketAddr,
    requests: Requests,
}

impl Door {
    /// Opens a door to `server` on a free port.
    pub(super) fn open(server: SocketAddr) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        let requests = Requests::default();
        let notes = Arc::clone(&requests);
        thread::spawn(move || {
            for visitor in listener.incoming().flatten() {
                let notes = Arc::clone(&notes);
                // A visitor who hangs up in the middle is no error of ours.
                thread::spawn(move || drop(lead_through(visitor, server, &notes)));
            }
        });
        Ok(Self { address, requests })
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
