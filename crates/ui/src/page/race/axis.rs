//! The time axis below the rows.

use charts::{Tick, View, time_ticks};
use yew::prelude::*;

/// About how many pixels a tick with its label takes.
const TICK_WIDTH: f64 = 72.0;

/// Ticks in the lanes' column. They stand at shares of its width, so that they are right before it is known.
pub(in crate::page) fn axis(view: &View) -> Html {
    let ticks = time_ticks(view, (view.width.0 / TICK_WIDTH) as usize);
    html! {
        <div class="way axis" aria-hidden="true">
            <span class="clock">{ ::words::race::time() }</span>
            <div class="ticks">{ for ticks.iter().map(|tick| one(tick, view.width.0)) }</div>
        </div>
    }
}

fn one(tick: &Tick, width: f64) -> Html {
    // Tenths of a percent are finer than a pixel.
    let permille = (tick.x.0 / width.max(1.0) * 1000.0) as i32;
    let place = [(permille / 10).to_string(), ".".into(), (permille % 10).to_string()].concat();
    // Labels stand in the middle of their ticks, but those at the ends stay inside.
    let side = match permille {
        ..40 => "start",
        961.. => "end",
        _ => "middle",
    };
    html! { <span class={side} style={["left:", &place, "%"].concat()}>{ &tick.label }</span> }
}
