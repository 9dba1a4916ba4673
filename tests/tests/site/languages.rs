//! The site in other languages than English.

use site_tests::{Host, Race, Result, Setting, Tab, ensure, in_each_browser};

in_each_browser!(
    a_page_in_chinese_goes_on_in_chinese,
    a_page_in_spanish_writes_numbers_as_spanish_does,
    a_frame_shows_what_its_link_asks_for_or_nothing,
);

/// Chooses the `index`-th kind of work, as a reader does.
fn choose_work(tab: &Tab, index: usize) -> Result<()> {
    tab.run(&format!("document.querySelectorAll('input[name=workload]')[{index}].click()")).map(drop)
}

fn a_page_in_chinese_goes_on_in_chinese(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    let race = Race::open(&tab, &host.url("zh/"))?;
    ensure!(tab.text("#measure")? == "在本设备上测量", "the button says {}", tab.text("#measure")?);
    choose_work(&tab, 2)?;
    tab.wait_until(
        "a sentence on waiting",
        "document.querySelector('.say').textContent.includes('等待可以重叠')",
    )?;
    race.settle()?;
    let heading = tab.text("h1")?;
    ensure!(heading.contains("个线程") && heading.contains('倍'), "the heading says {heading}");
    ensure!(race.query()? == "v=1&w=io", "the link became {}", race.query()?);
    tab.run("document.querySelector('.languages a[hreflang=en]').click()")?;
    tab.wait_until(
        "the page in English",
        "document.documentElement.lang === 'en' && !location.pathname.includes('zh')",
    )?;
    Ok(())
}

fn a_page_in_spanish_writes_numbers_as_spanish_does(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    let race = Race::open(&tab, &host.url("es/playground/"))?;
    choose_work(&tab, 2)?;
    tab.wait_until(
        "a sentence on waiting",
        "document.querySelector('.say').textContent.includes('las esperas se solapan')",
    )?;
    race.settle()?;
    let verdict = tab.text("[data-runtime=threads] .verdict small")?;
    let (whole, decimals) = verdict.split_once(',').unwrap_or_default();
    ensure!(whole.parse::<u32>().is_ok() && decimals.ends_with('×'), "the speedup is written {verdict}");
    Ok(())
}

/// What is seen of the frame's first row: nothing, its page's own scenario, which takes 400 ms, or the link's.
const SEEN: &str = "(() => {
    const figure = document.querySelector('.figure');
    if (!figure || getComputedStyle(figure).visibility === 'hidden') return null;
    return document.querySelector('[data-runtime=sequential]').dataset.wallMs === '400' ? 'its own' : 'asked for';
})()";

fn a_frame_shows_what_its_link_asks_for_or_nothing(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    tab.goto(&host.url("es/widget/?w=io&zoom=x"))?;
    let seen = tab.wait_until("a picture", SEEN)?;
    ensure!(seen == "asked for", "the first picture was {seen}");
    let note = tab.text(".refused")?;
    ensure!(note.starts_with("zoom=“x” no es una parte del eje"), "what was mended is told as {note:?}");
    tab.goto(&host.url("es/widget/?theme=dark"))?;
    let seen = tab.wait_until("a picture", SEEN)?;
    ensure!(seen == "its own", "a link that asks for no scenario shows one {seen}");
    Ok(())
}
