//! Races in pages of another site: the element alone, with a frame that only speaks its language, and all three tiers
//! with the built site.

use serde_json::json;
use site_tests::host::project;
use site_tests::{Article, Headers, Host, Result, Setting, Tab, ensure, in_each_browser};
use std::fs;
use tempfile::TempDir;

in_each_browser!(
    an_element_is_a_frame_as_high_as_it_says_in_the_theme_of_its_page,
    an_element_listens_to_its_own_frame_and_takes_web_addresses_only,
    elements_are_loaded_when_they_are_near,
    an_article_has_all_three_tiers_and_twelve_races,
);

/// A host with the element's script and a frame to put into it, and another site's page around it.
struct Embedded {
    tab: Tab,
    _site: Host,
    _page: Host,
    _folders: [TempDir; 2],
}

impl Embedded {
    /// Opens a page with that in its body; `SITE` in it becomes the address of the script's host.
    fn open(setting: Setting, body: &str) -> Result<Self> {
        let (inner, outer) = (tempfile::tempdir()?, tempfile::tempdir()?);
        for file in ["www/interleave.js", "tests/fixtures/widget.html"] {
            let name = file.rsplit('/').next().unwrap_or(file);
            fs::copy(project().join(file), inner.path().join(name))?;
        }
        let site = Host::start(inner.path(), "/", Headers::None)?;
        let page = format!(
            "<!doctype html><html lang=en><meta charset=utf-8>\
             <script>window.heard = []; addEventListener('message', ({{ data }}) => heard.push(data));</script>\
             <script src=\"SITEinterleave.js\" async></script>{body}"
        );
        fs::write(outer.path().join("index.html"), page.replace("SITE", &site.url("")))?;
        let host = Host::start(outer.path(), "/", Headers::None)?;
        let tab = setting.tab()?;
        tab.goto(&host.url_as_other_site(""))?;
        tab.wait_until("the element", "customElements.get('interleave-race')")?;
        Ok(Self { tab, _site: site, _page: host, _folders: [inner, outer] })
    }
}

/// The frame in the first element.
const FRAME: &str = "document.querySelector('interleave-race').shadowRoot.querySelector('iframe')";

fn an_element_is_a_frame_as_high_as_it_says_in_the_theme_of_its_page(setting: Setting) -> Result<()> {
    let title = "&quot;&gt;&lt;img src=x onerror=&quot;hacked = 1&quot;&gt;";
    let body = format!(
        "<interleave-race src=\"SITEwidget.html?a\" title=\"{title}\" theme=\"dark\" height=\"200\"><a href=x>x</a></interleave-race>"
    );
    let Embedded { tab, .. } = &Embedded::open(setting, &body)?;
    tab.wait_until("the height", &format!("{FRAME}?.offsetHeight === 334"))?;
    let named = tab.value(&format!("{FRAME}.title"))?;
    ensure!(named == "\"><img src=x onerror=\"hacked = 1\">", "the frame is called {named}");
    ensure!(tab.value("window.hacked ?? null")?.is_null(), "a title became markup");
    let heard = |theme: &str| {
        format!("heard.findLast((message) => message.theme === '{theme}' && message.heard === '?a')")
    };
    let dark = tab.wait_until("the theme", &heard("dark"))?;
    ensure!(dark["dark"] == true, "the frame is asked to prefer dark by its scheme, and heard {dark}");
    tab.run("document.querySelector('interleave-race').setAttribute('theme', 'light')")?;
    tab.wait_until("the other theme", &heard("light"))?;
    ensure!(tab.value(&format!("{FRAME}.style.colorScheme"))? == "light", "the scheme stayed");
    // Without the element's script, and for who reads the page's source, the link is there.
    ensure!(tab.value("document.querySelector('interleave-race a') !== null")? == true, "the link is gone");
    Ok(())
}

fn an_element_listens_to_its_own_frame_and_takes_web_addresses_only(setting: Setting) -> Result<()> {
    let body = "<interleave-race src=\"SITEwidget.html?a\" sandbox=\"allow-scripts\"></interleave-race>\
        <interleave-race src=\"javascript:parent.hacked = 1\"><a href=x>a link</a></interleave-race>\
        <interleave-race><a href=x>another</a></interleave-race>\
        <iframe hidden src=\"SITEwidget.html?stranger\"></iframe>";
    let Embedded { tab, .. } = &Embedded::open(setting, body)?;
    // A sandboxed frame has no origin, and is heard all the same.
    tab.wait_until("the height", &format!("{FRAME}?.offsetHeight === 334"))?;
    tab.run("postMessage({ interleave: 1, height: 777 }, '*'); frames[0].postMessage({ interleave: 1, theme: 'x' }, '*')")?;
    tab.wait_until("the stranger", "heard.some((message) => message.heard === '?stranger')")?;
    tab.wait_until("our own", "heard.some((message) => message.height === 777)")?;
    let heights = tab.value(&format!("{FRAME}.offsetHeight"))?;
    ensure!(heights == 334, "a message of the page itself made it {heights} high");
    let frames = tab.value("[...document.querySelectorAll('interleave-race')].map((one) => one.shadowRoot.querySelectorAll('iframe').length)")?;
    ensure!(frames == json!([1, 0, 0]), "the frames are {frames}");
    let shown =
        tab.value("[...document.querySelectorAll('interleave-race a')].every((a) => a.offsetWidth > 0)")?;
    ensure!(shown == true, "where there is no frame, the link is not shown");
    ensure!(tab.value("window.hacked ?? null")?.is_null(), "an address was run");
    Ok(())
}

fn elements_are_loaded_when_they_are_near(setting: Setting) -> Result<()> {
    let element = |place: usize| {
        format!(
            "<p style=\"margin-top:4000px\"><interleave-race src=\"SITEwidget.html?{place}\"></interleave-race>"
        )
    };
    let body: String = (1..=12).map(element).collect();
    let Embedded { tab, .. } = &Embedded::open(setting, &body)?;
    tab.run("document.querySelector('p:last-of-type').scrollIntoView()")?;
    tab.wait_until("the last one", "heard.some((message) => message.heard === '?12')")?;
    let heard = tab.value("new Set(heard.map((message) => message.heard).filter(Boolean)).size")?;
    ensure!(
        heard.as_u64().is_some_and(|frames| frames < 12),
        "{heard} frames run, though most were never near"
    );
    Ok(())
}

fn an_article_has_all_three_tiers_and_twelve_races(setting: Setting) -> Result<()> {
    let site = Host::of_site_for_frames()?;
    let article = Article::publish(&site)?;
    let tab = setting.tab()?;
    tab.goto(&article.host.url_as_other_site(""))?;
    tab.wait_until("the image", "document.querySelector('#image').naturalWidth === 720")?;
    // One of the library, as it came, and one that its link says, in a frame without an origin.
    for frame in [0, 1] {
        // A race is taken over when it comes near.
        tab.run(&format!("document.querySelectorAll('body > iframe')[{frame}].scrollIntoView()"))?;
        tab.enter_frame(frame)?;
        tab.wait_until("a page that is alive", "document.documentElement.dataset.state === 'ready'")?;
        tab.wait_until(
            "two rows",
            "document.querySelectorAll('[data-runtime][data-kind=model]').length === 2",
        )?;
        tab.leave_frame()?;
    }
    let ready = "[...document.querySelectorAll('interleave-race')].filter((one) => \
                 ready.has(one.shadowRoot.querySelector('iframe').contentWindow)).length";
    let before = tab.value(ready)?;
    ensure!(before.as_u64() < Some(12), "{before} of the elements came before anybody was near");
    let fitted = "[...document.querySelectorAll('interleave-race')].filter((one) => \
                  ![0, 420].includes(one.shadowRoot.querySelector('iframe').offsetHeight)).length === 12";
    // A reader who scrolls, to one after the other.
    tab.run("setInterval(() => scrollBy(0, innerHeight / 2), 100)")?;
    tab.wait_until("twelve races", &format!("{ready} === 12 && {fitted}"))?;
    ensure_height_without_scripts(&tab, &site)
}

/// A frame whose sandbox allows no scripts says nothing of its height: it has the one that it was given, with the whole
/// picture in it.
fn ensure_height_without_scripts(tab: &Tab, site: &Host) -> Result<()> {
    let address = site.url("widget/convoy/");
    tab.run(&format!(
        "document.body.insertAdjacentHTML('afterbegin', '<iframe sandbox height=480 width=700 src=\"{address}\"></iframe>\
             <interleave-race sandbox height=\"333\" src=\"{address}\"></interleave-race>');
         scrollTo(0, 0);"
    ))?;
    tab.enter_frame(0)?;
    tab.wait_until(
        "the picture",
        "document.querySelector('[data-runtime][data-kind=model]')?.offsetHeight > 20",
    )?;
    ensure!(tab.text("h1")?.len() > 5, "it has no title");
    tab.leave_frame()?;
    let height = tab.value(&format!("{FRAME}.offsetHeight"))?;
    ensure!(height == 333, "without scripts a frame of 333 pixels became {height}");
    Ok(())
}
