//! How responses are built.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use crate::catalog;
use crate::maps::map;

#[derive(Serialize)]
pub(super) struct Envelope<'c> {
    xml_root: &'c str,
    request_id_header: &'c str,
    /// In the order in which they are sent.
    members: Vec<Member<'c>>,
    /// The rest is left out where it is as usual.
    #[serde(skip_serializing_if = "Option::is_none")]
    formats: Option<Vec<&'static str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_type: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    xml_namespace: Option<&'c str>,
    #[serde(skip_serializing_if = "is_false")]
    xml_declaration: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    code_header: Option<&'c str>,
    /// By place.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    constants: BTreeMap<String, &'c catalog::Scalar>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    detail: Vec<Member<'c>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    fault: BTreeMap<&'static str, &'c str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    problem_extensions: Vec<&'static str>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    success: BTreeMap<&'static str, Value>,
}

#[derive(Serialize)]
struct Member<'c> {
    member: &'static str,
    name: Cow<'c, str>,
}

impl<'c> Envelope<'c> {
    pub fn of(envelope: &'c catalog::Envelope) -> Self {
        let catalog::Envelope {
            formats,
            content_type,
            xml_root,
            xml_namespace,
            xml_declaration,
            members,
            constants,
            // The codes say it.
            of_codes: _,
            detail,
            fault,
            request_id_header,
            code_header,
            problem_extensions,
            success,
        } = envelope;
        let sends = |member| members.iter().any(|(other, _)| *other == member);
        let detail = detail.iter().filter(|_| sends(catalog::Member::Details));
        let fault = ["client", "server"].into_iter().zip(fault.iter().map(String::as_str));
        Self {
            xml_root,
            request_id_header,
            members: members
                .iter()
                .map(|(member, path)| Member::new(member.name(), path.to_string().into()))
                .collect(),
            formats: (formats != catalog::Format::USUAL)
                .then(|| formats.iter().map(|format| format.name()).collect()),
            content_type: content_type.as_deref(),
            xml_namespace: xml_namespace.as_deref(),
            xml_declaration: *xml_declaration,
            code_header: code_header.as_deref(),
            constants: by_place(constants),
            detail: detail
                .map(|(member, name)| Member::new(member.name(), name.as_str().into()))
                .collect(),
            fault: map(fault.filter(|_| sends(catalog::Member::Fault))),
            problem_extensions: problem_extensions.iter().map(|member| member.name()).collect(),
            success: self::success(success, envelope),
        }
    }
}

/// What is not as in an error response, and at the top.
fn success(
    success: &catalog::Success,
    envelope: &catalog::Envelope,
) -> BTreeMap<&'static str, Value> {
    let catalog::Success { request_id, data } = success;
    let request_id = match request_id {
        Some(path) if *path == envelope.usual_success_id() => None,
        Some(path) => Some(path.to_string().into()),
        None => Some(Value::Bool(false)),
    };
    let data = data.as_ref().map(|path| path.to_string().into());
    let said = [("request_id", request_id), ("data", data)];
    map(said.into_iter().filter_map(|(name, value)| Some((name, value?))))
}

impl<'c> Member<'c> {
    fn new(member: &'static str, name: Cow<'c, str>) -> Self {
        Self { member, name }
    }
}

/// What stands at a place, by the place.
pub(super) fn by_place(
    constants: &[(catalog::Path, catalog::Scalar)],
) -> BTreeMap<String, &catalog::Scalar> {
    map(constants.iter().map(|(path, value)| (path.to_string(), value)))
}

fn is_false(value: &bool) -> bool {
    !value
}
