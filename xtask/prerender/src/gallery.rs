//! The library as a page of pictures.

use crate::page::Page;
use charts::escape;
use model::{Preset, preset::Topic};
use std::fmt::Write;

/// The page.
pub(crate) fn page() -> Page {
    let mut main = String::from(
        "<h1>Scenarios</h1>\n<p class=\"lede\">Each is a small truth about concurrency in Python, with its picture.</p>\n",
    );
    for topic in Topic::ALL {
        let _ = writeln!(main, "<section><h2>{}</h2><ul class=\"gallery\">", escape(topic.title()));
        for preset in Preset::ALL.iter().filter(|preset| preset.topic == topic) {
            let (name, title, truth) = (preset.name, escape(preset.title), escape(preset.truth));
            let _ = writeln!(main, "<li><a href=\"{name}/\"><b>{title}</b></a> {truth}</li>");
        }
        main.push_str("</ul></section>\n");
    }
    Page {
        path: "scenarios/".to_owned(),
        title: "Scenarios · Interleave".to_owned(),
        description:
            "A library of small truths about threads, processes and asyncio in Python, each with a picture."
                .to_owned(),
        program: None,
        class: "",
        main,
    }
}
