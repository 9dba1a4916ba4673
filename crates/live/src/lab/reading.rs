//! A trace of what the laboratory's threads wrote down since the last look.
//!
//! ```text
//!             last reading          now
//!   lane 1  ──run──│──────│wait│run───│       what was open then goes on, and begins when it did
//!   lane 2  ─wait───────────│run│wait─│
//!                  └──── window ──────┘       unless a sheet was full: then up to there
//! ```

use super::Setting;
use crate::World;
use crate::log::{Record, Sheet, What, Written};
use crate::merge;
use model::lab::{Figures, Knobs, Reading, Tally, lane};
use model::{Clock, Cores, LaneId, Nanos, Outcome, Provenance, Runtime, TraceRecorder};
use std::collections::VecDeque;

/// Figures are those of so many readings, so that they don't jump where little happens in one.
const READINGS: usize = 5;

pub(super) struct Reader {
    pub(super) knobs: Knobs,
    /// Of the last readings since the knobs were turned.
    tallies: VecDeque<Tally>,
    clock: Clock,
    cores: Cores,
    /// When the last reading was.
    from: Nanos,
    /// What each lane was in then.
    open: Vec<Option<Record>>,
    /// Of each lane: what was written down since.
    written: Vec<Vec<Record>>,
}

impl Reader {
    pub(super) fn new(world: &World, setting: &Setting, knobs: Knobs) -> Self {
        let seats = setting.sheets.len();
        Self {
            knobs,
            tallies: VecDeque::new(),
            clock: Clock::Wall { resolution: world.capabilities.clock_step, begin: setting.shared.now() },
            cores: Cores(world.capabilities.processors.clamp(1, u16::MAX.into()) as u16),
            from: setting.shared.now(),
            open: vec![None; seats],
            written: vec![Vec::new(); seats],
        }
    }

    pub(super) fn read(&mut self, setting: &Setting) -> Reading {
        let (now, latest) = self.take_sheets(setting);
        let full = self.written.iter().filter(|records| records.len() >= Sheet::ROOM);
        let to = full.filter_map(|records| records.last()).map(|last| last.at).min().unwrap_or(now);
        let from = std::mem::replace(&mut self.from, now).min(to);
        let before = self.open.iter().flatten().map(|record| record.at);
        let zero = before.chain([from]).min().unwrap_or(from);
        let trace = self.recorder(zero, to).finish(to.saturating_sub(zero), Outcome::Cancelled);
        self.open = latest;
        self.tallies.truncate(READINGS - 1);
        self.tallies.push_front(Tally::of(&trace, &(from.saturating_sub(zero)..to.saturating_sub(zero))));
        Reading { figures: Figures::of(&self.tallies), trace }
    }

    /// Figures are of what happens from now on.
    pub(super) fn forget(&mut self, setting: &Setting) {
        (self.from, self.open) = self.take_sheets(setting);
        self.tallies.clear();
    }

    /// Takes what is on all sheets at one moment, and leaves blank ones; also what each lane is in.
    fn take_sheets(&mut self, setting: &Setting) -> (Nanos, Vec<Option<Record>>) {
        let mut sheets: Vec<_> = setting.sheets.iter().map(|sheet| sheet.look()).collect();
        let now = setting.shared.now();
        let mut latest = Vec::with_capacity(sheets.len());
        for (sheet, old) in sheets.iter_mut().zip(&mut self.written) {
            let Written { records, latest: last } = &mut **sheet;
            old.clear();
            std::mem::swap(records, old);
            latest.push(last.filter(|record| record.what != What::Leave));
        }
        (now, latest)
    }

    /// The trace up to `to`, with `zero` as its beginning.
    fn recorder(&self, zero: Nanos, to: Nanos) -> TraceRecorder {
        let mut recorder = TraceRecorder::new(self.clock, self.provenance());
        let lanes: Vec<LaneId> = (0..=self.last_lane()).map(|index| recorder.lane(lane(index))).collect();
        for (id, (open, written)) in lanes.into_iter().zip(self.open.iter().zip(&self.written)) {
            for record in open.iter().chain(written) {
                // Each thread reads the clock by itself: what is later than now was just now.
                merge::replay(&mut recorder, id, record.what, record.at.min(to).saturating_sub(zero));
            }
        }
        recorder
    }

    /// The last lane that is wanted, did something or is said to hold the GIL.
    fn last_lane(&self) -> u16 {
        let each = self.open.iter().zip(&self.written).enumerate();
        let lanes = each.filter_map(|(index, (open, written))| {
            let held = |record: &Record| match record.what {
                What::Enter { holder, .. } => holder.map(|holder| holder.0),
                _ => None,
            };
            let named = open.iter().chain(written).filter_map(held).max();
            named.max((open.is_some() || !written.is_empty()).then_some(index as u16))
        });
        lanes.max().unwrap_or(0).max(self.knobs.threads)
    }

    fn provenance(&self) -> Provenance {
        Provenance {
            runtime: Runtime::Threads,
            python: self.knobs.python,
            cores: self.cores,
            source: merge::SOURCE.to_owned(),
        }
    }
}
