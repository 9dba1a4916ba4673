//! The server over a real connection, in plain HTTP.

use crate::{Options, StaticServer};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;

/// A folder of its own for one test, with the files that every test needs.
fn site(name: &str) -> PathBuf {
    let root = std::env::temp_dir().join(format!("static-server-{name}-{}", std::process::id()));
    fs::create_dir_all(root.join("engine")).unwrap();
    fs::write(root.join("index.html"), "<html><head></head><body>hello</body></html>").unwrap();
    fs::write(root.join("engine/engine.wasm"), b"\0asm").unwrap();
    root
}

/// Asks `server` for `path` and returns the whole answer, head and body.
fn ask(server: &StaticServer, path: &str) -> String {
    ask_with(server, path, "")
}

fn connect(server: &StaticServer) -> TcpStream {
    let address = server.url();
    TcpStream::connect(address.trim_start_matches("http://").split('/').next().unwrap()).unwrap()
}

/// The same with more headers.
fn ask_with(server: &StaticServer, path: &str, headers: &str) -> String {
    let mut stream = connect(server);
    write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn plain_host_sends_no_isolation_headers() {
    let server = StaticServer::start(Options::plain(site("plain"))).unwrap();
    let answer = ask(&server, "/");
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("hello</body></html>"), "{answer}");
    assert!(!answer.contains("Cross-Origin"), "{answer}");
    assert!(answer.contains("Access-Control-Allow-Origin: *"), "{answer}");
}

#[test]
fn isolating_host_sends_them_with_every_file() {
    let server = StaticServer::start(Options::isolating(site("isolating"))).unwrap();
    let answer = ask(&server, "/engine/engine.wasm?x=1");
    assert!(answer.contains("Content-Type: application/wasm"), "{answer}");
    assert!(answer.contains("Cross-Origin-Opener-Policy: same-origin"), "{answer}");
    assert!(answer.contains("Cross-Origin-Embedder-Policy: require-corp"), "{answer}");
}

#[test]
fn prefix_moves_the_whole_site() {
    let options = Options { prefix: "some/path".to_owned(), ..Options::plain(site("prefix")) };
    let server = StaticServer::start(options).unwrap();
    assert!(server.url().ends_with("/some/path/"));
    assert!(ask(&server, "/some/path/").starts_with("HTTP/1.1 200"));
    assert!(ask(&server, "/some/path").contains("Location: /some/path/"));
    assert!(ask(&server, "/index.html").starts_with("HTTP/1.1 404"));
}

#[test]
fn prefix_may_be_of_any_letters() {
    let options = Options { prefix: "päth".to_owned(), ..Options::plain(site("letters")) };
    let server = StaticServer::start(options).unwrap();
    assert!(ask(&server, "/p%C3%A4th/").starts_with("HTTP/1.1 200"));
    assert!(ask(&server, "/p%C3%A4th").contains("Location: /p%C3%A4th/\r\n"));
}

#[test]
fn nothing_outside_of_the_root_is_sent() {
    let server = StaticServer::start(Options::plain(site("outside").join("engine"))).unwrap();
    for path in ["/../index.html", "/%2e%2e/index.html", "/..%2findex.html", "//etc/passwd"] {
        assert!(ask(&server, path).starts_with("HTTP/1.1 404"), "{path}");
    }
}

#[test]
fn live_pages_hear_of_a_rebuild() {
    let server = StaticServer::start(Options { live: true, ..Options::plain(site("live")) }).unwrap();
    assert!(ask(&server, "/").contains("<script src=\"/__reload.js\"></script></head>"));
    assert!(ask(&server, "/__reload").ends_with("\r\n\r\n0"));
    server.reload();
    assert!(ask(&server, "/__reload").ends_with("\r\n\r\n1"));
}

#[test]
fn who_takes_brotli_gets_it_where_it_pays() {
    let root = site("brotli");
    fs::write(root.join("long.css"), "a { color: red }\n".repeat(100)).unwrap();
    fs::write(root.join("picture.png"), [7; 1000]).unwrap();
    let server = StaticServer::start(Options { brotli: true, ..Options::plain(root) }).unwrap();
    let taking = |path: &str| ask_with(&server, path, "Accept-Encoding: gzip, br;q=0.9\r\n");
    // What is kept is as good as what is made.
    for _ in 0..2 {
        let answer = taking("/long.css");
        assert!(answer.contains("Content-Encoding: br\r\n") && answer.len() < 500, "{answer}");
    }
    assert!(!ask(&server, "/long.css").contains("Content-Encoding"));
    assert!(!taking("/picture.png").contains("Content-Encoding"));
    let server = StaticServer::start(Options::plain(site("brotli"))).unwrap();
    assert!(!ask_with(&server, "/long.css", "Accept-Encoding: br\r\n").contains("Content-Encoding"));
}

#[test]
fn what_was_compressed_can_be_read_again() {
    let root = site("brotli-inflated");
    let css = "a { color: red }\n".repeat(100);
    fs::write(root.join("long.css"), &css).unwrap();
    let compressed = crate::compressed::Compressed::default().get(&root.join("long.css")).unwrap();
    let mut read = String::new();
    brotli::Decompressor::new(&*compressed, 4096).read_to_string(&mut read).unwrap();
    assert_eq!(read, css);
}

#[test]
fn one_connection_is_good_for_many_requests() {
    let server = StaticServer::start(Options::plain(site("kept"))).unwrap();
    let stream = connect(&server);
    let mut lines = BufReader::new(&stream);
    let mut ask = |path: &str| {
        write!(&stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        read_answer(&mut lines)
    };
    let statuses = ["/", "/nothing", "/"].map(|path| ask(path)[9..12].to_owned());
    assert_eq!(statuses, ["200", "404", "200"]);
}

/// The first line of one answer; all of the answer is read.
fn read_answer(lines: &mut impl BufRead) -> String {
    let (mut first, mut length) = (String::new(), 0);
    lines.read_line(&mut first).unwrap();
    loop {
        let mut line = String::new();
        lines.read_line(&mut line).unwrap();
        match line.trim_end().split_once(": ") {
            Some(("Content-Length", bytes)) => length = bytes.parse().unwrap(),
            Some(_) => {}
            None => break,
        }
    }
    lines.read_exact(&mut vec![0; length]).unwrap();
    first
}

/// `tiny_http` left some of them waiting for each other.
#[test]
fn connections_that_say_nothing_keep_nobody_waiting() {
    let server = StaticServer::start(Options::plain(site("silent"))).unwrap();
    let address = server.url();
    let address = address.trim_start_matches("http://").trim_end_matches('/');
    let silent: Vec<_> = (0..20).map(|_| TcpStream::connect(address).unwrap()).collect();
    assert!(ask(&server, "/").starts_with("HTTP/1.1 200"));
    drop(silent);
}

#[test]
fn a_megabyte_of_query_gets_its_page() {
    let server = StaticServer::start(Options::plain(site("long"))).unwrap();
    assert!(ask(&server, &format!("/?x={}", "y".repeat(1 << 20))).starts_with("HTTP/1.1 200"));
}
