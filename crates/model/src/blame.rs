//! Who keeps whom waiting: every wait for a GIL, a lock or a garbage collection, laid at the door of those who held it meanwhile.
//!
//! ```text
//!   a   hold  |wait·················|hold        of c's wait, a gets what is above "hold",
//!   b   wait  |hold       |idle                  b its own part, and what is left goes to nobody:
//!   c   ··wait························|hold        the GIL was free, but not yet taken
//! ```
//!
//! A span of waiting names who held the thing when it began; that lane is charged with the *count*. The
//! *time* goes to whoever held it at each moment.

use crate::trace::LockHold;
use crate::{Cause, GilId, LaneId, LockId, Nanos, Span, State, Trace};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What a lane waits for that others have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Obstacle {
    /// A GIL.
    Gil(GilId),
    /// A lock of the program.
    Lock(LockId),
    /// Any core: nobody in particular has it.
    Core,
    /// The stopped world: who collects garbage has it; nobody, while it stops and while it wakes up again.
    World,
}

/// How long one lane kept another waiting for one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlameEntry {
    /// For what.
    pub what: Obstacle,
    /// Who waited.
    pub waiter: LaneId,
    /// Who held it; nobody for a core, and while it was free but not yet taken.
    pub holder: Option<LaneId>,
    /// How long, over all waits.
    pub total: Nanos,
    /// How many waits began while the holder held it.
    pub count: u32,
}

/// How long one lane kept all others waiting for one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// For what.
    pub what: Obstacle,
    /// Who held it; nobody for a core, and while it was free but not yet taken.
    pub holder: Option<LaneId>,
    /// The time that the others waited meanwhile, all together.
    pub total: Nanos,
    /// How many waits began while the holder held it.
    pub count: u32,
}

/// One span of waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LongestWait {
    /// Whose.
    pub lane: LaneId,
    /// Its position in the lane.
    pub index: usize,
    /// How long.
    pub length: Nanos,
}

/// Who kept whom waiting in one run.
///
/// For each obstacle, the entries' times add up to the time that all lanes waited for it, and their counts
/// to the number of those waits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Blame {
    /// One for each obstacle, waiter and holder that met, the longest time first.
    pub entries: Vec<BlameEntry>,
    /// The longest single wait for anything but a core; the first of those.
    pub longest: Option<LongestWait>,
}

impl Blame {
    /// Adds the waits of a trace up.
    ///
    /// Takes time in proportion to the spans times the logarithm of the lanes, and to the turns that others
    /// take during a lane's waits or between them, whichever are fewer.
    #[must_use]
    pub fn of(trace: &Trace) -> Self {
        let turns = turns(trace);
        let mut blame = Self::default();
        for (waiter, _) in trace.lane_ids() {
            for (what, waits) in blame.waits(trace, waiter) {
                let turns = turns.get(&what).unwrap_or(const { &Turns { all: Vec::new() } });
                blame.entries.extend(entries(what, waiter, &waits, turns, trace.lanes().len()));
            }
        }
        let order = |entry: &BlameEntry| {
            (Reverse(entry.total), entry.what, entry.waiter, entry.holder.is_none(), entry.holder)
        };
        blame.entries.sort_unstable_by_key(order);
        blame
    }

    /// How long all lanes waited for `what` together.
    #[must_use]
    pub fn total(&self, what: Obstacle) -> Nanos {
        self.entries.iter().filter(|entry| entry.what == what).map(|entry| entry.total).sum()
    }

    /// What each holder cost the others, the costliest first.
    #[must_use]
    pub fn by_holder(&self) -> Vec<Kept> {
        let mut sums: BTreeMap<(Obstacle, Option<LaneId>), (Nanos, u32)> = BTreeMap::new();
        for entry in &self.entries {
            let (total, count) = sums.entry((entry.what, entry.holder)).or_default();
            *total += entry.total;
            *count += entry.count;
        }
        let kept = |((what, holder), (total, count))| Kept { what, holder, total, count };
        let mut kept: Vec<Kept> = sums.into_iter().map(kept).collect();
        kept.sort_by_key(|kept| (Reverse(kept.total), kept.holder.is_none()));
        kept
    }

    /// The waits of one lane for each obstacle, in time order; keeps the longest.
    fn waits(&mut self, trace: &Trace, lane: LaneId) -> BTreeMap<Obstacle, Vec<Span>> {
        let mut waits: BTreeMap<Obstacle, Vec<Span>> = BTreeMap::new();
        for (index, span) in trace.spans(lane).enumerate() {
            let Some(what) = obstacle(trace, lane, &span) else { continue };
            waits.entry(what).or_default().push(span);
            let length = span.len();
            if what != Obstacle::Core && self.longest.is_none_or(|longest| longest.length < length) {
                self.longest = Some(LongestWait { lane, index, length });
            }
        }
        waits
    }
}

/// What the lane waits for in `span`, if it is something that others have.
#[must_use]
pub fn obstacle(trace: &Trace, lane: LaneId, span: &Span) -> Option<Obstacle> {
    match span.state {
        State::WaitGil => trace.lanes()[lane.index()].gil.map(Obstacle::Gil),
        State::WaitLock => span.lock.map(Obstacle::Lock),
        State::WaitCore => Some(Obstacle::Core),
        State::WaitWorld => Some(Obstacle::World),
        _ => None,
    }
}

/// Who had one thing when, in time order and never two at once.
struct Turns {
    all: Vec<LockHold>,
}

/// The turns at every GIL and lock, and at the world.
fn turns(trace: &Trace) -> BTreeMap<Obstacle, Turns> {
    let mut turns: BTreeMap<Obstacle, Vec<LockHold>> = BTreeMap::new();
    for (lane, about) in trace.lane_ids() {
        let Some(gil) = about.gil else {
            let collections = trace.spans(lane).filter(|span| span.cause == Cause::Collection);
            let alone = collections.filter(|span| span.state.is_running());
            let all = turns.entry(Obstacle::World).or_default();
            all.extend(alone.map(|span| LockHold { lane, start: span.start, end: span.end }));
            continue;
        };
        let all = turns.entry(Obstacle::Gil(gil)).or_default();
        for Span { start, end, .. } in trace.spans(lane).filter(|span| span.holds_gil) {
            match all.last_mut().filter(|last| last.lane == lane && last.end == start) {
                Some(last) => last.end = end,
                None => all.push(LockHold { lane, start, end }),
            }
        }
    }
    for lock in (0..trace.locks.len()).map(|lock| LockId(lock as u8)) {
        turns.insert(Obstacle::Lock(lock), trace.lock_holds(lock).collect());
    }
    turns.into_iter().map(|(what, all)| (what, Turns::in_order(all))).collect()
}

impl Turns {
    fn in_order(mut all: Vec<LockHold>) -> Self {
        // Each lane's come in order: the stable sort only merges them.
        all.sort_by_key(|turn| turn.start);
        // Clocks of real threads may disagree a little about who came first.
        let mut free = Nanos::ZERO;
        for turn in &mut all {
            turn.start = turn.start.max(free);
            turn.end = turn.end.max(turn.start);
            free = turn.end;
        }
        Self { all }
    }

    /// How long each of `lanes` had it during `waits`, which are in time order.
    fn during(&self, waits: &[Span], lanes: usize) -> Vec<Nanos> {
        let mut shares = vec![Nanos::ZERO; lanes];
        let inside: usize = waits.iter().map(|wait| self.between(wait.start, wait.end).len()).sum();
        if inside <= self.all.len() / 2 {
            for wait in waits {
                self.each(wait.start, wait.end, |lane, share| shares[lane] += share);
            }
            return shares;
        }
        // A lane that nearly always waits: all turns, less those between the waits.
        self.each(Nanos::ZERO, Nanos(u64::MAX), |lane, share| shares[lane] += share);
        let starts = waits.iter().map(|wait| wait.start).chain([Nanos(u64::MAX)]);
        let ends = [Nanos::ZERO].into_iter().chain(waits.iter().map(|wait| wait.end));
        for (from, to) in ends.zip(starts) {
            self.each(from, to, |lane, share| shares[lane] = shares[lane] - share);
        }
        shares
    }

    fn between(&self, from: Nanos, to: Nanos) -> &[LockHold] {
        let first = self.all.partition_point(|turn| turn.end <= from);
        let count = self.all[first..].partition_point(|turn| turn.start < to);
        &self.all[first..first + count]
    }

    fn each(&self, from: Nanos, to: Nanos, mut give: impl FnMut(usize, Nanos)) {
        for turn in self.between(from, to) {
            give(turn.lane.index(), turn.end.min(to).saturating_sub(turn.start.max(from)));
        }
    }
}

/// One lane's waits for one thing, shared out among those who had it.
fn entries(
    what: Obstacle,
    waiter: LaneId,
    waits: &[Span],
    turns: &Turns,
    lanes: usize,
) -> impl Iterator<Item = BlameEntry> {
    let mut times = turns.during(waits, lanes);
    let waited: Nanos = waits.iter().map(Span::len).sum();
    let held: Nanos = times.iter().copied().sum();
    // The last place is nobody's.
    times.push(waited.saturating_sub(held));
    let mut counts = vec![0_u32; lanes + 1];
    for wait in waits {
        counts[wait.holder.map_or(lanes, LaneId::index).min(lanes)] += 1;
    }
    let places = times.into_iter().zip(counts).enumerate();
    places.filter(|(_, (total, count))| *total > Nanos::ZERO || *count > 0).map(
        move |(place, (total, count))| {
            let holder = (place < lanes).then_some(LaneId(place as u16));
            BlameEntry { what, waiter, holder, total, count }
        },
    )
}
