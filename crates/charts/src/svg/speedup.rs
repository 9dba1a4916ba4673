//! The speedup plot as SVG.

use super::{document, text};
use crate::{CssPx, Series, SpeedupPicture};

/// The speedup plot as an SVG document.
#[must_use]
pub fn speedup_svg(picture: &SpeedupPicture, title: &str) -> String {
    let body = axes(picture) + &laws(picture) + &curves(picture) + &names(picture);
    let alternative = format!("{title}. {}", picture.text_alternative());
    document(picture.width, picture.height, &alternative, &body)
}

fn axes(picture: &SpeedupPicture) -> String {
    let frame = picture.plot;
    let grid: String =
        picture.speedups.iter().map(|tick| format!("M{} {}H{}", frame.left, tick.x, frame.right)).collect();
    let mut body = format!(
        "<path d=\"{grid}M{} {}V{}\" stroke=\"var(--line)\" fill=\"none\"/>",
        frame.left, frame.top, frame.bottom
    );
    for tick in &picture.speedups {
        let (x, y) = (frame.left - CssPx(6.0), tick.x + CssPx(4.0));
        body += &text(x, y, 11.5, "class=\"soft\" text-anchor=\"end\"", &tick.label);
    }
    for tick in &picture.workers {
        let y = frame.bottom + CssPx(18.0);
        body += &text(tick.x, y, 11.5, "class=\"soft\" text-anchor=\"middle\"", &tick.label);
    }
    body
}

fn laws(picture: &SpeedupPicture) -> String {
    let law = |d: &str, dash| {
        format!("<path d=\"{d}\" stroke=\"var(--soft)\" stroke-dasharray=\"{dash}\" fill=\"none\"/>")
    };
    law(&picture.ideal, "3 5") + &law(&picture.amdahl, "1 4") + &law(&picture.gunther, "6 3 1 3")
}

fn curves(picture: &SpeedupPicture) -> String {
    let curve = |series: &Series| {
        let Series { runtime, colour, dash, line, shapes, bars, .. } = series;
        format!(
            "<g data-runtime=\"{runtime}\"><path d=\"{line}\" stroke=\"{colour}\" stroke-dasharray=\"{dash}\" \
             stroke-width=\"2.5\" stroke-linejoin=\"round\" fill=\"none\"/><path d=\"{bars}\" stroke=\"{colour}\"/>\
             <path d=\"{shapes}\" fill=\"{colour}\"/></g>"
        )
    };
    picture.series.iter().map(curve).collect()
}

fn names(picture: &SpeedupPicture) -> String {
    let name =
        |label: &crate::Label| text(label.x, label.y + CssPx(4.0), 11.5, "class=\"soft\"", &label.text);
    picture.labels.iter().map(name).collect()
}
