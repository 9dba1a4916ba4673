//! What the words in `content/` must look like.

mod lessons;
mod links;
mod roadmap;

use std::path::PathBuf;

/// A folder of `content/`.
fn folder(path: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "..", "content", path].iter().collect()
}
