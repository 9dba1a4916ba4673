//! Every chore, as `cargo xtask VERB`.
//!
//! [`verbs`] holds one file per verb, [`tools`] finds or installs what they need, [`site`] is the build's pipeline,
//! [`workspace`] knows the folders and crates, [`shell`] runs programs and reports with elapsed time.
#![expect(clippy::print_stdout, reason = "a command-line tool talks on its standard output")]

mod shell;
mod site;
mod tools;
mod verbs;
mod workspace;

use anyhow::{Result, bail};
use std::process::ExitCode;

const HELP: &str = "\
Every chore, as `cargo xtask VERB`:

  setup [--tests]   install what is missing: compiler, wasm-bindgen, Trunk, wasm-opt (and the browsers)
  build [--url URL] set up, then build the whole site into dist/; with the address where it will be, its pages say it
  posters [FOLDER] [--url URL]
                    write the posters (SVG) and cards (PNG) of the library and the pages, into target/posters
  serve [OPTIONS]   build, serve dist/ on http://127.0.0.1:8080, rebuild on every edit
      --port N          another port
      --prefix /PATH/   under a path, as on a project page
      --no-headers      as a host that sends no isolation headers
      --no-watch        don't rebuild
  test              set up, then run every check; the last line is `N passed, N failed`
  check-deps        hold the crates to what they must never depend on
  fmt [--check]     format the Rust code
  sim 'QUERY' [--trace FILE]
                    simulate a share link's scenario, print one JSON object; write the trace for Perfetto
  fidelity FILE.jsonl
                    hold the model against measured runs of CPython; the last line sums it up
  fit FILE.jsonl    fit the costs of processes on measured runs; say what belongs in costs.rs
  bench [NAMES]     print speeds and sizes, one JSON object a line: simulator, wasm, memory, growth, simpy;
                    of the site recording, slider, press, cancel, rayon
  help              this text
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<()> {
    let Some((verb, rest)) = arguments.split_first() else {
        bail!("which verb?\n\n{HELP}");
    };
    match verb.as_str() {
        "setup" => verbs::setup::run(rest),
        "build" => verbs::build::run(rest),
        "posters" => verbs::posters::run(rest),
        "serve" => verbs::serve::run(rest),
        "test" => verbs::test::run(rest),
        "check-deps" => verbs::check_deps::run(rest),
        "fmt" => verbs::fmt::run(rest),
        "bench" => verbs::bench::run(rest),
        "fidelity" => verbs::fidelity::run(rest),
        "fit" => verbs::fit::run(rest),
        "sim" => verbs::sim::run(rest),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => bail!("unknown verb `{other}`\n\n{HELP}"),
    }
}
