//! Holds the trace and what is shown of it.

use crate::paint::{Picture, TILES, Tile};
use crate::rows::{Row, rows};
use crate::sheets::Sheets;
use crate::strip::{NOTHING, strip};
use crate::view::View;
use crate::walk::{Place, first, lane_at, span_at, step};
use files::import::{Brought, Source};
use model::viewer::{Gesture, LanePlace, Opened, PointedSpan, Shown, Sight, Step};
use model::{Nanos, State};

/// The widest and the finest picture that is painted: more than any screen has.
const MOST_PIXELS: f64 = 16_384.0;
const FINEST: f64 = 4.0;

/// The trace that is there, and its picture.
#[derive(Debug)]
pub struct Desk {
    trace: Brought,
    rows: Vec<Row>,
    height: f64,
    view: View,
    width: f64,
    ratio: f64,
    tiles: Vec<Tile>,
    /// The tiles as wide as the picture; none while that has changed.
    sheets: Option<Sheets>,
    ink: u32,
    pointed: Option<(Place, bool)>,
    picture: Picture,
    /// The states of the pixels, lane by lane.
    states: Vec<u8>,
    /// Whether the picture is not what it should be any more.
    stale: bool,
}

impl Desk {
    /// A trace that was just read; it has no picture before its size and its tiles are known.
    #[must_use]
    pub fn new(trace: Brought) -> Self {
        let (rows, height) = rows(trace.lanes.len());
        Self {
            view: View::whole(trace.end),
            trace,
            rows,
            height,
            width: 0.0,
            ratio: 1.0,
            tiles: vec![Tile::default(); TILES],
            sheets: None,
            ink: 0,
            pointed: None,
            picture: Picture::default(),
            states: Vec::new(),
            stale: false,
        }
    }

    /// What there is to say of the trace.
    #[must_use]
    pub fn opened(&self) -> Opened {
        let lanes = self.trace.lanes.iter().zip(&self.rows);
        let lane = |(lane, row): (&files::import::Lane, &Row)| LanePlace {
            process: lane.process.clone(),
            name: lane.name.clone(),
            y: row.y,
            height: row.height,
        };
        let left_out = self.trace.left_out.iter().map(|(count, what)| (*count as u64, (*what).to_owned()));
        Opened {
            firefox: self.trace.source == Source::Firefox,
            lanes: lanes.map(lane).collect(),
            height: self.height,
            end: self.trace.end,
            slices: self.trace.slices as u64,
            totals: self.trace.totals().to_vec(),
            left_out: left_out.collect(),
        }
    }

    /// A state's tile from now on.
    pub fn set_tile(&mut self, state: State, tile: Tile) {
        self.tiles[state as usize] = tile;
        self.sheets = None;
        self.stale = true;
    }

    /// The colour of the outline around what is pointed at, from now on.
    pub const fn set_ink(&mut self, colour: [u8; 4]) {
        self.ink = u32::from_le_bytes(colour);
        self.stale = true;
    }

    /// Does what the reader did.
    pub fn take(&mut self, gesture: &Gesture) {
        self.stale = true;
        match *gesture {
            Gesture::Size { width, ratio } => {
                self.ratio = if ratio > 0.0 { ratio.min(FINEST) } else { 1.0 };
                self.sheets = None;
                self.width = (width * self.ratio).round().clamp(0.0, MOST_PIXELS) / self.ratio;
            }
            Gesture::Zoom { factor, at } => self.view = self.view.zoom(factor, at),
            Gesture::Pan { share } => self.view = self.view.pan(share),
            Gesture::Whole => self.view = self.view.all(),
            Gesture::Point(None) => self.pointed = None,
            Gesture::Point(Some((x, y))) => self.pointed = self.under(x, y).map(|place| (place, false)),
            Gesture::Walk(to) => self.walk(to),
        }
    }

    /// Whether there is something to be painted.
    #[must_use]
    pub fn wants_painting(&self) -> bool {
        self.stale && self.width >= 1.0
    }

    /// Paints what is shown, and says what that is.
    pub fn paint(&mut self) -> Sight {
        self.stale = false;
        let (width, height) =
            ((self.width * self.ratio).round() as usize, (self.height * self.ratio).round() as usize);
        self.picture.clear(width, height);
        self.states.clear();
        self.states.resize(width * self.rows.len(), NOTHING);
        let sheets = self.sheets.get_or_insert_with(|| Sheets::new(&self.tiles, width));
        let gap = self.ratio.round().max(1.0) as usize;
        for (place, row) in self.rows.iter().enumerate() {
            let states = &mut self.states[place * width..(place + 1) * width];
            strip(&self.trace.lanes[place], self.view, gap, states);
            self.picture.lane(*row, self.ratio, states, sheets);
        }
        self.outline();
        let (start, end) = (self.view.at(0.0), self.view.at(1.0));
        Sight::Shown(Shown { start, end, pointed: self.pointed_span() })
    }

    /// The picture's width and height in the screen's pixels, and the pixels: red, green, blue and opacity each.
    #[must_use]
    pub fn picture(&self) -> (usize, usize, &[u32]) {
        (self.picture.width, self.picture.height, &self.picture.pixels)
    }

    fn outline(&mut self) {
        let Some((Place { lane, index }, _)) = self.pointed else { return };
        let Some((start, end)) = self.trace.lanes.get(lane).and_then(|lane| lane.times(index)) else {
            return;
        };
        let width = self.picture.width as f64;
        let x = |at: Nanos| (self.view.share(at) * width).clamp(0.0, width) as usize;
        let (left, right) = (x(start), x(end));
        let is_in_sight = self.view.share(end) >= 0.0 && self.view.share(start) <= 1.0;
        if is_in_sight {
            let least = (self.ratio * 3.0) as usize;
            self.picture.outline(self.rows[lane], self.ratio, (left, right.max(left + least)), self.ink);
        }
    }

    fn pointed_span(&self) -> Option<PointedSpan> {
        let (Place { lane, index }, by_keyboard) = self.pointed?;
        let span = self.trace.lanes.get(lane)?.span(index)?;
        Some(PointedSpan {
            lane: lane as u32,
            name: self.trace.name(span.name).to_owned(),
            state: span.state,
            start: span.start,
            end: span.end,
            at: self.view.share(Nanos(span.start.0.midpoint(span.end.0))).clamp(0.0, 1.0),
            by_keyboard,
        })
    }

    fn under(&self, x: f64, y: f64) -> Option<Place> {
        let lane = lane_at(&self.rows, y)?;
        let share = x / self.width;
        if !(0.0..=1.0).contains(&share) || self.picture.width == 0 {
            return None;
        }
        let pixel = ((share * self.picture.width as f64) as usize).min(self.picture.width - 1);
        let drawn = self.states.get(lane * self.picture.width + pixel).copied().unwrap_or(NOTHING);
        let reach = 1.5 / self.width;
        let around = (self.view.at(share - reach), self.view.at(share), self.view.at(share + reach));
        span_at(&self.trace, lane, around, State::from_code(drawn).unwrap_or(State::Idle))
    }

    fn walk(&mut self, to: Step) {
        let next = match self.pointed {
            Some((place, _)) => Some(step(&self.trace, place, to)),
            None => first(&self.trace),
        };
        let Some(place) = next else { return };
        if let Some((start, end)) = self.trace.lanes.get(place.lane).and_then(|lane| lane.times(place.index))
        {
            self.view = self.view.showing(start, end);
        }
        self.pointed = Some((place, true));
    }
}

#[cfg(test)]
mod tests {
    use super::Desk;
    use files::import::read;
    use model::viewer::{Gesture, PointedSpan, Shown, Sight, Step};
    use model::{Nanos, State};

    const TRACE: &str = r#"[{"ph":"X","pid":1,"tid":1,"ts":0,"dur":100,"name":"a"},
        {"ph":"X","pid":1,"tid":1,"ts":100,"dur":100,"name":"time.sleep"},
        {"ph":"X","pid":1,"tid":1,"ts":300,"dur":100,"name":"b"},
        {"ph":"X","pid":1,"tid":2,"ts":0,"dur":400,"name":"_thread.lock.acquire"}]"#;

    fn desk() -> Desk {
        let mut desk = Desk::new(read(TRACE.as_bytes()).unwrap());
        assert!(!desk.wants_painting(), "it has no size yet");
        desk.take(&Gesture::Size { width: 400.0, ratio: 2.0 });
        desk.paint();
        desk
    }

    fn shown(desk: &mut Desk, gesture: Gesture) -> Shown {
        desk.take(&gesture);
        assert!(desk.wants_painting());
        let Sight::Shown(shown) = desk.paint() else { panic!("a picture tells what it shows") };
        assert!(!desk.wants_painting());
        shown
    }

    fn name(pointed: Option<PointedSpan>) -> String {
        pointed.map_or_else(String::new, |span| span.name)
    }

    #[test]
    fn what_is_there_is_told_before_it_is_painted() {
        let opened = desk().opened();
        assert_eq!((opened.lanes.len(), opened.slices, opened.end), (2, 4, Nanos::micros(400)));
        assert_eq!(opened.totals[State::WaitLock as usize], 400_000);
        assert_eq!(opened.height, 40.0);
        let mut desk = desk();
        assert_eq!((desk.picture().0, desk.picture().1), (800, 80));
        let huge = shown(&mut desk, Gesture::Size { width: 1e300, ratio: f64::NAN });
        assert_eq!((desk.picture().0, huge.start), (16_384, Nanos::ZERO));
    }

    #[test]
    fn the_pointer_means_what_is_under_it() {
        let mut desk = desk();
        for ((x, y), expected) in [
            ((50.0, 5.0), "a"),
            ((150.0, 5.0), "time.sleep"),
            ((250.0, 5.0), ""),
            ((399.0, 5.0), "b"),
            ((250.0, 25.0), "_thread.lock.acquire"),
            ((-1.0, 5.0), ""),
            ((50.0, -1.0), ""),
        ] {
            let shown = shown(&mut desk, Gesture::Point(Some((x, y))));
            assert_eq!(name(shown.pointed), expected, "at {x}, {y}");
        }
    }

    #[test]
    fn keys_walk_and_bring_into_sight() {
        let mut desk = desk();
        let steps = [
            (Step::Right, "a"),
            (Step::Right, "time.sleep"),
            (Step::Right, "b"),
            (Step::Right, "b"),
            (Step::PreviousWait, "time.sleep"),
            (Step::Down, "_thread.lock.acquire"),
            (Step::Up, "b"),
            (Step::First, "a"),
            (Step::NextWait, "time.sleep"),
            (Step::Last, "b"),
        ];
        for (step, expected) in steps {
            assert_eq!(name(shown(&mut desk, Gesture::Walk(step)).pointed), expected, "{step:?}");
        }
        let near = shown(&mut desk, Gesture::Zoom { factor: 0.25, at: 0.0 });
        assert_eq!((near.start, near.end), (Nanos::ZERO, Nanos::micros(100)));
        let moved = shown(&mut desk, Gesture::Walk(Step::Left));
        assert_eq!((moved.start, moved.end), (Nanos::micros(100), Nanos::micros(200)));
        assert!(moved.pointed.is_some_and(|span| span.by_keyboard));
        assert_eq!(shown(&mut desk, Gesture::Whole).end, Nanos::micros(400));
    }
}
