//! The simulator held to its rules: text in, text out, and properties of random scenarios.
#![expect(clippy::unwrap_used, reason = "this whole binary is a test")]

mod advice;
mod asyncio;
mod blame;
mod budget;
mod choices;
mod counts;
mod curves;
mod device;
mod forms;
mod lab;
mod lanes;
mod library;
mod processes;
mod rules;
mod slices;
mod strategy;
mod support;
mod world;
