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

/// The lessons', in the order in which they are read, and where the way leads from the last.
pub(crate) const LESSONS: [Room; 6] = [
    room("concurrency/", nav::concurrency),
    room("gil/", nav::gil),
    room("threading/", nav::threading),
    room("multiprocessing/", nav::multiprocessing),
    room("asynchrony/", nav::asynchrony),
    room("playground/", nav::playground),
];

/// The header's, in their order: the lessons, between the first page and what is there to try and to look at.
pub(crate) fn header() -> impl Iterator<Item = &'static Room> {
    const FIRST: Room = room("", nav::race);
    const LAST: Room = room("scenarios/", nav::scenarios);
    [&FIRST].into_iter().chain(&LESSONS).chain([&LAST])
}

/// The footer's: path and name.
pub(crate) const FOOTER: &[(&str, Says)] =
    &[("embed/", nav::embed), ("fidelity/", nav::fidelity), ("about/", nav::about)];
