//! The program behind `cargo xtask fidelity`: a program of its own, so that `cargo xtask` compiles in seconds,
//! and even while the simulator doesn't.
#![expect(clippy::print_stdout, reason = "its standard output is what it is for")]

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match fidelity::run(&arguments) {
        Ok(text) => {
            println!("{text}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
