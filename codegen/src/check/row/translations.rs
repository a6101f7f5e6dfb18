//! A row's texts in other languages.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use toml::Spanned;

use super::texts::{self, CaseMessage};
use super::written;
use crate::catalog::{Message, Param, Translation};
use crate::parse::{Row, Translation as Table};
use crate::report::{Finding, Report};
use crate::rules;

/// The translations in the order of their tags; `messages` are the row's own.
pub(super) fn read(
    row: &Row,
    messages: &[CaseMessage<'_>],
    report: &mut Report,
) -> Vec<Translation> {
    let mut translations: BTreeMap<String, (&Spanned<String>, Translation)> = BTreeMap::new();
    let mut tables: Vec<_> = row.translations.iter().collect();
    tables.sort_by_key(|(tag, _)| tag.span().start);
    for (tag, table) in tables {
        let Some(language) = language(tag, report) else {
            continue;
        };
        if let Some((first, _)) = translations.get(&language) {
            let message = format!("the language `{language}` is there twice");
            report.push(
                Finding::new(&rules::NAME_COLLISION, tag.span(), message)
                    .related(first.span(), "first used here")
                    .help("upper and lower case make no difference: join the two"),
            );
            continue;
        }
        let message = table.message.as_ref().filter(|text| !text.get_ref().trim().is_empty());
        let message = message.and_then(|text| message_like(text, messages.first(), report));
        let texts = translation(language.clone(), message, table);
        translations.insert(language, (tag, texts));
    }
    translations.into_values().map(|(_, translation)| translation).collect()
}

fn translation(language: String, message: Option<Message>, table: &Table) -> Translation {
    Translation {
        language,
        message,
        title: written(&table.title),
        cause: written(&table.cause),
        fix: written(&table.fix),
    }
}

/// The message, if it has the parameters of the original, in any order.
fn message_like(
    text: &Spanned<String>,
    original: Option<&CaseMessage<'_>>,
    report: &mut Report,
) -> Option<Message> {
    let original = original?;
    let known = &original.message.params;
    let known: HashMap<&str, &Param> =
        known.iter().map(|param| (param.name.as_str(), param)).collect();
    let described = |name: &str| known.get(name).map(|param| (*param).clone());
    let param = |name: &str| described(name).unwrap_or_else(|| Param::new(name));
    let message = texts::parse(text, param, report)?;
    let names = |message: &Message| -> BTreeSet<String> {
        message.params.iter().map(|param| format!("`{{{}}}`", param.name)).collect()
    };
    let (wanted, found) = (names(&original.message), names(&message));
    if wanted == found {
        return Some(message);
    }
    let list = |names: Vec<&String>| -> String {
        names.into_iter().map(String::as_str).collect::<Vec<_>>().join(", ")
    };
    let missing = list(wanted.difference(&found).collect());
    let added = list(found.difference(&wanted).collect());
    let problem = match (missing.is_empty(), added.is_empty()) {
        (false, true) => format!("the translation lacks {missing}"),
        (true, _) => format!("the translation has {added}, which the message has not"),
        (false, false) => format!("the translation lacks {missing} and has {added}"),
    };
    report.push(
        Finding::new(&rules::TRANSLATION_MISMATCH, text.span(), problem)
            .related(original.span.clone(), "the original")
            .help("use each placeholder of the original, in any order, and no other"),
    );
    None
}

/// A language tag in the case that RFC 5646 recommends (section 2.1.1): the
/// language in lower case, the script capitalised, the region in capitals.
fn language(tag: &Spanned<String>, report: &mut Report) -> Option<String> {
    let text = tag.get_ref();
    let subtags: Vec<&str> = text.split('-').collect();
    let is_language = matches!(subtags[0].len(), 2..=8)
        && subtags[0].bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_subtag = |subtag: &&str| {
        matches!(subtag.len(), 1..=8) && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    if !is_language || !subtags[1..].iter().all(is_subtag) {
        report.push(
            Finding::new(&rules::INVALID_NAME, tag.span(), format!("`{text}` is no language tag"))
                .help("write a tag of BCP 47, such as `zh-CN` or `pt`"),
        );
        return None;
    }
    let mut after_single = false; // what follows `x` or `u` is a matter of that extension
    let cased = subtags.iter().enumerate().map(|(index, subtag)| {
        let lower = subtag.to_ascii_lowercase();
        let in_extension = after_single;
        after_single |= subtag.len() == 1;
        match subtag.len() {
            2 if index > 0 && !in_extension => lower.to_ascii_uppercase(),
            4 if index > 0 && !in_extension => lower[..1].to_ascii_uppercase() + &lower[1..],
            _ => lower,
        }
    });
    Some(cased.collect::<Vec<String>>().join("-"))
}
