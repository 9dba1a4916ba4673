//! The race page by its contract: `<html data-state data-isolated>`, rows with `data-runtime`, `data-kind` and
//! `data-wall-ms`, and controls whose accessible names are their visible labels.

use crate::{Result, Tab};
use anyhow::{Context, ensure};

/// The runtimes, in the order of their rows.
pub const RUNTIMES: [&str; 6] =
    ["sequential", "threads", "asyncio", "processes", "interpreters", "free-threads"];

/// True once the page is past its own reload and has nothing left to do.
const SETTLED: &str =
    "document.documentElement.dataset.isolated && document.documentElement.dataset.state === 'ready'";

/// One run on the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The runtime's name in links.
    pub runtime: String,
    /// How long it took, in milliseconds of the row's own clock.
    pub wall_ms: f64,
}

/// The race in a tab.
#[derive(Debug, Clone, Copy)]
pub struct Race<'tab> {
    tab: &'tab Tab,
}

impl<'tab> Race<'tab> {
    /// Opens the race and waits until it can be used.
    pub fn open(tab: &'tab Tab, url: &str) -> Result<Self> {
        tab.goto(url)?;
        Self::here(tab)
    }

    /// The race in the page, or the frame, that the tab is at, once it can be used.
    pub fn here(tab: &'tab Tab) -> Result<Self> {
        let race = Self { tab };
        race.settle()?;
        Ok(race)
    }

    /// Waits until the page has nothing left to do.
    pub fn settle(self) -> Result<()> {
        self.tab.wait_until("the page is ready", SETTLED).map(drop)
    }

    /// The model's rows, from top to bottom.
    pub fn modelled(self) -> Result<Vec<Row>> {
        rows(self.tab, "model")
    }

    /// The measured rows, from top to bottom.
    pub fn measured(self) -> Result<Vec<Row>> {
        rows(self.tab, "measured")
    }

    /// Runs the race on this device and returns the measured rows; fails where the page says that it failed.
    pub fn measure(self) -> Result<Vec<Row>> {
        self.tab.press("Measure on this device")?;
        self.see_measured()
    }

    /// The rows of a measurement that was just started.
    pub fn see_measured(self) -> Result<Vec<Row>> {
        self.tab.wait_until("a measured row", "document.querySelector('[data-kind=measured]')")?;
        self.settle()?;
        let failure = self.tab.text("[role=alert]")?;
        ensure!(failure.is_empty(), "measuring failed: {failure}");
        self.measured()
    }

    /// The query of the address bar, without its `?`.
    pub fn query(self) -> Result<String> {
        let address = url::Url::parse(&self.tab.address()?)?;
        Ok(address.query().unwrap_or_default().to_owned())
    }
}

/// The rows of a kind, whether or not the page is alive.
pub fn rows(tab: &Tab, kind: &str) -> Result<Vec<Row>> {
    let expression = format!(
        "[...document.querySelectorAll('[data-runtime][data-kind={kind}]')]
            .map((row) => [row.dataset.runtime, Number(row.dataset.wallMs)])"
    );
    let rows = tab.value(&expression)?;
    let rows = rows.as_array().context("rows are a list")?;
    rows.iter()
        .map(|row| {
            let runtime = row[0].as_str().context("a row has a runtime")?.to_owned();
            let wall_ms = row[1].as_f64().with_context(|| format!("{runtime} has no wall time"))?;
            Ok(Row { runtime, wall_ms })
        })
        .collect()
}
