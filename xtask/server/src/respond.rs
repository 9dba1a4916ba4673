//! One answer to one request.

use crate::files::{Found, find, media_type};
use crate::http::{Answer, Request};
use crate::{Site, compressed, reload};
use std::fs;
use std::path::Path;
use std::sync::atomic::Ordering;

/// What `site` says to `request`.
pub(crate) fn answer(site: &Site, request: &Request) -> Answer {
    let mut answer = match request.method.as_str() {
        "GET" | "HEAD" => find_answer(site, request),
        _ => text("405 Method Not Allowed", "only GET and HEAD are answered here\n"),
    };
    answer = answer.with("Cache-Control", "no-cache");
    for (name, value) in &site.options.headers {
        answer = answer.with(name, value);
    }
    answer
}

fn find_answer(site: &Site, request: &Request) -> Answer {
    let url = request.target.as_str();
    let (root, prefix) = (&site.options.root, &site.options.prefix);
    if site.options.live
        && let Some(answer) = live_answer(site, url)
    {
        return answer;
    }
    match find(root, prefix, url) {
        Found::File(file) => send(site, &file, request.takes_brotli),
        Found::Redirect(to) => text("301 Moved Permanently", "").with("Location", &to),
        Found::Nothing => text("404 Not Found", &format!("nothing here; the site is at {prefix}\n")),
    }
}

fn live_answer(site: &Site, url: &str) -> Option<Answer> {
    match url.strip_prefix(site.options.prefix.as_str())? {
        reload::NUMBER_NAME => Some(text("200 OK", &site.generation.load(Ordering::Relaxed).to_string())),
        reload::SCRIPT_NAME => {
            Some(Answer::new("200 OK", reload::SCRIPT).with("Content-Type", "text/javascript"))
        }
        _ => None,
    }
}

fn send(site: &Site, file: &Path, takes_brotli: bool) -> Answer {
    let kind = media_type(file);
    let reloads = site.options.live && kind.starts_with("text/html");
    let brotli = site.options.brotli && takes_brotli && compressed::pays(kind) && !reloads;
    let body = if reloads {
        fs::read_to_string(file).map(|html| reload::inject(&html, &site.options.prefix).into_bytes())
    } else if brotli {
        site.compressed.get(file)
    } else {
        fs::read(file)
    };
    match body {
        Ok(body) if brotli => {
            of_kind(kind, body).with("Content-Encoding", "br").with("Vary", "Accept-Encoding")
        }
        Ok(body) => of_kind(kind, body),
        Err(error) => text("500 Internal Server Error", &format!("{}: {error}\n", file.display())),
    }
}

fn of_kind(kind: &str, body: Vec<u8>) -> Answer {
    Answer::new("200 OK", body).with("Content-Type", kind)
}

fn text(status: &'static str, body: &str) -> Answer {
    Answer::new(status, body).with("Content-Type", "text/plain; charset=utf-8")
}
