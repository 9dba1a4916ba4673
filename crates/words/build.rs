//! Makes `content/words/*.toml` into the code and the data that `src/lib.rs` includes. What is wrong with a catalogue
//! stops the build, so that no program speaks with a hole in it.

#[path = "build/catalogue.rs"]
mod catalogue;
#[path = "build/rust.rs"]
mod rust;
#[path = "build/template.rs"]
mod template;

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

const FOLDER: &str = "../../content/words";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={FOLDER}");
    let mut others = Vec::new();
    for entry in fs::read_dir(FOLDER)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            let tag = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            others.push((tag, fs::read_to_string(&path)?));
        }
    }
    others.sort();
    let english = others.iter().position(|(tag, _)| tag == "en").ok_or("there is no en.toml")?;
    let english =
        catalogue::English::read(&others.remove(english).1).map_err(|error| format!("en: {error}"))?;
    let mut catalogues = Vec::new();
    for (tag, text) in others {
        let compiled = english.compile(&text).map_err(|error| format!("{tag}: {error}"))?;
        catalogues.push((tag, compiled));
    }
    let folder = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo says no OUT_DIR")?);
    fs::write(folder.join("english.rs"), rust::english(&english))?;
    fs::write(folder.join("catalogues.rs"), rust::catalogues(&english, &catalogues))?;
    Ok(())
}
