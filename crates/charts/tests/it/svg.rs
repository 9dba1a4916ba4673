//! Pictures as text: well-formed, complete, and never markup from outside.

use crate::art;
use charts::{CssPx, Poster, View, escape, lanes_svg, poster_svg, race_svg, speedup, speedup_svg};
use model::{Curve, Nanos, Race, Runtime};

fn race() -> Race {
    art::race(
        8,
        &[
            (Runtime::Threads, "main      ss..\nworker-0  rrww\nworker-1  wwrrii"),
            (Runtime::FreeThreads, "worker-0  ffff\nworker-1  ffcc"),
        ],
    )
}

/// Checks that every element is closed in order and every id that is used is there once.
fn check(svg: &str) {
    let mut open = Vec::new();
    for tag in svg.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').unwrap();
        let name = tag.split_whitespace().next().unwrap().trim_end_matches('/');
        match name.strip_prefix('/') {
            Some(closed) => assert_eq!(open.pop(), Some(closed), "{svg}"),
            None if !tag.ends_with('/') => open.push(name),
            None => {}
        }
        assert!(tag.matches('"').count() % 2 == 0, "{tag}");
    }
    assert!(open.is_empty(), "{open:?}");
    for used in svg.split("url(#").skip(1).chain(svg.split("href=\"#").skip(1)) {
        let id = used.split([')', '"']).next().unwrap();
        assert_eq!(svg.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
    }
    assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
}

#[test]
fn pictures_are_well_formed() {
    let race = race();
    let view = View::whole(race.results.iter().map(|run| &run.trace), CssPx(300.0));
    for run in &race.results {
        let svg = lanes_svg(run, race.baseline, &view, "a");
        check(&svg);
        assert!(svg.contains(&format!("aria-label=\"{} (model", run.runtime.title())));
    }
    let poster = race_svg(&art::scenario(2, 2), &race, CssPx(800.0));
    check(&poster);
    for part in [
        "Two threads. Two cores.",
        "Free threads",
        "waits for the GIL",
        ">MODEL<",
        ">1.3×<",
        "<title id=\"race-title\">",
        "Free threads (model, Python 3.14t): 4",
        "prefers-color-scheme:dark",
    ] {
        assert!(poster.contains(part), "{part} in {poster}");
    }
    let curve = Curve { runtime: Runtime::Threads, walls: vec![Nanos::millis(8), Nanos::millis(9)] };
    check(&speedup_svg(&speedup(&[curve], Nanos::millis(8), 0.1, (CssPx(500.0), CssPx(200.0))), "Speedup"));
}

#[test]
fn text_never_becomes_markup() {
    assert_eq!(escape("<b a=\"1\" b='2'>&\u{0}\n"), "&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;&amp; ");
    let picture = speedup(&[], Nanos::ZERO, 0.0, (CssPx(500.0), CssPx(200.0)));
    let svg = speedup_svg(&picture, "\"><script>alert(1)</script>");
    check(&svg);
    assert!(!svg.contains("<script"));
}

#[test]
fn many_spans_are_few_elements() {
    let slices = "rw".repeat(400);
    let art = format!(
        "worker-0  {slices}\nworker-1  {}",
        slices.replace('r', "x").replace('w', "r").replace('x', "w")
    );
    let race = art::race(800, &[(Runtime::Threads, &art)]);
    let view = View::whole([&race.results[0].trace], CssPx(2_000.0));
    let svg = lanes_svg(&race.results[0], race.baseline, &view, "a");
    assert_eq!(svg.matches("<path data-state").count(), 2);
}

#[test]
fn a_card_holds_as_many_rows_as_there_are_runtimes() {
    let lanes = "worker-0  fff\nworker-1  ffii";
    for count in 1..=Runtime::ALL.len() {
        let runs: Vec<_> = Runtime::ALL[..count].iter().map(|runtime| (*runtime, lanes)).collect();
        let race = art::race(8, &runs);
        let lede =
            "Up to Python 3.9 two threads that count in one variable lose updates: c += 1 can be stopped.";
        let height = Some(CssPx(367.5));
        let card = Poster {
            topic: "A topic",
            title: "",
            lede,
            address: "",
            href: None,
            width: CssPx(700.0),
            height,
            bare: false,
        };
        let svg = poster_svg(&art::scenario(2, 2), &race, &card);
        check(&svg);
        assert!(svg.contains("viewBox=\"0 0 700 367.5\""), "{svg}");
        let base = |text: &str| {
            let place = svg.find(text).unwrap_or_else(|| panic!("{text} in {svg}"));
            let y = svg[..place].rsplit(" y=\"").next().unwrap().split('"').next().unwrap();
            y.parse::<f64>().unwrap()
        };
        let last = base(&format!(">{}</text>", Runtime::ALL[count - 1].title()));
        let rows = poster_svg(&art::scenario(2, 2), &race, &Poster { bare: true, ..card });
        check(&rows);
        assert!(!rows.contains("class=\"title\"") && rows.contains("viewBox=\"24 0 652 367.5\""), "{rows}");
        assert!(last + 14.0 < base(">runs without a GIL<"), "{count} rows: the last at {last}");
    }
}

#[test]
fn a_poster_leads_to_its_page_and_nothing_in_it_becomes_markup() {
    let evil = "\"><script>alert(1)</script>";
    let poster = Poster {
        topic: evil,
        title: evil,
        lede: evil,
        address: evil,
        href: Some(evil),
        width: CssPx(1.0),
        height: None,
        bare: false,
    };
    let svg = poster_svg(&art::scenario(2, 2), &race(), &poster);
    check(&svg);
    assert!(!svg.contains("<script") && svg.contains("<a href=\"&quot;"), "{svg}");
    assert!(svg.contains("width=\"400\""), "no poster is narrower");
}

#[test]
fn a_deadlock_has_no_time() {
    let mut race = race();
    race.results[0].trace.outcome = model::Outcome::Deadlock { cycle: Vec::new() };
    let svg = race_svg(&art::scenario(2, 2), &race, CssPx(800.0));
    assert!(svg.contains(">∞<") && svg.contains(">deadlock<"), "{svg}");
}
