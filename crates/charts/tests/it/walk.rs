//! Where keys lead.

use crate::art;
use charts::{Direction, SpanRef, in_the_way, neighbour};
use model::{LaneId, Runtime, Trace};

const ART: &str = "main      ss......
                   worker-0    rrwwrr
                   worker-1    wwrr..";

const LOCK: &str = "worker-0  RRR...
                    worker-1  lllRR.
                    worker-2   llllR";

fn at(lane: u16, index: usize) -> SpanRef {
    SpanRef { lane: LaneId(lane), index }
}

fn sample() -> Trace {
    art::trace(Runtime::Threads, ART)
}

/// All that `direction` comes by from `from` on: lane and position.
fn walk(trace: &Trace, from: SpanRef, direction: Direction) -> Vec<(u16, usize)> {
    let mut walked = vec![from];
    loop {
        let last = walked[walked.len() - 1];
        match neighbour(trace, last, direction) {
            next if next == last => return walked.iter().map(|span| (span.lane.0, span.index)).collect(),
            next => walked.push(next),
        }
    }
}

#[test]
fn arrow_keys_skip_idle_spans_and_lanes() {
    let trace = sample();
    let go = |from, direction| neighbour(&trace, from, direction);
    assert_eq!(go(at(1, 0), Direction::Right), at(1, 1));
    assert_eq!(go(at(1, 0), Direction::Left), at(1, 0), "nothing before it");
    assert_eq!(go(at(1, 0), Direction::End), at(1, 2));
    assert_eq!(go(at(1, 2), Direction::Home), at(1, 0));
    assert_eq!(go(at(2, 1), Direction::Right), at(2, 1), "only idle time follows");
    assert_eq!(go(at(1, 1), Direction::Down), at(2, 1), "what begins at the same time");
    assert_eq!(go(at(2, 1), Direction::Up), at(1, 1));
    assert_eq!(go(at(1, 2), Direction::Down), at(2, 1), "the nearest that is not idle");
    assert_eq!(go(at(1, 2), Direction::Up), at(0, 0));
    assert_eq!(go(at(0, 0), Direction::Up), at(0, 0));
    assert_eq!(go(at(7, 3), Direction::Down), at(7, 3), "a span that is not there leads nowhere");
    assert_eq!(go(at(1, usize::MAX), Direction::Right), at(1, usize::MAX));
}

#[test]
fn events_come_in_the_order_of_time_whatever_their_lanes() {
    let trace = sample();
    let all = [(0, 0), (1, 0), (2, 0), (1, 1), (2, 1), (1, 2)];
    assert_eq!(walk(&trace, at(0, 0), Direction::Next), all);
    let back: Vec<_> = all.into_iter().rev().collect();
    assert_eq!(walk(&trace, at(1, 2), Direction::Previous), back);
    assert_eq!(walk(&trace, at(7, 3), Direction::Next), [(7, 3)], "a span that is not there leads nowhere");
}

#[test]
fn waits_come_in_the_order_of_time_and_nothing_else_does() {
    let trace = sample();
    assert_eq!(walk(&trace, at(0, 0), Direction::NextWait), [(0, 0), (2, 0), (1, 1)]);
    assert_eq!(walk(&trace, at(1, 2), Direction::PreviousWait), [(1, 2), (1, 1), (2, 0)]);
    let alone = art::trace(Runtime::Sequential, "worker-0  rriirr");
    assert_eq!(walk(&alone, at(0, 0), Direction::NextWait), [(0, 0)], "a wait for I/O is nobody's doing");
}

#[test]
fn a_wait_leads_to_what_was_in_its_way() {
    let trace = sample();
    assert_eq!(in_the_way(&trace, at(2, 0)), Some(at(1, 0)), "who held the GIL when the wait began");
    assert_eq!(in_the_way(&trace, at(1, 1)), Some(at(2, 1)));
    assert_eq!(in_the_way(&trace, at(1, 0)), None, "who runs waits for nobody");
    assert_eq!(in_the_way(&trace, at(9, 9)), None);
    let trace = art::trace(Runtime::Threads, LOCK);
    assert_eq!(in_the_way(&trace, at(1, 0)), Some(at(0, 0)));
    assert_eq!(in_the_way(&trace, at(2, 0)), Some(at(0, 0)), "not who got it next");
    let busy = art::trace(Runtime::FreeThreads, "worker-0  rrrr\nworker-1  ccrr");
    assert_eq!(in_the_way(&busy, at(1, 0)), None, "a core is nobody's in particular");
}
