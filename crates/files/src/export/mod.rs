//! Runs in the formats of other tools. Every file says of each run whether it is the model's or was measured, and
//! names the link that opens its scenario.

mod about;
mod chrome;
mod csv;
mod figures;
mod firefox;
mod json;

pub use chrome::chrome_trace;
pub use csv::csv;
pub use figures::{Figures, scenario};
pub use firefox::firefox_profile;
pub use json::json;
