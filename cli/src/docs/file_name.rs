//! The names of the pages.
//!
//! A name must work on every file system and in every address: `/` and `:` are
//! percent-encoded, names differ by more than upper and lower case, and none is
//! longer than file systems take. `~`, which no code has, marks what was added.

use std::collections::{HashMap, HashSet};

use sha2::{Digest, Sha256};

/// The folder of the pages of codes.
pub const CODES: &str = "errors";

/// The folder of the pages of operations. Their index stands beside it.
pub const OPERATIONS: &str = "operations";

/// What has a page a row.
pub const FOLDERS: [&str; 2] = [CODES, OPERATIONS];

/// File systems take 255 bytes, `.html` and the writer's temporary suffix included.
const LONGEST: usize = 180;

/// What Windows takes for a device, with any extension.
const DEVICES: [&str; 22] = [
    "aux", "con", "nul", "prn", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// The file name of each page of a folder.
pub struct Names<'c> {
    folder: &'static str,
    files: HashMap<&'c str, String>,
}

impl<'c> Names<'c> {
    /// Of codes that differ only in case the first has its plain name.
    pub fn of(folder: &'static str, codes: impl Iterator<Item = &'c str>) -> Self {
        let mut taken = HashSet::new();
        let named = codes.map(|code| {
            let mut name = encoded(code);
            if name.len() > LONGEST || !taken.insert(name.to_lowercase()) {
                name.truncate(LONGEST);
                name = format!("{name}~{}", fingerprint(code));
            }
            (code, format!("{name}.html"))
        });
        Self { folder, files: named.collect() }
    }

    /// The page's file, from the site's root.
    pub fn path(&self, code: &str) -> String {
        format!("{}/{}", self.folder, self.files[code])
    }

    /// The page's address, from its folder.
    pub fn href(&self, code: &str) -> String {
        self.files[code].replace('%', "%25")
    }

    /// The page's address, from the index.
    pub fn href_from_index(&self, code: &str) -> String {
        format!("{}/{}", self.folder, self.href(code))
    }
}

/// The folder of a language's pages. The pages of one language have theirs already.
pub fn language_folder(language: &str) -> String {
    let is_taken = FOLDERS.iter().any(|folder| language.eq_ignore_ascii_case(folder));
    match is_device(language) || is_taken {
        true => format!("~{language}"),
        false => language.to_owned(),
    }
}

fn encoded(code: &str) -> String {
    let name = code.replace('/', "%2F").replace(':', "%3A");
    let stem = code.split('.').next().unwrap_or_default();
    if is_device(stem) { format!("~{name}") } else { name }
}

fn is_device(stem: &str) -> bool {
    DEVICES.iter().any(|device| stem.eq_ignore_ascii_case(device))
}

/// Tells a code from those that look like it.
fn fingerprint(code: &str) -> String {
    let digest = Sha256::digest(code);
    digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(codes: &[&str]) -> Vec<String> {
        let names = Names::of(CODES, codes.iter().copied());
        codes.iter().map(|code| names.path(code)).collect()
    }

    #[test]
    fn every_code_has_a_name_that_every_file_system_takes() {
        let codes = ["A.b-c_d", "a/b:c", "CON", "con.X", "Console"];
        let expected = [
            "errors/A.b-c_d.html",
            "errors/a%2Fb%3Ac.html",
            "errors/~CON.html",
            "errors/~con.X.html",
            "errors/Console.html",
        ];
        assert_eq!(paths(&codes), expected);
        assert_eq!(Names::of(CODES, ["a/b"].into_iter()).href("a/b"), "a%252Fb.html");
    }

    #[test]
    fn no_language_has_the_folder_of_pages_or_of_a_device() {
        let folders = ["zh-CN", "errors", "Operations", "aux"].map(language_folder);
        assert_eq!(folders, ["zh-CN", "~errors", "~Operations", "~aux"]);
    }

    #[test]
    fn codes_that_differ_in_case_have_names_that_differ_in_more() {
        let found = paths(&["Key", "KEY", "key"]);
        assert_eq!(found[0], "errors/Key.html");
        let folded: HashSet<String> = found.iter().map(|path| path.to_lowercase()).collect();
        assert_eq!(folded.len(), 3);
        assert_eq!(paths(&["key", "KEY"])[1], found[1], "whichever is the first");
    }

    #[test]
    fn long_codes_have_names_of_their_own_too() {
        let (one, two) = (format!("a{}1", "/".repeat(126)), format!("a{}2", "/".repeat(126)));
        let found = paths(&[&one, &two]);
        assert_ne!(found[0], found[1]);
        assert!(found.iter().all(|path| path.len() < 220));
    }
}
