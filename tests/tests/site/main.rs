//! The site in real browsers: every test in Chromium and in Firefox, and where it matters on both kinds of host.

mod isolation;
