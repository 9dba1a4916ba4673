//! The Python that the scenario means, for the runtime selected.

use super::controls::{Segmented, segmented};
use super::{Act, files};
use crate::browser;
use crate::state::Action;
use ::words::python as said;
use model::listing::{Line, LineKind, listing};
use model::{Runtime, Scenario};
use yew::prelude::*;

/// The properties of [`PythonPanel`].
#[derive(PartialEq, Properties)]
pub(super) struct PythonProps {
    /// The scenario.
    pub(super) scenario: Scenario,
    /// The runtime.
    pub(super) selected: Runtime,
    /// Hears which one is selected next.
    pub(super) act: Act,
    /// What stands below it.
    #[prop_or_default]
    pub(super) children: Html,
}

/// A real program that can be copied and run.
#[component]
pub(super) fn PythonPanel(props: &PythonProps) -> Html {
    let act = &props.act;
    let program =
        use_memo((props.scenario.clone(), props.selected), |(scenario, runtime)| listing(scenario, *runtime));
    let names: Vec<AttrValue> = Runtime::ALL.map(|runtime| charts::names::title(runtime).into()).to_vec();
    let chosen = Runtime::ALL.iter().position(|runtime| *runtime == props.selected);
    let copied = program.clone();
    let copy = Callback::from(move |_: MouseEvent| browser::copy(&copied.source()));
    html! {
        <section class="panel" id="python" aria-labelledby="python-title">
            <h2 id="python-title">{ said::heading() }<span class="tag">{ props.selected.name() }</span></h2>
            { segmented(Segmented {
                name: "python-of".into(), legend: said::runtime(), class: "chips", options: &names, chosen,
                on_choose: &act.reform(|index: usize| Action::Select(Runtime::ALL[index])),
            }) }
            <div class="buttons">
                <button type="button" class="quiet" onclick={copy}>{ said::copy() }</button>
            </div>
            <pre tabindex="0" aria-label={said::program()}><code>{ for program.lines.iter().map(line) }</code></pre>
            { props.children.clone() }
        </section>
    }
}

/// Not the runtime's name alone: beside a file `asyncio.py` no program finds Python's own.
fn file_name(runtime: Runtime) -> String {
    ["interleave-", runtime.name(), ".py"].concat()
}

/// The ways to have the reader's own Python run it, and to bring back what that took.
pub(super) fn own_python(scenario: &Scenario, selected: Runtime, act: &Act) -> Html {
    let (shown, scenario, telling) = (scenario.clone(), scenario.clone(), act.clone());
    let keep = Callback::from(move |_: MouseEvent| {
        browser::save(&file_name(selected), "text/x-python", &listing(&shown, selected).source());
    });
    let save = Callback::from(move |_: MouseEvent| files::save_script(scenario.clone(), telling.clone()));
    let hear = act.clone();
    let choose = Callback::from(move |event: Event| files::chosen(&event, &hear));
    html! {
        <>
            <div class="buttons">
                <button type="button" class="quiet" onclick={keep}>{ said::save() }</button>
                <button type="button" class="quiet" onclick={save}>{ said::run() }</button>
            </div>
            <p class="small" id="own-python">
                { said::script() }
                <label class="file">
                    { said::choose() }
                    <input type="file" accept=".json,application/json" onchange={choose} />
                </label>
                { said::script_end() }
            </p>
        </>
    }
}

fn line(line: &Line) -> Html {
    let text = match line.kind {
        _ if line.marked => html! { <mark>{ code(&line.text) }</mark> },
        LineKind::Comment => html! { <em>{ line.text.clone() }</em> },
        LineKind::Code => code(&line.text),
    };
    // The line ends outside its mark, which is a box as wide as the panel.
    html! { <>{ text }{ "\n" }</> }
}

/// Code, with the comment behind it, if there is one.
fn code(text: &str) -> Html {
    let mark = b"  # ";
    match text.as_bytes().windows(mark.len()).position(|part| part == mark) {
        Some(end) => html! { <>{ &text[..end] }<em>{ &text[end..] }</em></> },
        None => text.into(),
    }
}
