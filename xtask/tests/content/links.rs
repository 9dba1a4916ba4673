//! Lists of typed links, as roadmap.sh writes them: `- [@article@Title](https://…)`.

/// The types, in the order that they stand in.
const TYPES: [&str; 7] = ["official", "opensource", "article", "course", "podcast", "video", "book"];
/// How many links a topic may have.
const MOST: usize = 8;

/// Whether these lines are a list of typed links; else what is wrong, with the line.
pub(crate) fn check(lines: &[&str]) -> Result<(), String> {
    if lines.is_empty() || lines.len() > MOST {
        return Err(format!("{} links, 1 to {MOST} may be", lines.len()));
    }
    let links = lines.iter().map(|line| link(line)).collect::<Result<Vec<_>, _>>()?;
    if let Some(pair) = links.windows(2).find(|pair| pair[0].0 > pair[1].0) {
        return Err(format!("{} stands after {}", TYPES[pair[1].0], TYPES[pair[0].0]));
    }
    let repeated =
        links.iter().enumerate().find(|(n, link)| links[..*n].iter().any(|other| other.1 == link.1));
    repeated.map_or(Ok(()), |(_, link)| Err(format!("twice: {}", link.1)))
}

/// The place of a link's type in [`TYPES`], and its address.
fn link(line: &str) -> Result<(usize, &str), String> {
    let parts = || {
        let (kind, rest) = line.strip_prefix("- [@")?.split_once('@')?;
        let (title, address) = rest.strip_suffix(')')?.split_once("](")?;
        Some((kind, title, address))
    };
    let (kind, title, address) = parts().ok_or_else(|| format!("not `- [@type@Title](address)`: {line}"))?;
    let place = TYPES.iter().position(|known| *known == kind);
    let place = place.ok_or_else(|| format!("no type of link: {kind}"))?;
    if title.is_empty() || title.trim() != title || title.contains(['[', ']', '@']) {
        return Err(format!("not a title: {title:?}"));
    }
    let path = address.strip_prefix("https://").filter(|path| path.contains('.'));
    match path {
        Some(path) if !path.contains(['(', ')', '<', '>']) && !path.contains(char::is_whitespace) => {
            Ok((place, address))
        }
        _ => Err(format!("not an https address: {address}")),
    }
}
