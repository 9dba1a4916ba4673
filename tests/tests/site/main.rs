//! The site in real browsers: every test in Chromium and in Firefox, and where it matters on both kinds of host.

mod accessible;
mod away;
mod brought;
mod embeds;
mod engine;
mod isolation;
mod lab;
mod languages;
mod lessons;
mod library;
mod links;
mod measure;
mod offline;
mod places;
mod race;
mod safety;
mod siblings;
mod strength;
mod sweep;
mod traces;
