//! Files for machines that need the site's address: an oEmbed answer for each scenario, the list of pages, robots.
//!
//! oEmbed is found through a link in the page's head, since a static host can't answer `?url=`.

use crate::social::CARD;
use anyhow::{Context, Result};
use charts::escape;
use model::Preset;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use ui::embed::{Embed, HEIGHT, Theme};

/// How wide an oEmbed frame is, in CSS pixels; it takes any other width too.
const WIDTH: u32 = 720;

/// What no search engine is to list: pages that are made to stand inside others, and one that stands in for others.
const UNLISTED: [&str; 2] = ["widget", "offline"];

/// Writes them into the site's `folder`, which has all its pages; `site` is its address with a `/` at its end.
pub(crate) fn write(folder: &Path, site: &str) -> Result<()> {
    let answers = folder.join("oembed");
    fs::create_dir_all(&answers)?;
    for preset in Preset::ALL {
        put(&answers.join(preset.name).with_extension("json"), &format!("{:#}\n", oembed(preset, site)))?;
    }
    let mut pages = Vec::new();
    find(folder, "", &mut pages)?;
    pages.sort();
    put(&folder.join("sitemap.xml"), &sitemap(&pages, site))?;
    // Read only where the site is the root of its host; elsewhere it harms nobody.
    put(&folder.join("robots.txt"), &format!("User-agent: *\nAllow: /\nSitemap: {site}sitemap.xml\n"))
}

fn put(file: &Path, text: &str) -> Result<()> {
    fs::write(file, text).with_context(|| format!("can't write {}", file.display()))
}

/// The answer for a scenario of the library, as of oEmbed 1.0.
fn oembed(preset: &Preset, site: &str) -> Value {
    let (title, theme) = (preset.title, Theme::Auto);
    let embed = Embed { site, preset: Some(preset.name), query: preset.query, title, theme, height: HEIGHT };
    json!({
        "type": "rich",
        "version": "1.0",
        "title": title,
        "provider_name": "Interleave",
        "provider_url": site,
        "html": embed.frame(),
        "width": WIDTH,
        "height": HEIGHT,
        "thumbnail_url": format!("{site}cards/{}.png", preset.name),
        "thumbnail_width": CARD.0,
        "thumbnail_height": CARD.1,
    })
}

/// The paths of all pages in `folder` and below, seen from the site's root.
fn find(folder: &Path, path: &str, pages: &mut Vec<String>) -> Result<()> {
    for entry in fs::read_dir(folder.join(path))? {
        let (name, kind) = entry.map(|entry| (entry.file_name(), entry.file_type()))?;
        let name = name.to_string_lossy();
        if name == "index.html" {
            pages.push(path.to_owned());
        } else if kind?.is_dir() && !UNLISTED.iter().any(|unlisted| name == *unlisted) {
            find(folder, &format!("{path}{name}/"), pages)?;
        }
    }
    Ok(())
}

fn sitemap(pages: &[String], site: &str) -> String {
    let page = |path: &String| format!("  <url><loc>{}{}</loc></url>\n", escape(site), escape(path));
    let pages: String = pages.iter().map(page).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{pages}</urlset>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::{oembed, sitemap};
    use model::Preset;
    use serde_json::json;

    const SITE: &str = "https://example.org/a&b/";

    #[test]
    fn an_answer_has_what_oembed_wants_of_a_rich_one() {
        let answer = oembed(Preset::from_name("convoy").unwrap(), SITE);
        for (key, value) in [
            ("type", json!("rich")),
            ("version", json!("1.0")),
            ("title", json!("Convoy effect")),
            ("provider_url", json!(SITE)),
            ("thumbnail_url", json!("https://example.org/a&b/cards/convoy.png")),
            ("thumbnail_width", json!(1200)),
        ] {
            assert_eq!(answer[key], value, "{key}");
        }
        let html = answer["html"].as_str().unwrap();
        assert!(html.starts_with("<iframe src=\"https://example.org/a&amp;b/widget/convoy/\""), "{html}");
        assert!(answer["width"].is_u64() && answer["height"].is_u64());
    }

    #[test]
    fn the_list_of_pages_is_xml_with_absolute_addresses() {
        let list = sitemap(&[String::new(), "gil/".to_owned()], SITE);
        assert!(list.contains("<loc>https://example.org/a&amp;b/</loc>"), "{list}");
        assert!(list.contains("<loc>https://example.org/a&amp;b/gil/</loc>"), "{list}");
    }
}
