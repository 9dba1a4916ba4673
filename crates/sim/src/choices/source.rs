//! The three sources of choices.

use super::{ChoiceKind, Question};
use rand_core::Rng;
use rand_pcg::Pcg32;
use std::collections::VecDeque;

/// The newest waiter is woken 1.2 times as often as each other one: the weights are 6 to 5.
///
/// Chosen between start times, which want an even choice, and convoys of two computing threads, which want 1.6
/// (crates/sim/data/README.md, "Who is woken").
const NEWEST: u64 = 6;
const OTHER: u64 = 5;
/// Picks the generator's stream; any number does, as long as it never changes.
const STREAM: u64 = 0x1f1e;

#[derive(Clone, Debug)]
pub(super) struct Seeded(Pcg32);

impl Seeded {
    pub(super) fn new(seed: u64) -> Self {
        Self(Pcg32::new(seed, STREAM))
    }

    pub(super) fn pick(&mut self, question: Question) -> u32 {
        let options = u64::from(question.options);
        match question.kind {
            ChoiceKind::Waiter => {
                let drawn = self.below(OTHER * (options - 1) + NEWEST);
                (drawn / OTHER).min(options - 1) as u32
            }
            _ => self.below(options) as u32,
        }
    }

    /// A number below `bound` (under 2^32), by multiplication instead of division: uneven by less than one
    /// part in 2^32 / `bound`.
    fn below(&mut self, bound: u64) -> u64 {
        (u64::from(self.0.next_u32()) * bound) >> 32
    }
}

#[derive(Clone, Debug)]
pub(super) struct Replayed {
    picks: Vec<u32>,
    next: usize,
}

impl Replayed {
    pub(super) const fn new(picks: Vec<u32>) -> Self {
        Self { picks, next: 0 }
    }

    pub(super) fn pick(&mut self, question: Question) -> u32 {
        let pick = self.picks.get(self.next).copied().unwrap_or(0);
        self.next += 1;
        pick.min(question.options - 1)
    }
}

#[derive(Clone, Debug, Default)]
pub(super) struct Given {
    answers: VecDeque<u32>,
    open: Option<Question>,
}

impl Given {
    pub(super) fn answer(&mut self, pick: u32) {
        self.answers.push_back(pick);
        self.open = None;
    }

    pub(super) const fn question(&self) -> Option<Question> {
        self.open
    }

    /// Without an answer the pick is void: the simulation takes the step back and reports the question.
    pub(super) fn pick(&mut self, question: Question) -> u32 {
        match self.answers.pop_front() {
            Some(pick) => pick.min(question.options - 1),
            None => {
                self.open.get_or_insert(question);
                0
            }
        }
    }
}
