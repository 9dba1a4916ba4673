//! Holds the trace and what is shown of it.

use crate::paint::{Picture, TILES, Tile};
use crate::rows::{Row, rows};
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
        let gap = self.ratio.round().max(1.0) as usize;
        for (place, row) in self.rows.iter().enumerate() {
            let states = &mut self.states[place * width..(place + 1) * width];
            strip(&self.trace, &self.trace.lanes[place], self.view, gap, states);
            self.picture.lane(*row, self.ratio, states, &self.tiles);
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
        let span = self.trace.span(self.trace.lanes.get(lane)?, index)?;
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
