//! A figure of a lesson: what it is, and what can happen to it, without a browser.
//!
//! - [`spec`]: what a lesson's author wrote, read when the site was built;
//! - [`condition`]: when a goal is reached;
//! - [`state`]: a figure on a page, and the only way from one state of it to the next.

pub mod condition;
pub mod spec;
pub mod state;

pub use condition::{Comparison, Condition, Facts, Metric, Order, Term};
pub use spec::{Answer, Asked, Carried, Choice, FigureSpec, Goal, Inline, Predict, Prose, is_control};
pub use state::{Figure, FigureAction, Guess, reduce};
