//! One run: what it is, its lanes, and its figures.

use super::lanes::Lanes;
use crate::page::hooks::use_act;
use crate::page::words;
use crate::shared::Shared;
use crate::state::{Action, Pointed, Zoom};
use charts::View;
use charts::format::{duration_parts, multiplier};
use model::{Nanos, PythonVersion, RunKind, RunResult};
use yew::prelude::*;

/// The properties of [`Row`].
#[derive(PartialEq, Properties)]
pub(super) struct RowProps {
    /// The run.
    pub(super) run: Shared<RunResult>,
    /// Wall time of the sequential run of the same kind.
    pub(super) baseline: Nanos,
    /// The part of its clock that is shown.
    pub(super) view: View,
    /// The same as shares of the whole.
    pub(super) zoom: Zoom,
    /// The Python the reader chose.
    pub(super) chosen: PythonVersion,
    /// Whether its Python is shown.
    pub(super) selected: bool,
    /// The span of this row that is pointed at.
    pub(super) pointed: Option<Pointed>,
}

/// The row.
#[component]
pub(super) fn Row(props: &RowProps) -> Html {
    let run = &props.run;
    html! {
        <article
            class={classes!("way", run.kind.name())} data-runtime={run.runtime.name()} data-kind={run.kind.name()}
            data-wall-ms={words::exact_millis(run.metrics.wall)}
        >
            <Title run={run.clone()} chosen={props.chosen} selected={props.selected} />
            <Lanes
                run={run.clone()} baseline={props.baseline} view={props.view} zoom={props.zoom}
                pointed={props.pointed}
            />
            { figures(run, props.baseline) }
        </article>
    }
}

#[derive(PartialEq, Properties)]
struct TitleProps {
    run: Shared<RunResult>,
    chosen: PythonVersion,
    selected: bool,
}

#[component]
fn Title(props: &TitleProps) -> Html {
    let (run, runtime) = (&props.run, props.run.runtime);
    let select = use_act().reform(move |_: MouseEvent| Action::Select(runtime));
    let subtitle = match run.kind {
        RunKind::Model => words::subtitle(run, props.chosen),
        RunKind::Measured => "measured on this device".to_owned(),
    };
    html! {
        <div class="who">
            <h3>
                <button type="button" class="name" aria-pressed={props.selected.to_string()} title="Show its Python" onclick={select}>
                    { runtime.title() }
                </button>
            </h3>
            <small>{ subtitle }</small>
        </div>
    }
}

fn figures(run: &RunResult, baseline: Nanos) -> Html {
    let (number, unit) = duration_parts(run.metrics.wall);
    let speedup = run.metrics.speedup(baseline);
    html! {
        <div class="t">
            <span class="wall"><b>{ number }</b>{ " " }<small>{ unit }</small></span>
            <span class="verdict">
                <small class={classes!(words::verdict(run.runtime, speedup))}>{ multiplier(speedup) }</small>
                <span class={classes!("tag", run.kind.name())}>{ run.kind.name() }</span>
            </span>
        </div>
    }
}

/// The properties of [`NoRow`].
#[derive(PartialEq, Properties)]
pub(super) struct NoRowProps {
    /// Why there is none.
    pub(super) why: AttrValue,
}

/// In the place of a run that could not be measured: why.
#[component]
pub(super) fn NoRow(props: &NoRowProps) -> Html {
    html! { <p class="way no-row"><small>{ props.why.clone() }</small></p> }
}
