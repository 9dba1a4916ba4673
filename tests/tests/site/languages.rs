//! The site in other languages than English.

use site_tests::{Host, Race, Result, Setting, Tab, ensure, in_each_browser};

in_each_browser!(a_page_in_chinese_goes_on_in_chinese, a_page_in_spanish_writes_numbers_as_spanish_does);

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
