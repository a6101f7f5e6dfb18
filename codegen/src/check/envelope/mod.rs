//! `[envelope]`: what the spec says of it, on top of the style that it starts from.

mod header;
mod places;

use std::collections::BTreeMap;

use toml::Spanned;

use self::header::header;
pub(super) use self::places::Places;
use crate::catalog::{DetailMember, Envelope, Format, Member, Path, Scalar, Step, Style, Success};
use crate::names;
use crate::parse::{self, EnvelopeTable, Spec};
use crate::report::{Finding, Report, Span};
use crate::rules;

/// Every style, as a spec would say it.
const STYLES: &str = include_str!("styles.toml");

/// The envelope of a spec whose catalog has this name, and what its places are.
pub(super) fn check(spec: &Spec, name: &str, report: &mut Report) -> (Envelope, Places) {
    let own = &spec.envelope;
    let style = own.style.map(|style| read(style, name)).unwrap_or_default();
    if let Some(root) = &own.xml_root {
        element_name(root, report);
    }
    let formats = formats(own, &style, report);
    let mut places = own.places(&formats);
    let members = match (&own.members, &style.members) {
        (Some(own), _) => members(own, true, &mut places, report),
        (None, Some(style)) => members(style, false, &mut places, report),
        (None, None) => Envelope::default_members()
            .filter_map(|(member, name)| Some((member, places.member(name, None, report)?)))
            .collect(),
    };
    // The constants of a style belong to its members.
    let of_style = own.members.is_none().then_some(&style.constants).into_iter().flatten();
    let of_style = of_style.filter(|(path, _)| !own.constants.contains_key(*path));
    let mut constants: Vec<_> = of_style.map(|constant| (constant, None)).collect();
    constants.extend(own.constants.iter().map(|constant| (constant, Some(constant.0.span()))));
    constants.sort_by_key(|((path, _), own)| (own.is_some(), path.span().start));
    let mut fits = true;
    let constants = constants
        .into_iter()
        .filter_map(|((path, value), own)| {
            let of_style = own.is_none();
            let place = places.constant(path.get_ref(), own, report);
            fits &= place.is_some() || !of_style;
            Some((place?, value.get_ref().clone()))
        })
        .collect();
    let request_id_header = header(own.request_id_header.as_ref(), report)
        .or_else(|| text(&style.request_id_header))
        .unwrap_or_else(|| Envelope::REQUEST_ID_HEADER.to_owned());
    let mut envelope = Envelope {
        content_type: content_type(own, report).or_else(|| text(&style.content_type)),
        xml_root: either(&own.xml_root, &style.xml_root)
            .map_or(name, |root| root.get_ref())
            .to_owned(),
        xml_namespace: namespace(own, report).or_else(|| text(&style.xml_namespace)),
        xml_declaration: either(&own.xml_declaration, &style.xml_declaration)
            .is_some_and(|declared| *declared.get_ref()),
        members,
        constants,
        of_codes: Vec::new(),
        detail: detail(own, &style, &places, report),
        fault: fault(own, &style),
        code_header: code_header(own, &request_id_header, report)
            .or_else(|| text(&style.code_header)),
        request_id_header,
        problem_extensions: either(&own.problem_extensions, &style.problem_extensions)
            .map(|extensions| extensions.get_ref().iter().map(|one| *one.get_ref()).collect())
            .unwrap_or_default(),
        success: Success::default(),
        formats,
    };
    envelope.success = success(own, &style, &envelope, report);
    // A constant that the style lost would tell objects apart.
    if fits {
        places.check_lists(&envelope, own.members_span(), report);
    }
    (envelope, places)
}

impl EnvelopeTable {
    /// The places of a response in these formats, none of which is taken.
    fn places(&self, formats: &[Format]) -> Places {
        let said = self.formats.as_ref().map(Spanned::span);
        Places::new(formats.contains(&Format::Xml), said.unwrap_or_default())
    }

    /// Where the spec says anything of members, for what is wrong with all of them.
    fn members_span(&self) -> Span {
        let members = self.members.iter().flatten().map(|(_, path)| path.span());
        let constants = self.constants.keys().map(Spanned::span);
        members.chain(constants).min_by_key(|span| span.start).unwrap_or_default()
    }
}

/// What a style says, in the place of the spec.
fn read(style: Style, name: &str) -> EnvelopeTable {
    let mut envelope: EnvelopeTable = parse::section(STYLES, style.name());
    for value in envelope.constants.values_mut() {
        if let Scalar::Text(text) = value.get_mut() {
            *text = text.replace("{name}", name);
        }
    }
    envelope
}

fn either<'e, T>(own: &'e Option<T>, style: &'e Option<T>) -> Option<&'e T> {
    own.as_ref().or(style.as_ref())
}

fn text(text: &Option<Spanned<String>>) -> Option<String> {
    text.as_ref().map(|text| text.get_ref().clone())
}

fn formats(own: &EnvelopeTable, style: &EnvelopeTable, report: &mut Report) -> Vec<Format> {
    let Some(formats) = either(&own.formats, &style.formats) else {
        return Format::USUAL.to_vec();
    };
    let mut listed: Vec<Format> = Vec::new();
    for format in formats.get_ref() {
        if listed.contains(format.get_ref()) {
            let message = format!("`{}` is listed twice", format.get_ref().name());
            report.push(
                Finding::new(&rules::NAME_COLLISION, format.span(), message).help("remove one"),
            );
            continue;
        }
        listed.push(*format.get_ref());
    }
    if listed.is_empty() {
        report.push(
            Finding::new(&rules::WRONG_TYPE, formats.span(), "a response needs a format")
                .help("name one at least, such as `[\"json\"]`, or leave the key out"),
        );
    }
    listed
}

/// The members in the order of the spec.
fn members(
    table: &BTreeMap<Spanned<Member>, Spanned<String>>,
    is_own: bool,
    places: &mut Places,
    report: &mut Report,
) -> Vec<(Member, Path)> {
    let mut members: Vec<_> = table.iter().collect();
    members.sort_by_key(|(key, _)| key.span().start);
    let placed = members.into_iter().filter_map(|(member, path)| {
        let span = is_own.then(|| path.span());
        Some((*member.get_ref(), places.member(path.get_ref(), span, report)?))
    });
    placed.collect()
}

fn detail(
    own: &EnvelopeTable,
    style: &EnvelopeTable,
    places: &Places,
    report: &mut Report,
) -> Vec<(DetailMember, String)> {
    let Some(detail) = either(&own.detail, &style.detail) else {
        let all = DetailMember::ALL.iter();
        return all.map(|member| (*member, member.name().to_owned())).collect();
    };
    let mut names: Vec<_> = detail.iter().collect();
    names.sort_by_key(|(key, _)| key.span().start);
    for (index, (_, name)) in names.iter().enumerate() {
        places.check_name(name.get_ref(), name.span(), report);
        if let Some((_, first)) = names[..index].iter().find(|(_, other)| other == name) {
            report.push(places::collision(name, first.span()));
        }
    }
    names.iter().map(|(member, name)| (*member.get_ref(), name.get_ref().clone())).collect()
}

fn fault(own: &EnvelopeTable, style: &EnvelopeTable) -> [String; 2] {
    let word = |of: fn(&crate::parse::FaultTable) -> &Option<Spanned<String>>, usual: &str| {
        let tables = [&own.fault, &style.fault].into_iter().flatten();
        let said = tables.into_iter().find_map(|table| text(of(table)));
        said.unwrap_or_else(|| usual.to_owned())
    };
    [word(|table| &table.client, "client"), word(|table| &table.server, "server")]
}

/// A media type as RFC 9110 has it, section 8.3.1, for what is no parameter.
fn content_type(own: &EnvelopeTable, report: &mut Report) -> Option<String> {
    let media_type = own.content_type.as_ref()?;
    let token = |text: &str| {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$&^_.+-".contains(&byte);
        !text.is_empty() && text.bytes().all(allowed)
    };
    let (essence, parameters) = match media_type.get_ref().split_once(';') {
        Some((essence, parameters)) => (essence, parameters),
        None => (media_type.get_ref().as_str(), ""),
    };
    let is_type = essence.split_once('/').is_some_and(|(r#type, sub)| token(r#type) && token(sub));
    if !is_type || parameters.bytes().any(|byte| !matches!(byte, b' '..=b'~')) {
        let message = format!("`{}` is not a media type", media_type.get_ref());
        report.push(
            Finding::new(&rules::INVALID_NAME, media_type.span(), message)
                .help("write one such as \"application/json\""),
        );
    }
    Some(media_type.get_ref().clone())
}

fn namespace(own: &EnvelopeTable, report: &mut Report) -> Option<String> {
    let namespace = own.xml_namespace.as_ref()?;
    let allowed = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '&' | '\'');
    if namespace.get_ref().is_empty() || !namespace.get_ref().chars().all(allowed) {
        let message = format!("`{}` is not an XML namespace", namespace.get_ref());
        report.push(
            Finding::new(&rules::INVALID_NAME, namespace.span(), message)
                .help("write an address, such as \"https://example.com/doc/2024-01-01/\""),
        );
    }
    Some(namespace.get_ref().clone())
}

fn code_header(
    own: &EnvelopeTable,
    request_id_header: &str,
    report: &mut Report,
) -> Option<String> {
    let name = own.code_header.as_ref()?;
    let lower = header(Some(name), report);
    if lower.as_deref() == Some(request_id_header) {
        let finding = match &own.request_id_header {
            Some(first) => places::collision(name, first.span()),
            None => Finding::new(
                &rules::NAME_COLLISION,
                name.span(),
                format!("the header `{request_id_header}` has the request's id"),
            )
            .help("name another header"),
        };
        report.push(finding);
    }
    lower
}

fn success(
    own: &EnvelopeTable,
    style: &EnvelopeTable,
    envelope: &Envelope,
    report: &mut Report,
) -> Success {
    let mut places = own.places(&envelope.formats);
    let (said, span) = match (&own.success.request_id, &style.success.request_id) {
        (Some(said), _) => (Some(said.get_ref()), Some(said.span())),
        (None, style) => (style.as_ref().map(Spanned::get_ref), None),
    };
    let request_id = match said {
        None | Some(Scalar::Boolean(true)) => Some(envelope.usual_success_id()),
        Some(Scalar::Boolean(false)) => None,
        Some(Scalar::Text(path)) => places.outer(path, span, report),
        Some(Scalar::Integer(number)) => {
            let message = format!("{number} is not the name of a member");
            report.push(
                Finding::new(&rules::WRONG_TYPE, span.unwrap_or_default(), message)
                    .help("write a name in quotes, `true` or `false`"),
            );
            None
        }
    };
    if let (Some(path), Some(Scalar::Boolean(true)) | None) = (&request_id, said) {
        places.outer(&path.to_string(), None, report);
    }
    let data = match (&own.success.data, &style.success.data) {
        (Some(own), _) => places.outer(own.get_ref(), Some(own.span()), report),
        (None, Some(style)) => places.outer(style.get_ref(), None, report),
        (None, None) => None,
    };
    Success { request_id, data }
}

/// A place as the spec writes it: `None` where it is none.
fn path(text: &str) -> Option<Path> {
    let step = |step: &str| {
        let (name, item) = match step.strip_suffix(']') {
            Some(indexed) => {
                let (name, digits) = indexed.split_once('[')?;
                let canonical = digits == "0" || !digits.starts_with(['0', '+']);
                (name, Some(digits.parse().ok().filter(|_| canonical)?))
            }
            None => (step, None),
        };
        let is_name = !name.is_empty() && !name.contains(['[', ']']);
        is_name.then(|| Step { name: name.to_owned(), item })
    };
    let steps: Vec<Step> = text.split('.').map(step).collect::<Option<_>>()?;
    // What is in a list is an object: its own name follows.
    let ends_in_name = steps.last()?.item.is_none();
    ends_in_name.then_some(Path(steps))
}

pub(super) fn element_name(name: &Spanned<String>, report: &mut Report) {
    if !names::is_element_name(name.get_ref()) {
        let message = format!("`{}` cannot be the name of an XML element", name.get_ref());
        report.push(
            Finding::new(&rules::INVALID_NAME, name.span(), message)
                .help("write a letter or `_`, then letters, digits, `_`, `-` and `.`"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nobody reads what is wrong with a style.
    #[test]
    fn styles_are_right() {
        for style in Style::ALL {
            let spec = Spec {
                envelope: EnvelopeTable { style: Some(*style), ..EnvelopeTable::default() },
                ..Spec::default()
            };
            let mut report = Report::default();
            check(&spec, "KMS", &mut report);
            assert!(report.findings().is_empty(), "{}: {:?}", style.name(), report.findings());
        }
    }
}
