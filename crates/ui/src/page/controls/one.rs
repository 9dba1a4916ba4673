//! A single control, by the key of links that it sets: a figure of a lesson has only the few that matter in it.

use super::more::choice;
use super::{SLIDER_END, Slider, kinds, pythons, runtimes, slider};
use crate::page::{Act, words};
use crate::state::{Action, Edit};
use model::Scenario;
use model::scenario::{Choice, Draft, Field};
use yew::prelude::*;

/// The control for `key`; nothing for a key that there is no control for. What it is in `home` decides how far a slider
/// goes; `prefix` makes its id one of its own on the page.
pub(in crate::page) fn one(key: &str, scenario: &Scenario, home: &Draft, prefix: &str, act: &Act) -> Html {
    if let Some(field) = Field::ALL.into_iter().find(|field| field.key() == key) {
        return knob(field, scenario, &stops(field, home), prefix, act);
    }
    if let Some(named) = Choice::ALL.into_iter().find(|choice| choice.key() == key) {
        return choice(scenario, named, act);
    }
    match key {
        "w" => kinds(scenario, prefix, act),
        "py" => pythons(scenario, prefix, act),
        "show" => runtimes(scenario, act),
        _ => Html::default(),
    }
}

/// A slider from stop to stop.
fn knob(field: Field, scenario: &Scenario, stops: &[u64], prefix: &str, act: &Act) -> Html {
    let value = field.of(scenario);
    let (last, steps) = (stops.len() as u64 - 1, stops.to_vec());
    let on_move = act.reform(move |(step, gesture): (u64, _)| {
        let stop = steps.get(step as usize).copied().unwrap_or_default();
        Action::Edit(Edit::Number(field, stop), gesture)
    });
    let at = value.map_or(0, |value| stops.partition_point(|stop| *stop < value) as u64);
    slider(Slider {
        id: [prefix, field.key()].concat().into(),
        label: words::field(field),
        text: value.map_or_else(|| "auto".to_owned(), |value| field.show(value)),
        range: (0, last),
        value: at.min(last),
        on_move,
    })
}

/// The values that a slider stops at: one after another where they are few, else 1, 2, 5, 10 and so on.
fn stops(field: Field, home: &Draft) -> Vec<u64> {
    let (low, high) = (*field.range().start(), *field.range().end());
    let first = field.of(home).unwrap_or_default();
    match field {
        Field::Locked | Field::Spread | Field::Siblings => (low..=high).step_by(5).collect(),
        _ if field.scale() == 1 && field != Field::Updates && first <= SLIDER_END => {
            (low..=SLIDER_END).collect()
        }
        _ => {
            // A tenth of a millisecond is the shortest that matters here.
            let from = (field.scale() / 10).max(1);
            let tens = std::iter::successors(Some(from), |ten| ten.checked_mul(10));
            let ladder = tens
                .flat_map(|ten| [ten, ten * 2, ten * 5])
                .take_while(|stop| *stop <= high.min(from * 100_000));
            let mut stops: Vec<u64> =
                ladder.chain([first]).filter(|stop| (low..=high).contains(stop)).collect();
            stops.sort_unstable();
            stops.dedup();
            stops
        }
    }
}

#[cfg(test)]
mod tests {
    use super::stops;
    use model::scenario::Field;
    use model::{Scenario, ShareLink};

    fn of(field: Field, query: &str) -> Vec<String> {
        let home = ShareLink::parse(query).unwrap().scenario;
        stops(field, &home).into_iter().map(|stop| field.show(stop)).collect()
    }

    #[test]
    fn a_slider_stops_at_few_values_and_at_the_first_one() {
        assert_eq!(of(Field::Cores, "").len(), 16);
        assert_eq!(
            of(Field::Tasks, "tasks=1000&cpu=1").join(" "),
            "1 2 5 10 20 50 100 200 500 1000 2000 5000 10000"
        );
        let intervals = of(Field::Interval, "interval=15").join(" ");
        assert_eq!(intervals, "0.1 0.2 0.5 1 2 5 10 15 20 50 100 200 500 1000 2000 5000 10000");
        assert_eq!(of(Field::Locked, "").last().map(String::as_str), Some("100"));
    }

    #[test]
    fn every_number_has_stops_within_its_range() {
        let home = Scenario::default();
        for field in Field::ALL {
            let stops = stops(field, &home);
            assert!(stops.len() > 3 && stops.is_sorted(), "{field:?} {stops:?}");
            assert!(stops.iter().all(|stop| field.range().contains(stop)), "{field:?} {stops:?}");
        }
    }
}
