//! What stands before the rows: `[catalog]`, `[envelope]` and the levels of `[lints]`.

use std::collections::BTreeMap;

use toml::Spanned;

use crate::catalog::{Envelope, Member, Occasion};
use crate::names;
use crate::parse::{Broken, Spec};
use crate::report::{Finding, Report};
use crate::rules;

pub(super) struct Head<'s> {
    pub name: String,
    /// `None` where it cannot be known.
    pub variant_prefix: Option<&'s str>,
    pub envelope: Envelope,
    pub fallback: BTreeMap<Occasion, String>,
}

pub(super) fn check<'s>(spec: &'s Spec, broken: Broken, report: &mut Report) -> Head<'s> {
    let name = spec.catalog.name.as_ref();
    let xml_root = spec.envelope.xml_root.as_ref();
    for name in [name, xml_root].into_iter().flatten() {
        element_name(name, report);
    }
    let name = name.map_or("Error", |name| name.get_ref());
    Head {
        name: name.to_owned(),
        variant_prefix: variant_prefix(spec, broken, report),
        envelope: Envelope {
            xml_root: xml_root.map_or(name, |root| root.get_ref()).to_owned(),
            members: members(spec, report),
            request_id_header: request_id_header(spec, report),
        },
        // `table` looks whether they are codes.
        fallback: spec
            .fallback
            .iter()
            .map(|(occasion, code)| (*occasion.get_ref(), code.get_ref().clone()))
            .collect(),
    }
}

fn variant_prefix<'s>(spec: &'s Spec, broken: Broken, report: &mut Report) -> Option<&'s str> {
    let Some(prefix) = &spec.catalog.variant_prefix else {
        return (broken < Broken::Head).then_some("");
    };
    let valid = prefix.get_ref().is_empty()
        || prefix.get_ref().starts_with(|c: char| c.is_ascii_uppercase())
            && prefix.get_ref().bytes().all(|b| b.is_ascii_alphanumeric());
    if !valid {
        let message = format!("`{}` cannot begin the name of a variant", prefix.get_ref());
        report.push(
            Finding::new(&rules::INVALID_NAME, prefix.span(), message)
                .help("write a capital letter, then letters and digits"),
        );
        return None;
    }
    Some(prefix.get_ref())
}

/// The members in the order of the spec, or the default ones.
fn members(spec: &Spec, report: &mut Report) -> Vec<(Member, String)> {
    let Some(members) = &spec.envelope.members else {
        let usual = Envelope::default_members();
        return usual.map(|(member, name)| (member, name.to_owned())).collect();
    };
    let mut members: Vec<_> = members.iter().collect();
    members.sort_by_key(|(key, _)| key.span().start);
    for (index, (_, name)) in members.iter().enumerate() {
        element_name(name, report);
        let twin = members[..index].iter().find(|(_, other)| other == name);
        if let Some((_, first)) = twin {
            let message = format!("two members are named `{}`", name.get_ref());
            report.push(
                Finding::new(&rules::NAME_COLLISION, name.span(), message)
                    .related(first.span(), "first used here")
                    .help("give each member a name of its own"),
            );
        }
    }
    members.iter().map(|(member, name)| (*member.get_ref(), name.get_ref().clone())).collect()
}

/// Headers that a response has for itself or that frame it.
const TAKEN_HEADERS: [&str; 14] = [
    "age",
    "cache-control",
    "connection",
    "date",
    "etag",
    "host",
    "keep-alive",
    "location",
    "retry-after",
    "server",
    "set-cookie",
    "transfer-encoding",
    "upgrade",
    "vary",
];

/// A field name of HTTP (RFC 9110, section 5.1), in lower case as HTTP/2 has it.
fn request_id_header(spec: &Spec, report: &mut Report) -> String {
    let Some(name) = &spec.envelope.request_id_header else {
        return Envelope::REQUEST_ID_HEADER.to_owned();
    };
    let lower = name.get_ref().to_ascii_lowercase();
    if TAKEN_HEADERS.contains(&lower.as_str()) || lower.starts_with("content-") {
        let message = format!("the header `{}` has another meaning", name.get_ref());
        report.push(
            Finding::new(&rules::INVALID_NAME, name.span(), message)
                .help("name one of your own, such as \"x-request-id\""),
        );
    }
    let token = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if name.get_ref().is_empty() || !name.get_ref().bytes().all(token) {
        let message = format!("`{}` cannot be the name of an HTTP header", name.get_ref());
        report.push(
            Finding::new(&rules::INVALID_NAME, name.span(), message)
                .help("write letters, digits, `-` and `_`, such as \"x-request-id\""),
        );
    }
    lower
}

fn element_name(name: &Spanned<String>, report: &mut Report) {
    if !names::is_element_name(name.get_ref()) {
        let message = format!("`{}` cannot be the name of an XML element", name.get_ref());
        report.push(
            Finding::new(&rules::INVALID_NAME, name.span(), message)
                .help("write a letter or `_`, then letters, digits, `_`, `-` and `.`"),
        );
    }
}
