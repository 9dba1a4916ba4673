//! The states' textures as wide as the picture, so that a line of it is put together pixel by pixel.

use crate::paint::Tile;
use crate::strip::NOTHING;

/// A power of two above the states' codes.
pub(crate) const CODES: usize = 16;

/// One state's texture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Sheet {
    /// Its lines, one after the other; then one in the outline's colour.
    pixels: Vec<u32>,
    lines: usize,
    edge: Option<u32>,
}

/// All states' textures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sheets {
    width: usize,
    sheets: Vec<Sheet>,
    free: Vec<u32>,
}

impl Sheets {
    /// Those of `tiles`, by the states' codes, for a picture of that width.
    pub(crate) fn new(tiles: &[Tile], width: usize) -> Self {
        let sheets = tiles.iter().map(|tile| Sheet::new(tile, width)).collect();
        Self { width, sheets, free: vec![0; width] }
    }

    /// What each state has in line `y` of the picture; `outermost` is a line of its outline, if it has one.
    pub(crate) fn lines(&self, y: usize, outermost: bool) -> [&[u32]; CODES] {
        let mut lines = [&*self.free; CODES];
        for (line, sheet) in lines.iter_mut().zip(&self.sheets).filter(|(_, sheet)| sheet.lines > 0) {
            let from = if outermost && sheet.edge.is_some() { sheet.lines } else { y % sheet.lines };
            *line = &sheet.pixels[from * self.width..][..self.width];
        }
        lines[usize::from(NOTHING)] = &self.free;
        lines
    }

    /// The colour of a state's outline, if it has one.
    pub(crate) fn edge(&self, state: u8) -> Option<u32> {
        self.sheets.get(usize::from(state))?.edge
    }
}

impl Sheet {
    fn new(tile: &Tile, width: usize) -> Self {
        let mut pixels = Vec::with_capacity((tile.side + 1) * width);
        for line in tile.pixels.chunks_exact(tile.side.max(1)) {
            pixels.extend(line.iter().cycle().take(width));
        }
        pixels.extend(std::iter::repeat_n(tile.edge.unwrap_or_default(), width));
        Self { pixels, lines: tile.side, edge: tile.edge }
    }
}
