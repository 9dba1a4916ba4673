//! The catalogues, the code made of them, and what is said at the edges.
#![expect(clippy::unwrap_used, reason = "a helper of tests fails its test")]

#[path = "../../build/catalogue.rs"]
mod catalogue;
#[path = "../../build/template.rs"]
mod template;

mod compile;
mod numbers;
mod spoken;
mod used;

/// Speaks a language of the site.
fn speak(tag: &str) {
    words::set_english();
    if let Some((_, data)) = words::CATALOGUES.iter().find(|(known, _)| *known == tag) {
        assert!(words::set(data), "{tag} is of this build");
    }
}
