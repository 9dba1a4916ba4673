//! The meter itself: takes requests, decides which is next, does a little of it at each turn.

use crate::inbox::{Inbox, Wanted};
use crate::lab::Running;
use crate::measured_sweep;
use crate::measuring::{Means, Measuring, Post};
use crate::pauses::Pauses;
use crate::profiling::{self, Profiles};
use crate::rates::Rates;
use crate::sight::Sight;
use live::World;
use model::lab::Knobs;
use model::{Nanos, Reply, Request, RequestId, Unpredicted};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// When the meter wants its next turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// As soon as the messages that wait are handed in.
    Now,
    /// At this time of the world's clock, or earlier.
    At(Nanos),
    /// Not before another message.
    Idle,
}

/// The meter: answers requests through `post`, a turn at a time.
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
    /// For the engine.
    unpredicted: Rc<RefCell<VecDeque<Unpredicted>>>,
    /// Whether measurements have to wait for the pool.
    pool_is_starting: bool,
}

impl Desk {
    /// A meter in `world`, whose pauses `pauses` makes.
    ///
    /// If `world` has a pool it may still be starting: nothing is measured before [`Self::pool_started`].
    pub fn new(world: World, pauses: Pauses, post: impl Fn(Reply) + 'static) -> Self {
        let post: Post = Rc::new(post);
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
            unpredicted: Rc::default(),
            pool_is_starting,
        }
    }

    /// The pool has so many threads now. If that is another number than was planned, the capabilities are told
    /// again.
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
            Ok(Request::Cancel { id }) if self.measures(id) => self.cancel(),
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
    /// One measurement at a time; the laboratory runs beside none.
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

    /// Whether a run is being measured, which has the machine to itself.
    #[must_use]
    pub fn is_alone(&self) -> bool {
        self.measuring.as_ref().is_some_and(|measuring| !measuring.between.get())
    }

    /// Whether there is a measurement under way.
    #[must_use]
    pub const fn is_measuring(&self) -> bool {
        self.measuring.is_some()
    }

    /// What the engine is to predict before the next turn.
    pub fn unpredicted(&mut self) -> Option<Unpredicted> {
        self.unpredicted.borrow_mut().pop_front()
    }

    fn work(&mut self) -> Next {
        if self.is_alone() {
            return self.measure_on();
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
        self.measure_on()
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
        let unpredicted = self.unpredicted.clone();
        let predict = Rc::new(move |wanted| unpredicted.borrow_mut().push_back(wanted));
        Means { world, post, rates, profiles, sight: self.sight.clone(), predict }
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
            Poll::Ready(last) => {
                self.measuring = None;
                last.into_iter().for_each(&*self.post);
                Next::Now
            }
        }
    }

    fn measures(&self, id: RequestId) -> bool {
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
