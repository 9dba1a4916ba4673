//! Names the version of the finished site, in its pages and in its service worker, so that the worker never keeps a page
//! of one version beside the files of another; and writes for hosts what never changes under its name.

use crate::workspace::files_in;
use anyhow::{Context, Result, ensure};
use serde_json::json;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

/// The line of `www/sw.js` that says what there is to keep.
const BUILD: &str = "const BUILD = { version: \"\", offline: [], pages: [], files: [] };";

/// How a document begins, and with what it says its version.
const ROOT_ELEMENT: &str = "<html ";

/// In a document, before its Content-Security-Policy.
const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"";

/// What hosts may say of a file whose name changes with its content.
const FOR_EVER: &str = "Cache-Control: public, max-age=31536000, immutable";

/// Where the service worker sends readers without a network, in a language's folder or at the root; it keeps that by
/// itself.
const OFFLINE: &str = "offline/";

/// Writes it into every document, `sw.js` and `_headers` of the site in `stage`.
pub(super) fn stamp(stage: &Path) -> Result<()> {
    let site = Site::read(stage)?;
    for page in &site.pages {
        rewrite(&stage.join(page).join("index.html"), |html| {
            html.replacen(ROOT_ELEMENT, &format!("{ROOT_ELEMENT}data-version=\"{}\" ", site.version), 1)
        })?;
    }
    rewrite(&stage.join("sw.js"), |script| script.replacen(BUILD, &site.build(), 1))?;
    let policy = policy(&fs::read_to_string(stage.join("index.html"))?)?;
    rewrite(&stage.join("_headers"), |headers| headers + &site.headers(&policy))
}

/// Renames a folder of `stage` after what is in it.
pub(super) fn name_by_content(stage: &Path, folder: &str) -> Result<()> {
    let from = stage.join(folder);
    let mut hasher = DefaultHasher::new();
    for path in files_in(&from)? {
        (path.strip_prefix(&from)?, fs::read(&path)?).hash(&mut hasher);
    }
    let to = stage.join(format!("{folder}-{:016x}", hasher.finish()));
    fs::rename(from, to).with_context(|| format!("there is no {folder}/"))
}

/// The finished site, by the names of its files.
struct Site {
    version: String,
    /// The folders of its documents, from the root, with a slash at the end.
    pages: Vec<String>,
    /// What lies in folders named after their content.
    files: Vec<String>,
}

impl Site {
    fn read(stage: &Path) -> Result<Self> {
        let mut hasher = DefaultHasher::new();
        let (mut pages, mut files) = (Vec::new(), Vec::new());
        for path in files_in(stage)? {
            let name = path.strip_prefix(stage)?.to_str().context("a file's name is no UTF-8")?.to_owned();
            (&name, fs::read(&path)?).hash(&mut hasher);
            match name.strip_suffix("index.html") {
                Some(folder) => pages.push(folder.to_owned()),
                None if is_lasting(&name) => files.push(name),
                None => {}
            }
        }
        Ok(Self { version: format!("{:016x}", hasher.finish()), pages, files })
    }

    /// What `sw.js` is to know. A page of a library's scenario is kept when it was visited, and cards never: there are
    /// too many to be downloaded for nothing.
    fn build(&self) -> String {
        let is_offline = |page: &&String| page.ends_with(OFFLINE);
        let is_room = |page: &&String| page.matches('/').count() < 2 && !is_offline(page);
        let is_program = |file: &&String| !file.ends_with(".png");
        let offline: Vec<_> = self.pages.iter().filter(is_offline).collect();
        let pages: Vec<_> = self.pages.iter().filter(is_room).collect();
        let files: Vec<_> = self.files.iter().filter(is_program).collect();
        format!(
            "const BUILD = {};",
            json!({ "version": self.version, "offline": offline, "pages": pages, "files": files })
        )
    }

    /// For hosts that read `_headers`. Workers and what else is no document get the documents' policy in this way only.
    fn headers(&self, policy: &str) -> String {
        let mut folders: Vec<_> = self.files.iter().filter_map(|file| file.split('/').next()).collect();
        folders.dedup();
        let lasting: String = folders.iter().map(|folder| format!("/{folder}/*\n  {FOR_EVER}\n")).collect();
        format!(
            "\n# What the pages may load and run, for their workers too.\n/*\n  Content-Security-Policy: {policy}\n\n\
             # Folders named after their content.\n{lasting}"
        )
    }
}

/// Whether a file lies in a folder that the build named after its content; `LASTING` in `sw.js`.
fn is_lasting(name: &str) -> bool {
    let hash = name.split_once('/').and_then(|(folder, _)| folder.rsplit_once('-'));
    hash.is_some_and(|(_, hash)| hash.len() == 16 && hash.bytes().all(|digit| digit.is_ascii_hexdigit()))
}

/// The policy of a document without its trusted types: in a worker there is no policy to pass the addresses of its own
/// workers, which are the build's own.
fn policy(html: &str) -> Result<String> {
    let policy = html.split(POLICY).nth(1).and_then(|rest| rest.split('"').next());
    let directives =
        policy.context("the home page has no Content-Security-Policy")?.split(';').map(str::trim);
    let fetching: Vec<_> = directives.filter(|directive| !directive.contains("trusted-types")).collect();
    Ok(fetching.join("; "))
}

/// Replaces the text of a file by what `edit` makes of it, which must be another.
fn rewrite(file: &Path, edit: impl FnOnce(String) -> String) -> Result<()> {
    let text = fs::read_to_string(file).with_context(|| format!("can't read {}", file.display()))?;
    let edited = edit(text.clone());
    ensure!(edited != text, "{} has no place for the site's version", file.display());
    Ok(fs::write(file, edited)?)
}

#[cfg(test)]
mod tests {
    use super::{BUILD, POLICY, is_lasting, stamp};
    use crate::workspace;
    use std::fs;
    use std::path::{Path, PathBuf};

    const FOLDER: &str = "app-00000000000000ab";

    fn stage(name: &str, home: &str) -> PathBuf {
        let stage = workspace::site_work().join(name);
        let _ = fs::remove_dir_all(&stage);
        for (file, text) in [
            (
                "index.html",
                format!("<html lang=en>{POLICY}default-src 'self'; trusted-types default\">{home}"),
            ),
            ("scenarios/convoy/index.html", "<html lang=en>".to_owned()),
            ("offline/index.html", "<html lang=en>".to_owned()),
            (&format!("{FOLDER}/race.js"), String::new()),
            (&format!("{FOLDER}/card.png"), String::new()),
            ("sw.js", fs::read_to_string(workspace::root().join("www/sw.js")).unwrap()),
            ("_headers", "/*\n  A: b\n".to_owned()),
        ] {
            let file = stage.join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        stage
    }

    fn version(stage: &Path, page: &str) -> String {
        let html = fs::read_to_string(stage.join(page)).unwrap();
        html.split("<html data-version=\"").nth(1).unwrap()[..16].to_owned()
    }

    #[test]
    fn pages_and_worker_are_of_one_version_and_a_changed_word_makes_another() {
        let (one, two) = (stage("test-version-1", "one"), stage("test-version-2", "two"));
        stamp(&one).unwrap();
        stamp(&two).unwrap();
        let first = version(&one, "index.html");
        assert_eq!(version(&one, "scenarios/convoy/index.html"), first);
        assert_ne!(version(&two, "index.html"), first);
        let worker = fs::read_to_string(one.join("sw.js")).unwrap();
        let build = format!(
            "const BUILD = {{\"files\":[\"{FOLDER}/race.js\"],\"offline\":[\"offline/\"],\"pages\":[\"\"],\"version\":\"{first}\"}};"
        );
        assert!(worker.contains(&build) && !worker.contains(BUILD), "{worker}");
    }

    #[test]
    fn hosts_are_told_the_policy_and_what_lasts() {
        let stage = stage("test-version-3", "");
        stamp(&stage).unwrap();
        let headers = fs::read_to_string(stage.join("_headers")).unwrap();
        assert!(headers.starts_with("/*\n  A: b\n"), "{headers}");
        assert!(headers.contains("/*\n  Content-Security-Policy: default-src 'self'\n"), "{headers}");
        assert!(
            headers.contains(&format!("/{FOLDER}/*\n  Cache-Control: public, max-age=31536000, immutable"))
        );
    }

    #[test]
    fn only_a_folder_of_such_a_name_lasts() {
        assert!(is_lasting("engine-0123456789abcdef/snippets/a.js"));
        for name in ["sw.js", "gil/index.html", "a-0123456789abcdef", "a-0123456789abcdeg/b", "a-1/b"] {
            assert!(!is_lasting(name), "{name}");
        }
    }
}
