//! The program behind `cargo xtask posters`, and a step of the build: `posters FOLDER [URL]`.

use anyhow::{Context, Result};
use std::env;
use std::path::PathBuf;

fn main() -> Result<()> {
    let mut arguments = env::args().skip(1);
    let folder = arguments.next().map(PathBuf::from).context("usage: posters FOLDER [URL]")?;
    posters::write(&folder, arguments.next().as_deref())
}
