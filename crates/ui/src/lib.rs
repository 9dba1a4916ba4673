//! The page edge: the Yew application.

mod app;

pub use app::App;
