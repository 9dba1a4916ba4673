//! A number that is typed.

use crate::page::{Act, heard, input_of};
use crate::state::{Action, Edit, Gesture};
use model::Scenario;
use model::scenario::Field;
use yew::prelude::*;

/// The box of `field` with its label; it says so where the field is left to its default. The number counts when it
/// is finished.
pub(super) fn number(scenario: &Scenario, field: Field, label: &'static str, act: &Act) -> Html {
    let shown = field.of(scenario).map_or_else(String::new, |value| field.show(value));
    let restored = shown.clone();
    let typed = heard(act, move |event: Event| {
        let input = input_of(&event)?;
        let (text, number) = (input.value(), input.value_as_number());
        input.set_value(&restored);
        Some(Action::Edit(edit(field, &text, number)?, Gesture::Done))
    });
    let range = field.range();
    html! {
        <label class="box">
            <span>{ label }</span>
            <input
                type="number" name={field.key()} value={shown} step="any" placeholder={has_default(field).then(::words::controls::auto)}
                min={field.show(*range.start())} max={field.show(*range.end())} onchange={typed}
            />
        </label>
    }
}

/// Whether an empty box stands for a default.
const fn has_default(field: Field) -> bool {
    matches!(field, Field::Workers | Field::Chunk)
}

/// What is typed as `text`, which the browser reads as `number`.
fn edit(field: Field, text: &str, number: f64) -> Option<Edit> {
    match (field, text) {
        (Field::Workers, "") => Some(Edit::DefaultWorkers),
        (Field::Chunk, "") => Some(Edit::DefaultChunk),
        _ => (!number.is_nan()).then(|| Edit::Number(field, scaled(number, field))),
    }
}

/// The number in the field's smallest unit; what is below its range becomes zero, which the scenario then clamps.
fn scaled(number: f64, field: Field) -> u64 {
    (number * field.scale() as f64).round() as u64
}
