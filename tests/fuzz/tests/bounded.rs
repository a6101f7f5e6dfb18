//! Each check, of inputs that are good ones with something changed: the same in every run.

use std::fs;
use std::path::Path;

use downstream::nested::ErrorCode;
use errspec::{json, problem, xml};
use fuzz_checks::CHECKS;
use fuzz_checks::specs::AND_THEN;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, RngSeed, TestRunner};

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

fn holds(name: &str, seeds: &[Vec<u8>], cases: u32) {
    let (_, check) = CHECKS.iter().find(|(check, _)| *check == name).unwrap();
    assert!(!seeds.is_empty());
    let mut runner = TestRunner::new(Config {
        cases,
        rng_seed: RngSeed::Fixed(1),
        failure_persistence: None,
        ..Config::default()
    });
    let inputs = (any::<Index>(), changes());
    let held = runner.run(&inputs, |(seed, changes)| {
        let input = changed(&seeds[seed.index(seeds.len())], &changes, seeds);
        check(&input);
        Ok(())
    });
    if let Err(error) = held {
        panic!("{name}: {error}");
    }
}

/// The files of a folder with this extension that are not large.
fn files(folder: &str, extension: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(folder);
    let mut paths: Vec<_> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|other| other == extension));
    paths.sort();
    let files = paths.iter().map(|path| fs::read(path).unwrap());
    files.filter(|file| file.len() < 4_000).collect()
}

fn specs() -> Vec<Vec<u8>> {
    let folders = ["artifacts", "diagnostics"];
    folders.iter().flat_map(|folder| files(&format!("codegen/tests/{folder}"), "toml")).collect()
}

fn bodies(encode: fn(&downstream::nested::Error) -> Vec<u8>) -> Vec<Vec<u8>> {
    let error = || ErrorCode::order_not_found(7, "Bern").with_request_id("r-1");
    let detailed = error().with_detail("order", "It is old.").with_detail("a", ErrorCode::Busy);
    let denied = error().with_access_denied_detail("Policy", "<none>");
    [error(), detailed, denied].iter().map(encode).collect()
}

#[test]
fn bodies_hold() {
    let mut seeds = bodies(json::encode);
    seeds.push(json::encode(&downstream::flat::ErrorCode::shop_order_not_found(7, "Bern")));
    holds("json", &seeds, 20_000);
    holds("xml", &bodies(xml::encode), 20_000);
    holds("problem", &bodies(problem::encode), 20_000);
}

#[test]
fn messages_hold() {
    let messages = ErrorCode::ALL.iter().map(|code| code.message());
    let more = downstream::messages::ErrorCode::ALL.iter().map(|code| code.message());
    let messages: Vec<_> = messages.chain(more).map(|text| text.as_bytes().to_vec()).collect();
    holds("message", &messages, 20_000);
}

#[test]
fn specs_hold() {
    holds("spec", &specs(), 2_000);
    holds("fix", &specs(), 2_000);
}

#[test]
fn comparisons_hold() {
    let good = files("codegen/tests/artifacts", "toml");
    let pairs = good.iter().map(|spec| [&spec[..], AND_THEN.as_bytes(), &spec[..]].concat());
    holds("changes", &pairs.collect::<Vec<_>>(), 2_000);
}

#[test]
fn imports_hold() {
    for (name, extension) in
        [("csv", "csv"), ("markdown", "md"), ("json_table", "json"), ("rust", "rs")]
    {
        holds(name, &files("import/tests/inputs", extension), 2_000);
    }
}
