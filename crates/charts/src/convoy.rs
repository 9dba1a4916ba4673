//! What a reading of the GIL laboratory says, in one sentence.

use crate::format::{capitalised, duration};
use model::Nanos;
use model::lab::{Figures, Knobs};
use words::counts;
use words::number::grouped;

/// The convoy effect: what the waits for the GIL cost the I/O thread; without one, how the others take turns.
#[must_use]
pub fn convoy(figures: &Figures, knobs: &Knobs) -> String {
    if knobs.calls == 0 { turns(figures, knobs.threads) } else { calls(figures, knobs.calls) }
}

fn turns(figures: &Figures, threads: u16) -> String {
    if threads < 2 {
        return words::convoy::alone().into();
    }
    let threads = &capitalised(&counts::threads(threads.into()));
    match figures.per_second(figures.handoffs) {
        0 => words::convoy::rarely(threads),
        n => words::convoy::Turns { threads, wait: &duration(figures.wait()), n }.say(),
    }
}

fn calls(figures: &Figures, asked: u32) -> String {
    use words::convoy::{AllDone, AllDoneYet, Fewer, FewerLate};
    if figures.calls == 0 {
        return words::convoy::no_calls().into();
    }
    let (done, wait) = (figures.per_second(figures.calls), figures.call_wait());
    let waits = &match wait {
        Nanos::ZERO => words::convoy::no_wait().into(),
        wait => words::convoy::wait(&duration(wait)),
    };
    // What a call takes longer than it should: where it is not mostly for the GIL, the wait explains little.
    let late = (figures.window.0 / figures.calls).saturating_sub(1_000_000_000 / u64::from(asked));
    let enough = done * 20 >= u64::from(asked) * 19;
    let (calls, asked) = (&counts::calls(done), &grouped(asked.into()));
    match wait {
        Nanos::ZERO if enough => AllDone { waits, calls, asked }.say(),
        _ if enough => AllDoneYet { waits, calls, asked }.say(),
        _ if wait.0 * 2 >= late => Fewer { waits, calls, asked }.say(),
        _ => FewerLate { waits, calls, asked }.say(),
    }
}
