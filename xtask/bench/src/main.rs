//! How fast the site is, and what measuring costs: one JSON object a line, by `cargo xtask bench`.
#![expect(clippy::print_stdout, reason = "its output is its purpose")]

mod brought;
mod browser_rayon;
mod cancel;
mod embeds;
mod handoff;
mod kernels;
mod lighthouse;
mod live_recording;
mod model_error;
mod numbers;
mod page;
mod press;
mod processes;
mod program;
mod slider;
mod workerpool;

type Bench = (&'static str, fn() -> Result<(), Box<dyn std::error::Error>>);

const BENCHES: [Bench; 14] = [
    ("recording", live_recording::overhead),
    ("slider", || Ok(slider::ticks()?)),
    ("press", || Ok(press::to_first_worker()?)),
    ("cancel", || Ok(cancel::to_working_engine()?)),
    ("kernels", || Ok(kernels::compare()?)),
    ("rayon", || Ok(browser_rayon::compare()?)),
    ("processes", || Ok(processes::compare()?)),
    ("workerpool", || Ok(workerpool::compare()?)),
    ("handoff", || Ok(handoff::compare()?)),
    ("lighthouse", || Ok(lighthouse::audit()?)),
    ("embeds", || Ok(embeds::scrolling()?)),
    ("model", || Ok(model_error::compare()?)),
    ("timeline", || Ok(brought::timeline()?)),
    ("drop", || Ok(brought::dropped()?)),
];

/// Runs the benches named, or all.
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let named: Vec<String> = std::env::args().skip(1).collect();
    if let Some(stranger) = named.iter().find(|name| BENCHES.iter().all(|(bench, _)| bench != name)) {
        let known = BENCHES.map(|(bench, _)| bench).join(", ");
        return Err(format!("there is no bench {stranger}; there are {known}").into());
    }
    let wanted = |name| named.is_empty() || named.iter().any(|bench| bench == name);
    BENCHES.iter().filter(|(name, _)| wanted(*name)).try_for_each(|(_, run)| run())
}

/// Prints one measurement.
pub(crate) fn report(bench: &str, value: f64, unit: &str) {
    println!("{{\"bench\":\"{bench}\",\"value\":{value},\"unit\":\"{unit}\"}}");
}
