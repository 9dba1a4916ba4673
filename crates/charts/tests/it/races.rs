//! Simulated races: what is said of them and how they are drawn. Only what holds whatever things cost is
//! asked for, so that a better cost profile breaks nothing here.

use charts::{CssPx, Phrase, View, headline, lanes_svg, layout, serial_share, text_alternative, why};
use model::{Runtime, ShareLink};

/// Checks how the headline of the race that `link` opens begins, what is in the reasons, and that every run
/// of it can be drawn and told.
fn check(link: &str, begins: &str, reasons: &[&str]) {
    let scenario = ShareLink::parse(link).unwrap().scenario;
    let race = sim::race(&scenario);
    let headline = headline(&scenario, &race);
    assert!(headline.starts_with(begins), "{headline}");
    let phrases = why(&scenario, &race).into_iter().map(|phrase| match phrase {
        Phrase::Text(text) => text,
        Phrase::Strong(text) => format!("*{text}*"),
    });
    let said = phrases.collect::<String>().replace('\u{a0}', " ");
    assert!(said.starts_with("In the model, ") && said.ends_with('.'), "{said}");
    for reason in reasons {
        assert!(said.contains(reason), "no {reason:?} in {said:?}");
    }
    let share = serial_share(&scenario, &race);
    assert!((0.0..1.0).contains(&share.share) && share.caption.contains("(model)"), "{share:?}");
    let view = View::whole(race.results.iter().map(|run| &run.trace), CssPx(640.0));
    for run in &race.results {
        let told = text_alternative(run, race.baseline);
        assert!(
            told.starts_with(&format!("{} (model, Python {})", run.runtime.title(), run.python)),
            "{told}"
        );
        assert!(!layout(&run.trace, &view).marks.is_empty());
        assert!(lanes_svg(run, race.baseline, &view, "a").ends_with("</svg>\n"));
    }
}

#[test]
fn cpu() {
    let reasons = ["the average task waited for the GIL *", "so the four cores are used, at the price of"];
    check("", "Four threads. Four cores. Not one second saved.", &reasons);
}

#[test]
fn mixed() {
    let reasons =
        ["waited for the GIL *", "of work, and the job took", "Asyncio waits for everything at once"];
    check("w=mixed", "Four threads. Four cores. 1.", &reasons);
}

#[test]
fn io() {
    let reasons = [
        "waiting overlaps",
        "Processes each have a GIL of their own; the job took",
        "Asyncio waits for everything at once",
    ];
    check("w=io&tasks=12", "Eight threads. One GIL. 5.", &reasons);
}

#[test]
fn c_code() {
    check("w=c", "Four threads. One GIL, let go. ", &["C code lets the GIL go while it"]);
}

#[test]
fn data() {
    check(
        "w=data",
        "Four threads. Four cores. Not one second saved.",
        &["at the price of copying 64 MB and"],
    );
}

#[test]
fn few_cores() {
    let reasons = ["Free threads have no GIL, but eight workers share two cores: each waited for a core *7"];
    check(
        "cores=2&tasks=8&workers=8&show=threads,free-threads",
        "Eight threads. Two cores. Not one",
        &reasons,
    );
}

#[test]
fn tiny_tasks() {
    check(
        "cpu=1&tasks=2",
        // The first worker is through with the first task before a second one could be started.
        "One thread. Four cores. One task at a time.",
        &["starting up and copying data to do 2 ms"],
    );
}

#[test]
fn a_deadlock_is_told_as_a_circle() {
    let scenario = ShareLink::parse("preset=deadlock").unwrap().scenario;
    let race = sim::race(&scenario);
    let said = format!("{:?}", why(&scenario, &race));
    for part in
        ["threads end in a ", "Strong(\"deadlock\")", "waits for lock-b held by", "waits for lock-a held by"]
    {
        assert!(said.contains(part), "no {part} in {said}");
    }
    let threads = race.results.iter().find(|run| run.runtime == Runtime::Threads).unwrap();
    let told = text_alternative(threads, race.baseline);
    assert!(told.contains("stopped by a deadlock") && !told.contains("the speed of"), "{told}");
    assert!(
        serial_share(&scenario, &race).caption.contains("No run"),
        "nothing is taken from a run that is stuck"
    );
}

#[test]
fn lost_updates_are_counted_and_explained() {
    let lost = [
        " of 600,000 updates* in Python 3.9: a thread that is stopped between the load and the store of c += 1",
    ];
    check("preset=lost-update", "Two threads. Four cores.", &lost);
    check(
        "preset=no-lost-update",
        "Two threads. Four cores.",
        &["no update is lost in this run on Python 3.12: between the load"],
    );
    let free = [" updates* in Python 3.14t: two threads load the same value at once"];
    check("preset=lost-update-free", "", &free);
}

#[test]
fn a_lock_that_all_need_is_the_reason() {
    check(
        "preset=lock-convoy",
        "",
        &["one lock lets one task in at a time, and *", "life was waiting for it"],
    );
}

#[test]
fn a_blocked_loop_is_the_reason() {
    check("preset=blocking-sleep", "", &["time.sleep in its coroutines is no better"]);
    check("preset=to-thread", "", &["hands its tasks to threads"]);
}

/// A hostile reader's finds: each of these said something that was not so.
#[test]
fn sentences_hold_at_the_edges() {
    check("preset=lost-update&tasks=1", "", &["one thread has nobody to lose one to"]);
    check("tasks=2&show=threads,processes", "", &["so two of the four cores are used"]);
    check(
        "preset=semaphore&show=threads,asyncio",
        "",
        &["semaphore lets asyncio wait for ten tasks at a time: *"],
    );
    check(
        "preset=blocked-loop",
        "",
        &["while a task computes, the event loop and all other tasks stand still"],
    );
    check("preset=stop-the-world", "", &["but a garbage collection stops them all: *"]);
    check("preset=lock-order", "", &["two locks let one task in at a time"]);
    check(
        "preset=convoy",
        "",
        &["the task beside one thread that only computes took 5", "the GIL knows no priority"],
    );
    check("preset=contended-list&show=threads,free-threads", "", &["fight for one object"]);
    check("preset=pickling&show=threads,processes", "", &["packing and moving 512 MB eats the gain up"]);
}
