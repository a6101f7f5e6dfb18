//! `docs/spec.md` and `docs/rules.md` are made from the lists that the compiler
//! itself goes by. `UPDATE_EXPECT=1 cargo test` writes them anew.

use std::fmt::Write;

use errspec_codegen::Level;
use errspec_codegen::keys::{self, Key, Presence, Shape};
use errspec_codegen::rules::{self, Bump, Kind, Rule};
use expect_test::expect_file;

#[test]
fn the_reference_says_what_the_compiler_does() {
    expect_file!["../../docs/spec.md"].assert_eq(&reference());
}

#[test]
fn every_rule_is_explained() {
    expect_file!["../../docs/rules.md"].assert_eq(&rules_page());
}

fn reference() -> String {
    let mut text = String::from(
        "# The spec, version 1\n\n\
         A spec is a TOML file in UTF-8. This page is made from the compiler's own lists of\n\
         keys and rules. A key in bold must be there.\n",
    );
    table(&mut text, "The file", "", keys::SPEC);
    let _ = write!(
        text,
        "\n## Lints and levels\n\n\
         `[lints]` sets a level for a lint: `\"allow\"`, `\"warn\"` or `\"deny\"`. A row can allow a lint\n\
         with a reason: `allow = [{{ lint = \"message-style\", reason = \"Published so.\" }}]`. A finding on\n\
         the service's source or traffic that no row is about is excused by an `[[allow]]`.\n\n\
         | lint | level | what breaks it |\n| --- | --- | --- |\n"
    );
    for rule in rules::lints() {
        let (link, level) = (rule_link("rules.md", rule), level_name(rule.level()));
        let _ = writeln!(text, "| {link} | {level} | {} |", rule.summary);
    }
    text.push_str("\n## Always errors\n\n| rule | what breaks it |\n| --- | --- |\n");
    for rule in rules::of_a_spec().filter(|rule| rule.kind == Kind::Error) {
        let _ = writeln!(text, "| {} | {} |", rule_link("rules.md", rule), rule.summary);
    }
    text.push_str(
        "\n## Changes between two versions\n\n\
         What `errspec breaking` finds, with its level for deployed clients and for callers of the\n\
         generated Rust. What is major on the wire, a build refuses once it is published.\n\n\
         | change | wire | source | what it means |\n| --- | --- | --- | --- |\n",
    );
    for change in rules::changes() {
        text.push_str(&change_line("rules.md", change));
    }
    text
}

fn rules_page() -> String {
    let mut text = String::from(
        "# Rules\n\n\
         This page is made from the compiler's own lists of rules: first what a spec may not\n\
         do, then what shows that a service does not keep to it, then what can change between two\n\
         versions of one. A test runs the examples.\n\n\
         ## Of a spec\n\n\
         A lint has the level that [`[lints]`](spec.md#lints-and-levels) sets, and a row can\n\
         allow it with a reason. All other rules are always errors.\n\n\
         | rule | level | what breaks it |\n| --- | --- | --- |\n",
    );
    for rule in rules::of_a_spec() {
        let level = if rule.is_lint() { level_name(rule.level()) } else { "always an error" };
        let _ = writeln!(text, "| {} | {level} | {} |", rule_link("", rule), rule.summary);
    }
    let service = [
        ("Of a service's source", "What `errspec usage` finds", rules::of_source().collect()),
        ("Of a service's traffic", "What `errspec drift` finds", rules::of_traffic().collect()),
    ];
    for (heading, what, rules) in service as [(&str, &str, Vec<&Rule>); 2] {
        let _ = write!(
            text,
            "\n## {heading}\n\n{what}. Levels and exceptions are those of lints; what no row is\n\
             about is excused by [`[[allow]]`](spec.md#allow).\n\n\
             | rule | level | what breaks it |\n| --- | --- | --- |\n",
        );
        for rule in rules {
            let (link, level) = (rule_link("", rule), level_name(rule.level()));
            let _ = writeln!(text, "| {link} | {level} | {} |", rule.summary);
        }
    }
    text.push_str(
        "\n## Of two versions of a spec\n\n\
         Each change has a level for deployed clients and one for callers of the generated\n\
         Rust. [`breaking.md`](breaking.md) says where they count, and how to declare a change\n\
         that is meant. An example fails where it has the change, whatever its levels. Lines\n\
         with `-` are in the old version only and lines with `+` in the new one.\n\n\
         | change | wire | source | what it means |\n| --- | --- | --- | --- |\n",
    );
    for change in rules::changes() {
        text.push_str(&change_line("", change));
    }
    for rule in rules::all() {
        let _ = write!(text, "\n#{}", rule.explanation()); // a level below the page's heading
    }
    text
}

fn level_name(level: Level) -> &'static str {
    match level {
        Level::Allow => "allow",
        Level::Warn => "warn",
        Level::Deny => "deny",
    }
}

/// The anchor is the one that GitHub makes of the section's heading.
fn rule_link(page: &str, rule: &Rule) -> String {
    let of = rule.of().map_or(String::new(), |of| format!("{of}-"));
    format!("[`{id}`]({page}#{of}{id})", id = rule.id)
}

fn change_line(page: &str, change: &Rule) -> String {
    let level = |bump: Option<Bump>| bump.map_or("-", Bump::name);
    let (link, summary) = (rule_link(page, change), change.summary);
    let (wire, source) = (level(change.wire()), level(change.source()));
    format!("| {link} | {wire} | {source} | {summary} |\n")
}

/// A section for the keys of a table, then one for each table in it.
fn table(text: &mut String, heading: &str, path: &str, keys: &[Key]) {
    let _ = write!(text, "\n## {heading}\n\n| key | value | meaning |\n| --- | --- | --- |\n");
    for key in keys {
        let name = match key.presence {
            Presence::Required => format!("**`{}`**", key.name),
            Presence::RequiredUnless(other) => format!("**`{}`** or `{other}`", key.name),
            _ => format!("`{}`", key.name),
        };
        let doc = key.doc.replace('|', "\\|");
        let _ = writeln!(text, "| {name} | {} | {doc} |", key.shape.description());
    }
    for key in keys {
        let inner =
            if path.is_empty() { key.name.to_owned() } else { format!("{path}.{}", key.name) };
        match key.shape {
            Shape::Tables(keys) if inner == "error.allow" => {
                table(text, &format!("Each item of `{}`", key.name), &inner, keys);
            }
            Shape::Tables(keys) => table(text, &format!("`[[{inner}]]`"), &inner, keys),
            Shape::Table(keys) | Shape::OrderedTable(keys) => {
                table(text, &format!("`[{inner}]`"), &inner, keys)
            }
            Shape::TableByName(keys) => table(text, &format!("`[{inner}.NAME]`"), &inner, keys),
            _ => {}
        }
    }
}

/// What editors complete and check the spec of this repository by.
#[test]
fn the_json_schema_beside_the_spec_is_that_of_the_keys() {
    expect_file!["../../spec/errors.schema.json"].assert_eq(&errspec_codegen::json_schema());
}
