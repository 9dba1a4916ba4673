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
use std::time::Duration;

const A_MOMENT: Duration = Duration::from_millis(50);

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
            for visitor in listener.incoming().flatten() {
                let (notes, now) = (Arc::clone(&notes), Arc::clone(&now));
                // A visitor who hangs up in the middle is no error of ours.
                thread::spawn(move || drop(lead_through(visitor, &now, &notes)));
            }
        });
        Ok(Self { address, requests, behind })
    }

    /// Puts something else behind it, for all who ask from now on.
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

/// What is behind the door counts when something is asked: browsers come long before they have a question, and stay.
fn lead_through(visitor: TcpStream, behind: &Mutex<Behind>, notes: &Requests) -> io::Result<()> {
    let mut out = visitor.try_clone()?;
    let mut visitor = BufReader::new(visitor);
    let mut line = String::new();
    visitor.read_line(&mut line)?;
    let Some(server) = server(behind) else { return out.shutdown(Shutdown::Both) };
    let mut inner = TcpStream::connect(server)?;
    let (mut answers, end) = (inner.try_clone()?, out.try_clone()?);
    thread::spawn(move || {
        drop(io::copy(&mut answers, &mut out));
        drop(out.shutdown(Shutdown::Both));
    });
    // Ours are all GET, so there are no bodies between the lines.
    while !line.is_empty() {
        if let Some(path) = requested_path(&line) {
            if self::server(behind) != Some(server) {
                return end.shutdown(Shutdown::Both);
            }
            notes.lock().unwrap_or_else(PoisonError::into_inner).push(path.to_owned());
        }
        inner.write_all(line.as_bytes())?;
        line.clear();
        visitor.read_line(&mut line)?;
    }
    inner.shutdown(Shutdown::Both)
}

/// The server, once there is no silence.
fn server(behind: &Mutex<Behind>) -> Option<SocketAddr> {
    loop {
        let now = *behind.lock().unwrap_or_else(PoisonError::into_inner);
        match now {
            Behind::Server(server) => return Some(server),
            Behind::Nothing => return None,
            Behind::Silence => thread::sleep(A_MOMENT),
        }
    }
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
