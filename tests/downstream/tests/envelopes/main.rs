//! What holds for every envelope that `check` accepts: random ones, each of a spec of its
//! own, which `random_specs.rs` makes. Generated code brings no warning along.
#![deny(warnings, clippy::all, clippy::pedantic)]

mod error;
mod table;
mod well_formed;

use errspec::testing::Difference;
use errspec::{Envelope, Format, Member, Members, Node};
use proptest::test_runner::{Config, RngSeed, TestRunner};

use self::error::{Error, errors};
use self::table::{Facts, Table};

macro_rules! tables {
    ($($name:ident),*) => {
        $(
            mod $name {
                include!(concat!(env!("OUT_DIR"), "/random/", stringify!($name), ".rs"));
            }
        )*

        fn tables() -> Vec<Table> {
            vec![$(Table::of(
                include_str!(concat!(env!("OUT_DIR"), "/random/", stringify!($name), ".toml")),
                [$name::ErrorCode::Filled, $name::ErrorCode::Plain],
                |text, count, truth| $name::ErrorCode::filled(text, count, truth),
            )),*]
        }
    };
}

include!(concat!(env!("OUT_DIR"), "/random/tables.rs"));

const REFUSED: &str = include_str!(concat!(env!("OUT_DIR"), "/random/refused.txt"));

/// Else the tests below would look at little.
#[test]
fn few_random_specs_break_a_rule() {
    let refused = REFUSED.lines().filter(|line| line.starts_with("seed ")).count();
    assert!(refused * 10 <= tables().len(), "{refused} are refused:\n{REFUSED}");
}

/// Every member, object and list is of some envelope.
#[test]
fn no_two_members_of_an_object_have_one_name() {
    fn check(members: Members) {
        for (at, (name, node)) in members.iter().enumerate() {
            assert!(members[..at].iter().all(|(other, _)| other != name), "{name}");
            match node {
                Node::Object(members) => check(members),
                Node::List(items) => items.iter().for_each(|members| check(members)),
                _ => {}
            }
        }
    }
    for table in tables() {
        check(table.envelope.members);
    }
}

#[test]
fn every_error_comes_back_as_far_as_the_envelope_says_it() {
    for table in tables() {
        for format in table.envelope.formats {
            let mut runner = TestRunner::new(Config {
                cases: 24,
                rng_seed: RngSeed::Fixed(7),
                failure_persistence: None,
                ..Config::default()
            });
            let round_trip = runner.run(&errors(), |error| {
                comes_back(&table, &error, *format);
                Ok(())
            });
            if let Err(failure) = round_trip {
                panic!("{format:?}: {failure}\n{}", table.spec);
            }
        }
    }
}

fn comes_back(table: &Table, error: &Error, format: Format) {
    let (body, sent) = (table.send)(error, format);
    let shown = String::from_utf8_lossy(&body);
    match format {
        Format::Xml => well_formed::xml(&body, &table.envelope),
        Format::Json | Format::Problem => well_formed::json(&body),
    }
    let differences = (table.differences)(sent.status, format, &body);
    let is_id = |difference: &Difference| matches!(difference, Difference::MissingMember { .. });
    let has_id = error.request_id.is_some();
    assert!(
        !has_id && differences.iter().all(is_id) || differences.is_empty(),
        "{differences:?}: {shown}"
    );
    let received = (table.receive)(sent.status, &body, format);
    let received = received.unwrap_or_else(|error| panic!("{error}: {shown}"));
    let expected = said(sent, &table.envelope, format, &received);
    assert_eq!(received, expected, "{shown}");
}

/// What a client can know of an error from its body and the table.
fn said(mut facts: Facts, envelope: &Envelope, format: Format, received: &Facts) -> Facts {
    let has = |member| match format {
        Format::Problem => match member {
            Member::RetryAfter => envelope.problem_extensions.contains(&member),
            _ => !matches!(member, Member::ParamsText | Member::StatusText),
        },
        _ => has(envelope.members, member),
    };
    if !has(Member::Message) {
        facts.message.clear();
    }
    facts.request_id = facts.request_id.filter(|_| has(Member::RequestId));
    if !has(Member::Status) && !has(Member::StatusText) {
        facts.status_in_body = None;
    }
    if !has(Member::RetryAfter) {
        facts.retry_after = facts.retry_after_of_code;
    }
    if !has(Member::Details) {
        facts.details.clear();
    }
    for detail in &mut facts.details {
        let named = |name| envelope.detail.iter().any(|(member, _)| *member == name);
        detail.mask(named);
    }
    // A message that can be read in two ways, or in none, tells no parameters.
    let are_beside = has(Member::Params) || has(Member::ParamsText);
    if !are_beside && received.params.is_empty() {
        facts.params.clear();
    }
    match format {
        Format::Xml => facts.carried_by_xml(),
        Format::Json | Format::Problem => facts,
    }
}

fn has(members: Members, member: Member) -> bool {
    members.iter().any(|(_, node)| match node {
        Node::Member(other) => *other == member,
        Node::Object(members) => has(members, member),
        Node::List(items) => items.iter().any(|members| has(members, member)),
        _ => false,
    })
}
