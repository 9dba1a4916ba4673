//! `cargo xtask serve`: builds the site, serves it, and rebuilds it on every edit.

use crate::tools::Tools;
use crate::{shell, site, tools, workspace};
use anyhow::{Context, Result, bail};
use static_server::{Options, StaticServer};

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
struct Request {
    port: u16,
    prefix: String,
    headers: bool,
    watch: bool,
}

/// Serves until it is interrupted.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let request = parse(arguments)?;
    let tools = tools::for_build()?;
    let mut watch = site::Watch::start()?;
    site::build(&tools, None)?;
    let server = StaticServer::start(options(&request))?;
    site::report_sizes()?;
    shell::say(format!("serving dist/ at {} (Ctrl-C ends)", server.url()));
    if !request.watch {
        loop {
            std::thread::park();
        }
    }
    loop {
        let edited = watch.wait()?;
        rebuild(
            &tools,
            &server,
            &edited.strip_prefix(workspace::root()).unwrap_or(&edited).display().to_string(),
        );
    }
}

/// A broken edit is reported, and the last good site stays.
fn rebuild(tools: &Tools, server: &StaticServer, edited: &str) {
    shell::say(format!("{edited} was edited"));
    match site::build(tools, None) {
        Ok(true) => server.reload(),
        Ok(false) => {}
        Err(error) => shell::say(format!("the site stays as it was: {error:#}")),
    }
}

fn options(request: &Request) -> Options {
    let dist = workspace::dist();
    let options = if request.headers { Options::isolating(dist) } else { Options::plain(dist) };
    let (port, prefix) = (request.port, request.prefix.clone());
    // Who edits would wait for the compressor each time.
    Options { port, prefix, live: request.watch, brotli: !request.watch, ..options }
}

fn parse(arguments: &[String]) -> Result<Request> {
    let mut request = Request { port: 8080, prefix: "/".to_owned(), headers: true, watch: true };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--port" => {
                let port = rest.next().context("--port needs a number")?;
                request.port =
                    port.parse().with_context(|| format!("--port {port} is not from 0 to 65535"))?;
            }
            "--prefix" => {
                request.prefix = rest.next().context("--prefix needs a path, such as /some/path/")?.clone()
            }
            "--no-headers" => request.headers = false,
            "--no-watch" => request.watch = false,
            other => bail!(
                "`serve` doesn't know `{other}`; it knows --port, --prefix, --no-headers and --no-watch"
            ),
        }
    }
    Ok(request)
}

#[cfg(test)]
mod tests {
    use super::parse;

    fn words(line: &str) -> Vec<String> {
        line.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn arguments_are_read_in_any_order() {
        let request = parse(&words("--no-headers --prefix /a/ --port 81")).unwrap();
        assert_eq!(
            (request.port, request.prefix.as_str(), request.headers, request.watch),
            (81, "/a/", false, true)
        );
    }

    #[test]
    fn wrong_arguments_are_named() {
        for (line, named) in [("--port 99999", "99999"), ("--port", "number"), ("--headers", "--headers")] {
            assert!(format!("{:#}", parse(&words(line)).unwrap_err()).contains(named), "{line}");
        }
    }
}
