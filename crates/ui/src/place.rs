//! Where in the site the page stands: links that components make lead through the site's root.

use std::cell::Cell;

thread_local! {
    static DEPTH: Cell<u8> = const { Cell::new(0) };
}

/// Says how many folders below the site's root the page stands, before it is drawn.
pub(crate) fn stand(depth: u8) {
    DEPTH.set(depth);
}

/// As [`to`], for a page that is there in every language.
pub(crate) fn to_own(path: &str) -> String {
    to(&[::words::language::folder(), path].concat())
}

/// The address of `path` of the site, seen from the page.
pub(crate) fn to(path: &str) -> String {
    let mut address = "../".repeat(DEPTH.get().into());
    address += if path.is_empty() && address.is_empty() { "./" } else { path };
    address
}
