//! As much of HTTP/1.1 as a browser needs of a static host: GET and HEAD, one after another on a connection.
//!
//! A thread for each connection: `tiny_http` 0.12, used before, could leave one of several connections that are opened
//! at the same moment unanswered for as long as the others stayed open.

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
    /// Whether the answer may be compressed with brotli.
    pub(crate) takes_brotli: bool,
    /// Whether more may be asked on the same connection.
    goes_on: bool,
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

/// Reads requests from `stream` and sends what `answer` makes of each, until either side has enough: `answer` by
/// returning nothing.
///
/// # Errors
/// The connection's; nothing is sent to one that is closed without a request.
pub(crate) fn serve(stream: TcpStream, answer: impl Fn(&Request) -> Option<Answer>) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    let mut lines = BufReader::new(&stream);
    while let Some(request) = read(&mut lines)? {
        let Some(answer) = answer(&request) else { break };
        write(&stream, &answer, &request)?;
        if !request.goes_on {
            break;
        }
    }
    Ok(())
}

fn read(lines: &mut impl BufRead) -> io::Result<Option<Request>> {
    let mut lines = lines.take(LONGEST_HEAD);
    let mut first = String::new();
    lines.read_line(&mut first)?;
    let mut words = first.split_ascii_whitespace().map(str::to_owned);
    let Some((method, target)) = words.next().zip(words.next()) else { return Ok(None) };
    let goes_on = words.next().is_some_and(|version| version == "HTTP/1.1");
    let mut request = Request { method, target, takes_brotli: false, goes_on };
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        match line.trim_end().split_once(':') {
            Some((name, value)) => heed(&mut request, name, value),
            None if line.trim_end().is_empty() => return Ok(Some(request)),
            None => {}
        }
    }
}

/// The few headers that change anything here.
fn heed(request: &mut Request, name: &str, value: &str) {
    let mut values = value.split(',').map(|value| value.split(';').next().unwrap_or_default().trim());
    match name.to_ascii_lowercase().as_str() {
        "accept-encoding" => request.takes_brotli = values.any(|value| value == "br"),
        "connection" => request.goes_on &= !values.any(|value| value.eq_ignore_ascii_case("close")),
        _ => {}
    }
}

fn write(mut stream: &TcpStream, answer: &Answer, request: &Request) -> io::Result<()> {
    let connection = if request.goes_on { "keep-alive" } else { "close" };
    let length = answer.body.len();
    let status = answer.status;
    let mut head = format!("HTTP/1.1 {status}\r\nConnection: {connection}\r\nContent-Length: {length}\r\n");
    for (name, value) in &answer.headers {
        head.extend([name.as_str(), ": ", value, "\r\n"]);
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes())?;
    if request.method == "HEAD" { Ok(()) } else { stream.write_all(&answer.body) }
}
