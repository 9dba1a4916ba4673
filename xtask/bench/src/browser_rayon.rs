//! How fast the pool's threads compute in a browser: two against one, and against the same code natively.

use crate::numbers::geometric_mean;
use crate::page::Page;
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
/// Natively about 100 ms on one core of 2024.
const BATCHES: u32 = 60;
/// As many workers as the comparison with native code is made with; fewer where there are fewer cores.
const WORKERS: u32 = 2;

/// Prints, for each kernel and as their geometric mean, the speedup of two workers in Chromium, and the
/// time of two workers there over that of two rayon threads here.
pub(crate) fn compare() -> Result<()> {
    let page = open()?;
    let native = Native::new()?;
    let (mut speedups, mut ratios) = (Vec::new(), Vec::new());
    for kernel in Kernel::ALL {
        let times = Times::best(&page, &native, kernel)?;
        speedups.push(times.one / times.two);
        ratios.push(times.two / times.native);
        report(&format!("browser_two_workers_{}", kernel.name()), times.one / times.two, "x");
        report(&format!("browser_over_native_{}", kernel.name()), times.two / times.native, "ratio");
    }
    report("browser_two_workers", geometric_mean(&speedups), "x");
    report("browser_over_native", geometric_mean(&ratios), "ratio");
    Ok(())
}

/// Where `cargo xtask build` leaves the engine: a folder named by its contents.
fn engine() -> Result<PathBuf> {
    let site = site_tests::host::built_site()?;
    let named = |entry: &std::fs::DirEntry| entry.file_name().to_string_lossy().starts_with("engine-");
    let engine = std::fs::read_dir(&site)?.flatten().find(named);
    engine.map(|entry| entry.path()).with_context(|| format!("there is no engine in {}", site.display()))
}

/// The best times of one kernel, in milliseconds.
struct Times {
    one: f64,
    two: f64,
    native: f64,
}

impl Times {
    fn best(page: &Page, native: &Native, kernel: Kernel) -> Result<Self> {
        let mut best = Self { one: f64::MAX, two: f64::MAX, native: f64::MAX };
        for _ in 0..ROUNDS {
            best.one = best.one.min(in_browser(page, kernel, 1)?);
            best.two = best.two.min(in_browser(page, kernel, WORKERS)?);
            best.native = best.native.min(native.time(kernel, WORKERS));
        }
        Ok(best)
    }
}

/// The engine's worker in a browser, on a page of its own.
pub(crate) fn open() -> Result<Page> {
    let engine = engine()?;
    Page::open("engine/worker.js", |folder| copy(&engine, &folder.join("engine")))
}

/// How many milliseconds it takes so many workers of the page's engine.
pub(crate) fn in_browser(page: &Page, kernel: Kernel, workers: u32) -> Result<f64> {
    let ms = page.ask(&format!("{{ time: ['{}', {BATCHES}, {workers}] }}", kernel.name()))?;
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
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
