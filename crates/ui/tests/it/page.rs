//! What the page renders to, before any script.

use crate::fixture;
use ui::shared::Shared;
use ui::{AppProps, StudioPage};

/// The one change that the fixture's advice knows.
const CHANGE: &str = "./?v=1&amp;show=threads,processes";

fn html() -> String {
    let render = yew::ServerRenderer::<StudioPage>::with_props(|| AppProps {
        snapshot: Some(Shared::new(fixture::snapshot())),
        depth: 1,
    });
    futures::executor::block_on(render.render())
}

fn check(html: &str, part: &str) {
    assert!(html.contains(part), "no {part} in {html}");
}

#[test]
fn the_first_picture_needs_no_script() {
    let html = html();
    check(&html, r#"data-runtime="threads" data-kind="model" data-wall-ms="400""#);
    check(&html, r#"url(#p-wait-gil)"#);
    check(&html, "4 threads, one GIL");
    check(&html, "Measure on this device");
}

/// Twenty turns of 5 ms, in each of which three others wait.
#[test]
fn who_kept_whom_waiting_is_told_without_a_script() {
    let html = html();
    check(&html, "<summary>Who kept whom waiting</summary>");
    check(&html, r#"<th scope="rowgroup" rowspan="4">Threads <"#);
    let row =
        "<td>worker-3</td><td>the GIL</td><td class=\"number\">300\u{a0}ms</td><td class=\"number\">60</td>";
    check(&html, row);
}

#[test]
fn controls_are_named_by_what_is_written_on_them() {
    let html = html();
    for name in ["tasks", "cores", "I/O share"] {
        check(&html, &format!(r#"aria-label="{name}""#));
    }
    for word in ["CPU", "Mixed", "I/O", "C code", "Data", "3.9", "3.12", "3.14"] {
        check(&html, &format!("<span>{word}"));
    }
    check(&html, "<span>Scenario</span>");
    check(&html, "<summary>More</summary>");
}

#[test]
fn no_dead_links_lead_away() {
    let html = html();
    let all = html.matches("href=").count();
    let known: usize = ["../fidelity/", "../embed/?v=1", CHANGE]
        .map(|to| html.matches(&format!("href=\"{to}\"")).count())
        .iter()
        .sum();
    assert_eq!(
        all, known,
        "only the race, a change of it, its embedding and what is said about the model are there"
    );
    check(&html, r#"href="../fidelity/" title="How true the model is""#);
}

#[test]
fn what_would_help_is_there_with_a_link_to_each_change() {
    let html = html();
    check(&html, "What would help threads<");
    check(&html, "<b>Processes instead of threads</b>: 100\u{a0}ms, 4.0 times as fast.");
    check(&html, &format!("href=\"{CHANGE}\" aria-label=\"Try it: Processes instead of threads\""));
    check(&html, "What would help most: processes instead of threads; 100\u{a0}ms, 4.0 times as fast.\"");
}
