//! From a request's path to a file: decoding, the prefix, folders, types.

use std::path::{Path, PathBuf};

/// What a request path means under a root folder.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// A file to send.
    File(PathBuf),
    /// A folder named without its slash: relative links would break, so the browser has to ask again.
    Redirect(String),
    /// Nothing there, or outside of the prefix or the root.
    Nothing,
}

/// Finds what `url` (path and query) means for the site at `prefix` whose files are in `root`.
pub(crate) fn find(root: &Path, prefix: &str, url: &str) -> Found {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let Some(decoded) = decode(path) else { return Found::Nothing };
    if format!("{decoded}/") == prefix {
        return Found::Redirect(format!("{path}/"));
    }
    let Some(file) = decoded.strip_prefix(prefix).and_then(|inner| inside(root, inner)) else {
        return Found::Nothing;
    };
    if file.is_file() {
        return Found::File(file);
    }
    match (file.join("index.html").is_file(), path.ends_with('/')) {
        (true, true) => Found::File(file.join("index.html")),
        (true, false) => Found::Redirect(format!("{path}/")),
        (false, _) => Found::Nothing,
    }
}

/// The media type by the file's extension; browsers refuse WebAssembly and modules of a wrong one.
pub(crate) fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// `root` joined with `inner`, unless a part of it leads out of the root.
fn inside(root: &Path, inner: &str) -> Option<PathBuf> {
    let plain = |part: &str| part != ".." && !part.contains(['\\', '\0']);
    inner.split('/').all(plain).then(|| root.join(inner.trim_start_matches('/')))
}

/// Resolves `%41`; `None` when it isn't UTF-8 then.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let escape = (*first == b'%').then(|| tail.get(..2)).flatten();
        let byte = escape
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8(bytes).ok()
}
