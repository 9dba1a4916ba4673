//! Every picture that the site promises, and what is in it.

use model::{Preset, Scenario, ShareLink};
use posters::{Picture, card};
use std::collections::BTreeSet;

const URL: &str = "https://example.org/a/";

#[test]
fn every_page_and_every_scenario_has_pictures_of_its_own_name() {
    let pictures = Picture::all();
    let names: BTreeSet<_> = pictures.iter().map(|picture| picture.name).collect();
    assert_eq!(names.len(), pictures.len(), "two pictures of one name");
    assert!(Preset::ALL.iter().all(|preset| names.contains(preset.name)));
    for page in ["race", "concurrency", "gil", "threading", "multiprocessing", "asynchrony"] {
        assert!(names.contains(page), "{page}");
    }
    let gil = pictures.iter().find(|picture| picture.name == "gil").unwrap();
    assert_eq!(
        gil.scenario,
        ShareLink::parse("show=sequential,threads").unwrap().scenario,
        "its first figure"
    );
    let lessons = ["concurrency", "threading", "multiprocessing", "asynchrony"];
    let mut shown = pictures.iter().filter(|picture| lessons.contains(&picture.name));
    assert!(
        shown.clone().count() == 4
            && shown
                .all(|picture| picture.scenario != Scenario::default() && picture.scenario != gil.scenario)
    );
    assert_eq!((pictures[0].page.as_str(), gil.page.as_str()), ("", "gil/"));
}

#[test]
fn a_poster_leads_to_its_page_only_where_that_has_an_address() {
    let picture = Picture::all().into_iter().find(|picture| picture.name == "convoy").unwrap();
    let race = sim::race(&picture.scenario);
    let with = picture.poster(&race, Some(URL));
    assert!(with.contains("<a href=\"https://example.org/a/scenarios/convoy/\""), "{with}");
    assert!(with.contains(">example.org/a/scenarios/convoy<"), "{with}");
    let without = picture.poster(&race, None);
    assert!(!without.contains("<a ") && without.contains(">scenarios/convoy<"), "{without}");
    assert!(without.contains(&charts::escape(picture.lede.split(' ').next().unwrap())));
}

/// As readers of Open Graph want it, and small: the largest of all is in the folder that the build fills.
#[test]
fn a_card_is_a_small_png_of_the_right_size_and_the_same_every_time() {
    let picture = &Picture::all()[0];
    let race = sim::race(&picture.scenario);
    let svg = picture.card(&race, None);
    let painter = card::Painter::new();
    let png = painter.png(&svg).unwrap();
    assert_eq!(&png[1..4], b"PNG");
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    assert_eq!((number(16), number(20)), card::SIZE);
    assert!(png.len() < 60_000, "{} bytes", png.len());
    assert_eq!(painter.png(&svg).unwrap(), png);
}
