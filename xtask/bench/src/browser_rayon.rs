//! How fast the pool's threads compute in a browser: two against one, and against the same code natively.

use crate::numbers::geometric_mean;
use crate::page::{Page, copy};
use crate::report;
use anyhow::Context;
use live::shared_work::SharedWork;
use live::world::{PoolJob, ReadClock, Spawn};
use model::{Kernel, Nanos};
use site_tests::{Result, ensure};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Rounds; the best time of each is kept, since other programs can only make it slower.
const ROUNDS: u32 = 15;
/// Natively about 100 ms on two cores of 2024.
pub(crate) const BATCHES: u32 = 120;
/// As many workers as comparisons are made with.
pub(crate) const WORKERS: u32 = 2;

/// Prints, for each kernel and as their geometric mean, the speedup of two workers in Chromium and that of two
/// rayon threads here, and the time of the former over that of the latter.
pub(crate) fn compare() -> Result<()> {
    let page = open_with(|_| Ok(()))?;
    let native = Native::new()?;
    let (mut speedups, mut native_speedups, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for kernel in Kernel::ALL {
        let Times { browser, native } = Times::best(&page, &native, kernel)?;
        for (what, all, value, unit) in [
            ("browser_two_workers", &mut speedups, browser.one / browser.two, "x"),
            ("native_two_workers", &mut native_speedups, native.one / native.two, "x"),
            ("browser_over_native", &mut ratios, browser.two / native.two, "ratio"),
        ] {
            all.push(value);
            report(&format!("{what}_{}", kernel.name()), value, unit);
        }
    }
    report("browser_two_workers", geometric_mean(&speedups), "x");
    report("native_two_workers", geometric_mean(&native_speedups), "x");
    report("browser_over_native", geometric_mean(&ratios), "ratio");
    Ok(())
}

/// Where `cargo xtask build` leaves the engine: a folder named by its contents.
pub(crate) fn engine() -> Result<PathBuf> {
    let site = site_tests::host::built_site()?;
    let named = |entry: &std::fs::DirEntry| entry.file_name().to_string_lossy().starts_with("engine-");
    let engine = std::fs::read_dir(&site)?.flatten().find(named);
    engine.map(|entry| entry.path()).with_context(|| format!("there is no engine in {}", site.display()))
}

/// The best times of one kernel, in milliseconds.
struct Times {
    browser: OneAndTwo,
    native: OneAndTwo,
}

/// With one worker, and with two.
struct OneAndTwo {
    one: f64,
    two: f64,
}

impl OneAndTwo {
    const NEVER: Self = Self { one: f64::MAX, two: f64::MAX };

    fn keep_best(&mut self, mut time: impl FnMut(u32) -> Result<f64>) -> Result<()> {
        self.one = self.one.min(time(1)?);
        self.two = self.two.min(time(WORKERS)?);
        Ok(())
    }
}

impl Times {
    fn best(page: &Page, native: &Native, kernel: Kernel) -> Result<Self> {
        let mut best = Self { browser: OneAndTwo::NEVER, native: OneAndTwo::NEVER };
        for _ in 0..ROUNDS {
            best.browser.keep_best(|workers| in_browser(page, kernel, BATCHES, workers))?;
            best.native.keep_best(|workers| Ok(native.time(kernel, workers)))?;
        }
        Ok(best)
    }
}

/// The engine's worker in a browser, on a page of its own, beside what else `fill` puts there.
pub(crate) fn open_with(fill: impl FnOnce(&Path) -> Result<()>) -> Result<Page> {
    let engine = engine()?;
    Page::open("engine/worker.js", |folder| {
        copy(&engine, &folder.join("engine"))?;
        fill(folder)
    })
}

/// How many milliseconds so many batches take so many workers of the page's engine.
pub(crate) fn in_browser(page: &Page, kernel: Kernel, batches: u32, workers: u32) -> Result<f64> {
    let ms = page.ask_worker(&format!("{{ time: ['{}', {batches}, {workers}] }}", kernel.name()))?;
    ensure!(ms > 0.0, "{kernel:?} is wrong in the browser");
    Ok(ms)
}

/// The same code on this machine's own rayon pool.
struct Native {
    spawn: Spawn,
    clock: ReadClock,
}

impl Native {
    fn new() -> Result<Self> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(WORKERS as usize).build()?;
        let begin = Instant::now();
        Ok(Self {
            spawn: Arc::new(move |job: PoolJob| pool.spawn(job)),
            clock: Arc::new(move || Nanos(begin.elapsed().as_nanos() as u64)),
        })
    }

    fn time(&self, kernel: Kernel, workers: u32) -> f64 {
        let work = SharedWork::begin(&self.spawn, &self.clock, kernel, BATCHES, workers);
        loop {
            if let Some(time) = work.time() {
                return time.as_millis_f64();
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}
