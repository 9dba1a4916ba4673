//! The rows of a figure: as those of the race, and one may be covered by the reader's guess.

use super::predict::{guess, mark};
use super::{FigureAct, maybe};
use crate::figure::Figure;
use crate::page::race::{Lanes, beside, figures, no_row, subtitle};
use crate::page::{Act, words};
use crate::shared::Shared;
use crate::state::{Measurement, Outcome, Pointed};
use charts::View;
use model::{Nanos, Repeated, RunKind, RunResult};
use yew::prelude::*;

/// A row for each run: what the model says of it, and below what was measured.
pub(super) fn rows(figure: &Figure, view: View, act: &Act, guessed: &FigureAct) -> Html {
    let race = &figure.race;
    let Some(shown) = &race.model else { return Html::default() };
    let both = |run: &Shared<RunResult>| {
        let below = match race.measured.of(run.runtime) {
            Some(Outcome::Run { run, baseline, walls, .. }) => {
                Some(row(figure, run, *baseline, Some(walls), view, act, guessed))
            }
            Some(Outcome::Nothing(why)) => Some(no_row(why)),
            None => (race.measuring == Measurement::Finished)
                .then(|| no_row(&AttrValue::Static(::words::race::left_out()))),
        };
        html! {
            <key={run.runtime.name()}>
                { row(figure, run, shown.baseline, None, view, act, guessed) }{ maybe(below) }
            </>
        }
    };
    let chosen = race.scenario.runtimes;
    shown.runs.iter().filter(|run| chosen.contains(run.runtime)).map(both).collect()
}

fn row(
    figure: &Figure,
    run: &Shared<RunResult>,
    baseline: Nanos,
    walls: Option<&Repeated>,
    view: View,
    act: &Act,
    guessed: &FigureAct,
) -> Html {
    let own = |pointed: &Pointed| pointed.runtime == run.runtime && pointed.kind == run.kind;
    let covered = figure.covers(run.runtime);
    html! {
        <article
            class={classes!("way", run.kind.name(), covered.then_some("covered"))} data-runtime={run.runtime.name()}
            data-kind={run.kind.name()} data-wall-ms={words::exact_millis(run.metrics.wall)}
        >
            <div class="who">
                <h3>{ charts::names::title(run.runtime) }</h3>
                <small>{ subtitle(run, &figure.race) }</small>
                { beside(run, walls, &figure.race) }
            </div>
            <div class="stage">
                <Lanes
                    run={run.clone()} {baseline} help={None::<AttrValue>} {view} zoom={figure.race.zoom}
                    pointed={figure.race.pointed.filter(own)} act={act.clone()}
                />
                { maybe((run.kind == RunKind::Model).then(|| over(figure, run, baseline, guessed))) }
            </div>
            { figures(run, baseline) }
        </article>
    }
}

/// What stands over the lanes: the guess, or what it was.
fn over(figure: &Figure, run: &RunResult, baseline: Nanos, act: &FigureAct) -> Html {
    if figure.asks_time_of(run.runtime) {
        guess(figure, run.runtime, baseline, act)
    } else {
        mark(figure, run.runtime)
    }
}
