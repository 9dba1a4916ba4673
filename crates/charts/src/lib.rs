//! Traces and metrics to pictures as data: marks, hit tests, SVG, the text account.
//!
//! Every picture is made in two steps: a pure layout from trace to marks in CSS pixels, then a painter that
//! knows no trace. In reading order:
//!
//! - [`px`]: the unit of all positions; `digits`, [`format`](mod@format): numbers as readers see them; [`names`]: what
//!   runtimes and kinds of runs are called;
//! - [`view`], [`lanes`], [`blend`], [`paths`]: the part of a trace that is on screen, and its rectangles;
//! - [`pointer`](mod@pointer), [`walk`]: which span is under the pointer, and which one a key goes to;
//! - [`arrows`](mod@arrows), [`blame`]: from a wait to who is in the way, and what everyone cost the others;
//! - [`describe`](mod@describe), [`legend`](mod@legend), [`pattern`]: what the rectangles mean, in words and textures;
//! - [`axis`], [`scale`], [`series`], [`labels`], [`speedup`](mod@speedup), [`amdahl`]: axes, the speedup plot,
//!   and the law it is held against;
//! - [`fit`], [`sweep`](mod@sweep): laws fitted to a measured curve, and what there is to say about one;
//! - [`device`](mod@device): a device's own figures, and a measured run beside its prediction, in words;
//! - [`headline`](mod@headline), [`account`], [`help`](mod@help): the sentences that say what the race shows, and
//!   what would help;
//! - [`verdict`](mod@verdict): how a run came out, in a few characters; [`summary`](mod@summary): the race in one
//!   sentence, for those who hear it;
//! - [`convoy`](mod@convoy): what the GIL laboratory reads, in a sentence;
//! - [`svg`]: all of it as standalone pictures.
//!
//! Nothing here knows an engine, a component or a browser.
#![warn(missing_docs)]

pub mod account;
pub mod amdahl;
pub mod arrows;
pub mod axis;
pub mod blame;
pub mod blend;
pub mod convoy;
pub mod describe;
pub mod device;
mod digits;
mod finding;
pub mod fit;
pub mod format;
pub mod headline;
pub mod help;
pub mod labels;
pub mod lanes;
pub mod legend;
pub mod names;
mod outcomes;
pub mod paths;
pub mod pattern;
pub mod pointer;
pub mod px;
mod reasons;
pub mod scale;
pub mod series;
pub mod speedup;
pub mod summary;
pub mod svg;
pub mod sweep;
pub mod verdict;
pub mod view;
pub mod walk;

pub use account::{Phrase, text_alternative, why};
pub use amdahl::{SerialShare, serial_share};
pub use arrows::{Arrow, ArrowKind, arrows};
pub use axis::{Tick, time_ticks};
pub use blame::{BlameRow, blame_rows};
pub use convoy::convoy;
pub use describe::{SpanText, describe};
pub use device::{device, prediction};
pub use digits::plain;
pub use headline::headline;
pub use help::{Help, HelpRow, help};
pub use labels::Label;
pub use lanes::{LanesPicture, Mark, Row, layout};
pub use legend::{legend, words as state_words};
pub use outcomes::tally;
pub use paths::StatePath;
pub use pattern::{PatternDef, pattern_defs};
pub use pointer::SpanRef;
pub use px::CssPx;
pub use scale::Frame;
pub use series::{Point, Series};
pub use speedup::{SpeedupPicture, measured_speedup, speedup};
pub use summary::summary;
pub use svg::{POSTER_WIDTH, Poster, escape, lanes_svg, poster_svg, race_svg, speedup_svg, swatch};
pub use sweep::{Sweep, warnings};
pub use view::View;
pub use walk::{Direction, in_the_way, neighbour};
