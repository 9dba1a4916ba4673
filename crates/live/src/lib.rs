//! The measuring engine: the same scenario on real threads, one real lock and futures; its clock, sleep and spawner are passed in.
