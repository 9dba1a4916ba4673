//! What the page asks to have written, as text.

use charts::{CssPx, Sweep, measured_speedup, race_svg, speedup, speedup_svg};
use files::export::{chrome_trace, csv, firefox_profile, json};
use model::Race;
use model::export::{Export, Format, Plot, Runs};
use model::message::decode;

/// The width of a picture of the race, and the size of one of the speedup plot.
const WIDTH: CssPx = CssPx(960.0);
const PLOT: (CssPx, CssPx) = (CssPx(720.0), CssPx(360.0));

/// The file's text, for the bytes of an [`Export`].
///
/// # Errors
/// If the bytes are not what a page of this version encodes; in words.
pub fn export(bytes: &[u8]) -> Result<String, String> {
    let text = match decode(bytes).map_err(|error| error.to_string())? {
        Export::Runs(Format::ChromeTrace, runs) => chrome_trace(&runs),
        Export::Runs(Format::FirefoxProfile, runs) => firefox_profile(&runs),
        Export::Runs(Format::Csv, runs) => csv(&runs),
        Export::Runs(Format::Json, runs) => json(&runs),
        Export::Runs(Format::Svg, runs) => Ok(picture(runs)),
        Export::Plot(plot) => Ok(plotted(&plot)),
    };
    text.map_err(|error| error.to_string())
}

fn picture(runs: Runs) -> String {
    let baseline = runs.entries.first().map(|entry| entry.baseline).unwrap_or_default();
    let results = runs.entries.into_iter().map(|entry| entry.run).collect();
    race_svg(&runs.scenario, &Race { baseline, results }, WIDTH)
}

fn plotted(plot: &Plot) -> String {
    let Plot { measured, predicted, shown, processors, .. } = plot;
    let picture = if measured.baseline().is_some() {
        measured_speedup(&Sweep { measured, shown: *shown, predicted, processors: *processors }, PLOT)
    } else {
        speedup(&plot.curves, plot.baseline, plot.serial, PLOT)
    };
    speedup_svg(&picture, &plot.title)
}

#[cfg(test)]
mod tests {
    use super::export;
    use model::export::{Export, Format, Plot, Runs};
    use model::message::encode;
    use model::{Curve, MeasuredSweep, Nanos, Runtime, RuntimeSet, ShareLink};

    fn runs() -> Runs {
        let link = ShareLink::parse("tasks=3&show=threads,processes").unwrap();
        let race = sim::race(&link.scenario);
        Runs::of_race(link.scenario, "https://example.org/?tasks=3".into(), &race)
    }

    #[test]
    fn every_format_is_written_as_what_it_is() {
        for (format, begin) in [
            (Format::ChromeTrace, "{\"traceEvents\":["),
            (Format::FirefoxProfile, "{\"meta\":{"),
            (Format::Csv, "runtime,python,kind,"),
            (Format::Json, "{\n  \"about\": {"),
            (Format::Svg, "<svg xmlns=\"http://www.w3.org/2000/svg\""),
        ] {
            let text = export(&encode(&Export::Runs(format, runs())).unwrap()).unwrap();
            assert!(text.starts_with(begin), "{format:?} begins with {:.60}", text);
            assert!(text.to_lowercase().contains("model"), "{format:?} does not say whose numbers it has");
        }
    }

    #[test]
    fn the_plot_is_drawn_from_what_the_page_has() {
        let curve =
            Curve { runtime: Runtime::Processes, walls: vec![Nanos::millis(400), Nanos::millis(210)] };
        let plot = Plot {
            title: "Two <b> workers".into(),
            curves: vec![curve],
            baseline: Nanos::millis(400),
            serial: 0.05,
            measured: MeasuredSweep::default(),
            predicted: Vec::new(),
            shown: RuntimeSet::ALL,
            processors: 2,
        };
        let text = export(&encode(&Export::Plot(plot)).unwrap()).unwrap();
        assert!(text.starts_with("<svg ") && text.contains("data-runtime=\"processes\""));
        assert!(!text.contains("<b>"), "a title is text");
    }

    #[test]
    fn bytes_of_another_version_are_refused() {
        assert!(export(&[250, 250, 250]).is_err());
        assert!(export(&[]).is_err());
    }
}
