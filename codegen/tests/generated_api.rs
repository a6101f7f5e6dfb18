//! What `diff` calls major in source is what callers of the generated Rust lose: an
//! oracle reads both generated files, and compares what is public in them.

use std::collections::BTreeSet;

use errspec_codegen::diff::{Bump, diff};
use errspec_codegen::{Artifact, Artifacts, Catalog, Lock, compile};
use proptest::prelude::*;
use syn::{FnArg, ImplItem, Item};

/// A row of a random spec; codes and names are few, so that rows meet.
#[derive(Clone, Debug)]
struct Row {
    code: &'static str,
    variant: Option<&'static str>,
    status: u16,
    message: Option<&'static str>,
    cases: Vec<(&'static str, &'static str)>,
    integer: bool,
    retryable: bool,
    number: Option<i64>,
    alias: Option<&'static str>,
}

#[derive(Clone, Debug)]
struct Spec {
    rows: Vec<Row>,
    retired: Vec<(&'static str, Option<&'static str>)>,
    prefix: bool,
    internal: bool,
}

const CODES: [&str; 6] = ["a-b-c", "AB-c", "Old", "Older", "New.Code", "Z"];
const MESSAGES: [&str; 7] = [
    "It failed.",
    "It failed again.",
    "There is no {a}.",
    "There is no {b}.",
    "There is no {a} in {b}.",
    "In {b} there is no {a}.",
    "There is no {c}.",
];

fn row() -> impl Strategy<Value = Row> {
    let text = || prop::sample::select(MESSAGES.to_vec());
    let cases = prop::collection::vec((prop::sample::select(vec!["x", "y"]), text()), 0..3);
    (
        prop::sample::select(CODES.to_vec()),
        prop::option::weighted(0.3, prop::sample::select(vec!["ABC", "Abc", "Other", "Old"])),
        prop::sample::select(vec![400_u16, 409, 500]),
        prop::option::weighted(0.8, text()),
        cases,
        any::<bool>(),
        any::<bool>(),
        prop::option::weighted(0.3, 1_i64..4),
        prop::option::weighted(0.2, prop::sample::select(vec!["Old", "alias"])),
    )
        .prop_map(
            |(code, variant, status, message, cases, integer, retryable, number, alias)| Row {
                code,
                variant,
                status,
                message,
                cases,
                integer,
                retryable,
                number,
                alias,
            },
        )
}

fn spec() -> impl Strategy<Value = Spec> {
    let retired = (
        prop::sample::select(CODES.to_vec()),
        prop::option::of(prop::sample::select(CODES.to_vec())),
    );
    (
        prop::collection::vec(row(), 1..4),
        prop::collection::vec(retired, 0..2),
        prop::bool::weighted(0.1),
        any::<bool>(),
    )
        .prop_map(|(rows, retired, prefix, internal)| Spec { rows, retired, prefix, internal })
}

/// A spec and a later version of it, in which few things of one row are others, and
/// seldom more.
fn versions() -> impl Strategy<Value = (Spec, Spec)> {
    let fields = prop::collection::vec(prop::bool::weighted(0.25), 9);
    (spec(), spec(), row(), fields, any::<prop::sample::Index>(), 0..8_u8).prop_map(
        |(old, other, row, fields, index, more)| {
            let mut new = old.clone();
            let at = index.index(new.rows.len());
            let edited = &mut new.rows[at];
            macro_rules! edit {
                ($($index:literal $field:ident),*) => {
                    $(if fields[$index] { edited.$field = row.$field; })*
                };
            }
            edit!(1 variant, 2 status, 3 message, 4 cases, 5 integer, 6 retryable, 7 number, 8 alias);
            match more {
                0 => new.rows[at].code = row.code,
                1 => drop(new.rows.remove(at)),
                2 => new.rows.extend(other.rows),
                3 => new.retired = other.retired,
                4 => new.internal = other.internal,
                _ => {}
            }
            (old, new)
        },
    )
}

fn catalog(spec: &Spec) -> Option<Catalog> {
    let mut toml = String::new();
    if spec.prefix {
        toml += "[catalog]\nvariant_prefix = \"Err\"\n";
    }
    let plain = spec.rows.iter().find(|row| {
        let message = row.message.or(row.cases.first().map(|(_, message)| *message));
        row.status == 500 && message.is_some_and(|message| !message.contains('{'))
    });
    if let Some(row) = plain.filter(|_| spec.internal) {
        toml += &format!("[fallback]\ninternal = {:?}\n", row.code);
    }
    for row in &spec.rows {
        toml += &format!("[[error]]\ncode = {:?}\nstatus = {}\n", row.code, row.status);
        toml += &format!("retryable = {}\n", row.retryable);
        for (key, text) in [("variant", row.variant), ("message", row.message)] {
            toml += &text.map_or(String::new(), |text| format!("{key} = {text:?}\n"));
        }
        toml += &row.number.map_or(String::new(), |number| format!("number = {number}\n"));
        toml += &row.alias.map_or(String::new(), |alias| format!("aliases = [{alias:?}]\n"));
        let texts = || row.message.into_iter().chain(row.cases.iter().map(|(_, text)| *text));
        if row.integer && texts().any(|text| text.contains("{a}")) {
            toml += "params.a.type = \"integer\"\n";
        }
        for (name, message) in &row.cases {
            toml += &format!("[[error.case]]\nname = {name:?}\nmessage = {message:?}\n");
        }
    }
    for (code, reason) in &spec.retired {
        toml += &format!("[[retired]]\ncode = {code:?}\n");
        toml += &reason.map_or(String::new(), |reason| format!("reason = \"Use {reason}.\"\n"));
    }
    compile(&toml).0
}

/// What callers can name, each with the code that it stands for.
fn items(catalog: &Catalog) -> BTreeSet<String> {
    let artifacts = Artifacts::of(catalog, &[Artifact::ErrorsRs]);
    let file = syn::parse_file(artifacts.get("errors.rs").unwrap()).unwrap();
    let module = file.items.into_iter().find_map(|item| match item {
        Item::Mod(module) => module.content,
        _ => None,
    });
    let code_of = |variant: &str| {
        let entry = catalog.entries.iter().find(|entry| entry.variant == variant).unwrap();
        entry.code.clone()
    };
    let mut found = BTreeSet::new();
    for item in module.unwrap().1 {
        match item {
            Item::Enum(of) => found.extend(of.variants.iter().map(|variant| {
                let variant = variant.ident.to_string();
                format!("{}::{variant} of {}", of.ident, code_of(&variant))
            })),
            Item::Type(alias) => {
                found.insert(format!("type {}", alias.ident));
            }
            Item::Impl(of) if of.trait_.is_none() => found.extend(of.items.iter().map(|item| {
                let ImplItem::Fn(function) = item else {
                    return "an item that is always there".into();
                };
                let arguments = function.sig.inputs.iter().map(|argument| match argument {
                    FnArg::Typed(typed) => {
                        let (name, of) = (&typed.pat, &typed.ty);
                        quote::quote!(#name: #of).to_string()
                    }
                    FnArg::Receiver(_) => "self".to_owned(),
                });
                let arguments: Vec<String> = arguments.collect();
                let name = &function.sig.ident;
                let made = catalog
                    .entries
                    .iter()
                    .find(|entry| entry.constructors.iter().any(|made| name == made.name.as_str()));
                let of = made.map_or("every code", |entry| &entry.code);
                format!("{name}({}) of {of}", arguments.join(", "))
            })),
            _ => {}
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, max_global_rejects: 65_536, ..ProptestConfig::default() })]

    #[test]
    fn what_callers_lose_is_major_in_source_and_nothing_else_is((old, new) in versions()) {
        let (Some(was), Some(is)) = (catalog(&old), catalog(&new)) else {
            return Err(TestCaseError::reject("a spec that breaks a rule"));
        };
        let lost: Vec<String> = items(&was).difference(&items(&is)).cloned().collect();
        let changes = diff(&was, &is);
        let major = changes.iter().filter(|change| change.rule.source() == Some(Bump::Major));
        let major: Vec<&String> = major.map(|change| &change.message).collect();
        prop_assert_eq!(lost.is_empty(), major.is_empty(), "lost {:?}, major {:?}", lost, major);

        // A build refuses what is major on the wire, and nothing else.
        let wire = changes.iter().filter(|change| change.rule.wire() == Some(Bump::Major));
        let wire: BTreeSet<String> =
            wire.map(|change| format!("{}, and it is published", change.message)).collect();
        let mut report = Default::default();
        Lock::read(&Lock::text(&was)).unwrap().check(&is, &mut report);
        let refused: BTreeSet<String> =
            report.findings().iter().map(|finding| finding.message.clone()).collect();
        prop_assert_eq!(refused, wire);
    }
}
