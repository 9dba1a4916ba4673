//! Links, good and hostile: each opens the nearest valid race and says in words what was changed.

use site_tests::race::RUNTIMES;
use site_tests::{Host, Race, Result, Setting, Tab, ensure, in_each_browser};

in_each_browser!(
    good_links_open_as_they_say,
    hostile_links_are_mended_in_words,
    too_much_work_is_refused_with_the_limit,
    a_copied_link_opens_what_was_seen
);

/// Where the page says what it made of a link.
const NOTES: &str = "#notes";

fn good_links_open_as_they_say(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    let query = "v=1&w=io&tasks=7&show=threads,asyncio";
    let race = Race::open(&tab, &host.url(&format!("?{query}")))?;
    let shown: Vec<String> = race.modelled()?.into_iter().map(|row| row.runtime).collect();
    ensure!(shown == ["threads", "asyncio"], "the rows are {shown:?}");
    ensure!(race.query()? == query, "the link became {}", race.query()?);
    ensure!(tab.text(NOTES)?.is_empty(), "a good link was changed: {}", tab.text(NOTES)?);
    Ok(())
}

fn hostile_links_are_mended_in_words(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    let long = format!("tasks=5&x={}", "A".repeat(120_000));
    let links = [
        "tasks=1e99",
        "tasks=-1",
        "py=9.9",
        "w=%3Cimg%20src=x%20onerror=%22window.hacked=1%22%3E",
        "tasks=%3Cscript%3Ewindow.hacked=1%3C/script%3E",
        "%3Cscript%3Ewindow.hacked=1%3C/script%3E=1",
        "show=threads,asyncio,nobody",
        "v=99",
        "seed=%FF%00%E2%80%AE",
        &long,
    ];
    for link in links {
        let race = Race::open(&tab, &host.url(&format!("?{link}")))?;
        let begin: String = link.chars().take(60).collect();
        ensure!(race.modelled()?.len() >= 2, "{begin} shows no race");
        ensure_told(&tab, &begin)?;
        ensure_no_markup(&tab, &begin)?;
    }
    Ok(())
}

fn too_much_work_is_refused_with_the_limit(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    let race = Race::open(&tab, &host.url("?tasks=10000&cpu=60000&interval=0.001"))?;
    ensure!(tab.text(NOTES)?.contains("the limit is 4"), "the page says {:?}", tab.text(NOTES)?);
    ensure!(race.modelled()?.len() == RUNTIMES.len(), "there is no race to see instead");
    Ok(())
}

/// One sentence, for one change.
fn ensure_told(tab: &Tab, link: &str) -> Result<()> {
    let notes = tab
        .value(&format!("[...document.querySelectorAll('{NOTES} .line')].map((line) => line.textContent)"))?;
    let [note] = notes.as_array().map(Vec::as_slice).unwrap_or_default() else {
        anyhow::bail!("{link} is told as {notes}");
    };
    ensure!(note.as_str().is_some_and(|note| note.ends_with(['.', ')'])), "{link}: no sentence: {note}");
    Ok(())
}

/// Nothing that the link brought is an element, or ran.
fn ensure_no_markup(tab: &Tab, link: &str) -> Result<()> {
    let found = tab.value("document.querySelectorAll('body img, #app script, main [onerror]').length")?;
    ensure!(found == 0, "{link} put {found} elements into the page");
    ensure!(tab.value("window.hacked === undefined")? == true, "{link} ran a script");
    Ok(())
}

/// The link is copied, or given to be copied, with all that is seen in it.
fn a_copied_link_opens_what_was_seen(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    let race = Race::open(&tab, &host.url("?tasks=3"))?;
    tab.press("Zoom in")?;
    tab.run("document.querySelectorAll('[name=python-of]')[2].click()")?;
    tab.run("navigator.clipboard.writeText = async (text) => { window.copied = text }")?;
    tab.press("Copy link")?;
    tab.wait_until(
        "it is said",
        "document.querySelector('#away [role=status]').textContent.includes('copied')",
    )?;
    let link = tab.value("window.copied")?.as_str().unwrap_or_default().to_owned();
    ensure!(link.ends_with("/?v=1&tasks=3&zoom=25-75&code=asyncio"), "the link is {link}");
    tab.wait_until("the address is the link", "location.href === window.copied")?;

    tab.run("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")?;
    tab.press("Copy link")?;
    let by_hand =
        tab.wait_until("the link is there to be copied", "document.querySelector('#away textarea').value")?;
    ensure!(by_hand == link.as_str(), "to be copied by hand is {by_hand}");

    let shown =
        "[document.querySelector('.axis').textContent, document.querySelector('#python .tag').textContent]";
    let seen = tab.value(shown)?;
    tab.goto(&host.url(""))?;
    Race::open(&tab, &link)?;
    ensure!(tab.value(shown)? == seen, "the link shows {}, not {seen}", tab.value(shown)?);
    ensure!(
        tab.text(NOTES)?.is_empty() && race.query()?.ends_with("code=asyncio"),
        "a good link was changed"
    );
    Ok(())
}
