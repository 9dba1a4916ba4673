//! What a measured curve shows, runtime by runtime, in words.

use super::SpeedupProps;
use crate::page::maybe;
use crate::page::race::badge;
use crate::state::Measurement;
use model::{RunKind, Runtime};
use yew::prelude::*;

/// What the lines of a measured plot are.
pub(super) fn key(props: &SpeedupProps) -> Html {
    let sweep = props.sweep.of(props.scenario.runtimes, props.processors());
    let fitted = sweep.fastest().map_or_else(String::new, |runtime| {
        ["The laws are fitted to ", &runtime.title().to_lowercase(), "."].concat()
    });
    let models = sweep.models();
    let dashed = || html! { <>{ badge(RunKind::Model) }{ [" Dashed: ", &models, ". "].concat() }</> };
    html! {
        <>
            { badge(RunKind::Measured) }{ " Full lines: medians, with a bar from quartile to quartile. " }
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
    html! { <li {class} data-finding={runtime.name()}><b>{ runtime.title() }</b>{ " " }{ text }</li> }
}
