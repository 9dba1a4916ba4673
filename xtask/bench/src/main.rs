//! How fast and how big: one JSON object a line, by `cargo xtask bench`.
#![expect(clippy::print_stdout, reason = "its output is its purpose")]

mod browser_rayon;
mod live_recording;
mod simulator;
mod slider;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    simulator::gil_events()?;
    live_recording::overhead()?;
    slider::ticks()?;
    browser_rayon::compare()?;
    Ok(())
}

/// Prints one measurement.
pub(crate) fn report(bench: &str, value: f64, unit: &str) {
    println!("{{\"bench\":\"{bench}\",\"value\":{value},\"unit\":\"{unit}\"}}");
}
