//! What a reading of the GIL laboratory says, in one sentence.

use crate::format::{capitalised, count, duration, plural};
use model::Nanos;
use model::lab::{Figures, Knobs};
use model::units::grouped;

/// The convoy effect: what the waits for the GIL cost the I/O thread; without one, how the others take turns.
#[must_use]
pub fn convoy(figures: &Figures, knobs: &Knobs) -> String {
    if knobs.calls == 0 { turns(figures, knobs.threads) } else { calls(figures, knobs.calls) }
}

fn turns(figures: &Figures, threads: u16) -> String {
    if threads < 2 {
        return "One thread computes, and nobody wants its GIL: it keeps it.".to_owned();
    }
    let turns = capitalised(&count(threads.into(), "thread")) + " take turns";
    let (wait, each) = (duration(figures.wait()), |rate| if rate == 1 { "." } else { " each." });
    match figures.per_second(figures.handoffs) {
        0 => turns + ", less than once a second.",
        rate => {
            let s = plural(rate);
            [&turns, ": ", &grouped(rate), " hand-off", s, " a second, after a wait of ", &wait, each(rate)]
                .concat()
        }
    }
}

fn calls(figures: &Figures, asked: u32) -> String {
    if figures.calls == 0 {
        return "No call has the GIL back yet.".to_owned();
    }
    let (done, wait) = (figures.per_second(figures.calls), figures.call_wait());
    let waits = match wait {
        Nanos::ZERO => "No call waits for the GIL".to_owned(),
        wait => ["Each call waits ", &duration(wait), " for the GIL"].concat(),
    };
    let (shown, all) = (grouped(done) + " call" + plural(done), grouped(asked.into()));
    // What a call takes longer than it should: where it is not mostly for the GIL, the wait explains little.
    let late = (figures.window.0 / figures.calls).saturating_sub(1_000_000_000 / u64::from(asked));
    let (link, of) = match done {
        done if done * 20 >= u64::from(asked) * 19 => {
            let link = if wait == Nanos::ZERO { ": " } else { ", and yet " };
            return [&waits, link, &shown, " of ", &all, " a second are done."].concat();
        }
        _ if wait.0 * 2 >= late => (": ", " a second instead of "),
        _ => ("; timers ring late too: ", " a second instead of "),
    };
    [&waits, link, &shown, of, &all, "."].concat()
}
