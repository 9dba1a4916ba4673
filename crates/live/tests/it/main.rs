//! The measuring engine on this machine's own threads. What is compared is true of every run: orders,
//! exclusions, counts, results; never timings, but for the bounds that are promised.

mod asyncio;
mod cancel;
mod conformance;
mod failures;
mod gil;
mod lab;
mod locks;
mod model_only;
mod processes;
mod profile;
mod rate;
mod runs;
mod shared_work;
mod support;
