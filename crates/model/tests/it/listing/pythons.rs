//! The Pythons of this machine.

use model::PythonVersion;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// No program takes a tenth of that.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a Python before 3.14 runs a program of interpreters with: threads and their queues, so that at least its
/// own names and calls are right.
const STAND_IN: &str = "\
import concurrent, concurrent.futures, queue, sys, types
concurrent.futures.InterpreterPoolExecutor = concurrent.futures.ThreadPoolExecutor
concurrent.interpreters = types.ModuleType('concurrent.interpreters')
concurrent.interpreters.create_queue = queue.Queue
sys.modules['concurrent.interpreters'] = concurrent.interpreters
";

/// One of them.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Python {
    pub(super) version: (u32, u32),
    path: PathBuf,
    numpy: bool,
    futures: bool,
}

/// All of them, the newest last, each version once.
pub(super) fn pythons() -> Vec<Python> {
    let pyenv = std::env::var_os("PYENV_ROOT").map(PathBuf::from);
    let pyenv = pyenv.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".pyenv")));
    let installed = pyenv.and_then(|root| std::fs::read_dir(root.join("versions")).ok());
    let installed = installed.into_iter().flatten().flatten().map(|entry| entry.path().join("bin/python"));
    let named = ["python2.7", "python3", "python3.12", "python3.13", "python3.14"].map(PathBuf::from);
    let mut found: Vec<Python> = installed.chain(named).filter_map(Python::at).collect();
    found.sort();
    found.dedup_by_key(|python| python.version);
    found
}

impl Python {
    fn at(path: PathBuf) -> Option<Self> {
        let print = "import sys; sys.stdout.write('%d %d' % sys.version_info[:2])";
        let text = String::from_utf8(try_to(&path, print)?).ok()?;
        let (major, minor) = text.trim().split_once(' ')?;
        let version = (major.parse().ok()?, minor.parse().ok()?);
        let numpy = try_to(&path, "import numpy").is_some();
        let futures = try_to(&path, "import concurrent.futures").is_some();
        Some(Self { version, path, numpy, futures })
    }

    /// The version as the model knows it.
    pub(super) fn modelled(&self) -> Option<PythonVersion> {
        format!("{}.{}", self.version.0, self.version.1).parse().ok()
    }

    /// Whether it has what a program imports beside the standard library.
    pub(super) fn has_packages(&self, source: &str) -> bool {
        (self.numpy || !source.contains("numpy")) && (self.futures || !source.contains("futures"))
    }

    /// Compiles all of them.
    pub(super) fn compile(&self, sources: &[String]) {
        let check =
            "import sys\nfor program in sys.stdin.read().split('\\0'): compile(program, 'it', 'exec')";
        let mut child = Command::new(&self.path)
            .args(["-c", check])
            .stdin(Stdio::piped())
            .spawn()
            .expect("a Python can be started, fed and waited for");
        child
            .stdin
            .take()
            .expect("a Python can be started, fed and waited for")
            .write_all(sources.join("\0").as_bytes())
            .expect("a Python can be started, fed and waited for");
        assert!(
            child.wait().expect("a Python can be started, fed and waited for").success(),
            "Python {:?} can't compile one of\n{}",
            self.version,
            sources.join("\n---\n")
        );
    }

    /// Runs it: it must end well, soon, and without a word.
    pub(super) fn run(&self, name: &str, source: &str) {
        let file = std::env::temp_dir().join(format!("listing-{}-{name}.py", std::process::id()));
        let stand_in =
            if self.version < (3, 14) && source.contains("InterpreterPool") { STAND_IN } else { "" };
        std::fs::write(&file, format!("{stand_in}{source}"))
            .expect("a Python can be started, fed and waited for");
        let child = Command::new(&self.path).arg(&file).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let output = end(child.expect("a Python can be started, fed and waited for"));
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success() && errors.is_empty() && output.stdout.is_empty(),
            "{name}, Python {:?}, {}: {errors}\n{source}",
            self.version,
            output.status
        );
        std::fs::remove_file(&file).expect("a Python can be started, fed and waited for");
    }
}

/// Waits for its end, or makes it.
fn end(mut child: Child) -> Output {
    let begin = Instant::now();
    while child.try_wait().expect("a Python can be started, fed and waited for").is_none() {
        if begin.elapsed() > PATIENCE {
            child.kill().expect("a Python can be started, fed and waited for");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    child.wait_with_output().expect("a Python can be started, fed and waited for")
}

/// What it prints, if it can do that.
fn try_to(python: &Path, code: &str) -> Option<Vec<u8>> {
    let output = Command::new(python).args(["-c", code]).stderr(Stdio::null()).output().ok()?;
    output.status.success().then_some(output.stdout)
}
