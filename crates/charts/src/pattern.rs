//! How each state looks: a colour and a texture, so that colour is never alone.
//!
//! | state | colour | texture |
//! |---|---|---|
//! | runs, holds the GIL | `--run` | plain |
//! | runs without a GIL | `--free` | thin upright lines |
//! | waits for the GIL | `--gil` | diagonal hatch, thin outline |
//! | waits for a lock | `--lock` | the opposite diagonal, thin outline |
//! | waits for I/O | `--io` | pale, sparse dots |
//! | waits for a core | `--core` | level lines, thin outline |
//! | stands still for a garbage collection | `--world` | a grid, thin outline |
//! | copies, starts up | `--ipc` | crosses |
//!
//! The page's style sheet sets the variables; the colours written after them are for pictures without one.

use crate::CssPx;
use model::State;

/// One SVG `<pattern>` in `userSpaceOnUse` units: a square tile, maybe a ground, and a path in ink on it.
#[derive(Clone, Debug, PartialEq)]
pub struct PatternDef {
    /// The element's id: the prefix, a hyphen and the state's name.
    pub id: String,
    /// The state it stands for.
    pub state: State,
    /// The side of the tile.
    pub tile: CssPx,
    /// The tile's ground, a CSS colour with its opacity (0 to 1); `None` lets the page show through.
    pub ground: Option<(&'static str, f64)>,
    /// The path's `d`; empty for a plain state.
    pub path: &'static str,
    /// The path's stroke, a CSS colour.
    pub ink: &'static str,
    /// The path's stroke width.
    pub ink_width: CssPx,
    /// A thin outline around each mark, a CSS colour with its opacity.
    pub outline: Option<(&'static str, f64)>,
}

impl PatternDef {
    /// What to set as a mark's `fill`: `url(#id)`.
    #[must_use]
    pub fn fill(&self) -> String {
        format!("url(#{})", self.id)
    }
}

/// The colour of a state: a CSS variable with a fallback; [`State::Idle`] has none.
#[must_use]
pub const fn colour(state: State) -> &'static str {
    match state {
        State::Run => "var(--run,#0f8f6f)",
        State::RunFree => "var(--free,#3f9fd8)",
        State::WaitGil => "var(--gil,#d5570c)",
        State::WaitLock => "var(--lock,#a9508f)",
        State::WaitIo => "var(--io,#c9d2dc)",
        State::WaitCore => "var(--core,#7d8794)",
        State::Start | State::Copy => "var(--ipc,#d9b100)",
        State::WaitWorld => "var(--world,#6a5acd)",
        State::Idle => "none",
    }
}

/// The patterns of all states that draw something. `prefix` keeps the ids of several pictures in one
/// document apart; it must be an XML name without colons, from the program and never from a link.
#[must_use]
pub fn pattern_defs(prefix: &str) -> Vec<PatternDef> {
    let drawn = State::ALL.iter().filter(|state| **state != State::Idle);
    drawn.map(|state| pattern(prefix, *state)).collect()
}

const SOFT_INK: &str = "var(--soft,#5d6877)";
const PAPER_INK: &str = "var(--card,#ffffff)";

fn pattern(prefix: &str, state: State) -> PatternDef {
    let colour = colour(state);
    // The diagonals run past the tile's corners, so that the strokes of neighbouring tiles meet.
    let (tile, path, ink, ink_width) = match state {
        State::Run | State::Idle => (8.0, "", "none", 0.0),
        State::RunFree => (5.0, "M2.5 0V5", PAPER_INK, 0.6),
        State::WaitGil => (6.0, "M-1.5 1.5L1.5-1.5M0 6L6 0M4.5 7.5L7.5 4.5", colour, 2.0),
        State::WaitLock => (6.0, "M-1.5 4.5L1.5 7.5M0 0L6 6M4.5-1.5L7.5 1.5", colour, 2.0),
        State::WaitIo => (6.0, "M2.5 3H3.5", SOFT_INK, 1.0),
        State::WaitCore => (4.0, "M0 2H4", colour, 1.4),
        State::WaitWorld => (5.0, "M0 2.5H5M2.5 0V5", colour, 1.0),
        State::Start | State::Copy => (5.0, "M1 1L4 4M4 1L1 4", "#00000066", 0.8),
    };
    let hatched = matches!(state, State::WaitGil | State::WaitLock | State::WaitCore | State::WaitWorld);
    PatternDef {
        id: format!("{prefix}-{}", state.name()),
        state,
        tile: CssPx(tile),
        ground: Some((colour, if hatched { 0.12 } else { 1.0 })),
        path,
        ink,
        ink_width: CssPx(ink_width),
        outline: hatched.then_some((colour, 0.55)),
    }
}
