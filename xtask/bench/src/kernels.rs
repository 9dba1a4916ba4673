//! How fast each kernel is on one thread, in both forms: natively and in a worker of Chromium.

use crate::numbers::geometric_mean;
use crate::page::Page;
use crate::{program, report};
use site_tests::{Result, ensure};
use std::time::Instant;
use workloads::{Form, Kernel};

/// Rounds; the best time of each is kept, since other programs can only make it slower.
const ROUNDS: u32 = 40;
/// Every variant of the input as often; 5 to 10 ms on a machine of 2024.
const UNITS: u32 = 32;

/// Microseconds for a unit, natively and in the browser, by form.
#[derive(Clone, Copy)]
struct Times {
    native: [f64; 2],
    browser: [f64; 2],
}

/// Prints each kernel's times for a unit, and what SIMD and the browser make of them.
pub(crate) fn compare() -> Result<()> {
    let page = program::open()?;
    let (mut over_plain, mut over_native) = ([Vec::new(), Vec::new()], Vec::new());
    for kernel in Kernel::ALL {
        let times = Times::best(&page, kernel)?;
        let name = kernel.name();
        for (place, times) in [("native", times.native), ("browser", times.browser)] {
            for (form, time) in Form::ALL.iter().zip(times) {
                report(&format!("kernel_{name}_{}_{place}", form.name()), time, "us/unit");
            }
        }
        for ((place, times), all) in
            [("native", times.native), ("browser", times.browser)].into_iter().zip(&mut over_plain)
        {
            all.push(times[0] / times[1]);
            report(&format!("kernel_{name}_simd_speedup_{place}"), times[0] / times[1], "x");
        }
        over_native.push(times.browser[1] / times.native[1]);
        report(&format!("kernel_{name}_browser_over_native"), times.browser[1] / times.native[1], "ratio");
    }
    report("kernel_simd_speedup_native", geometric_mean(&over_plain[0]), "x");
    report("kernel_simd_speedup_browser", geometric_mean(&over_plain[1]), "x");
    report("kernel_browser_over_native", geometric_mean(&over_native), "ratio");
    Ok(())
}

impl Times {
    fn best(page: &Page, kernel: Kernel) -> Result<Self> {
        let mut best = Self { native: [f64::MAX; 2], browser: [f64::MAX; 2] };
        for _ in 0..ROUNDS {
            for (place, form) in Form::ALL.into_iter().enumerate() {
                best.native[place] = best.native[place].min(native(kernel, form)?);
                best.browser[place] = best.browser[place].min(in_browser(page, kernel, form)?);
            }
        }
        Ok(best)
    }
}

fn native(kernel: Kernel, form: Form) -> Result<f64> {
    let begin = Instant::now();
    let right = bench::compute(kernel, form, UNITS);
    let time = begin.elapsed();
    ensure!(right, "{kernel:?} is wrong natively ({form:?})");
    Ok(time.as_secs_f64() * 1e6 / f64::from(UNITS))
}

fn in_browser(page: &Page, kernel: Kernel, form: Form) -> Result<f64> {
    let ms = program::time(page, "compute_numbered", &[kernel as u32, form as u32, UNITS])?;
    Ok(ms * 1000.0 / f64::from(UNITS))
}
