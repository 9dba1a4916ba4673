//! The process that speaks WebDriver on one side and drives a browser on the other.

use crate::{Browser, Result};
use anyhow::{Context, bail};
use std::io::{self, BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};

const TRIES: u32 = 4;

/// A running chromedriver or geckodriver; dropping it stops it.
#[derive(Debug)]
pub struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// Starts the driver of `browser` on a port of its own choice; fails when there is none, saying how to get it.
    ///
    /// Chromedriver wants the same free port on IPv4 and IPv6, and ends if another program took one of them between its
    /// looking and its listening: a few more tries help.
    pub fn start(browser: Browser) -> Result<Self> {
        let mut last = Self::try_start(browser);
        for _ in 1..TRIES {
            if last.is_ok() {
                break;
            }
            last = Self::try_start(browser);
        }
        last
    }

    fn try_start(browser: Browser) -> Result<Self> {
        let mut command = browser.driver();
        let program = command.get_program().to_string_lossy().into_owned();
        let mut process = spawn(&mut command).with_context(|| {
            let variable = browser.driver_variable();
            format!("{program} can't be started; `cargo xtask setup` gets it, or set {variable} to its path")
        })?;
        let output = process.stdout.take().context("the driver has no output")?;
        // From here on the process ends with this value.
        let mut driver = Self { process, port: 0 };
        driver.port = read_port(output).with_context(|| format!("{program} did not start"))?;
        Ok(driver)
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // One that has already ended is as good.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

fn spawn(command: &mut Command) -> io::Result<Child> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()
}

/// The port in the driver's own announcement.
fn read_port(output: ChildStdout) -> Result<u16> {
    let mut output = BufReader::new(output);
    let mut line = String::new();
    while output.read_line(&mut line)? > 0 {
        if let Some(port) = announced_port(&line) {
            // What follows has to be read, or the driver blocks once the pipe is full.
            std::thread::spawn(move || io::copy(&mut output, &mut io::sink()));
            return Ok(port);
        }
        line.clear();
    }
    bail!("it ended before it listened on a port")
}

/// From "... on port 4444." (chromedriver) and "Listening on 127.0.0.1:4444" (geckodriver).
fn announced_port(line: &str) -> Option<u16> {
    let (_, tail) = line
        .split_once("started successfully on port ")
        .or_else(|| line.split_once("Listening on 127.0.0.1:"))?;
    tail.trim_end().trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::announced_port;

    #[test]
    fn ports_are_read_from_both_announcements() {
        assert_eq!(announced_port("ChromeDriver was started successfully on port 39871.\n"), Some(39871));
        assert_eq!(announced_port("1763\tgeckodriver\tINFO\tListening on 127.0.0.1:40041\n"), Some(40041));
        assert_eq!(announced_port("Starting ChromeDriver 156.0 on port 0\n"), None);
    }
}
