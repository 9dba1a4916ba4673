//! What a measured curve shows, runtime by runtime, in words.

use super::SpeedupProps;
use crate::page::maybe;
use crate::page::race::badge;
use crate::state::Measurement;
use ::words::speedup;
use model::{RunKind, Runtime};
use yew::prelude::*;

/// What the lines of a measured plot are.
pub(super) fn key(props: &SpeedupProps) -> Html {
    let sweep = props.sweep.of(props.scenario.runtimes, props.processors());
    let fitted = sweep
        .fastest()
        .map_or_else(String::new, |runtime| speedup::fitted(&charts::names::title(runtime).to_lowercase()));
    let models = sweep.models();
    let dashed = || html! { <>{ badge(RunKind::Model) }{ speedup::dashed(&models) }</> };
    html! {
        <>
            { badge(RunKind::Measured) }{ speedup::full_lines() }
            { maybe((!models.is_empty()).then(dashed)) }
            { fitted }
        </>
    }
}

/// A place for each runtime that is being measured, or was; none before.
pub(super) fn findings(props: &SpeedupProps) -> Html {
    let with_workers = |runtime: &Runtime| !matches!(runtime, Runtime::Sequential | Runtime::Asyncio);
    let list = || {
        let runtimes = props.scenario.runtimes.iter().filter(with_workers);
        html! { <ul class="findings">{ for runtimes.map(|runtime| finding(props, runtime)) }</ul> }
    };
    maybe((props.sweep.progress != Measurement::None).then(list))
}

fn finding(props: &SpeedupProps, runtime: Runtime) -> Html {
    let unmeasured = props.sweep.unmeasured.iter().find(|(other, _)| *other == runtime);
    let (class, text) = match unmeasured {
        Some((_, reason)) => ("small", reason.to_string()),
        None => ("", props.sweep.of(props.scenario.runtimes, props.processors()).finding(runtime)),
    };
    html! { <li {class} data-finding={runtime.name()}><b>{ charts::names::title(runtime) }</b>{ " " }{ text }</li> }
}
