//! Inputs that are good ones with something changed: the same in every run.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, RngSeed, TestRunner};

/// Checks so many of them.
pub fn check(seeds: &[Vec<u8>], cases: u32, check: impl Fn(&[u8])) {
    assert!(!seeds.is_empty());
    let mut runner = TestRunner::new(Config {
        cases,
        rng_seed: RngSeed::Fixed(1),
        failure_persistence: None,
        ..Config::default()
    });
    let inputs = (any::<Index>(), changes());
    let held = runner.run(&inputs, |(seed, changes)| {
        check(&changed(&seeds[seed.index(seeds.len())], &changes, seeds));
        Ok(())
    });
    if let Err(error) = held {
        panic!("{error}");
    }
}

/// The files of a folder with this extension that are not large.
pub fn files(folder: &str, extension: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(folder);
    let mut paths: Vec<_> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|other| other == extension));
    paths.sort();
    let files = paths.iter().map(|path| fs::read(path).unwrap());
    files.filter(|file| file.len() < 4_000).collect()
}

/// Specs, good and bad.
pub fn specs() -> Vec<Vec<u8>> {
    let folders = ["artifacts", "diagnostics"];
    folders.iter().flat_map(|folder| files(&format!("codegen/tests/{folder}"), "toml")).collect()
}

/// What means something to one of the readers.
#[rustfmt::skip]
const TOKENS: &[&str] = &[
    "\"", "'", "\"\"\"", "'''", "\\", "\n", "\r\n", "\r", "\0", "\u{feff}", "\u{202e}", "é", "😀", "{",
    "}", "{{", "{x}", "[", "]", "[[error]]\n", "[[retired]]\n", "[envelope]\n", "=", ".", ",", "#",
    "code = 'A'\n", "status = 404\n", "message", "true", "null", "-1", "1e999", "<", ">", "</", "/>",
    "&", "&#0;", "<![CDATA[", "]]>", "<!DOCTYPE a>", "|", "---", ";", "\t", "fn ", "enum ", "#[a(",
    "match self {", "//", "/*", "::",
];

/// What stands in the place of a part of an input.
#[derive(Clone, Debug)]
enum Change {
    Token(&'static str),
    Bytes(Vec<u8>),
    /// A part of another input.
    Part(Index, Index, Index),
}

fn changes() -> impl Strategy<Value = Vec<(Index, Index, Change)>> {
    let change = prop_oneof![
        4 => prop::sample::select(TOKENS).prop_map(Change::Token),
        1 => prop::collection::vec(any::<u8>(), 0..3).prop_map(Change::Bytes),
        1 => any::<(Index, Index, Index)>().prop_map(|(of, from, to)| Change::Part(of, from, to)),
    ];
    prop::collection::vec((any::<Index>(), any::<Index>(), change), 0..5)
}

/// The input with each change in the place of few bytes.
fn changed(seed: &[u8], changes: &[(Index, Index, Change)], seeds: &[Vec<u8>]) -> Vec<u8> {
    let mut input = seed.to_vec();
    for (at, length, change) in changes {
        let at = at.index(input.len() + 1);
        let end = input.len().min(at + length.index(8));
        let new = match change {
            Change::Token(token) => token.as_bytes(),
            Change::Bytes(bytes) => bytes,
            Change::Part(of, from, to) => {
                let other = &seeds[of.index(seeds.len())];
                let [from, to] = [from, to].map(|place| place.index(other.len() + 1));
                &other[from.min(to)..from.max(to)]
            }
        };
        input.splice(at..end, new.iter().copied());
    }
    input
}
