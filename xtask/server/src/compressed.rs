//! Files compressed with brotli as hosts do it that compress once: at its best, and then kept.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::SystemTime;

/// Brotli's best and slowest, which costs the larger of the site's files seconds.
const QUALITY: i32 = 11;

type Once = Arc<OnceLock<Vec<u8>>>;

/// The compressed files so far, by their path and the time they were written.
#[derive(Default)]
pub(crate) struct Compressed(Mutex<BTreeMap<(PathBuf, SystemTime), Once>>);

impl Compressed {
    /// The file with brotli; who asks for one that is just being compressed waits for it.
    ///
    /// # Errors
    /// Those of reading it.
    pub(crate) fn get(&self, file: &Path) -> io::Result<Vec<u8>> {
        let written = fs::metadata(file)?.modified()?;
        let bytes = fs::read(file)?;
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let once = Arc::clone(all.entry((file.to_owned(), written)).or_default());
        drop(all);
        Ok(once.get_or_init(|| compress(&bytes)).clone())
    }
}

/// Whether a file of this media type becomes any smaller.
pub(crate) fn pays(media_type: &str) -> bool {
    media_type.starts_with("text/")
        || ["application/wasm", "application/json", "image/svg+xml"].contains(&media_type)
}

fn compress(mut bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: QUALITY, ..Default::default() };
    // Neither side can fail: both are memory.
    match brotli::BrotliCompress(&mut bytes, &mut out, &parameters) {
        Ok(_) => out,
        Err(error) => unreachable!("compressing in memory: {error}"),
    }
}
