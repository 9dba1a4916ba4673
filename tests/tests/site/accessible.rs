//! Every kind of page for everyone: held to WCAG 2.2 AA by axe-core, light and dark, and readable at 320 pixels.

use serde_json::Value;
use site_tests::browser::Scheme;
use site_tests::host::kinds_of_pages;
use site_tests::{Browser, Headers, Host, Result, Tab, ensure};

/// True once the page is done; a document says nothing about itself.
const SETTLED: &str = "document.readyState === 'complete' && !['loading', 'running'].includes(document.documentElement.dataset.state)";

const AT_REST: &str = "document.getAnimations().length === 0 && !document.querySelector('[aria-busy=true]')";

/// All rules of the guidelines, and axe's own advice.
const ALL: &str = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']";
/// Those that may say something else of other colours.
const OF_COLOURS: &str = "['color-contrast', 'link-in-text-block']";
/// Those that may say something else of a narrow page.
const OF_SIZES: &str = "['target-size', 'scrollable-region-focusable']";

#[test]
fn no_page_breaks_a_rule_of_accessibility() -> Result<()> {
    let axe = axe()?;
    let host = Host::of_site(Headers::Isolating)?;
    let tab = Tab::open(Browser::Chromium, &[])?;
    let mut broken = Vec::new();
    for page in kinds_of_pages()? {
        tab.dress(1280, Scheme::Light)?;
        tab.goto(&host.url(&page))?;
        tab.wait_until("the page is done", SETTLED)?;
        tab.run(&axe)?;
        for (width, scheme, rules) in
            [(1280, Scheme::Light, ALL), (1280, Scheme::Dark, OF_COLOURS), (360, Scheme::Light, OF_SIZES)]
        {
            tab.dress(width, scheme)?;
            // Colours on their way are neither the old ones nor the new, and what is still computed is faded.
            tab.wait_until("nothing moves", AT_REST)?;
            let found = violations(&tab, rules)?;
            broken.extend(found.iter().map(|what| format!("/{page} {width} {}: {what}", scheme.name())));
        }
        broken.extend(overflow(&tab)?.map(|what| format!("/{page} at 320: {what}")));
    }
    ensure!(broken.is_empty(), "{}", broken.join("\n"));
    Ok(())
}

/// What axe finds by these rules: which of them is broken, and where.
fn violations(tab: &Tab, rules: &str) -> Result<Vec<String>> {
    let found = tab.run(&format!(
        "return axe.run(document, {{ runOnly: {rules}, resultTypes: ['violations'] }}).then(({{ violations }}) =>
           violations.flatMap(({{ id, nodes }}) =>
             nodes.map((node) => `${{id}}: ${{node.html.slice(0, 160)}} ${{node.failureSummary}}`)));"
    ))?;
    Ok(found.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect())
}

/// What sticks out of a page of 320 pixels, as one of 1280 is when it is enlarged four times.
fn overflow(tab: &Tab) -> Result<Option<String>> {
    tab.dress(320, Scheme::Light)?;
    let width = tab.value("document.documentElement.scrollWidth")?;
    Ok((width != 320).then(|| format!("the page is {width} pixels wide")))
}

fn axe() -> Result<String> {
    let file = std::env::var_os("AXE_CORE");
    let file =
        file.ok_or_else(|| anyhow::anyhow!("AXE_CORE names no axe.min.js; `cargo xtask test` sets it"))?;
    Ok(std::fs::read_to_string(file)?)
}
