//! Who kept whom waiting, in words.

use crate::format::{count, duration};
use model::{Blame, Kept, Obstacle, Trace};
use std::fmt;

/// What one lane cost the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlameRow {
    /// Who: `worker-2`, or nobody, while it was free and not yet taken.
    pub holder: Option<String>,
    /// For what: `the GIL`, `lock-a`, `a core`, `a garbage collection`.
    pub what: String,
    /// How long the others waited meanwhile, all together: `310 ms`.
    pub total: String,
    /// How many waits began then.
    pub waits: u32,
}

/// What stops the world.
const COLLECTION: &str = "a garbage collection";

/// The `most` lanes that cost the others most.
#[must_use]
pub fn blame_rows(trace: &Trace, most: usize) -> Vec<BlameRow> {
    Blame::of(trace).by_holder().iter().take(most).map(|kept| row(trace, kept)).collect()
}

fn row(trace: &Trace, kept: &Kept) -> BlameRow {
    BlameRow {
        holder: kept.holder.and_then(|lane| trace.lanes().get(lane.index())).map(|lane| lane.name.clone()),
        what: match kept.what {
            Obstacle::Gil(_) => "the GIL".into(),
            Obstacle::Lock(lock) => trace.locks.get(lock.index()).cloned().unwrap_or_default(),
            Obstacle::Core => "a core".into(),
            Obstacle::World => COLLECTION.into(),
        },
        total: duration(kept.total),
        waits: kept.count,
    }
}

/// The row as a sentence, without its full stop.
impl fmt::Display for BlameRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { holder, what, total, waits } = self;
        match holder {
            Some(holder) if what == COLLECTION => {
                let waits = count(u64::from(*waits), "wait");
                write!(f, "{holder} kept others standing still for {what} {total} in all, in {waits}")
            }
            None if what == COLLECTION => {
                write!(f, "threads took {total} in all to stop for {what} and to wake up after it")
            }
            Some(holder) => {
                let waits = count(u64::from(*waits), "wait");
                write!(
                    f,
                    "{holder} kept others waiting for {what} {total} in all; {waits} began while it had it"
                )
            }
            None if what == "a core" => write!(f, "threads waited for a core {total} in all"),
            None => write!(f, "threads waited {total} in all for {what} while nobody had it yet"),
        }
    }
}
