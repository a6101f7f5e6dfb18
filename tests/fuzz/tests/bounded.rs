//! Each check, of inputs that are good ones with something changed: the same in every run.

use downstream::nested::ErrorCode;
use errspec::{json, problem, xml};
use fuzz_checks::CHECKS;
use fuzz_checks::inputs::{self, files, specs};
use fuzz_checks::specs::AND_THEN;

fn holds(name: &str, seeds: &[Vec<u8>], cases: u32) {
    let (_, check) = CHECKS.iter().find(|(check, _)| *check == name).unwrap();
    inputs::check(seeds, cases, check);
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
    let targets = [
        ("csv", "csv"),
        ("markdown", "md"),
        ("json_table", "json"),
        ("rust", "rs"),
        ("errcodes", "txt"),
        ("yaml", "yaml"),
    ];
    for (name, extension) in targets {
        holds(name, &files("import/tests/inputs", extension), 2_000);
    }
    let mut traffic = files("import/tests/inputs", "ndjson");
    traffic.extend(files("import/tests/inputs", "har"));
    holds("traffic", &traffic, 2_000);
}
