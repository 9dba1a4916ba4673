//! What the laboratory's threads do until they are stopped.

use super::Setting;
use crate::Error;
use crate::gil::Release;
use crate::log::Log;
use crate::run::Computation;
use model::lab::IO;
use model::trace::InstantKind;
use model::{Cause, LaneId, Nanos, State, TaskId};
use workloads::Kernel;

/// What the threads compute.
const KERNEL: Kernel = Kernel::Mandelbrot;
/// How much of it before its result is looked at: seconds.
const UNITS: u32 = 4096;
/// The longest sleep of a thread that is not wanted; it is woken when the knobs are turned.
const NAP: Nanos = Nanos::millis(1_000);
/// Nobody's in particular.
const TASK: TaskId = TaskId(0);

/// One thread, from its start until it is stopped.
pub(super) fn work(setting: &Setting, me: LaneId, log: Log) -> Result<(), Error> {
    let mut thread = Thread { setting, me, log };
    loop {
        setting.shared.stop.check()?;
        if me == IO { thread.call()? } else { thread.compute()? }
    }
}

struct Thread<'a> {
    setting: &'a Setting,
    me: LaneId,
    log: Log,
}

impl Thread<'_> {
    /// Computes for as long as it is wanted, or sleeps until then.
    fn compute(&mut self) -> Result<(), Error> {
        let Setting { shared, gil, .. } = self.setting;
        let wanted = || self.setting.wants(self.me);
        if !wanted() {
            shared.stop.doze(NAP, || !wanted());
            return Ok(());
        }
        let mut computation = Computation::new(shared, KERNEL, UNITS, TASK);
        let at = gil.take(self.me, None, None, &mut self.log)?;
        self.log.run(at, State::Run, None);
        while wanted() && !computation.until(|| gil.is_requested(self.me) || !wanted())? {
            if gil.is_requested(self.me) {
                let released = gil.release(self.me, Release::Asked, &mut self.log)?;
                let at = gil.take(self.me, None, Some(released), &mut self.log)?;
                self.log.run(at, State::Run, None);
            }
        }
        gil.release(self.me, Release::Last, &mut self.log).map(drop)
    }

    /// Makes one call, without the GIL, and takes the GIL back; or sleeps where no calls are asked for.
    fn call(&mut self) -> Result<(), Error> {
        let Setting { shared, gil, .. } = self.setting;
        let begin = self.log.now();
        if self.setting.period().is_none() {
            shared.stop.doze(NAP, || self.setting.period().is_none());
            return Ok(());
        }
        self.log.wait(begin, State::WaitIo, Cause::Io, Some(TASK));
        if !self.is_answered(begin)? {
            self.log.leave(begin);
            return Ok(());
        }
        let at = gil.take(self.me, Some(TASK), None, &mut self.log)?;
        self.log.run(at, State::Run, Some(TASK));
        self.log.instant(at, InstantKind::TaskDone);
        let released = gil.release(self.me, Release::Unasked, &mut self.log)?;
        if let Some(taker) = released.taker {
            self.log.wait_gil(released.at, taker, Some(TASK));
        }
        Ok(())
    }

    /// Waits until a call that began at `begin` is answered; not, if there are no calls any more.
    fn is_answered(&self, begin: Nanos) -> Result<bool, Error> {
        let shared = &self.setting.shared;
        loop {
            shared.stop.check()?;
            let Some(period) = self.setting.period() else { return Ok(false) };
            let left = (begin + period).saturating_sub(shared.now());
            if left == Nanos::ZERO {
                return Ok(true);
            }
            shared.stop.doze(left.min(NAP), || self.setting.period() == Some(period));
        }
    }
}
