//! What the site's header and footer lead to.

use words::nav;

/// What the language calls it.
pub(crate) type Says = fn() -> &'static str;

/// A page that the header leads to.
pub(crate) struct Room {
    /// Its path from the site's root.
    pub(crate) path: &'static str,
    /// Its name in the header.
    pub(crate) title: Says,
}

const fn room(path: &'static str, title: Says) -> Room {
    Room { path, title }
}

/// The header's, in their order.
pub(crate) const HEADER: &[Room] =
    &[room("", nav::race), room("playground/", nav::playground), room("scenarios/", nav::scenarios)];

/// The footer's: path and name.
pub(crate) const FOOTER: &[(&str, Says)] =
    &[("embed/", nav::embed), ("fidelity/", nav::fidelity), ("about/", nav::about)];
