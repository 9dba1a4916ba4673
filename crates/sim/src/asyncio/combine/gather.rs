//! `asyncio.gather` (Lib/asyncio/tasks.py): results in the order of the arguments; the first exception goes
//! out at once, and the siblings go on.

use crate::asyncio::future::{Callback, Kind, State};
use crate::asyncio::ids::{FutureId, GatherId};
use crate::asyncio::run::Loop;
use crate::asyncio::value::{Exception, Value};

#[derive(Clone, Debug)]
pub(in crate::asyncio) struct Gather {
    outer: FutureId,
    children: Vec<FutureId>,
    finished: usize,
    return_exceptions: bool,
    cancel_requested: bool,
}

impl Loop {
    /// A future for the results of `children`.
    pub(in crate::asyncio) fn gather(
        &mut self,
        children: Vec<FutureId>,
        return_exceptions: bool,
    ) -> FutureId {
        let id = GatherId(self.gathers.len() as u32);
        let outer = self.futures.make(Kind::Gather(id));
        if children.is_empty() {
            self.set_result(outer, Value::Tuple([].into()));
        }
        for child in &children {
            self.when_done(*child, Callback::Gathered(id));
        }
        let gather = Gather { outer, children, finished: 0, return_exceptions, cancel_requested: false };
        self.gathers.push(gather);
        outer
    }

    /// `_done_callback`.
    pub(in crate::asyncio) fn gathered(&mut self, id: GatherId, child: FutureId) {
        let gather = &mut self.gathers[id.index()];
        gather.finished += 1;
        let (outer, all) = (gather.outer, gather.finished == gather.children.len());
        if self.futures.is_done(outer) {
            return;
        }
        match self.futures.error(child) {
            Some(error) if !gather.return_exceptions => self.resolve(outer, State::Failed(error)),
            _ if !all => {}
            _ if gather.cancel_requested => self.resolve(outer, State::Failed(Exception::Cancelled)),
            _ => {
                let results = self.results(id);
                self.set_result(outer, results);
            }
        }
    }

    /// `_GatheringFuture.cancel`: cancels the children; they end the gather.
    pub(in crate::asyncio) fn cancel_gather(&mut self, id: GatherId) -> bool {
        let children = self.gathers[id.index()].children.clone();
        let cancelled = children.into_iter().filter(|child| self.cancel(*child)).count() > 0;
        self.gathers[id.index()].cancel_requested |= cancelled;
        cancelled
    }

    fn results(&self, id: GatherId) -> Value {
        let result = |child: &FutureId| match self.futures.result(*child) {
            Some(Ok(value)) => value,
            Some(Err(error)) => Value::Error(error),
            None => Value::None,
        };
        Value::Tuple(self.gathers[id.index()].children.iter().map(result).collect())
    }
}
