//! Where the site will be, if that is known.

use anyhow::{Context, Result, bail, ensure};

/// An absolute address of the site's folder: `http` or `https`, a `/` at its end, no query and no fragment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SiteUrl(String);

impl SiteUrl {
    /// The address after `--url` among `arguments`, if it is there, and the others.
    pub(crate) fn among(arguments: &[String]) -> Result<(Option<Self>, Vec<String>)> {
        let (mut url, mut rest) = (None, Vec::new());
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            if argument == "--url" {
                let text = arguments.next().context("--url needs an address, such as https://host/path/")?;
                ensure!(url.is_none(), "--url is there twice");
                url = Some(Self::parse(text)?);
            } else {
                rest.push(argument.clone());
            }
        }
        Ok((url, rest))
    }

    /// Refuses what could not stand before a path.
    fn parse(text: &str) -> Result<Self> {
        let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else {
            bail!("--url {text} doesn't begin with https:// or http://");
        };
        let host = rest.split('/').next().unwrap_or_default();
        ensure!(!host.is_empty(), "--url {text} has no host");
        ensure!(!host.contains('@'), "--url {text} has a user's name, which would be on every page");
        // The characters of RFC 3986, without those that begin a query or a fragment.
        let fits = |letter: char| letter.is_ascii_alphanumeric() || "-._~:/@!$&'()*+,;=%[]".contains(letter);
        if let Some(stranger) = rest.chars().find(|letter| !fits(*letter)) {
            bail!("--url {text} has a {stranger:?}, which can't be in the address of a folder");
        }
        let slash = if text.ends_with('/') { "" } else { "/" };
        Ok(Self([text, slash].concat()))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::SiteUrl;

    fn among(line: &str) -> Result<(Option<String>, Vec<String>), String> {
        let words: Vec<String> = line.split(' ').map(str::to_owned).collect();
        SiteUrl::among(&words)
            .map(|(url, rest)| (url.map(|url| url.as_str().to_owned()), rest))
            .map_err(|error| error.to_string())
    }

    #[test]
    fn an_address_ends_in_a_slash_and_leaves_the_other_arguments() {
        let (url, rest) = among("--a --url https://example.org/site b").unwrap();
        assert_eq!(url.as_deref(), Some("https://example.org/site/"));
        assert_eq!(rest, ["--a", "b"]);
        assert_eq!(
            among("--url http://127.0.0.1:8080/").unwrap().0.as_deref(),
            Some("http://127.0.0.1:8080/")
        );
        assert_eq!(among("a").unwrap().0, None);
    }

    #[test]
    fn what_is_no_address_of_a_folder_is_refused() {
        for (line, why) in [
            ("--url", "needs an address"),
            ("--url example.org", "https://"),
            ("--url javascript:alert(1)", "https://"),
            ("--url https://", "no host"),
            ("--url https:///a", "no host"),
            ("--url https://me@example.org/", "user's name"),
            ("--url https://example.org/?a=b", "'?'"),
            ("--url https://example.org/#a", "'#'"),
            ("--url https://example.org/\"><script>", "'\"'"),
            ("--url https://a/ --url https://b/", "twice"),
        ] {
            let error = among(line).unwrap_err();
            assert!(error.contains(why), "{line}: {error}");
        }
    }
}
