//! What the worker's script calls; the only place that knows of JavaScript.

use crate::{Desk, Tile};
use charts::{CssPx, PatternDef, pattern_defs};
use js_sys::{Function, Uint8Array};
use model::message::{decode, encode};
use model::viewer::Sight;
use std::io;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// How much is asked of a file at once.
const SLICE: usize = 1 << 22;

/// The reader of traces, as the worker's script holds it.
#[wasm_bindgen]
#[derive(Default)]
pub struct Porter {
    desk: Option<Desk>,
}

#[wasm_bindgen]
impl Porter {
    /// Starts it.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        worker::remember_panics();
        Self::default()
    }

    /// Reads a trace of `size` bytes. `slice(from, to)` returns a `Uint8Array` of its bytes, `tell(bytes)` posts a
    /// `Sight`; the last one tells how it went.
    pub fn open(&mut self, size: f64, slice: &Function, tell: &Function) {
        let post = |sight: &Sight| {
            if let Ok(bytes) = encode(sight) {
                // The page may be gone; then nobody hears anything.
                let _ = tell.call1(&JsValue::NULL, &Uint8Array::from(&*bytes));
            }
        };
        let file = Slices { slice, tell: &post, size, at: 0.0, slice_bytes: Vec::new(), used: 0 };
        match files::import::read(file) {
            Ok(trace) => {
                let desk = Desk::new(trace);
                post(&Sight::Opened(desk.opened()));
                self.desk = Some(desk);
            }
            Err(refusal) => post(&Sight::Refused(refusal.to_string())),
        }
    }

    /// Takes the bytes of a `Gesture` in.
    pub fn take(&mut self, bytes: &[u8]) {
        if let (Some(desk), Ok(gesture)) = (&mut self.desk, decode(bytes)) {
            desk.take(&gesture);
        }
    }

    /// Sets a state's tile, by the state's code: the bytes of its pixels, red, green, blue and opacity, and those of
    /// its outline's colour.
    #[wasm_bindgen(js_name = setTile)]
    pub fn set_tile(&mut self, state: u8, side: usize, pixels: &[u8], edge: Option<Vec<u8>>) {
        let edge = edge.and_then(|edge| edge.try_into().ok());
        let tile = Tile::new(side, pixels, edge);
        if let (Some(desk), Some(state), Some(tile)) = (&mut self.desk, model::State::from_code(state), tile)
        {
            desk.set_tile(state, tile);
        }
    }

    /// Sets the colour of the outline around what is pointed at.
    #[wasm_bindgen(js_name = setInk)]
    pub fn set_ink(&mut self, colour: &[u8]) {
        if let (Some(desk), Ok(colour)) = (&mut self.desk, colour.try_into()) {
            desk.set_ink(colour);
        }
    }

    /// Whether there is something to be painted.
    #[wasm_bindgen(js_name = wantsPainting)]
    #[must_use]
    pub fn wants_painting(&self) -> bool {
        self.desk.as_ref().is_some_and(Desk::wants_painting)
    }

    /// Paints, and returns the bytes of the `Sight` that says what is shown.
    pub fn paint(&mut self) -> Option<Vec<u8>> {
        encode(&self.desk.as_mut()?.paint()).ok()
    }

    /// Where in memory the pixels are, and the picture's width and height.
    #[must_use]
    pub fn picture(&self) -> Vec<u32> {
        self.desk.as_ref().map_or_else(Vec::new, |desk| {
            let (width, height, pixels) = desk.picture();
            vec![pixels.as_ptr() as u32, width as u32, height as u32]
        })
    }
}

/// Writes a file for another tool: the text for the bytes of an `Export`.
///
/// # Errors
/// If the page is of another version than this program; in words.
#[wasm_bindgen]
pub fn write(bytes: &[u8]) -> Result<String, JsValue> {
    worker::remember_panics();
    crate::export(bytes).map_err(JsValue::from)
}

/// A file, read slice by slice.
struct Slices<'a> {
    slice: &'a Function,
    tell: &'a dyn Fn(&Sight),
    size: f64,
    at: f64,
    slice_bytes: Vec<u8>,
    used: usize,
}

impl io::Read for Slices<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.used == self.slice_bytes.len() && self.at < self.size {
            self.next_slice()?;
        }
        let rest = &self.slice_bytes[self.used..];
        let length = rest.len().min(into.len());
        into[..length].copy_from_slice(&rest[..length]);
        self.used += length;
        Ok(length)
    }
}

impl Slices<'_> {
    fn next_slice(&mut self) -> io::Result<()> {
        (self.tell)(&Sight::Reading((self.at / self.size * 1000.0) as u32));
        let to = (self.at + SLICE as f64).min(self.size);
        let bytes = self.slice.call2(&JsValue::NULL, &self.at.into(), &to.into());
        // The file changed or went since it was chosen.
        let bytes = bytes.map_err(|_| io::Error::other("the browser could not read on"))?;
        self.slice_bytes = Uint8Array::new(&bytes).to_vec();
        self.used = 0;
        self.at = to;
        Ok(())
    }
}

/// A state's texture, for the script to paint.
#[wasm_bindgen(getter_with_clone)]
pub struct Texture {
    /// The state's code.
    pub state: u8,
    /// The side of the tile, in CSS pixels.
    pub side: f64,
    /// The ground's colour, as CSS, and its opacity.
    pub ground: String,
    /// From 0 to 1.
    pub opacity: f64,
    /// A path over it, as in SVG.
    pub path: String,
    /// The path's colour, as CSS.
    pub ink: String,
    /// The path's width, in CSS pixels.
    pub width: f64,
    /// The outline's colour, as CSS, if there is one.
    pub edge: Option<String>,
    /// The outline's opacity.
    #[wasm_bindgen(js_name = edgeOpacity)]
    pub edge_opacity: f64,
}

/// The textures of all states that are drawn.
#[wasm_bindgen]
#[must_use]
pub fn textures() -> Vec<Texture> {
    pattern_defs("").iter().map(texture).collect()
}

fn texture(def: &PatternDef) -> Texture {
    let (ground, opacity) = def.ground.unwrap_or(("transparent", 0.0));
    let CssPx(side) = def.tile;
    let CssPx(width) = def.ink_width;
    Texture {
        state: def.state as u8,
        side,
        ground: ground.to_owned(),
        opacity,
        path: def.path.to_owned(),
        ink: def.ink.to_owned(),
        width,
        edge: def.outline.map(|(colour, _)| colour.to_owned()),
        edge_opacity: def.outline.map_or(0.0, |(_, opacity)| opacity),
    }
}
