//! Hits and outlines.

use crate::art;
use charts::{CssPx, SpanRef, View, layout};
use model::{LaneId, Nanos, Runtime, Trace};

const ART: &str = "main      ss......
                   worker-0    rrwwrr
                   worker-1    wwrr..";

fn at(lane: u16, index: usize) -> SpanRef {
    SpanRef { lane: LaneId(lane), index }
}

fn sample() -> Trace {
    art::trace(Runtime::Threads, ART)
}

#[test]
fn a_point_means_the_span_below_it() {
    let trace = sample();
    let view = View::whole([&trace], CssPx(80.0));
    let picture = layout(&trace, &view);
    let hit = |x: f64, y: f64| picture.hit(&trace, &view, CssPx(x), CssPx(y));
    assert_eq!(hit(5.0, 2.0), Some(at(0, 0)));
    assert_eq!(hit(40.0, 2.0), None, "idle draws nothing");
    assert_eq!(hit(5.0, 14.0), None, "the worker is not there yet");
    assert_eq!(hit(25.0, 14.0), Some(at(1, 0)));
    assert_eq!(hit(39.6, 14.0), Some(at(1, 0)), "the gap behind a mark belongs to its span");
    assert_eq!(hit(40.0, 14.0), Some(at(1, 1)));
    assert_eq!(hit(25.0, 22.2), Some(at(1, 0)), "the gap between rows belongs to the nearer");
    assert_eq!(hit(25.0, 22.9), Some(at(2, 0)));
    assert_eq!(hit(80.1, 14.0), None);
    assert_eq!(hit(-1.0, 14.0), None);
    assert_eq!(hit(25.0, 90.0), None);
    assert_eq!(hit(f64::NAN, 14.0), None);
}

#[test]
fn an_outline_is_cut_to_the_picture_and_never_invisible() {
    let trace = sample();
    let view = View { start: Nanos::millis(5), end: Nanos::millis(8), width: CssPx(30.0) };
    let picture = layout(&trace, &view);
    let outline = |span| picture.outline(&trace, &view, span).map(|mark| (mark.x.0, mark.width.0));
    assert_eq!(outline(at(1, 0)), None, "before the view");
    assert_eq!(outline(at(1, 1)), Some((0.0, 10.0)));
    assert_eq!(outline(at(1, 9)), None);
    let whole = View { width: CssPx(0.001), ..View::whole([&trace], CssPx(1.0)) };
    let tiny = layout(&trace, &whole).outline(&trace, &whole, at(1, 2)).unwrap();
    assert_eq!(tiny.width.0, 1.0);
}
