//! `call_later` and `call_at` (Lib/asyncio/base_events.py, events.py `TimerHandle`).

use super::heap::{Entry, Heap};
use super::ids::{FutureId, Tid, TimeoutId, TimerId};
use super::run::Handle;
use super::script::Call;
use model::Nanos;
use std::collections::VecDeque;

/// `_MIN_SCHEDULED_TIMER_HANDLES` and `_MIN_CANCELLED_TIMER_HANDLES_FRACTION`: when the heap is rebuilt
/// without the cancelled.
const MANY: usize = 100;

/// What a timer does.
#[derive(Clone, Debug)]
pub(super) enum Alarm {
    /// `_set_result_unless_cancelled` of the future in a task's `sleep`.
    Wake(Tid),
    /// `_release_waiter` of a `wait_for`.
    Set(FutureId),
    /// `Timeout._on_timeout`.
    Expire(TimeoutId),
    /// A script's callback.
    Call(Box<Call>),
}

#[derive(Clone, Debug)]
struct Timer {
    generation: u32,
    /// `None` once it was cancelled or ran.
    alarm: Option<Alarm>,
    /// In the heap, not in the ready queue.
    scheduled: bool,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Timers {
    heap: Heap,
    timers: Vec<Timer>,
    free: Vec<u32>,
    /// Cancelled timers in the heap.
    cancelled: usize,
}

impl Timers {
    /// Sets a timer.
    pub(super) fn set(&mut self, when: Nanos, alarm: Alarm) -> TimerId {
        let timer = self.make(alarm, true);
        self.heap.push(Entry { when, timer });
        timer
    }

    /// A handle that can be cancelled like a timer, but is ready at once: the caller schedules it.
    pub(super) fn at_once(&mut self, alarm: Alarm) -> TimerId {
        self.make(alarm, false)
    }

    /// `TimerHandle.cancel`; nothing, if it ran.
    pub(super) fn cancel(&mut self, id: TimerId) {
        let timer = &mut self.timers[id.place as usize];
        if timer.generation == id.generation && timer.alarm.take().is_some() {
            self.cancelled += usize::from(timer.scheduled);
        }
    }

    /// Drops cancelled timers as the beginning of `_run_once` does.
    pub(super) fn purge(&mut self) {
        if self.cancelled == 0 {
            return;
        }
        if self.heap.len() > MANY && self.cancelled * 2 > self.heap.len() {
            self.rebuild();
        }
        while let Some(first) = self.heap.first()
            && self.is_cancelled(first.timer)
        {
            self.heap.pop();
            self.release(first.timer);
            self.cancelled -= 1;
        }
    }

    fn rebuild(&mut self) {
        let mut heap = std::mem::take(&mut self.heap);
        heap.retain(|entry| {
            let gone = self.is_cancelled(entry.timer);
            if gone {
                self.release(entry.timer);
            }
            !gone
        });
        (self.heap, self.cancelled) = (heap, 0);
    }

    /// When the first timer is due.
    pub(super) fn first(&self) -> Option<Nanos> {
        self.heap.first().map(|entry| entry.when)
    }

    /// Moves all that are due at `now` to `ready`.
    ///
    /// CPython takes those before `now` and a clock resolution, a nanosecond: on a clock of whole nanoseconds
    /// those up to now.
    pub(super) fn take_due(&mut self, now: Nanos, ready: &mut VecDeque<Handle>) {
        while let Some(first) = self.heap.first()
            && first.when <= now
        {
            self.heap.pop();
            let timer = &mut self.timers[first.timer.place as usize];
            timer.scheduled = false;
            self.cancelled -= usize::from(timer.alarm.is_none());
            ready.push_back(Handle::Timer(first.timer));
        }
    }

    /// The handle's turn; `None` if it was cancelled.
    pub(super) fn run(&mut self, id: TimerId) -> Option<Alarm> {
        let alarm = self.timers[id.place as usize].alarm.take();
        self.release(id);
        alarm
    }

    fn is_cancelled(&self, id: TimerId) -> bool {
        self.timers[id.place as usize].alarm.is_none()
    }

    fn make(&mut self, alarm: Alarm, scheduled: bool) -> TimerId {
        if let Some(place) = self.free.pop() {
            let timer = &mut self.timers[place as usize];
            (timer.alarm, timer.scheduled) = (Some(alarm), scheduled);
            return TimerId { place, generation: timer.generation };
        }
        self.timers.push(Timer { generation: 0, alarm: Some(alarm), scheduled });
        TimerId { place: (self.timers.len() - 1) as u32, generation: 0 }
    }

    /// From now on the id names nothing.
    fn release(&mut self, id: TimerId) {
        let timer = &mut self.timers[id.place as usize];
        timer.generation = timer.generation.wrapping_add(1);
        self.free.push(id.place);
    }
}
