//! The rules of spec section 10.
