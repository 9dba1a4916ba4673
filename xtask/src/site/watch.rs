//! Notices edits, by looking at the sources' sizes and times: a few hundred files take about a millisecond,
//! and it works in every file system.

use crate::workspace::{self, Members, files_in};
use anyhow::Result;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::thread::sleep;
use std::time::{Duration, SystemTime};

const PAUSE: Duration = Duration::from_millis(300);

/// What is known of each file.
type Seen = BTreeMap<PathBuf, (u64, SystemTime)>;

/// The sources as they were last seen.
pub(crate) struct Watch {
    places: BTreeSet<PathBuf>,
    seen: Seen,
}

impl Watch {
    /// Looks at the sources for the first time.
    pub(crate) fn start() -> Result<Self> {
        let places = places()?;
        Ok(Self { seen: look(&places)?, places })
    }

    /// Waits until something was edited and the editor has finished writing; returns one file that was.
    pub(crate) fn wait(&mut self) -> Result<PathBuf> {
        loop {
            sleep(PAUSE);
            let now = look(&self.places)?;
            if let Some(edited) = difference(&self.seen, &now) {
                self.seen = self.settled(now)?;
                // A manifest may name new folders.
                self.places.extend(places().unwrap_or_default());
                return Ok(edited);
            }
        }
    }

    /// An editor or a checkout writes several files: waits for a pause without any.
    fn settled(&self, mut now: Seen) -> Result<Seen> {
        loop {
            sleep(PAUSE);
            let later = look(&self.places)?;
            if later == now {
                return Ok(now);
            }
            now = later;
        }
    }
}

/// A file that is new, gone or other.
fn difference(old: &Seen, new: &Seen) -> Option<PathBuf> {
    let edited = new.iter().find(|(path, state)| old.get(*path) != Some(*state));
    let gone = old.iter().find(|(path, _)| !new.contains_key(*path));
    edited.or(gone).map(|(path, _)| path.clone())
}

/// Everything that some part of the site is made from.
fn places() -> Result<BTreeSet<PathBuf>> {
    let members = Members::read()?;
    let files = ["index.html", "Trunk.toml", "Cargo.toml", "Cargo.lock", "www", "content"];
    let mut places: BTreeSet<PathBuf> = files.map(|path| workspace::root().join(path)).into();
    for part in ["engine", "meter", "ui", "prerender"] {
        places.extend(members.folders_under(part)?);
    }
    Ok(places)
}

fn look(places: &BTreeSet<PathBuf>) -> Result<Seen> {
    let mut seen = Seen::new();
    for place in places {
        for file in files_in(place)? {
            // A file that vanished in between is seen as gone the next time.
            if let Ok(metadata) = fs::metadata(&file) {
                seen.insert(file, (metadata.len(), metadata.modified()?));
            }
        }
    }
    Ok(seen)
}

#[cfg(test)]
mod tests {
    use super::{Seen, difference};
    use std::path::PathBuf;
    use std::time::SystemTime;

    fn seen(files: &[(&str, u64)]) -> Seen {
        files.iter().map(|&(name, size)| (PathBuf::from(name), (size, SystemTime::UNIX_EPOCH))).collect()
    }

    #[test]
    fn edited_new_and_removed_files_are_noticed() {
        let before = seen(&[("a", 1), ("b", 1)]);
        for (after, noticed) in [
            (seen(&[("a", 1), ("b", 1)]), None),
            (seen(&[("a", 1), ("b", 2)]), Some("b")),
            (seen(&[("a", 1), ("b", 1), ("c", 1)]), Some("c")),
            (seen(&[("b", 1)]), Some("a")),
        ] {
            assert_eq!(difference(&before, &after), noticed.map(PathBuf::from));
        }
    }
}
