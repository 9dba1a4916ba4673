//! The GIL laboratory: threads that want one GIL, with knobs that are turned while it runs.
//!
//! All threads of the pool are taken from the beginning: the first makes the calls, the others compute, and those
//! that the knobs leave out sleep. What they do is in `thread`; `reading` makes a trace of what they wrote down
//! since the last look, without stopping them.

mod reading;
mod thread;

use crate::annex::Annex;
use crate::gil::Gil;
use crate::log::{Log, Sheet};
use crate::pool::{Body, Desk, begin};
use crate::run::Shared;
use crate::{Error, World};
use model::lab::{Knobs, Reading};
use model::{LaneId, Nanos, Unable};
use reading::Reader;
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, AtomicU32, Ordering};

/// An experiment that runs until it is stopped; one that is dropped stops too.
pub struct Lab {
    setting: Arc<Setting>,
    desk: Arc<Desk<()>>,
    reader: Reader,
}

/// What the threads share.
struct Setting {
    shared: Arc<Shared>,
    gil: Gil,
    threads: AtomicU16,
    calls: AtomicU32,
    /// What each thread writes on, by its lane.
    sheets: Vec<Arc<Sheet>>,
}

impl Lab {
    /// Starts the threads, on all of the pool; the knobs are turned as far as it goes.
    ///
    /// # Errors
    /// If there are no two threads that share memory.
    pub fn start(world: &World, knobs: Knobs) -> Result<Self, Error> {
        world.capabilities.has_threads()?;
        let seats = world.capabilities.pool.clamp(2, u32::from(Knobs::MOST_THREADS) + 1) as u16;
        if u32::from(seats) > world.capabilities.pool {
            return Err(Error::Unable(Unable::OneThread));
        }
        let knobs = knobs.clamped(seats.into());
        let shared = Shared::new(world, Nanos::ZERO);
        let setting = Arc::new(Setting {
            gil: Gil::new(shared.clone(), knobs.interval, knobs.python, seats),
            threads: AtomicU16::new(knobs.threads),
            calls: AtomicU32::new(knobs.calls),
            sheets: std::iter::repeat_with(Arc::default).take(seats.into()).collect(),
            shared,
        });
        let bodies = (0..seats).map(|seat| body(&setting, LaneId(seat))).collect();
        let desk = begin(world, &Annex::default(), &setting.shared, bodies);
        Ok(Self { reader: Reader::new(world, &setting, knobs), setting, desk })
    }

    /// Turns the knobs; the threads follow within milliseconds.
    pub fn turn(&mut self, knobs: Knobs) {
        let knobs = knobs.clamped(self.setting.sheets.len() as u32);
        self.reader.knobs = knobs;
        self.setting.gil.set(knobs.interval, knobs.python);
        self.setting.threads.store(knobs.threads, Ordering::Relaxed);
        self.setting.calls.store(knobs.calls, Ordering::Relaxed);
        self.setting.shared.stop.wake();
        self.reader.forget(&self.setting);
    }

    /// How it is set.
    #[must_use]
    pub const fn knobs(&self) -> Knobs {
        self.reader.knobs
    }

    /// What happened since the last reading; its figures are of the last five, since the knobs were turned.
    #[must_use]
    pub fn read(&mut self) -> Reading {
        self.reader.read(&self.setting)
    }

    /// Tells the threads to stop, which takes them less than 50 ms.
    pub fn stop(&self) {
        self.setting.shared.stop.stop();
    }

    /// How it ended, told once, when all threads are gone: as cancelled where nothing went wrong.
    #[must_use]
    pub fn end(&self) -> Option<Error> {
        self.desk.is_complete().then(|| self.desk.collect().err().unwrap_or(Error::Cancelled))
    }
}

impl Drop for Lab {
    fn drop(&mut self) {
        self.stop();
    }
}

fn body(setting: &Arc<Setting>, me: LaneId) -> Body<()> {
    let setting = setting.clone();
    Box::new(move || {
        let log = Log::on(setting.sheets[me.index()].clone(), setting.shared.clock.clone());
        thread::work(&setting, me, log)
    })
}

impl Setting {
    /// Whether a thread that computes is to.
    fn wants(&self, me: LaneId) -> bool {
        me.0 <= self.threads.load(Ordering::Relaxed)
    }

    /// How long a call takes by itself, if there is to be any.
    fn period(&self) -> Option<Nanos> {
        match self.calls.load(Ordering::Relaxed) {
            0 => None,
            calls => Some(Nanos(1_000_000_000 / u64::from(calls))),
        }
    }
}
