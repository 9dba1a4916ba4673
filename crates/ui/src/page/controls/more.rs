//! What few need, behind a disclosure: the job, the runtimes, the machine.

use super::number::number;
use super::select::select;
use crate::page::{Act, heard, input_of, maybe, words};
use crate::state::{Action, Edit, Gesture};
use ::words::controls;
use model::scenario::{Choice, Field};
use model::{Kernel, PythonVersion, Scenario};
use yew::prelude::*;

/// The properties of [`More`].
#[derive(PartialEq, Properties)]
pub(super) struct MoreProps {
    /// What the controls show.
    pub(super) scenario: Scenario,
    /// How often a change was refused, as in `ControlsProps`.
    pub(super) refusals: u32,
    /// Hears what is changed.
    pub(super) act: Act,
}

/// Everything that a scenario can say and the controls in sight don't: a third of the page's elements, which are made
/// when they are first asked for.
#[component]
pub(super) fn More(props: &MoreProps) -> Html {
    let opened = use_state_eq(|| false);
    let open = {
        let opened = opened.setter();
        move |_: Event| opened.set(true)
    };
    html! {
        <details class="more" ontoggle={open}>
            <summary>{ controls::more() }</summary>
            { maybe(opened.then(|| boxes(&props.scenario, &props.act))) }
        </details>
    }
}

fn boxes(scenario: &Scenario, act: &Act) -> Html {
    let numbers = |fields: &[Field]| {
        fields.iter().map(|field| number(scenario, *field, words::field(*field), act)).collect::<Html>()
    };
    let choices = |all: &[Choice]| all.iter().map(|each| choice(scenario, *each, act)).collect::<Html>();
    html! {
        <>
            { group(controls::the_job(), html! {
                <>
                    { numbers(&[Field::Cpu, Field::Io, Field::Segments, Field::Spread, Field::Data]) }
                    { numbers(&[Field::Hogs, Field::HogCpu, Field::Collect, Field::Locked]) }
                    { choices(&[Choice::Locking, Choice::Sharing, Choice::Call, Choice::Statement]) }
                    { numbers(&[Field::Updates]) }
                    { kernels(scenario.workload.kernel, act) }
                </>
            }) }
            { group(controls::the_way(), html! {
                <>
                    { pythons(scenario, act) }
                    { numbers(&[Field::Workers, Field::Interval]) }
                    { choices(&[Choice::Waking, Choice::Awaiting]) }
                    { numbers(&[Field::Limit]) }
                    { choices(&[Choice::Start, Choice::Pool]) }
                    { numbers(&[Field::Chunk]) }
                    { choices(&[Choice::Via]) }
                </>
            }) }
            { group(controls::the_machine(), html! { <>{ numbers(&[Field::Siblings]) }{ seed(scenario.seed, act) }</> }) }
        </>
    }
}

fn group(name: &'static str, boxes: Html) -> Html {
    html! { <fieldset class="boxes"><legend>{ name }</legend>{ boxes }</fieldset> }
}

/// A choice; where the version has a default of its own, that comes first.
pub(super) fn choice(scenario: &Scenario, choice: Choice, act: &Act) -> Html {
    let shown = choice.of(scenario);
    let default = (choice == Choice::Start).then(|| (AttrValue::Static(controls::auto()), shown.is_none()));
    let skipped = usize::from(default.is_some());
    let named = choice.names().iter().enumerate();
    let named = named.map(|(index, name)| (words::option(choice, name).into(), shown == Some(index)));
    let edit = move |index: usize| {
        Some(index.checked_sub(skipped).map_or(Edit::DefaultStart, |index| Edit::Choose(choice, index)))
    };
    select(choice.key(), words::choice(choice), default.into_iter().chain(named), act, edit)
}

fn pythons(scenario: &Scenario, act: &Act) -> Html {
    let all = PythonVersion::MODELLED.into_iter();
    let options = all.map(|python| (python.to_string().into(), python == scenario.python));
    select("version", "Python", options, act, |index| {
        PythonVersion::MODELLED.get(index).map(|python| Edit::Python(*python))
    })
}

fn kernels(shown: Kernel, act: &Act) -> Html {
    let options = Kernel::ALL.into_iter().map(|kernel| (kernel.name().into(), kernel == shown));
    select("kernel", controls::kernel(), options, act, |index| {
        Kernel::ALL.get(index).map(|kernel| Edit::Kernel(*kernel))
    })
}

fn seed(seed: u64, act: &Act) -> Html {
    let shown = seed.to_string();
    let restored = shown.clone();
    let typed = heard(act, move |event: Event| {
        let input = input_of(&event)?;
        let seed = input.value().parse().ok();
        input.set_value(&restored);
        Some(Action::Edit(Edit::Seed(seed?), Gesture::Done))
    });
    html! {
        <label class="box">
            <span>{ controls::seed() }</span>
            <input type="text" inputmode="numeric" name="seed" value={shown} onchange={typed} />
        </label>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[component]
    fn All() -> Html {
        boxes(&Scenario::default(), &Callback::noop())
    }

    #[test]
    fn every_box_says_what_it_is() {
        let html = futures::executor::block_on(yew::ServerRenderer::<All>::new().render());
        for label in ["switch interval, ms", "Python", "start method", "lock, % of CPU time", "seed"] {
            assert!(html.contains(&format!("<span>{label}</span>")), "no {label} in {html}");
        }
        let unnamed = html.matches("<input").count() + html.matches("<select").count();
        assert_eq!(unnamed, html.matches("<label").count(), "a label for each");
    }
}
