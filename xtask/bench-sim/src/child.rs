//! A program beside this one that answers a line with a line.

use crate::Result;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

pub(crate) struct Partner {
    child: Child,
    ask: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Partner {
    pub(crate) fn start(command: &mut Command) -> Result<Self> {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let (Some(ask), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
            return Err("a program without pipes".into());
        };
        Ok(Self { child, ask, answers: BufReader::new(answers) })
    }

    /// The two numbers that it answers: how many events, and the CPU time they took in seconds.
    pub(crate) fn ask(&mut self, what: &str) -> Result<(f64, f64)> {
        writeln!(self.ask, "{what}")?;
        let mut line = String::new();
        self.answers.read_line(&mut line)?;
        let (events, seconds) = line.trim().split_once(' ').ok_or("the program beside this one failed")?;
        Ok((events.parse()?, seconds.parse()?))
    }
}

impl Drop for Partner {
    fn drop(&mut self) {
        // If it is gone already, all the better.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
