//! Pictures as text: traces drawn in letters go in, marks and sentences come out.

mod art;
mod describe;
mod lanes;
mod plots;
mod pointer;
mod sentences;
