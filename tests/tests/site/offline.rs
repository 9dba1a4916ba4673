//! The site without a network, and from one version to the next.

use site_tests::host::built_site;
use site_tests::race::RUNTIMES;
use site_tests::{Host, Quirk, Race, Result, Setting, Tab, ensure, everywhere, in_each_browser};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

use crate::isolation::renewed;
use crate::measure::SMALL;

everywhere!(works_without_a_network);
in_each_browser!(
    silent_network_is_given_up_on,
    a_new_version_is_never_mixed_with_the_old,
    private_window_works_without_a_network,
);

mod in_chromium {
    //! Firefox has no setting for sparing data, and no service worker in frames of other sites.
    site_tests::in_one_setting!(
        chromium,
        Chromium,
        None,
        a_sparing_reader_keeps_one_page,
        a_frame_of_another_site_keeps_nothing
    );
    use super::{a_frame_of_another_site_keeps_nothing, a_sparing_reader_keeps_one_page};
}

/// All is kept that the page wants to be.
const KEPT: &str = "document.documentElement.dataset.kept === 'true'";

fn works_without_a_network(setting: Setting) -> Result<()> {
    let host = Host::of_site_under("/any/näme of (it)/", setting.headers)?;
    let tab = setting.tab()?;
    kept(&tab, &host.url(SMALL))?;
    host.vanish();
    renewed(&tab, Tab::reload)?;
    ensure_works(&tab, &host.url(SMALL))?;
    // One that was never visited, one that is not kept unless it is, and one that doesn't exist.
    tab.goto(&host.url("playground/"))?;
    ensure_works(&tab, &host.url("playground/?tasks=3"))?;
    tab.goto(&host.url("scenarios/convoy/"))?;
    let address = tab.address()?;
    ensure!(address == tab_address(&host.url("offline/"))?, "it leads to {address}");
    ensure!(
        tab.text("h1")? == "No network" && tab.text("main li a")? == "Race",
        "the offline page is not there"
    );
    tab.goto(&host.url("playground"))?;
    ensure!(tab.address()? == tab_address(&host.url("playground/"))?, "a folder without its slash is lost");
    Ok(())
}

/// How the address bar writes an address.
fn tab_address(url: &str) -> Result<String> {
    Ok(url::Url::parse(url)?.to_string())
}

/// The race is drawn, follows a change and is measured with shared memory.
fn ensure_works(tab: &Tab, url: &str) -> Result<()> {
    let race = Race::open(tab, url)?;
    ensure!(tab.value("crossOriginIsolated")? == true, "{url} is not isolated");
    let drawn = race.modelled()?;
    ensure!(drawn.len() == RUNTIMES.len(), "the race of {url} is {drawn:?}");
    tab.drag("tasks", 6.0)?;
    race.settle()?;
    ensure!(race.modelled()? != drawn, "a change changes nothing on {url}");
    let measured = race.measure()?;
    ensure!(measured.len() == RUNTIMES.len(), "measured is {measured:?}");
    Ok(())
}

fn silent_network_is_given_up_on(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    kept(&tab, &host.url(""))?;
    host.fall_silent();
    renewed(&tab, Tab::reload)?;
    let rows = Race::here(&tab)?.modelled()?;
    ensure!(rows.len() == RUNTIMES.len(), "the race is {rows:?}");
    Ok(())
}

fn private_window_works_without_a_network(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.odd_tab(&[Quirk::Private])?;
    kept(&tab, &host.url(""))?;
    host.vanish();
    renewed(&tab, Tab::reload)?;
    Race::here(&tab).map(drop)
}

fn a_new_version_is_never_mixed_with_the_old(setting: Setting) -> Result<()> {
    let (old, new) = (version("old")?, version("new")?);
    let mut host = Host::start(old.path(), "/", setting.headers)?;
    let tab = setting.tab()?;
    kept(&tab, &host.url(""))?;
    ensure_all_of(&tab, "old")?;
    host.deploy(new.path(), setting.headers)?;
    // What was open goes on with its own files, also with those that it has not loaded yet and the host no longer has.
    ensure!(Race::here(&tab)?.measure()?.len() == RUNTIMES.len(), "the open page can't measure");
    host.asked();
    renewed(&tab, Tab::reload)?;
    Race::here(&tab)?;
    ensure_all_of(&tab, "new")?;
    tab.wait_until("the new version to be kept", KEPT)?;
    let caches = "caches.keys().then((names) => { window.names = names; })";
    tab.run(caches)?;
    let names = tab.wait_until("the caches' names", "window.names")?;
    ensure!(names.as_array().is_some_and(|names| names.len() == 1), "the caches are {names}");
    host.vanish();
    renewed(&tab, Tab::reload)?;
    Race::here(&tab)?;
    ensure_all_of(&tab, "new")
}

fn a_sparing_reader_keeps_one_page(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    tab.spare_data()?;
    kept(&tab, &host.url(""))?;
    let asked = host.asked();
    ensure!(
        !asked.iter().any(|path| path.contains("playground") || path.contains("studio")),
        "asked for {asked:?}"
    );
    host.vanish();
    renewed(&tab, Tab::reload)?;
    ensure_works(&tab, &host.url(SMALL))
}

fn a_frame_of_another_site_keeps_nothing(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let outer = tempfile::tempdir()?;
    fs::write(
        outer.path().join("index.html"),
        format!("<!doctype html><iframe src=\"{}\"></iframe>", host.url("")),
    )?;
    let parent = Host::start(outer.path(), "/", setting.headers)?;
    let tab = setting.tab()?;
    tab.goto(&parent.url_as_other_site(""))?;
    tab.enter_frame(0)?;
    Race::here(&tab)?;
    ensure!(
        tab.value("navigator.serviceWorker.controller !== null")? == true,
        "there is no worker to keep things"
    );
    tab.run("caches.keys().then((names) => { window.names = names.length + ' caches'; })")?;
    let caches = tab.wait_until("the number of caches", "window.names")?;
    let asked = host.asked();
    ensure!(
        caches == "0 caches" && !asked.iter().any(|path| path.ends_with("keep.js")),
        "{caches}, asked for {asked:?}"
    );
    Ok(())
}

/// Opens a page and stays until all is kept.
fn kept(tab: &Tab, url: &str) -> Result<()> {
    Race::open(tab, url)?;
    tab.wait_until("the site to be kept", KEPT).map(drop)
}

/// A copy of the built site in which every name that comes from content has changed, and every script, style and
/// document says which version it is of.
fn version(name: &str) -> Result<TempDir> {
    let folder = tempfile::tempdir()?;
    copy(&built_site()?, folder.path())?;
    let home = fs::read_to_string(folder.path().join("index.html"))?;
    let hashes: Vec<String> = ["data-version=\"", "assets-", "app-", "engine-"]
        .iter()
        .filter_map(|before| Some(home.split(before).nth(1)?.get(..16)?.to_owned()))
        .collect();
    ensure!(hashes.len() == 4, "the home page names {hashes:?}");
    let rename =
        |text: &str| hashes.iter().fold(text.to_owned(), |text, hash| text.replace(hash, &other(hash, name)));
    edit(folder.path(), &|file, text| {
        let text = rename(&text);
        let end = match file.extension()?.to_str()? {
            // The style sheet travels in the document.
            "html" => {
                let text = text.replacen("<html ", &format!("<html class=\"{name}\" "), 1);
                return Some(text.replacen(
                    "</style>",
                    &format!(":root {{ --version: {name}; }}</style>"),
                    1,
                ));
            }
            "js" if file.ends_with("boot.js") => format!("\nwindow.version = \"{name}\";\n"),
            "js" => String::new(),
            _ => return None,
        };
        Some(text + &end)
    })?;
    for entry in fs::read_dir(folder.path())? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        fs::rename(&path, folder.path().join(rename(name)))?;
    }
    Ok(folder)
}

/// Another hash, the same for the same two.
fn other(hash: &str, name: &str) -> String {
    let start: String = name.bytes().map(|byte| format!("{byte:02x}")).collect();
    start.clone() + &hash[start.len()..]
}

fn ensure_all_of(tab: &Tab, name: &str) -> Result<()> {
    let style = "getComputedStyle(document.documentElement).getPropertyValue('--version').trim()";
    let parts =
        tab.value(&format!("[document.documentElement.className, {style}, window.version].join()"))?;
    ensure!(parts == [name, name, name].join(","), "document, style and script are of {parts}");
    let others = tab.value(&format!(
        "performance.getEntriesByType('resource').map((entry) => entry.name)
            .filter((url) => /-[0-9a-f]{{16}}\\//.test(url) && !url.includes('-{}'))",
        &other("0000000000000000", name)[..6]
    ))?;
    ensure!(others.as_array().is_some_and(Vec::is_empty), "it loaded {others}");
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// Rewrites the text files that `change` makes another of.
fn edit(folder: &Path, change: &dyn Fn(&Path, String) -> Option<String>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            edit(&path, change)?;
        } else if let Some(text) = fs::read_to_string(&path).ok().and_then(|text| change(&path, text)) {
            fs::write(&path, text)?;
        }
    }
    Ok(())
}
