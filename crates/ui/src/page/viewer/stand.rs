//! How far a trace is that was brought: being read, there, or refused. While one is read the last stays.

use super::porter::{News, Porter};
use ::words::viewer as said;
use model::viewer::{Opened, Shown, Sight};
use std::rc::Rc;
use yew::prelude::*;

/// What there is.
#[derive(Default)]
pub(super) struct Stand {
    pub(super) reading: Option<Reading>,
    pub(super) open: Option<Open>,
    /// Why the last file is not drawn.
    pub(super) refusal: Option<String>,
}

/// A file that is being read.
#[derive(Clone)]
pub(super) struct Reading {
    number: u32,
    porter: Rc<Porter>,
    pub(super) name: AttrValue,
    pub(super) permille: u32,
}

/// A trace that is there.
#[derive(Clone)]
pub(super) struct Open {
    pub(super) number: u32,
    pub(super) porter: Rc<Porter>,
    pub(super) name: AttrValue,
    pub(super) opened: Rc<Opened>,
    pub(super) shown: Option<Shown>,
}

/// What changes it.
pub(super) enum Change {
    /// A file with that name is being read, or why it can't be.
    Begun(u32, AttrValue, Result<Porter, String>),
    /// Whoever reads or paints the file of that number says so.
    Told(u32, News),
    /// The reader wants no more of the file that is read.
    Stop,
    /// The reader wants no more of the trace.
    Close,
}

impl Reducible for Stand {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut next = Self { reading: self.reading.clone(), open: self.open.clone(), refusal: None };
        match change {
            Change::Begun(number, name, Ok(porter)) => {
                next.reading = Some(Reading { number, porter: Rc::new(porter), name, permille: 0 });
            }
            Change::Begun(.., Err(why)) => {
                next.reading = None;
                next.refusal = Some(said::no_worker(&why));
            }
            Change::Told(number, news) => {
                next.refusal.clone_from(&self.refusal);
                next.told(number, news);
            }
            Change::Stop => next.reading = None,
            Change::Close => next.open = None,
        }
        Rc::new(next)
    }
}

impl Stand {
    fn told(&mut self, number: u32, news: News) {
        let reading = self.reading.take_if(|reading| reading.number == number);
        match (news, reading) {
            (News::Sight(Sight::Reading(permille)), Some(reading)) => {
                self.reading = Some(Reading { permille, ..reading });
            }
            (News::Sight(Sight::Opened(opened)), Some(Reading { number, porter, name, .. })) => {
                self.open = Some(Open { number, porter, name, opened: Rc::new(opened), shown: None });
            }
            (News::Sight(Sight::Refused(why)), Some(_)) => self.refusal = Some(why),
            (News::Broken(why), Some(_)) => self.refusal = Some(said::gone(&why)),
            (news, reading) => {
                self.reading = self.reading.take().or(reading);
                self.painted(number, news);
            }
        }
    }

    fn painted(&mut self, number: u32, news: News) {
        let Some(open) = self.open.as_mut().filter(|open| open.number == number) else { return };
        match news {
            News::Sight(Sight::Shown(shown)) => open.shown = Some(shown),
            News::Broken(why) => {
                self.open = None;
                self.refusal = Some(said::gone(&why));
            }
            News::Sight(_) => {}
        }
    }
}
