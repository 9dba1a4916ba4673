//! Who kept whom waiting, in words.

use crate::format::duration;
use model::{Blame, Kept, Obstacle, Trace};
use std::fmt;
use words::{blame, counts};

/// What one lane cost the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlameRow {
    /// Who: `worker-2`, or nobody, while it was free and not yet taken.
    pub holder: Option<String>,
    /// For what: `the GIL`, `lock-a`, `a core`, `a garbage collection`.
    pub what: String,
    /// The same, for programs.
    pub obstacle: Obstacle,
    /// How long the others waited meanwhile, all together: `310 ms`.
    pub total: String,
    /// How many waits began then.
    pub waits: u32,
}

/// The `most` lanes that cost the others most.
#[must_use]
pub fn blame_rows(trace: &Trace, most: usize) -> Vec<BlameRow> {
    Blame::of(trace).by_holder().iter().take(most).map(|kept| row(trace, kept)).collect()
}

fn row(trace: &Trace, kept: &Kept) -> BlameRow {
    BlameRow {
        holder: kept.holder.and_then(|lane| trace.lanes().get(lane.index())).map(|lane| lane.name.clone()),
        what: match kept.what {
            Obstacle::Gil(_) => blame::the_gil().into(),
            Obstacle::Lock(lock) => trace.locks.get(lock.index()).cloned().unwrap_or_default(),
            Obstacle::Core => blame::a_core().into(),
            Obstacle::World => blame::a_collection().into(),
        },
        obstacle: kept.what,
        total: duration(kept.total),
        waits: kept.count,
    }
}

/// The row as a sentence, without its full stop.
impl fmt::Display for BlameRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, total, .. } = self;
        let waits = &counts::waits(self.waits.into());
        let world = self.obstacle == Obstacle::World;
        f.write_str(&match self.holder.as_deref() {
            Some(holder) if world => blame::Collected { holder, what, total, waits }.say(),
            None if world => blame::Stopping { total, what }.say(),
            Some(holder) => blame::Held { holder, what, total, waits }.say(),
            None if self.obstacle == Obstacle::Core => blame::core(total),
            None => blame::Free { total, what }.say(),
        })
    }
}
