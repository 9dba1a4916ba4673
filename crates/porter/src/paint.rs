//! The picture's pixels: each state's texture, in the screen's own pixels.

use crate::rows::Row;
use crate::sheets::{CODES, Sheets};
use model::State;

/// How one state looks: a square that is repeated, as red, green, blue and opacity, the lowest byte first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tile {
    pub(crate) side: usize,
    pub(crate) pixels: Vec<u32>,
    /// The outline's colour, if there is one.
    pub(crate) edge: Option<u32>,
}

impl Tile {
    /// A tile of the bytes of its pixels, row by row; `None` if they are no square.
    #[must_use]
    pub fn new(side: usize, bytes: &[u8], edge: Option<[u8; 4]>) -> Option<Self> {
        let (pixels, rest) = bytes.as_chunks::<4>();
        if side == 0 || pixels.len() != side * side || !rest.is_empty() {
            return None;
        }
        let pixels = pixels.iter().map(|pixel| u32::from_le_bytes(*pixel)).collect();
        Some(Self { side, pixels, edge: edge.map(u32::from_le_bytes) })
    }
}

/// The picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Picture {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) pixels: Vec<u32>,
}

impl Picture {
    /// Empties it, in a new size.
    pub(crate) fn clear(&mut self, width: usize, height: usize) {
        self.width = width;
        self.height = height;
        self.pixels.clear();
        self.pixels.resize(width * height, 0);
    }

    /// Paints a lane from the states of its pixels; `ratio` is the screen's pixels in one of the page's.
    pub(crate) fn lane(&mut self, row: Row, ratio: f64, states: &[u8], sheets: &Sheets) {
        let (top, bottom) = self.lines(row, ratio);
        let sides = sides(states, sheets);
        for y in top..bottom {
            let outermost = (y == top || y + 1 == bottom) && bottom - top > 4;
            let lines = sheets.lines(y, outermost);
            let line = &mut self.pixels[y * self.width..][..self.width];
            for (x, (pixel, state)) in line.iter_mut().zip(states).enumerate() {
                *pixel = lines[usize::from(*state) % CODES][x];
            }
            for (x, colour) in &sides {
                line[*x] = *colour;
            }
        }
    }

    /// An outline around a part of a lane.
    pub(crate) fn outline(&mut self, row: Row, ratio: f64, (left, right): (usize, usize), colour: u32) {
        let (top, bottom) = self.lines(row, ratio);
        let (right, thick) = (right.min(self.width), (ratio * 1.5).round().max(1.0) as usize);
        for y in top..bottom {
            for x in left..right {
                let inside = y >= top + thick && y + thick < bottom && x >= left + thick && x + thick < right;
                if !inside {
                    self.pixels[y * self.width + x] = colour;
                }
            }
        }
    }

    /// The lines that a row covers, at least one.
    fn lines(&self, row: Row, ratio: f64) -> (usize, usize) {
        let line = |y: f64| (y * ratio).round() as usize;
        let top = line(row.y).min(self.height);
        (top, line(row.y + row.height).max(top + 1).min(self.height))
    }
}

/// The pixels at the sides of what has an outline. A narrow one would be nothing but its outline.
fn sides(states: &[u8], sheets: &Sheets) -> Vec<(usize, u32)> {
    let mut sides = Vec::new();
    let mut left = 0;
    for run in states.chunk_by(|a, b| a == b) {
        let right = left + run.len();
        if let Some(edge) = sheets.edge(run[0]).filter(|_| run.len() > 4) {
            sides.extend([(left, edge), (right - 1, edge)]);
        }
        left = right;
    }
    sides
}

/// How many tiles there are.
pub(crate) const TILES: usize = State::ALL.len();

#[cfg(test)]
mod tests {
    use super::{Picture, TILES, Tile};
    use crate::rows::Row;
    use crate::sheets::Sheets;
    use crate::strip::NOTHING;
    use model::State;

    #[test]
    fn textures_go_on_from_run_to_run_and_nothing_stays_free() {
        let mut tiles = vec![Tile::default(); TILES];
        tiles[State::Run as usize] = Tile::new(1, &[1, 0, 0, 0], None).unwrap();
        let texture = [2, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0, 5, 0, 0, 0];
        tiles[State::WaitIo as usize] = Tile::new(2, &texture, None).unwrap();
        let mut picture = Picture::default();
        picture.clear(5, 3);
        let (run, io) = (State::Run as u8, State::WaitIo as u8);
        picture.lane(Row { y: 0.0, height: 2.0 }, 1.0, &[run, io, io, NOTHING, io], &Sheets::new(&tiles, 5));
        assert_eq!(picture.pixels, [1, 3, 2, 0, 2, 1, 5, 4, 0, 4, 0, 0, 0, 0, 0]);
        picture.outline(Row { y: 2.0, height: 9.0 }, 1.0, (3, 99), 9);
        assert_eq!(picture.pixels[10..], [0, 0, 0, 9, 9], "cut to the picture");
        assert_eq!(Tile::new(2, &[0; 15], None), None);
    }
}
