//! The kernels against plain, slow and independent references, and the promises of a job.

mod jobs;
mod names;
mod reference;
mod table;
