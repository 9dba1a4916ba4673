//! One iteration of a counting loop as the machine needs it: its period, its polls, its load and its store.

use super::opcode::{Access, Instruction};
use super::rules::Era;
use super::statement;
use model::Statement;

/// One iteration of `for _ in range(n): STATEMENT`. Times are CPU time in nanoseconds from its beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Body {
    /// How long it takes.
    pub(crate) period: u64,
    /// When the eval breaker is polled, in order: each after an instruction; the end of one iteration is the
    /// beginning of the next, 0.
    polls: Vec<u64>,
    /// How many polls it takes until one can take the GIL away.
    pub(crate) ticks: u64,
    /// When the variable has been read.
    load: u64,
    /// When the sum has been written.
    store: u64,
}

impl Body {
    /// The statement's loop, as the versions of `era` run it once it is warm.
    pub(crate) fn new(statement: Statement, era: Era) -> Self {
        Self::of(&statement::iteration(statement, era), era)
    }

    fn of(code: &[Instruction], era: Era) -> Self {
        let rules = era.rules();
        let mut body = Self { period: 0, polls: Vec::new(), ticks: rules.ticks, load: 0, store: 0 };
        for instruction in code {
            body.period += instruction.nanos(era.is_old());
            match instruction.access {
                Access::Load => body.load = body.period,
                Access::Store => body.store = body.period,
                Access::None => {}
            }
            if rules.polls(instruction.opcode, instruction.manner) {
                body.polls.push(body.period);
            }
        }
        body.close();
        body
    }

    /// The same on a build that takes `permille` thousandths of the time.
    pub(crate) fn slowed(mut self, permille: u64) -> Self {
        for time in [&mut self.period, &mut self.load, &mut self.store].into_iter().chain(&mut self.polls) {
            *time = *time * permille / 1000;
        }
        self
    }

    /// Half-way between the load and the store.
    pub(crate) const fn middle(&self) -> u64 {
        self.load.midpoint(self.store)
    }

    /// Timers here fire on whole microseconds, real ones don't: a period that divides them would put every
    /// request at the same place of an iteration. So the period is made prime to ten.
    fn close(&mut self) {
        let end = self.period;
        while self.period.is_multiple_of(2) || self.period.is_multiple_of(5) {
            self.period += 1;
        }
        if self.polls.last() == Some(&end) {
            self.polls.pop();
            self.polls.insert(0, 0);
        }
    }

    /// How much more CPU time it is from `used` to the next poll that can take the GIL away, none if that is
    /// now; of those that are counted, `counted` were before the beginning.
    pub(crate) fn to_poll(&self, used: u64, counted: u64) -> u64 {
        let number = (self.polled(used) + counted).next_multiple_of(self.ticks);
        self.poll(number - counted) - used
    }

    /// How often the sum has been written by then.
    pub(crate) const fn stores(&self, used: u64) -> u64 {
        Self::times(used, self.period, self.store)
    }

    /// How often the variable has been read by then.
    pub(crate) const fn loads(&self, used: u64) -> u64 {
        Self::times(used, self.period, self.load)
    }

    const fn times(used: u64, period: u64, offset: u64) -> u64 {
        used / period + (used % period >= offset) as u64
    }

    /// How many polls there were before `used`.
    fn polled(&self, used: u64) -> u64 {
        let within = self.polls.iter().filter(|poll| **poll < used % self.period).count();
        used / self.period * self.polls.len() as u64 + within as u64
    }

    /// When the poll of that number is, from 0.
    fn poll(&self, number: u64) -> u64 {
        let count = self.polls.len() as u64;
        number / count * self.period + self.polls[(number % count) as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::Body;
    use crate::bytecode::Era;
    use model::Statement;
    use proptest::prelude::*;
    use proptest::sample::select;

    /// Nanoseconds an iteration by `time.time` around 300,000 of them, least of 7, on the machine of
    /// `crates/sim/data/README.md`: the means of CPython 3.8.18, 3.9.18 and 3.10.13, and of 3.11.7, 3.12.1 and
    /// 3.13.0, in the order of `Statement::ALL`.
    const MEASURED: [(u64, u64); 13] = [
        (49, 46),
        (82, 38),
        (69, 61),
        (64, 44),
        (92, 77),
        (88, 66),
        (87, 66),
        (72, 55),
        (172, 112),
        (52, 49),
        (92, 70),
        (178, 149),
        (71, 57),
    ];

    #[test]
    fn periods_are_about_the_measured_ones() {
        for (statement, (old, new)) in Statement::ALL.iter().zip(MEASURED) {
            for (era, measured) in [(Era::Py3_7, old), (Era::Py3_10, old), (Era::Py3_12, new)] {
                let period = Body::new(*statement, era).period;
                let off = period.abs_diff(measured) * 100 / measured;
                assert!(off <= 45, "{}: {period} ns on {era:?}, measured {measured}", statement.text());
            }
        }
    }

    #[test]
    fn bodies_load_before_they_store() {
        for era in Era::ALL {
            for statement in Statement::ALL {
                let body = Body::new(*statement, era);
                assert!(0 < body.load && body.load < body.store && body.store <= body.period);
                assert!(!body.period.is_multiple_of(2) && !body.period.is_multiple_of(5));
                assert!(body.polls.is_sorted() && body.polls.iter().all(|poll| *poll < body.period));
            }
        }
    }

    /// 2.7's ticks fall on whole hundreds, and what polls does so at every hundredth of them.
    #[test]
    fn every_hundredth_tick_counts_on_2_7() {
        let body = Body::new(Statement::Inc, Era::Py2_7);
        let (each, mut at) = (body.polls.len() as u64, 1);
        assert_eq!(each, 5);
        for check in 1..50 {
            at += body.to_poll(at, 3);
            assert_eq!(body.polled(at) + 3, 100 * check);
            at += 1;
        }
    }

    proptest! {
        /// Held against a walk through the nanoseconds.
        #[test]
        fn the_next_poll_is_the_nearest(
            statement in select(Statement::ALL),
            era in select(&Era::ALL[1..]),
            used in 0_u64..2_000,
        ) {
            let body = Body::new(statement, era);
            let plain = (0..).find(|ahead| body.polls.contains(&((used + ahead) % body.period)));
            prop_assert_eq!(Some(body.to_poll(used, 0)), plain);
        }

        /// Held against a count of both.
        #[test]
        fn loads_and_stores_are_counted(statement in select(Statement::ALL), used in 0_u64..2_000) {
            let body = Body::new(statement, Era::Py3_12);
            let count = |offset: u64| (1..=used).filter(|at| at % body.period == offset % body.period).count();
            prop_assert_eq!(body.loads(used), count(body.load) as u64);
            prop_assert_eq!(body.stores(used), count(body.store) as u64);
        }
    }
}
