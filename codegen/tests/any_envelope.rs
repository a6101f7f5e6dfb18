//! Whatever stands in `[envelope]`: it is compiled or refused, each finding has a place in
//! the spec, and what is accepted has no two members of one name.

use errspec_codegen::catalog::Node;
use errspec_codegen::{Report, compile};
use proptest::prelude::*;

/// Pieces of a place, well and badly put together.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "a", "b", "a", "b", ".", ".", ".", "[0]", "[0].", "[1].", "[15].", "[16].", "[01].", "[-1].",
    "[", "]", "{action}", "é", "<", " ", "@type", "\u{0}", "\u{202e}", "xml", "a.b.c.d.e.f.g.h.i",
    "[99999999999999999999].", "b-1", "7",
];

const SCALARS: &[&str] = &["1", "true", "-7", "1.5", "''", "[]", "{}", "1979-05-27"];

fn string(text: &str) -> String {
    let escaped = text.chars().map(|c| match c {
        '\0'..='\u{1f}' | '"' | '\\' => format!("\\u{:04X}", u32::from(c)),
        _ => c.to_string(),
    });
    format!("\"{}\"", escaped.collect::<String>())
}

/// A place as a string of TOML; one of twenty is no place, as a rule.
fn place() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 1..5);
    let names = prop::sample::select(&["a", "b", "c", "d", "e", "l[0].a", "l[0].b", "m[0].a"][..]);
    let names = prop::collection::vec(names, 1..4);
    prop_oneof![
        1 => pieces.prop_map(|pieces| string(&pieces.concat())),
        20 => names.prop_map(|names| string(&names.join("."))),
    ]
}

/// A place, or a value of another type.
fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        20 => place(),
        1 => prop::sample::select(SCALARS).prop_map(str::to_owned),
    ]
}

fn table(
    names: impl Strategy<Value = String>,
    values: impl Strategy<Value = String>,
) -> impl Strategy<Value = String> {
    let entries = prop::collection::btree_map(names, values, 0..5);
    entries.prop_map(|entries| {
        let entries = entries.into_iter().map(|(name, value)| format!("{name} = {value}"));
        format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
    })
}

fn names(names: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::sample::select(names).prop_map(str::to_owned)
}

#[rustfmt::skip]
const MEMBERS: &[&str] = &[
    "message", "status", "status_text", "request_id", "params", "details", "fault", "field",
    "other",
];

/// A line of `[envelope]`, most of which say where members stand.
fn line() -> impl Strategy<Value = String> {
    let texts = names(&[
        "xml_root",
        "xml_namespace",
        "content_type",
        "code_header",
        "request_id_header",
        "style",
    ]);
    let styles = names(&["'google'", "'s3'", "'stripe'", "'none'", "7"]);
    let formats = names(&["[]", "['json']", "['xml', 'json']", "['problem', 'problem']"]);
    let line = |(key, value)| format!("{key} = {value}\n");
    prop_oneof![
        4 => (names(&["constants"]), table(place(), value())),
        1 => (names(&["detail"]), table(names(&["field", "code", "message"]), value())),
        1 => (names(&["fault"]), table(names(&["client", "server"]), value())),
        1 => (names(&["success"]), table(names(&["request_id", "data"]), value())),
        2 => (names(&["formats"]), formats),
        1 => (names(&["style"]), styles),
        2 => (texts, value()),
    ]
    .prop_map(line)
}

fn spec() -> impl Strategy<Value = String> {
    let members = prop::option::of((place(), table(names(MEMBERS), value())));
    let lines = prop::collection::vec(line(), 0..3);
    let rows = prop::collection::vec(table(place(), value()), 1..3);
    (members, lines, rows).prop_map(|(members, lines, rows)| {
        let members = members.map_or(String::new(), |(code, others)| {
            format!("members = {}\n", others.replacen('{', &format!("{{ code = {code}, "), 1))
        });
        let rows = rows.iter().enumerate().map(|(at, members)| {
            format!(
                "[[error]]\ncode = \"A{at}\"\nstatus = 400\nmessage = \"{{a}}.\"\nmembers = {members}\n"
            )
        });
        format!("[envelope]\n{members}{}{}", lines.concat(), rows.collect::<String>())
    })
}

/// No finding points past the spec, or into the middle of a character.
fn check_places(report: &Report, spec: &str) {
    for finding in report.findings() {
        let related = finding.related.iter().map(|(span, _)| span);
        let fixed = finding.fix.iter().map(|fix| &fix.span);
        for span in [&finding.span].into_iter().chain(related).chain(fixed) {
            assert!(spec.get(span.clone()).is_some(), "{finding:?}");
        }
        let is_placed = !finding.span.is_empty() && finding.span.start > 0;
        assert!(is_placed, "it has no place: {finding:?}");
    }
}

fn check_names(members: &[(&str, Node<'_>)]) {
    for (at, (name, node)) in members.iter().enumerate() {
        assert!(members[..at].iter().all(|(other, _)| other != name), "{name}");
        match node {
            Node::Object(members) => check_names(members),
            Node::List(items) => items.iter().for_each(|members| check_names(members)),
            _ => {}
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_048, ..ProptestConfig::default() })]

    #[test]
    fn it_is_refused_at_its_place_or_has_names_of_its_own(spec in spec()) {
        let (catalog, report) = compile(&spec);
        check_places(&report, &spec);
        report.render("spec", &spec, false);
        if let Some(catalog) = catalog {
            check_names(&catalog.envelope.tree());
        }
    }
}
