//! Nothing from outside runs, and nothing outside is asked: the pages' Content-Security-Policy, what they load, and
//! strings that would rather be scripts.

use anyhow::Context;
use base64::prelude::{BASE64_STANDARD, Engine};
use model::scenario::{Choice, Field};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use site_tests::host::built_site;
use site_tests::{Host, Race, Result, Setting, ensure, in_each_browser};
use std::fs;
use std::path::{Path, PathBuf};

in_each_browser!(
    pages_ask_nobody_but_their_host,
    no_string_becomes_markup_or_a_script,
    the_headers_for_hosts_leave_all_at_work,
    no_key_of_a_link_brings_markup,
);

/// How a document names its policy.
const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"";

/// Where addresses may stand that lead elsewhere: what a reader may follow, and the names of vocabularies.
const NAMES: [&str; 3] = ["http://www.w3.org/", "https://www.w3.org/", "https://schema.org"];

/// In a link, a file or a knob.
const PAYLOADS: [&str; 3] = [
    "<img src=x onerror=\"window.hacked=1\">",
    "\"><script>window.hacked=1</script>",
    "</script><svg onload=window.hacked=1>",
];

#[test]
fn every_document_has_the_policy_before_all_else_and_the_one_script_that_it_names() -> Result<()> {
    let documents = documents(&built_site()?)?;
    ensure!(documents.len() > 10, "only {documents:?}");
    let policy = |html: &str| Some(html.split(POLICY).nth(1)?.split('"').next()?.to_owned());
    let home = policy(&fs::read_to_string(built_site()?.join("index.html"))?);
    for part in
        ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "require-trusted-types-for 'script'"]
    {
        ensure!(home.as_ref().is_some_and(|policy| policy.contains(part)), "no {part} in {home:?}");
    }
    for document in documents {
        let html = fs::read_to_string(&document)?;
        let name = document.display();
        ensure!(policy(&html) == home, "{name} has another policy");
        let before = html.split(POLICY).next().unwrap_or_default();
        ensure!(!before.contains("<script") && !before.contains("<link"), "{name} loads before its policy");
        let (rest, script) = without_script(&html).with_context(|| format!("{name} has no script"))?;
        let hash = ["'sha256-", &BASE64_STANDARD.encode(Sha256::digest(script)), "'"].concat();
        ensure!(home.as_ref().is_some_and(|policy| policy.contains(&hash)), "{name} has a script of {hash}");
        for tag in tags(&rest) {
            let runs = tag.starts_with("script")
                && !tag.contains(" src=\"")
                && !tag.contains(" type=\"application/");
            ensure!(
                !runs && !attributes(tag).contains(" on"),
                "{name} has <{tag}>, which the policy refuses"
            );
            let loads = !tag.starts_with("a ")
                && !tag.starts_with("meta ")
                && !tag.starts_with("link rel=\"canonical\"")
                && !tag.starts_with("link rel=\"alternate\"");
            let leaves = loads && (tag.contains("\"http") || tag.contains("\"//"));
            ensure!(
                !leaves || NAMES.iter().any(|name| tag.contains(name)),
                "{name} has <{tag}>, which leads away"
            );
        }
    }
    Ok(())
}

/// A document without the script that isolates it, and that script.
fn without_script(html: &str) -> Option<(String, &str)> {
    let (before, rest) = html.split_once("<script data-site=")?;
    let (script, after) = rest.split_once('>')?.1.split_once("</script>")?;
    Some(([before, after].concat(), script))
}

/// The documents in a folder.
fn documents(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(documents(&path)?);
        } else if path.extension().is_some_and(|kind| kind == "html") {
            found.push(path);
        }
    }
    Ok(found)
}

/// The elements' beginnings, without brackets and without what stands inside of scripts.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.split('<')
        .skip(1)
        .filter_map(|rest| rest.split('>').next())
        .filter(|tag| !tag.starts_with(['/', '!']))
}

/// What stands in a tag outside of quotation marks.
fn attributes(tag: &str) -> String {
    tag.split('"').step_by(2).collect()
}

fn pages_ask_nobody_but_their_host(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    for page in rooms()? {
        tab.goto(&host.url(&page))?;
        tab.wait_until("the page is ready", "document.documentElement.dataset.state === 'ready'")?;
        let strangers = tab.value(
            "performance.getEntries().map((entry) => entry.name)
                .filter((name) => /^[a-z]+:/.test(name) && new URL(name).origin !== location.origin)",
        )?;
        ensure!(strangers == json!([]), "{page} asked {strangers}");
    }
    Ok(())
}

/// One page of every type: those below the root, and the first below each of those.
fn rooms() -> Result<Vec<String>> {
    let root = built_site()?;
    let names = documents(&root)?.into_iter().filter_map(|document| {
        Some(document.strip_prefix(&root).ok()?.to_str()?.strip_suffix("index.html")?.to_owned())
    });
    let mut names: Vec<String> = names.collect();
    names.sort();
    names.dedup_by_key(|name| match name.split_once('/') {
        Some((folder, rest)) if !rest.is_empty() => format!("{folder}/*"),
        _ => name.clone(),
    });
    Ok(names)
}

fn no_string_becomes_markup_or_a_script(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    Race::open(&tab, &host.url(""))?;
    tab.run(
        "window.violations = []; document.addEventListener('securitypolicyviolation',
        ({ effectiveDirective }) => violations.push(effectiveDirective));",
    )?;
    for (attempt, directive) in [
        (
            "document.querySelector('h1').innerHTML = '<img src=x onerror=\"window.hacked=1\">'",
            "require-trusted-types-for",
        ),
        ("new Worker('https://example.org/worker.js')", "require-trusted-types-for"),
        ("new Worker('data:text/javascript,0')", "require-trusted-types-for"),
        ("document.createElement('script').src = '//example.org/script.js'", "require-trusted-types-for"),
        ("document.createElement('script').text = 'window.hacked = 1'", "require-trusted-types-for"),
        ("trustedTypes.createPolicy('another', {})", "trusted-types"),
    ] {
        let refused = tab.run(&format!("violations.length = 0; try {{ {attempt}; return 'done'; }} catch (error) {{ return error.name; }}"))?;
        ensure!(refused == "TypeError", "{attempt} ended with {refused}");
        tab.wait_until(attempt, &format!("violations.includes('{directive}')"))?;
    }
    tab.run(
        "violations.length = 0;
         const image = new Image(); image.src = 'https://example.org/image.png';
         fetch('https://example.org/').catch(() => {});
         navigator.serviceWorker.register('https://example.org/sw.js').catch(({ name }) => { window.refused = name; });",
    )?;
    for directive in ["img-src", "connect-src", "require-trusted-types-for"] {
        tab.wait_until(directive, &format!("violations.includes('{directive}')"))?;
    }
    tab.wait_until("the worker to be refused", "window.refused === 'TypeError'")?;
    // Browsers name different directives for a link that is a script.
    tab.run(
        "violations.length = 0;
         document.body.append(Object.assign(document.createElement('a'), { href: 'javascript:window.hacked=1', id: 'bad' }));
         document.querySelector('#bad').click();",
    )?;
    tab.wait_until("the link to be refused", "violations.length > 0")?;
    ensure!(tab.value("window.hacked ?? null")? == Value::Null, "a string ran");
    Ok(())
}

/// As a host that reads `_headers` would send them with every file, workers' scripts too.
fn the_headers_for_hosts_leave_all_at_work(setting: Setting) -> Result<()> {
    let text = fs::read_to_string(built_site()?.join("_headers"))?;
    let mut of_all = false;
    let mut headers = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        match line.strip_prefix("  ").and_then(|header| header.split_once(": ")) {
            Some(header) if of_all => headers.push(header),
            Some(_) => {}
            None => of_all = line == "/*",
        }
    }
    ensure!(
        headers.iter().any(|(name, _)| *name == "Content-Security-Policy"),
        "the headers are {headers:?}"
    );
    let host = Host::sending(&built_site()?, &headers)?;
    let tab = setting.tab()?;
    let rows = Race::open(&tab, &host.url(crate::measure::SMALL))?.measure()?;
    ensure!(tab.value("crossOriginIsolated")? == true && rows.len() == 6, "measured is {rows:?}");
    let loads = host.loads("");
    ensure!(loads == 1, "the page was loaded {loads} times");
    Ok(())
}

/// Every key that a link may have, followed without a load, as by the back button.
fn no_key_of_a_link_brings_markup(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    let race = Race::open(&tab, &host.url("playground/"))?;
    let strangers = "document.querySelectorAll('img, iframe, object, embed, #notes :not(p, span, button), [onerror], \
                     [onload], body script:not([src], [type=\"application/octet-stream\"])').length";
    let rest = ["preset", "v", "w", "py", "seed", "show", "kernel", "m", "theme", "__proto__"];
    for key in Field::ALL.map(Field::key).into_iter().chain(Choice::ALL.map(Choice::key)).chain(rest) {
        for payload in PAYLOADS {
            let mut pairs = url::form_urlencoded::Serializer::new(String::new());
            let query = pairs.append_pair(key, payload).finish();
            tab.run(&format!(
                "history.pushState(null, '', '?{query}'); dispatchEvent(new PopStateEvent('popstate'));"
            ))?;
            race.settle()?;
            tab.wait_until("it is told as text", "document.querySelector('#notes').textContent.length > 10")?;
            let found = tab.value(&format!("[{strangers}, window.hacked ?? null]"))?;
            ensure!(
                found == json!([0, null]),
                "{query} makes of the page's strange elements and scripts {found}"
            );
        }
    }
    Ok(())
}
