//! Snippets for other people's pages: whatever a scenario is called, they are one link, one image, one frame.

use ui::embed::{Embed, Theme, query_of};

const CONVOY: Embed = Embed {
    site: "https://example.org/a/",
    preset: Some("convoy"),
    query: "v=1&preset=convoy",
    title: "Convoy effect",
    theme: Theme::Auto,
    height: 420,
};

#[test]
fn a_scenario_of_the_library_has_three_tiers() {
    let poster = CONVOY.poster().unwrap();
    assert_eq!(
        CONVOY.markdown(&poster),
        "[![Convoy effect](https://example.org/a/posters/convoy.svg)](https://example.org/a/scenarios/convoy/)"
    );
    assert_eq!(
        CONVOY.image(&poster),
        r#"<a href="https://example.org/a/scenarios/convoy/"><img src="https://example.org/a/posters/convoy.svg" alt="Convoy effect" width="720" loading="lazy"></a>"#
    );
    assert_eq!(
        CONVOY.frame(),
        r#"<iframe src="https://example.org/a/widget/convoy/" title="Convoy effect" width="100%" height="420" style="border:0" loading="lazy" allow="cross-origin-isolated; fullscreen; clipboard-write"></iframe>"#
    );
    assert_eq!(
        CONVOY.element(),
        r#"<script src="https://example.org/a/interleave.js" async></script>
<interleave-race src="https://example.org/a/widget/convoy/" title="Convoy effect" theme="auto" height="420"><a href="https://example.org/a/scenarios/convoy/">Convoy effect</a></interleave-race>"#
    );
}

#[test]
fn a_scenario_of_ones_own_has_its_link_and_no_picture() {
    let own = Embed { preset: None, query: "v=1&tasks=8&py=3.14", theme: Theme::Dark, ..CONVOY };
    assert_eq!(own.poster(), None);
    assert_eq!(own.page(), "https://example.org/a/?v=1&tasks=8&py=3.14");
    assert_eq!(own.widget(), "https://example.org/a/widget/?v=1&tasks=8&py=3.14");
    assert!(own.frame().contains("src=\"https://example.org/a/widget/?v=1&amp;tasks=8&amp;py=3.14\""));
    assert!(own.frame().contains("style=\"border:0;color-scheme:dark\""));
    assert!(own.element().contains("theme=\"dark\""));
    let default = Embed { query: "", ..own };
    assert_eq!(
        [default.page(), default.widget()],
        ["https://example.org/a/", "https://example.org/a/widget/"]
    );
}

#[test]
fn nothing_breaks_out_of_a_snippet() {
    let evil = "\"><script>alert(1)</script> '&) [a](b) `\n";
    let embed = Embed { site: evil, preset: None, query: evil, title: evil, theme: Theme::Light, height: 1 };
    for snippet in [embed.image(evil), embed.frame(), embed.element()] {
        // The only tags are the snippet's own, and every attribute ends where it should.
        assert!(!snippet.contains("<script>") && snippet.matches('<').count() <= 6, "{snippet}");
        assert!(snippet.matches('"').count() % 2 == 0, "{snippet}");
    }
    let markdown = embed.markdown(evil);
    assert!(!markdown.contains('\n') && markdown.matches(")](").count() == 1, "{markdown}");
    assert!(markdown.starts_with("[![\"\\>\\<script\\>") && markdown.ends_with(')'), "{markdown}");
}

#[test]
fn a_pasted_link_is_any_page_of_the_site_or_a_query() {
    for (link, query) in [
        ("https://example.org/a/?v=1&tasks=8#race", Some("v=1&tasks=8")),
        (" https://example.org/a/scenarios/convoy/ ", Some("preset=convoy")),
        ("https://example.org/a/widget/convoy/index.html", Some("preset=convoy")),
        ("https://example.org/a/scenarios/convoy/?preset=deadlock&cores=2", Some("preset=deadlock&cores=2")),
        ("?w=io", Some("w=io")),
        ("w=io&tasks=3", Some("w=io&tasks=3")),
        ("convoy", Some("preset=convoy")),
        ("https://example.org/a/", Some("")),
        ("javascript:alert(1)", None),
        ("hello", None),
        ("", None),
    ] {
        assert_eq!(query_of(link).as_deref(), query, "{link}");
    }
}
