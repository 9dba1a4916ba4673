//! What the page knows, in the forms of other tools.
