//! The page without a browser: what can happen to its state, what it asks the engine, what it renders to.

mod desk;
mod embed;
mod figure;
mod fixture;
mod lab;
mod page;
mod reduce;
