//! The page edge: the Yew application.
//!
//! In reading order:
//!
//! - [`state`]: what is on the page and all that can happen to it, without a browser;
//! - [`figure`]: the same of a figure of a lesson;
//! - [`engine`]: the page's side of the worker that simulates and measures;
//! - [`page`]: the components, drawn from the state;
//! - [`embed`]: a scenario in other people's pages: its addresses and snippets;
//! - [`browser`]: the few things asked of the browser itself;
//! - [`snapshot`]: what the prerendered page carries, so that its first picture is also the application's;
//! - [`mount()`], [`islands`]: how a program of `bin/` gets onto its pages.
//!
//! It says what it wants drawn; the pictures are made in `charts`, the numbers by the engine's worker.

pub mod browser;
pub mod embed;
pub mod engine;
pub mod figure;
pub mod islands;
mod mount;
pub mod page;
mod place;
pub mod shared;
pub mod snapshot;
pub mod state;

pub use islands::mount_figures;
pub use mount::mount;
pub use page::{AppProps, EmbedPage, FigurePanel, FigureProps, KEYS_ID, Patterns, RacePage, StudioPage};
