//! The page edge: the Yew application.
