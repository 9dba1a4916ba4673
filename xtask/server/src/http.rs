//! As much of HTTP/1.1 as a browser needs of a static host: one GET or HEAD and one answer for each connection.
//!
//! A thread for each connection and no keep-alive: `tiny_http` 0.12, used before, could leave one of several
//! connections that are opened at the same moment unanswered for as long as the others stayed open.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// The longest head that is read, in bytes; a hostile link of a megabyte still gets its page.
const LONGEST_HEAD: u64 = 4 << 20;
/// A browser opens connections ahead of need and may never use them.
const PATIENCE: Duration = Duration::from_secs(60);

/// What is asked for.
pub(crate) struct Request {
    pub(crate) method: String,
    /// Path and query.
    pub(crate) target: String,
}

/// What is sent back.
pub(crate) struct Answer {
    pub(crate) status: &'static str,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn new(status: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { status, headers: Vec::new(), body: body.into() }
    }

    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }
}

/// Reads one request from `stream`, sends what `answer` makes of it and closes.
///
/// # Errors
/// The connection's; nothing is sent to one that is closed without a request.
pub(crate) fn serve(stream: TcpStream, answer: impl FnOnce(&Request) -> Answer) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    let Some(request) = read(&stream)? else { return Ok(()) };
    let answer = answer(&request);
    write(&stream, &answer, request.method == "HEAD")
}

fn read(stream: &TcpStream) -> io::Result<Option<Request>> {
    let mut lines = BufReader::new(stream.take(LONGEST_HEAD));
    let mut first = String::new();
    lines.read_line(&mut first)?;
    let mut line = first.clone();
    // The headers change nothing here, but they are to be read before the connection is closed.
    while !line.trim_end().is_empty() {
        line.clear();
        if lines.read_line(&mut line)? == 0 {
            return Ok(None);
        }
    }
    let mut words = first.split_ascii_whitespace().map(str::to_owned);
    Ok(words.next().zip(words.next()).map(|(method, target)| Request { method, target }))
}

fn write(mut stream: &TcpStream, answer: &Answer, head_only: bool) -> io::Result<()> {
    let length = answer.body.len();
    let mut head = format!("HTTP/1.1 {}\r\nConnection: close\r\nContent-Length: {length}\r\n", answer.status);
    for (name, value) in &answer.headers {
        head.extend([name.as_str(), ": ", value, "\r\n"]);
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes())?;
    if head_only { Ok(()) } else { stream.write_all(&answer.body) }
}
