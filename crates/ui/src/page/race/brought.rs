//! What the reader's own Python took, below the model's run: a time has no lanes, so it is one bar with its spread.

use super::row::{badge, who};
use crate::page::{Act, maybe, words};
use crate::state::State;
use charts::View;
use charts::format::{duration, duration_parts, multiplier, plural};
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
            { who(run.runtime, machine(measurements), lost(timing), state, act) }
            <div class="lanes">
                { bar(timing, measurements.repetitions, view) }
                <small>{ said }</small>
            </div>
            <div class="t">
                <span class="wall"><b>{ number }</b>{ " " }<small>{ unit }</small></span>
                <span class="verdict">
                    { maybe(speedup.map(|speedup| html! {
                        <small class={classes!(words::verdict(run.runtime, speedup))}>{ multiplier(speedup) }</small>
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
    let of = if cores < processors { cores.to_string() + " of " } else { String::new() };
    let gil = if *gil { "" } else { " without a GIL" };
    let core = plural((*processors).into());
    [implementation, " ", python, gil, ", ", platform, ", ", &of, &processors.to_string(), " core", core]
        .concat()
}

fn lost(timing: &Timing) -> Option<(String, bool)> {
    let lost = timing.lost?;
    let words = if lost == 0 {
        "no update lost".to_owned()
    } else {
        [&*model::units::grouped(lost), " update", plural(lost), " lost"].concat()
    };
    Some((words, lost > 0))
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
    let median = duration(timing.median);
    if repetitions == 1 {
        return median + ", timed once";
    }
    let (least, most) = (duration(timing.least), duration(timing.most));
    [&*median, ", the median of ", &repetitions.to_string(), ", from ", &least, " to ", &most].concat()
}

/// What the number is, and beside the model's if that has one: `median of 5; model: 412 ms, 3 % more`.
fn said(timing: &Timing, repetitions: u32, model: Option<&RunResult>) -> String {
    let times = match repetitions {
        1 => "timed once".to_owned(),
        times => "median of ".to_owned() + &times.to_string(),
    };
    model.map_or(times.clone(), |run| times + "; " + &against(run, timing.median))
}

/// What the model said, and how far that is from what was measured: `model: 412 ms, 3 % more`.
fn against(run: &RunResult, measured: Nanos) -> String {
    let model = run.metrics.wall;
    if run.trace.outcome != Outcome::Finished {
        return ["model: ", words::stopped(&run.trace.outcome)].concat();
    }
    ["model: ", &duration(model), ", ", &difference(model, measured)].concat()
}

fn difference(model: Nanos, measured: Nanos) -> String {
    let measured = u128::from(measured.0.max(1));
    match ((u128::from(model.0) * 100 + measured / 2) / measured) as u64 {
        0 => "under 1\u{a0}% of it".to_owned(),
        100 => "within 1\u{a0}%".to_owned(),
        percent @ ..100 => (100 - percent).to_string() + "\u{a0}% less",
        percent @ ..200 => (percent - 100).to_string() + "\u{a0}% more",
        _ => multiplier(model.0 as f64 / measured as f64),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_in_words_at_every_size() {
        let of = |model, measured| difference(Nanos(model), Nanos(measured));
        assert_eq!(of(412, 400), "3\u{a0}% more");
        assert_eq!(of(388, 400), "3\u{a0}% less");
        assert_eq!(of(1_003, 1_000), "within 1\u{a0}%");
        assert_eq!(of(1_990, 1_000), "99\u{a0}% more");
        assert_eq!(of(2_400, 1_000), "2.4×");
        assert_eq!(of(4, 1_000), "under 1\u{a0}% of it");
        assert_eq!(of(0, 0), "under 1\u{a0}% of it");
        assert_eq!(of(u64::MAX, 1_000), format!("{:.0}×", u64::MAX as f64 / 1_000.0));
    }

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
        let timing =
            |lost| Timing { runtime: Runtime::Threads, median: time(5), least: time(4), most: time(9), lost };
        assert_eq!(spread(&timing(None), 5), "5\u{a0}ms, the median of 5, from 4\u{a0}ms to 9\u{a0}ms");
        assert_eq!(spread(&timing(None), 1), "5\u{a0}ms, timed once");
        assert_eq!(lost(&timing(Some(0))), Some(("no update lost".into(), false)));
        assert_eq!(lost(&timing(Some(1))), Some(("1 update lost".into(), true)));
        assert_eq!(lost(&timing(Some(12_000))), Some(("12,000 updates lost".into(), true)));
        assert_eq!(lost(&timing(None)), None);
    }
}
