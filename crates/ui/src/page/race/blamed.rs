//! Who kept whom waiting, run by run: folded away until it is asked for.

use super::row::badge;
use crate::shared::Shared;
use ::words::blame;
use charts::{BlameRow, blame_rows};
use model::{Obstacle, RunResult};
use web_sys::Element;
use yew::prelude::*;

/// How many lanes of a run are listed.
const MOST: usize = 4;
/// Runs with more spans than this are looked through only when the table is open: with them it takes milliseconds.
const CHEAP: usize = 20_000;

/// The properties of [`Blamed`].
#[derive(PartialEq, Properties)]
pub(in crate::page) struct BlamedProps {
    /// The runs in sight.
    pub(in crate::page) runs: Vec<Shared<RunResult>>,
}

/// The table; nothing where nobody waited for anybody.
#[component]
pub(in crate::page) fn Blamed(props: &BlamedProps) -> Html {
    let open = use_state_eq(|| false);
    let cheap = props.runs.iter().map(|run| run.trace.span_count()).sum::<usize>() <= CHEAP;
    let shown = *open || cheap;
    let rows = use_memo((props.runs.clone(), shown), |(runs, shown)| {
        let rows = |run: &Shared<RunResult>| (run.clone(), blame_rows(&run.trace, MOST));
        let runs = runs.iter().filter(|_| *shown).map(rows);
        runs.filter(|(_, rows)| !rows.is_empty()).collect::<Vec<_>>()
    });
    let toggled = {
        let open = open.clone();
        move |event: Event| {
            let details = event.target_dyn_into::<Element>();
            open.set(details.is_some_and(|details| details.has_attribute("open")));
        }
    };
    if rows.is_empty() && cheap {
        return html! {};
    }
    html! {
        <details class="more blamed" ontoggle={toggled}>
            <summary>{ blame::heading() }</summary>
            <div class="wide">
                <table>
                    <caption class="hidden">{ blame::caption() }</caption>
                    <thead>
                        <tr>
                            <th scope="col">{ blame::run() }</th>
                            <th scope="col">{ blame::who() }</th>
                            <th scope="col">{ blame::what() }</th>
                            <th scope="col" class="number">{ blame::waited() }</th>
                            <th scope="col" class="number">{ blame::begun() }</th>
                        </tr>
                    </thead>
                    { for rows.iter().map(|(run, rows)| body(run, rows)) }
                </table>
            </div>
        </details>
    }
}

fn body(run: &RunResult, rows: &[BlameRow]) -> Html {
    let heading = |place: usize| {
        (place == 0).then(|| {
            html! {
                <th scope="rowgroup" rowspan={rows.len().to_string()}>
                    { charts::names::title(run.runtime) }{ " " }{ badge(run.kind) }
                </th>
            }
        })
    };
    let row = |(place, row): (usize, &BlameRow)| {
        let holder = row.holder.clone().unwrap_or_else(|| {
            if row.obstacle == Obstacle::Core { blame::others() } else { blame::nobody() }.into()
        });
        html! {
            <tr>
                { heading(place).unwrap_or_default() }
                <td>{ holder }</td>
                <td>{ row.what.clone() }</td>
                <td class="number">{ row.total.clone() }</td>
                <td class="number">{ row.waits }</td>
            </tr>
        }
    };
    html! { <tbody>{ for rows.iter().enumerate().map(row) }</tbody> }
}
