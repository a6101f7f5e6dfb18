//! Rules over all rows at once.

use std::collections::{HashMap, HashSet};

use toml::Spanned;

use super::{Draft, Drafts, Name, VARIANT, operations};
use crate::catalog::{ClientLanguage, Occasion};
use crate::parse::{Broken, keys};
use crate::report::{Finding, Report, Span};
use crate::rules;
use crate::text::{Suggestions, closest};

/// The rules over all rows.
pub(super) const RULES: [fn(&Drafts<'_>, &mut Report); 10] = [
    unknown_lint,
    duplicate_code,
    duplicate_number,
    name_collision,
    client_name_collision,
    unknown_code,
    too_many_languages,
    invalid_fallback,
    retired_code_reused,
    operations::check_names,
];

/// Whether every generated enum has an associated item of this name, or may have one day:
/// a variant or constructor of the same name would hide it. Whoever adds a key to a row
/// adds its accessor.
fn is_associated_item(name: &str) -> bool {
    const OF_NO_KEY: [&str; 7] = [
        "ALL",
        "from_code",
        "is_client_fault",
        "is_retryable",
        "is_throttling",
        "message_in",
        "operations",
    ];
    const WITHOUT_ACCESSOR: [&str; 12] = [
        "aliases",
        "allow",
        "case",
        "members",
        "names",
        "notes",
        "params",
        "retryable",
        "since",
        "throttling",
        "translations",
        "variant",
    ];
    let is_key = keys::ERROR.iter().any(|key| key.name == name);
    OF_NO_KEY.contains(&name) || is_key && !WITHOUT_ACCESSOR.contains(&name)
}

/// Every valid code and alias, in the order of the file.
fn codes<'s>(drafts: &Drafts<'s>) -> Vec<&'s Spanned<String>> {
    let mut codes: Vec<_> = drafts
        .rows
        .iter()
        .flat_map(|draft| draft.code.into_iter().chain(draft.aliases.iter().copied()))
        .collect();
    codes.sort_by_key(|code| code.span().start);
    codes
}

fn retired<'s>(drafts: &Drafts<'s>) -> impl Iterator<Item = &'s Spanned<String>> {
    let rows = drafts.spec.retired.iter();
    rows.filter_map(|row| row.get_ref().code.as_ref())
}

/// Reports every text that was there before, with the first place.
fn duplicates<'s>(texts: impl IntoIterator<Item = &'s Spanned<String>>, report: &mut Report) {
    let mut first = HashMap::new();
    for text in texts {
        if let Some(span) = first.get(text.get_ref()) {
            let message = format!("`{}` is already taken", text.get_ref());
            report.push(
                Finding::new(&rules::DUPLICATE_CODE, text.span(), message)
                    .related(Span::clone(span), "first used here")
                    .help("rename or remove one; several messages of a code are `[[error.case]]`s of one row"),
            );
        } else {
            first.insert(text.get_ref(), text.span());
        }
    }
}

fn duplicate_code(drafts: &Drafts<'_>, report: &mut Report) {
    duplicates(codes(drafts), report);
    duplicates(retired(drafts), report);
}

fn retired_code_reused(drafts: &Drafts<'_>, report: &mut Report) {
    let retired: HashMap<_, _> =
        retired(drafts).map(|code| (code.get_ref(), code.span())).collect();
    for code in codes(drafts) {
        if let Some(span) = retired.get(code.get_ref()) {
            let message = format!("`{}` is retired", code.get_ref());
            report.push(
                Finding::new(&rules::RETIRED_CODE_REUSED, code.span(), message)
                    .related(span.clone(), "retired here")
                    .help("clients may still know the retired code: choose another one"),
            );
        }
    }
}

fn duplicate_number(drafts: &Drafts<'_>, report: &mut Report) {
    let mut first = HashMap::new();
    for number in drafts.rows.iter().filter_map(|draft| draft.row.number.as_ref()) {
        if let Some(span) = first.get(number.get_ref()) {
            let message = format!("the number {} is already taken", number.get_ref());
            report.push(
                Finding::new(&rules::DUPLICATE_NUMBER, number.span(), message)
                    .related(Span::clone(span), "first used here")
                    .help("give each row a number of its own"),
            );
        } else {
            first.insert(number.get_ref(), number.span());
        }
    }
}

fn name_collision(drafts: &Drafts<'_>, report: &mut Report) {
    let mut first: HashMap<&str, (&Draft<'_>, &Name)> = HashMap::new();
    for draft in &drafts.rows {
        let cases = draft.row.case.iter().filter_map(|case| case.get_ref().name.as_ref());
        let of_cases: HashSet<Span> = cases.map(Spanned::span).collect();
        for name in &draft.names {
            let (what, text) = (name.of, name.text.as_str());
            let finding = if is_associated_item(text) {
                let message = format!("the {what} `{text}` would hide `ErrorCode::{text}`");
                Finding::new(&rules::NAME_COLLISION, name.span.clone(), message)
            } else if let Some((owner, other)) = first.get(text) {
                if !std::ptr::eq(*owner, draft) && owner.code == draft.code {
                    continue; // duplicate-code says it
                }
                let message = format!("the {what} `{text}` is already taken");
                Finding::new(&rules::NAME_COLLISION, name.span.clone(), message)
                    .related(other.span.clone(), "first used here")
            } else {
                first.insert(text, (draft, name));
                continue;
            };
            report.push(finding.help(match &draft.row.variant {
                _ if of_cases.contains(&name.span) => "give the case a name of its own",
                Some(_) => "write another `variant`",
                None => {
                    "add `variant = \"...\"` to the row; if it is the same error, make it one of \
                     the other row's `aliases`"
                }
            }));
        }
    }
}

/// In the clients of each language for which some row has a name of its own.
fn client_name_collision(drafts: &Drafts<'_>, report: &mut Report) {
    for language in ClientLanguage::ALL.iter().copied() {
        if !drafts.rows.iter().any(|draft| own_name(draft, language).is_some()) {
            continue;
        }
        let mut first: HashMap<&str, Span> = HashMap::new();
        for draft in &drafts.rows {
            let own = own_name(draft, language).map(|name| (name.get_ref().as_str(), name.span()));
            let variant = draft.names.iter().find(|name| name.of == VARIANT);
            let variant = variant.map(|name| (name.text.as_str(), name.span.clone()));
            let Some((name, span)) = own.or(variant) else { continue };
            match first.get(name) {
                Some(other) => report.push(
                    Finding::new(
                        &rules::NAME_COLLISION,
                        span,
                        format!("the name `{name}` is already taken in {}", language.name()),
                    )
                    .related(other.clone(), "first used here")
                    .help("give each code a name of its own"),
                ),
                None => drop(first.insert(name, span)),
            }
        }
    }
}

fn own_name<'s>(draft: &Draft<'s>, language: ClientLanguage) -> Option<&'s Spanned<String>> {
    let mut names = draft.row.names.iter();
    names.find(|(named, _)| *named.get_ref() == language).map(|(_, name)| name)
}

/// Where the spec names a code of a row by its text.
fn references<'s>(drafts: &Drafts<'s>) -> impl Iterator<Item = &'s Spanned<String>> {
    let deprecated = drafts.rows.iter().filter_map(|draft| draft.row.deprecated.as_ref());
    let replacements = deprecated.filter_map(|deprecated| deprecated.replaced_by.as_ref());
    drafts.spec.fallback.values().chain(replacements).chain(operations::references(drafts.spec))
}

/// What answers on its own has nothing to fill a message in with.
fn invalid_fallback(drafts: &Drafts<'_>, report: &mut Report) {
    let entry = |code: &str| {
        let mut entries = drafts.rows.iter().filter_map(|draft| draft.entry.as_ref());
        entries.find(|entry| entry.code == code)
    };
    for (occasion, code) in &drafts.spec.fallback {
        if *occasion.get_ref() == Occasion::Internal {
            operations::internal_is_common(drafts.spec, code, report);
        }
        let Some(entry) = entry(code.get_ref()) else { continue };
        let finding = |message| Finding::new(&rules::INVALID_FALLBACK, code.span(), message);
        let (name, text, status) = (occasion.get_ref().name(), &entry.code, entry.status);
        if !entry.is_plain() {
            let message =
                format!("the message of `{text}` has parameters, and nobody to fill them in");
            report.push(finding(message).help("name a code whose message has no parameters"));
        } else if !occasion.get_ref().suits(status) {
            let (fault, wanted) = match status {
                ..500 => ("caller", "500 to 599"),
                _ => ("service", "400 to 499"),
            };
            let message =
                format!("the status {status} of `{text}` says that the {fault} is at fault");
            report.push(
                finding(message)
                    .help(format!("for `{name}`, name a code with a status of {wanted}")),
            );
        }
    }
}

fn unknown_code(drafts: &Drafts<'_>, report: &mut Report) {
    if drafts.broken != Broken::Nothing {
        return; // it may be in a block that could not be read
    }
    let mut known: Option<Vec<&str>> = None;
    let mut suggestions = Suggestions::default();
    let retired: HashMap<&str, Span> =
        retired(drafts).map(|code| (code.get_ref().as_str(), code.span())).collect();
    for code in references(drafts) {
        let known = known.get_or_insert_with(|| {
            let rows = drafts.spec.error.iter();
            let mut codes: Vec<_> = rows
                .filter_map(|row| row.get_ref().code.as_ref())
                .map(|code| code.get_ref().as_str())
                .collect();
            codes.sort_unstable();
            codes
        });
        if known.binary_search(&code.get_ref().as_str()).is_ok() {
            continue;
        }
        let finding = match retired.get(code.get_ref().as_str()) {
            Some(retired) => {
                let message = format!("the code `{}` is retired", code.get_ref());
                Finding::new(&rules::UNKNOWN_CODE, code.span(), message)
                    .related(retired.clone(), "retired here")
            }
            None => {
                let message = format!("there is no code `{}`", code.get_ref());
                Finding::new(&rules::UNKNOWN_CODE, code.span(), message)
            }
        };
        report.push(match suggestions.closest(code.get_ref(), known.iter().copied()) {
            Some(code) => finding.help(format!("did you mean `{code}`?")),
            None => finding.help("name the `code` of a row of this spec"),
        });
    }
}

/// Each language is a whole set of documents, each of which links to all others.
const MOST_LANGUAGES: usize = 100;

fn too_many_languages(drafts: &Drafts<'_>, report: &mut Report) {
    let tags = drafts.rows.iter().flat_map(|draft| draft.row.translations.keys());
    let mut first: HashMap<String, Span> = HashMap::new();
    for tag in tags {
        let place = first.entry(tag.get_ref().to_ascii_lowercase()).or_insert_with(|| tag.span());
        place.start = place.start.min(tag.span().start);
        place.end = place.start + (tag.span().end - tag.span().start);
    }
    let mut places: Vec<Span> = first.into_values().collect();
    places.sort_by_key(|place| place.start);
    if let Some(place) = places.get(MOST_LANGUAGES) {
        let message = format!("the spec has {} languages", places.len());
        report.push(Finding::new(&rules::TOO_MANY_LANGUAGES, place.clone(), message).help(
            format!("keep {MOST_LANGUAGES} at most: the others can have a spec of their own"),
        ));
    }
}

/// Whether a lint has this id.
fn is_lint(id: &str) -> bool {
    rules::lints().any(|rule| rule.id == id)
}

fn unknown_lint(drafts: &Drafts<'_>, report: &mut Report) {
    let levels = drafts.spec.lints.keys();
    let mut taken: HashSet<&str> = levels.clone().map(|lint| lint.get_ref().as_str()).collect();
    for lint in levels.filter(|lint| !is_lint(lint.get_ref())) {
        let (finding, close) = no_level(lint);
        report.push(match close {
            Some(close) if taken.insert(close) => finding.fix(lint.span(), close),
            _ => finding,
        });
    }
    let allowed = drafts.rows.iter().flat_map(|draft| &draft.row.allow);
    let allowed = allowed.filter_map(|allow| allow.get_ref().lint.as_ref());
    for lint in allowed.filter(|lint| !is_lint(lint.get_ref())) {
        report.push(no_lint(lint));
    }
}

/// The finding on a value that is the id of no lint.
pub(super) fn no_lint(lint: &Spanned<String>) -> Finding {
    let (finding, close) = no_level(lint);
    match close {
        Some(close) => finding.fix(lint.span(), format!("\"{close}\"")),
        None => finding,
    }
}

/// The finding on an id that is no lint's, and the lint that was probably meant.
fn no_level(lint: &Spanned<String>) -> (Finding, Option<&'static str>) {
    let id = lint.get_ref();
    let finding = |message| Finding::new(&rules::UNKNOWN_LINT, lint.span(), message);
    if rules::of_a_spec().any(|rule| rule.id == id) {
        let finding = finding(format!("`{id}` is always an error"));
        let help = "only a lint has a level: remove this entry and mend what the rule finds";
        return (finding.help(help), None);
    }
    let finding = finding(format!("there is no lint `{id}`"));
    let lints = rules::lints().map(|rule| rule.id);
    match closest(id, lints.clone()) {
        Some(close) => (finding.help(format!("did you mean `{close}`?")), Some(close)),
        None => {
            let lints: Vec<String> = lints.map(|lint| format!("`{lint}`")).collect();
            (finding.help(format!("the lints are {}", lints.join(", "))), None)
        }
    }
}
