//! Lints: what a spec may do, and rarely should.

use errspec::http_status;
use toml::Spanned;

use super::{Subject, literal};
use crate::names;
use crate::report::{Finding, Span};
use crate::rules::{self, Rule};
use crate::text::{is_hidden, is_plain, named};

/// What finds where a row breaks a lint.
type Lint = fn(&Subject<'_>) -> Vec<Finding>;

/// Every lint of a row, but for the one over what its `allow` has.
pub(super) const LINTS: [(&Rule, Lint); 9] = [
    (&rules::STATUS_NAME_MISMATCH, status_name_mismatch),
    (&rules::UNREGISTERED_STATUS, unregistered_status),
    (&rules::RETRY_ON_CLIENT_FAULT, retry_on_client_fault),
    (&rules::NO_RETRY_ON_UNAVAILABLE, no_retry_on_unavailable),
    (&rules::READS_AS_SUCCESS, reads_as_success),
    (&rules::MESSAGE_STYLE, message_style),
    (&rules::MISSING_FIX, missing_fix),
    (&rules::MISSING_TRANSLATION, missing_translation),
    (&rules::UNUSED_IN_OPERATIONS, unused_in_operations),
];

/// Words of a code and the statuses that they promise (RFC 9110, section 15).
const PROMISES: &[(&[&str], &[u16])] = &[
    (&["not", "found"], &[404, 410]),
    (&["forbidden"], &[403]),
    (&["unauthorized"], &[401]),
    (&["throttling"], &[429]),
    (&["internal"], &[500]),
    (&["unavailable"], &[503]),
    (&["method"], &[405]),
    (&["conflict"], &[409]),
    (&["already", "exists"], &[409]),
];

/// What to do about a code that cannot change any more.
const EXCEPT: &str = "where it is published so, add the lint to the row's `allow` with the reason, \
                      or set its level in `[lints]`";

fn status_span(subject: &Subject<'_>) -> Span {
    let status = subject.row.status.as_ref();
    status.map_or(subject.entry.span.clone(), |status| status.span())
}

/// A code that no operation may answer with.
fn unused_in_operations(subject: &Subject<'_>) -> Vec<Finding> {
    if !subject.is_in_no_operation {
        return Vec::new();
    }
    let code = &subject.entry.code;
    let message = format!("no operation may answer with `{code}`");
    let finding = Finding::new(&rules::UNUSED_IN_OPERATIONS, subject.entry.span.clone(), message)
        .help("add it to the `errors` of an operation or of `[common]`, or retire it");
    vec![finding]
}

/// The last words that promise a status decide, so `Forbidden.KeyNotFound` may be 404.
fn status_name_mismatch(subject: &Subject<'_>) -> Vec<Finding> {
    let words = names::words(&subject.entry.code);
    let promise = (0..words.len()).rev().find_map(|start| {
        PROMISES.iter().find(|(promise, _)| begin_with(&words[start..], promise))
    });
    let status = subject.entry.status;
    let Some((promise, statuses)) = promise.filter(|(_, statuses)| !statuses.contains(&status))
    else {
        return Vec::new();
    };
    let promised: Vec<String> = statuses.iter().map(|&s| named(s)).collect();
    let promised = promised.join(" or ");
    let numbers: Vec<String> = statuses.iter().map(u16::to_string).collect();
    let numbers = numbers.join(" or ");
    let message = format!("a code that says `{}` has status {status}", promise.join(" "));
    vec![
        Finding::new(&rules::STATUS_NAME_MISMATCH, status_span(subject), message)
            .label(format!("clients expect {promised}"))
            .help(format!("write {numbers}; {EXCEPT}")),
    ]
}

/// Whether words are these at first, in lower case or not.
fn begin_with(words: &[&str], first: &[&str]) -> bool {
    words.len() >= first.len()
        && words.iter().zip(first).all(|(word, first)| word.eq_ignore_ascii_case(first))
}

fn unregistered_status(subject: &Subject<'_>) -> Vec<Finding> {
    let status = subject.entry.status;
    if http_status::reason(status).is_some() {
        return Vec::new();
    }
    let message = format!("{status} is not a registered HTTP status");
    vec![Finding::new(&rules::UNREGISTERED_STATUS, status_span(subject), message).help(format!(
        "clients will read it as {}00: write that, or a registered status",
        status / 100
    ))]
}

fn retry_on_client_fault(subject: &Subject<'_>) -> Vec<Finding> {
    let entry = subject.entry;
    let retry_helps =
        matches!(entry.status, 408 | 409 | 423 | 425 | 429 | 500..) || entry.throttling;
    if retry_helps || !entry.retryable {
        return Vec::new();
    }
    let retryable = subject.row.retryable.as_ref();
    let span = retryable.map_or(entry.span.clone(), |retryable| retryable.span());
    let message = format!("the same request, sent again, gets the same {}", entry.status);
    vec![Finding::new(&rules::RETRY_ON_CLIENT_FAULT, span, message).help(
        "remove `retryable`, add `throttling = true`, or answer with 409, 429 or a 5xx status",
    )]
}

fn no_retry_on_unavailable(subject: &Subject<'_>) -> Vec<Finding> {
    let entry = subject.entry;
    if entry.retryable || !matches!(entry.status, 429 | 503 | 504) {
        return Vec::new();
    }
    let message = format!("{} passes, but the row is not retryable", named(entry.status));
    vec![
        Finding::new(&rules::NO_RETRY_ON_UNAVAILABLE, status_span(subject), message)
            .help("add `retryable = true`"),
    ]
}

fn reads_as_success(subject: &Subject<'_>) -> Vec<Finding> {
    let codes = subject.row.code.iter().chain(&subject.row.aliases);
    let codes = codes.filter(|code| {
        let code = code.get_ref();
        ["ok", "success", "200"].iter().any(|word| code.eq_ignore_ascii_case(word))
    });
    let finding = |code: &Spanned<String>| {
        let message = format!("`{}` reads as if the call had succeeded", code.get_ref());
        Finding::new(&rules::READS_AS_SUCCESS, code.span(), message).help("name what went wrong")
    };
    codes.map(finding).collect()
}

fn message_style(subject: &Subject<'_>) -> Vec<Finding> {
    let cases = subject.row.case.iter();
    let cases = cases.filter_map(|case| case.get_ref().message.as_ref());
    let translations = subject.row.translations.values();
    let translations = translations.filter_map(|texts| texts.message.as_ref());
    let messages = subject.row.message.iter().chain(cases).chain(translations);
    let findings = messages.filter_map(|message| {
        let text = message.get_ref();
        let written = &subject.source[message.span()];
        let (problem, help, fixed) = if text.trim() != text {
            let fixed = literal::trimmed(written, text.trim());
            ("the message begins or ends with a space", "remove the space", fixed)
        } else if !is_plain(text) && text.contains(|c| is_hidden(c) && !c.is_whitespace()) {
            ("the message holds an invisible character", "remove it", None)
        } else if !ends_a_sentence(text) {
            let fixed = full_stop(text).and_then(|stop| literal::appended(written, text, stop));
            ("the message has no final punctuation", "end it with `.`, `!` or `?`", fixed)
        } else {
            return None;
        };
        let finding = Finding::new(&rules::MESSAGE_STYLE, message.span(), problem).help(help);
        Some(match fixed {
            Some(fixed) => finding.fix(message.span(), fixed),
            None => finding,
        })
    });
    findings.collect()
}

/// What may stand behind the end of a sentence.
const CLOSING: [char; 12] = ['"', '\'', ')', ']', '”', '“', '’', '»', '›', '」', '』', '）'];

/// Whether a text ends like a sentence, maybe inside quotes or brackets. What a
/// placeholder at the end brings is not known.
fn ends_a_sentence(text: &str) -> bool {
    let closed = text.trim_end_matches(CLOSING);
    closed.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '॥', '۔', '؟', '։', '።'])
        || closed.ends_with('}') && !closed.ends_with("}}")
}

/// The full stop that belongs behind a text, unless other punctuation is there.
fn full_stop(text: &str) -> Option<&'static str> {
    let last = text.trim_end_matches(CLOSING).chars().next_back()?;
    match last {
        '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' => Some("。"),
        // Behind an address, a full stop would be a part of it.
        _ if text.rsplit(char::is_whitespace).next().is_some_and(|word| word.contains('/')) => None,
        _ if last.is_alphanumeric() => Some("."),
        _ => None,
    }
}

fn missing_translation(subject: &Subject<'_>) -> Vec<Finding> {
    let has_message = |language: &str| {
        let translation = subject.entry.translation(language);
        translation.is_some_and(|translation| translation.message.is_some())
    };
    let missing = subject.languages.iter().filter(|language| !has_message(language));
    let finding = |language: &String| {
        let message = format!("`{}` has no message in `{language}`", subject.entry.code);
        Finding::new(&rules::MISSING_TRANSLATION, subject.entry.span.clone(), message)
            .help(format!("add `translations.{language}.message = \"...\"`"))
    };
    missing.map(finding).collect()
}

fn missing_fix(subject: &Subject<'_>) -> Vec<Finding> {
    if subject.entry.fix.is_some() {
        return Vec::new();
    }
    let message = format!("`{}` does not say what the caller can do", subject.entry.code);
    vec![
        Finding::new(&rules::MISSING_FIX, subject.entry.span.clone(), message)
            .help("add `fix = \"...\"`"),
    ]
}
