//! The engine itself: takes requests, decides which is next, does a little of it at each turn.

use crate::inbox::{Inbox, Wanted};
use crate::lab::Running;
use crate::measured_sweep;
use crate::measuring::{Means, Measuring, Post};
use crate::pauses::Pauses;
use crate::profiling::{self, Profiles};
use crate::rates::Rates;
use crate::sight::Sight;
use crate::sweep::Sweep;
use live::World;
use model::lab::Knobs;
use model::{Nanos, Reply, Request, RequestId};
use sim::Advisor;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// When the engine wants its next turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// As soon as the messages that wait are handed in.
    Now,
    /// At this time of the world's clock, or earlier.
    At(Nanos),
    /// Not before another message.
    Idle,
}

/// The engine: answers requests through `post`, a turn at a time.
pub struct Desk {
    world: World,
    pauses: Pauses,
    post: Post,
    profiles: Profiles,
    rates: Rates,
    sight: Sight,
    inbox: Inbox,
    measuring: Option<Measuring>,
    lab: Option<Running>,
    advising: Option<(RequestId, Advisor)>,
    sweep: Option<Sweep>,
    /// Whether measurements have to wait for the pool.
    pool_is_starting: bool,
}

impl Desk {
    /// An engine in `world`, whose pauses `pauses` makes; the first reply tells its capabilities.
    ///
    /// If `world` has a pool it may still be starting: nothing is measured before [`Self::pool_started`].
    pub fn new(world: World, pauses: Pauses, post: impl Fn(Reply) + 'static) -> Self {
        let post: Post = Rc::new(post);
        post(Reply::Ready(world.capabilities.clone()));
        let pool_is_starting = world.capabilities.pool > 0;
        Self {
            world,
            pauses,
            post,
            profiles: Profiles::default(),
            rates: Rates::default(),
            sight: Sight::default(),
            inbox: Inbox::default(),
            measuring: None,
            lab: None,
            advising: None,
            sweep: None,
            pool_is_starting,
        }
    }

    /// The pool has so many threads now. If that is another number than was told at first, the
    /// capabilities are told again.
    pub fn pool_started(&mut self, threads: u32) {
        self.pool_is_starting = false;
        if self.world.capabilities.pool != threads {
            self.world.capabilities.pool = threads;
            (self.post)(Reply::Ready(self.world.capabilities.clone()));
        }
    }

    /// Takes a message in. One that can't be read is answered at once, and does no harm.
    pub fn receive(&mut self, bytes: &[u8]) {
        match model::message::decode::<Request>(bytes) {
            Ok(Request::Cancel { id }) if self.is_measuring(id) => self.cancel(),
            Ok(Request::Cancel { id }) if self.lab_of(id).is_some() => self.stop_lab(),
            Ok(Request::LabKnobs { id, knobs }) if self.lab_of(id).is_some() => {
                let now = (self.world.clock)();
                self.lab.iter_mut().for_each(|lab| lab.set(knobs, now));
            }
            Ok(Request::Hidden(hidden)) => self.sight.set(hidden),
            Ok(request) => {
                // Two measurements at once would measure each other.
                if let Request::Measure { .. } | Request::MeasureSweep { .. } | Request::Lab { .. } = request
                {
                    self.stop_lab();
                    self.stop_probe();
                }
                if let Some(reply) = self.inbox.put(request) {
                    (self.post)(reply);
                }
            }
            Err(error) => (self.post)(Reply::Failed { id: None, message: error.to_string() }),
        }
    }

    /// Does what is to be done next, or some of it, and says when to come back.
    ///
    /// A run that is being measured has the machine to itself: what else is asked waits for its end.
    /// Else the model's race comes first, then measurements, then advice, then curves. The laboratory runs beside
    /// all but measurements.
    pub fn turn(&mut self) -> Next {
        let next = self.work();
        let Some(lab) = &mut self.lab else { return next };
        let now = (self.world.clock)();
        if now >= lab.due {
            lab.look(now).into_iter().for_each(&*self.post);
        }
        let due = lab.due;
        self.lab.take_if(|lab| lab.is_over());
        match next {
            Next::Idle if self.lab.is_some() => Next::At(due),
            // What waits for its end can go on.
            Next::Idle => Next::Now,
            Next::At(time) => Next::At(time.min(due)),
            Next::Now => Next::Now,
        }
    }

    fn work(&mut self) -> Next {
        if self.measuring.as_ref().is_some_and(|measuring| !measuring.between.get()) {
            return self.measure_on();
        }
        if let Some((id, scenario)) = self.inbox.simulate() {
            (self.post)(Reply::Raced { id, race: sim::race(&scenario) });
            return Next::Now;
        }
        if let Some((id, knobs)) = self.inbox.lab_model() {
            let reading = Box::new(sim::lab(knobs, self.world.capabilities.processors));
            (self.post)(Reply::LabModel { id, reading });
            return Next::Now;
        }
        if let Some((id, knobs)) = self.next_lab() {
            match Running::start(&self.world, id, knobs) {
                Ok(lab) => self.lab = Some(lab),
                Err(reply) => (self.post)(reply),
            }
            return Next::Now;
        }
        if let Some((id, wanted)) = self.next_measurement() {
            let means = self.means();
            self.measuring = Some(match wanted {
                Wanted::Race(scenario) => Measuring::new(means, id, scenario),
                Wanted::Sweep(plan) => measured_sweep::begin(means, id, plan),
                Wanted::Profile(plan) => profiling::begin(means, id, plan),
            });
        }
        if self.measuring.is_some() {
            return self.measure_on();
        }
        self.advise_on().unwrap_or_else(|| self.sweep_on())
    }

    /// Nobody waits for a probe as for a measurement that was asked for.
    fn stop_probe(&self) {
        if let Some(measuring) = self.measuring.as_ref().filter(|measuring| measuring.gives_way) {
            measuring.cancel.cancel();
        }
    }

    fn means(&self) -> Means {
        let (world, post) = (self.world.clone(), self.post.clone());
        let (rates, profiles) = (self.rates.clone(), self.profiles.clone());
        Means { world, post, rates, profiles, sight: self.sight.clone() }
    }

    fn next_measurement(&mut self) -> Option<(RequestId, Wanted)> {
        if self.is_busy() { None } else { self.inbox.measure() }
    }

    fn next_lab(&mut self) -> Option<(RequestId, Knobs)> {
        if self.is_busy() { None } else { self.inbox.lab() }
    }

    /// Whether a measurement has to wait.
    const fn is_busy(&self) -> bool {
        self.measuring.is_some() || self.lab.is_some() || self.pool_is_starting
    }

    /// Goes on with the measurement until its next pause.
    fn measure_on(&mut self) -> Next {
        let Some(measuring) = &mut self.measuring else { return Next::Idle };
        match measuring.future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Pending => self.pauses.take().map_or(Next::Now, Next::At),
            Poll::Ready(reply) => {
                self.measuring = None;
                (self.post)(reply);
                Next::Now
            }
        }
    }

    /// Tries one change of the newest scenario to be helped, if there is any.
    fn advise_on(&mut self) -> Option<Next> {
        if let Some((id, scenario)) = self.inbox.advise() {
            self.advising = Some((id, Advisor::new(&scenario)));
        }
        let (id, advisor) = self.advising.as_mut()?;
        if let Some(advice) = advisor.step() {
            (self.post)(Reply::Advised { id: *id, advice });
            self.advising = None;
        }
        Some(Next::Now)
    }

    /// Computes one point of the newest sweep.
    fn sweep_on(&mut self) -> Next {
        if let Some((id, scenario, max_workers)) = self.inbox.sweep() {
            self.sweep = Some(Sweep::new(id, scenario, max_workers));
        }
        let Some(sweep) = &mut self.sweep else { return Next::Idle };
        if let Some(reply) = sweep.step() {
            self.sweep = None;
            (self.post)(reply);
        }
        Next::Now
    }

    fn is_measuring(&self, id: RequestId) -> bool {
        self.measuring.as_ref().is_some_and(|measuring| measuring.id == id)
    }

    fn lab_of(&self, id: RequestId) -> Option<&Running> {
        self.lab.as_ref().filter(|lab| lab.id == id)
    }

    fn stop_lab(&mut self) {
        self.lab.iter_mut().for_each(Running::stop);
    }

    fn cancel(&self) {
        if let Some(measuring) = &self.measuring {
            measuring.cancel.cancel();
        }
    }
}
