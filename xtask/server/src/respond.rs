//! One answer to one request.

use crate::files::{Found, find, media_type};
use crate::{Site, reload};
use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::sync::atomic::Ordering;
use tiny_http::{Header, Method, Request, Response, ResponseBox};

/// Answers `request`; the error is that of a connection which broke.
pub(crate) fn answer(site: &Site, request: Request) -> io::Result<()> {
    let mut response = match request.method() {
        Method::Get | Method::Head => find_answer(site, request.url()),
        _ => text(405, "only GET and HEAD are answered here\n"),
    };
    response.add_header(header("Cache-Control", "no-cache"));
    for (name, value) in &site.options.headers {
        response.add_header(header(name, value));
    }
    request.respond(response)
}

fn find_answer(site: &Site, url: &str) -> ResponseBox {
    let (root, prefix) = (&site.options.root, &site.options.prefix);
    if site.options.live
        && let Some(answer) = live_answer(site, url)
    {
        return answer;
    }
    match find(root, prefix, url) {
        Found::File(file) => send(site, &file),
        Found::Redirect(to) => text(301, "").with_header(header("Location", &to)).boxed(),
        Found::Nothing => text(404, &format!("nothing here; the site is at {prefix}\n")),
    }
}

fn live_answer(site: &Site, url: &str) -> Option<ResponseBox> {
    match url.strip_prefix(site.options.prefix.as_str())? {
        reload::NUMBER_NAME => Some(text(200, &site.generation.load(Ordering::Relaxed).to_string())),
        reload::SCRIPT_NAME => {
            let script = Response::from_string(reload::SCRIPT);
            Some(script.with_header(header("Content-Type", "text/javascript")).boxed())
        }
        _ => None,
    }
}

fn send(site: &Site, file: &Path) -> ResponseBox {
    let kind = media_type(file);
    let response = if site.options.live && kind.starts_with("text/html") {
        fs::read_to_string(file)
            .map(|html| Response::from_string(reload::inject(&html, &site.options.prefix)).boxed())
    } else {
        File::open(file).map(|file| Response::from_file(file).boxed())
    };
    match response {
        Ok(response) => response.with_header(header("Content-Type", kind)),
        Err(error) => text(500, &format!("{}: {error}\n", file.display())),
    }
}

fn text(status: u16, body: &str) -> ResponseBox {
    Response::from_string(body).with_status_code(status).boxed()
}

/// A header from text that this crate or the server's owner wrote.
fn header(name: &str, value: &str) -> Header {
    match Header::from_bytes(name, value) {
        Ok(header) => header,
        Err(()) => panic!("not a header: {name}: {value}"),
    }
}
