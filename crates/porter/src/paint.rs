//! The picture's pixels: each state's texture, in the screen's own pixels.

use crate::rows::Row;
use crate::strip::NOTHING;
use model::State;

/// How one state looks: a square that is repeated, as red, green, blue and opacity, the lowest byte first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tile {
    side: usize,
    pixels: Vec<u32>,
    plain: bool,
    /// The outline's colour, if there is one.
    edge: Option<u32>,
}

impl Tile {
    /// A tile of the bytes of its pixels, row by row; `None` if they are no square.
    #[must_use]
    pub fn new(side: usize, bytes: &[u8], edge: Option<[u8; 4]>) -> Option<Self> {
        let (pixels, rest) = bytes.as_chunks::<4>();
        if side == 0 || pixels.len() != side * side || !rest.is_empty() {
            return None;
        }
        let pixels: Vec<u32> = pixels.iter().map(|pixel| u32::from_le_bytes(*pixel)).collect();
        let plain = pixels.iter().all(|pixel| *pixel == pixels[0]);
        Some(Self { side, pixels, plain, edge: edge.map(u32::from_le_bytes) })
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
    pub(crate) fn lane(&mut self, row: Row, ratio: f64, states: &[u8], tiles: &[Tile]) {
        let (top, bottom) = self.lines(row, ratio);
        let mut left = 0;
        for run in states.chunk_by(|a, b| a == b) {
            let right = left + run.len();
            if let Some(tile) = tiles.get(run[0] as usize).filter(|tile| run[0] != NOTHING && tile.side > 0) {
                for y in top..bottom {
                    let outermost = y == top || y + 1 == bottom;
                    self.line(tile, y, left, right, outermost && bottom - top > 4);
                }
            }
            left = right;
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

    fn line(&mut self, tile: &Tile, y: usize, left: usize, right: usize, outermost: bool) {
        let line = &mut self.pixels[y * self.width + left..y * self.width + right];
        if outermost && let Some(edge) = tile.edge {
            line.fill(edge);
            return;
        }
        let texture = &tile.pixels[y % tile.side * tile.side..][..tile.side];
        if tile.plain {
            line.fill(texture[0]);
        } else {
            let repeated = texture.iter().cycle().skip(left % tile.side);
            line.iter_mut().zip(repeated).for_each(|(pixel, texture)| *pixel = *texture);
        }
        // A narrow one would be nothing but its outline.
        if let (Some(edge), [first, _, _, _, .., last]) = (tile.edge, line) {
            *first = edge;
            *last = edge;
        }
    }

    /// The lines that a row covers, at least one.
    fn lines(&self, row: Row, ratio: f64) -> (usize, usize) {
        let line = |y: f64| (y * ratio).round() as usize;
        let top = line(row.y).min(self.height);
        (top, line(row.y + row.height).max(top + 1).min(self.height))
    }
}

/// How many tiles there are.
pub(crate) const TILES: usize = State::ALL.len();

#[cfg(test)]
mod tests {
    use super::{Picture, TILES, Tile};
    use crate::rows::Row;
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
        picture.lane(Row { y: 0.0, height: 2.0 }, 1.0, &[run, io, io, NOTHING, io], &tiles);
        assert_eq!(picture.pixels, [1, 3, 2, 0, 2, 1, 5, 4, 0, 4, 0, 0, 0, 0, 0]);
        picture.outline(Row { y: 2.0, height: 9.0 }, 1.0, (3, 99), 9);
        assert_eq!(picture.pixels[10..], [0, 0, 0, 9, 9], "cut to the picture");
        assert_eq!(Tile::new(2, &[0; 15], None), None);
    }
}
