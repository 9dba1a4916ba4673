//! What the site's header and footer lead to.

/// A page that the header leads to.
pub(crate) struct Room {
    /// Its path from the site's root.
    pub(crate) path: &'static str,
    /// Its name in the header.
    pub(crate) title: &'static str,
}

const fn room(path: &'static str, title: &'static str) -> Room {
    Room { path, title }
}

/// The header's, in their order.
pub(crate) const HEADER: &[Room] =
    &[room("", "Race"), room("playground/", "Playground"), room("scenarios/", "Scenarios")];

/// The footer's: path and name.
pub(crate) const FOOTER: &[(&str, &str)] =
    &[("fidelity/", "How true the model is"), ("about/", "About Interleave")];
