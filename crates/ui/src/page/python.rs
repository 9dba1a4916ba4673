//! The Python that the scenario means, for the runtime selected.

use super::controls::Segmented;
use super::hooks::use_act;
use crate::browser;
use crate::state::Action;
use model::listing::{Line, LineKind, Listing, listing};
use model::{Runtime, Scenario};
use yew::prelude::*;

/// The properties of [`PythonPanel`].
#[derive(PartialEq, Properties)]
pub(super) struct PythonProps {
    /// The scenario.
    pub(super) scenario: Scenario,
    /// The runtime.
    pub(super) selected: Runtime,
}

/// A real program that can be copied and run.
#[component]
pub(super) fn PythonPanel(props: &PythonProps) -> Html {
    let act = use_act();
    let program =
        use_memo((props.scenario.clone(), props.selected), |(scenario, runtime)| listing(scenario, *runtime));
    let names: Vec<AttrValue> = Runtime::ALL.map(|runtime| runtime.title().into()).to_vec();
    let chosen = Runtime::ALL.iter().position(|runtime| *runtime == props.selected);
    let copied = program.clone();
    let copy = Callback::from(move |_: MouseEvent| browser::copy(&text(&copied)));
    html! {
        <section class="panel" id="python" aria-labelledby="python-title">
            <div class="panel-head">
                <h2 id="python-title">{ "The Python" }<span class="tag">{ props.selected.name() }</span></h2>
                <button type="button" class="quiet" onclick={copy}>{ "Copy" }</button>
            </div>
            <Segmented
                name="python-of" legend="Python for" class="chips" options={names} {chosen}
                on_choose={act.reform(|index: usize| Action::Select(Runtime::ALL[index]))}
            />
            <pre tabindex="0" aria-label="Python program"><code>{ for program.lines.iter().map(line) }</code></pre>
        </section>
    }
}

fn line(line: &Line) -> Html {
    let text = line.text.clone() + "\n";
    match line.kind {
        _ if line.marked => html! { <mark>{ text }</mark> },
        LineKind::Comment => html! { <em>{ text }</em> },
        LineKind::Code => html! { text },
    }
}

fn text(listing: &Listing) -> String {
    listing.lines.iter().fold(String::new(), |text, line| text + &line.text + "\n")
}
