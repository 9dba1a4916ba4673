//! What the reader's own Python took, below the model's run: a time has no lanes, so it is one bar with its spread.

use super::row::{badge, tally, who};
use crate::page::{Act, maybe, words};
use crate::state::State;
use ::words::{kinds, rows, text};
use charts::format::{duration, duration_parts, multiplier};
use charts::verdict::{ending, worth};
use charts::{View, prediction};
use model::measurements::Timing;
use model::{Measurements, Nanos, Outcome, RunKind, RunResult, Runtime};
use yew::prelude::*;

/// How high the bar is drawn, in CSS pixels.
const HEIGHT: i32 = 16;

/// The row of what the run's runtime took, if it was timed; `run` is the model's.
pub(super) fn brought(state: &State, run: &RunResult, view: View, act: &Act) -> Option<Html> {
    let measurements = state.measurements()?;
    let timing = measurements.of(run.runtime)?;
    let (number, unit) = duration_parts(timing.median);
    let said = said(timing, measurements.repetitions, state.is_current().then_some(run));
    let baseline = measurements.of(Runtime::Sequential);
    let speedup = baseline.map(|baseline| baseline.median.0 as f64 / timing.median.0 as f64);
    Some(html! {
        <article
            class="way measured" data-runtime={run.runtime.name()} data-kind="measured" data-source="python"
            data-wall-ms={words::exact_millis(timing.median)}
        >
            { who(run.runtime, machine(measurements), maybe(lost(timing)), state, act) }
            <div class="lanes">
                { bar(timing, measurements.repetitions, view) }
                <small>{ said }</small>
            </div>
            <div class="t">
                <span class="wall"><b>{ number }</b>{ " " }<small>{ unit }</small></span>
                <span class="verdict">
                    { maybe(speedup.map(|speedup| html! {
                        <small class={worth(run.runtime, speedup)}>{ multiplier(speedup) }</small>
                    })) }
                    { badge(RunKind::Measured) }
                </span>
            </div>
        </article>
    })
}

/// `CPython 3.13.1, Linux, 2 of 8 cores`.
fn machine(measurements: &Measurements) -> String {
    let Measurements { implementation, python, platform, processors, cores, gil, .. } = measurements;
    let platform = if platform == "Darwin" { "macOS" } else { platform };
    let python = [implementation, " ", python].concat();
    let n = u64::from(*processors);
    let cores = if cores < processors {
        rows::SomeCores { some: &cores.to_string(), n }.say()
    } else {
        rows::cores(n)
    };
    rows::Machine { python: &if *gil { python } else { rows::no_gil(&python) }, platform, cores: &cores }
        .say()
}

fn lost(timing: &Timing) -> Option<Html> {
    timing.lost.map(|lost| tally(of_lost(lost), lost > 0))
}

fn of_lost(lost: u64) -> String {
    if lost == 0 { rows::none_lost().into() } else { rows::lost(lost) }
}

/// A bar as long as the median, and a line from the shortest to the longest time.
fn bar(timing: &Timing, repetitions: u32, view: View) -> Html {
    let width = view.width.0 as i32;
    // Beyond the edge is as good as anywhere there.
    let x = |time: Nanos| (view.x_of(time).0 as i32).clamp(-2, width + 2);
    let (least, median, most) = (x(timing.least), x(timing.median), x(timing.most));
    let d = ["M", &least.to_string(), " 4v8m0-4H", &most.to_string(), "m0-4v8"].concat();
    let view_box = ["0 0 ", &width.to_string(), " ", &HEIGHT.to_string()].concat();
    html! {
        <svg viewBox={view_box} height={HEIGHT.to_string()} preserveAspectRatio="none" class="spread"
            role="img" aria-label={spread(timing, repetitions)}>
            <rect x="-2" y="3" height="10" width={(median + 2).to_string()} />
            <path d={d} />
        </svg>
    }
}

fn spread(timing: &Timing, repetitions: u32) -> String {
    let median = &duration(timing.median);
    if repetitions == 1 {
        return rows::spread_once(median);
    }
    let (least, most) = (&duration(timing.least), &duration(timing.most));
    rows::Spread { median, least, most, n: repetitions.into() }.say()
}

/// What the number is, and beside the model's if that has one: `median of 5; model: 412 ms, 3 % more`.
fn said(timing: &Timing, repetitions: u32, model: Option<&RunResult>) -> String {
    let times = match repetitions {
        1 => rows::timed_once().into(),
        times => rows::timed(times.into()),
    };
    let model = model.map(|run| against(run, timing.median));
    [times].into_iter().chain(model).collect::<Vec<_>>().join(text::semicolon())
}

/// What the model said, and how far that is from what was measured: `model: 412 ms, 3 % more`.
fn against(run: &RunResult, measured: Nanos) -> String {
    match run.trace.outcome {
        Outcome::Finished => prediction(kinds::model(), run.metrics.wall, measured),
        _ => rows::model_stopped(ending(&run.trace.outcome)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_is_named_with_what_its_figures_depend_on() {
        let named = |key: &str| machine(&Measurements::from_key(key).unwrap());
        let timing = "5,threads:1:1:1";
        assert_eq!(
            named(&format!("1,CPython,3.13.1,Linux,8,2,on,{timing}")),
            "CPython 3.13.1, Linux, 2 of 8 cores"
        );
        assert_eq!(
            named(&format!("1,CPython,3.14.0,Darwin,1,1,off,{timing}")),
            "CPython 3.14.0 without a GIL, macOS, 1 core"
        );
    }

    #[test]
    fn a_spread_says_how_it_was_found() {
        let time = |n| Nanos::millis(n);
        let (least, median, most) = (time(4), time(5), time(9));
        let timing = Timing { runtime: Runtime::Threads, median, least, most, lost: None };
        assert_eq!(spread(&timing, 5), "5\u{a0}ms, the median of 5, from 4\u{a0}ms to 9\u{a0}ms");
        assert_eq!(spread(&timing, 1), "5\u{a0}ms, timed once");
        assert_eq!([0, 1, 12_000].map(of_lost), ["no update lost", "1 update lost", "12,000 updates lost"]);
    }
}
