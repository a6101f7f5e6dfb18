//! Successes in XML.

use alloc::borrow::{Cow, ToOwned};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use quick_xml::escape::partial_escape;
use quick_xml::se::Serializer;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Body, DECLARATION, escaped, reader};
use crate::decode::text;
use crate::success::{is_named, names};
use crate::{DecodeError, EncodeError, ErrorCode, Success, Text};

/// A success response.
///
/// # Errors
///
/// Where the data holds what XML cannot (names that are none of an element's, attributes,
/// text beside elements), or where the envelope has no name for it and it is neither a
/// struct nor a map, or has a member with the name of the request's id.
pub fn encode_success<C: ErrorCode, T: Serialize>(
    success: &Success<C, T>,
) -> Result<Vec<u8>, EncodeError> {
    let envelope = const { C::ENVELOPE };
    let failed = |problem: &dyn core::fmt::Display| EncodeError::Data(problem.to_string());
    let root = format!("{}Response", success.action);
    let data_at = names(envelope.success.data, &success.action);
    let id_at = names(envelope.success.request_id, &success.action);
    let id = success.request_id.as_deref().filter(|_| !id_at.is_empty());

    let mut data = String::new();
    let name = data_at.last().unwrap_or(&root);
    let serializer = Serializer::with_root(&mut data, Some(name));
    let written = serializer.and_then(|serializer| success.data.serialize(serializer));
    written.map_err(|error| failed(&error))?;

    let mut leaves = Vec::new();
    if let (Some((name, outer)), Some(id)) = (id_at.split_last(), id) {
        leaves.push((outer, format!("<{name}>{}</{name}>", partial_escape(id))));
    }
    match data_at.split_last() {
        Some((_, outer)) => leaves.push((outer, data)),
        // The data brings the root element along: what is inside follows the id.
        None => match inside(&data, &root) {
            Some(inside) => leaves.push((&[], inside.to_owned())),
            None => return Err(failed(&"it is neither a struct nor a map")),
        },
    }
    let mut body = Body(quick_xml::Writer::new(DECLARATION.as_bytes().to_vec()));
    body.root(&root, envelope.xml_namespace);
    let mut body = body.0.into_inner();
    body.extend(escaped(&nested(&leaves)).as_bytes());
    body.extend(format!("</{root}>").as_bytes());

    // The serializer takes every name: what it wrote must read as it is meant.
    let text = core::str::from_utf8(&body).map_err(|error| failed(&error))?;
    let (_, children) = reader::children(text).map_err(|error| failed(&error))?;
    if let (Some(member), true) = (id_at.first(), data_at.is_empty()) {
        let ids = children.iter().filter(|child| child.name == member).count();
        if ids > usize::from(id.is_some()) {
            return Err(EncodeError::RequestId { member: member.clone() });
        }
    }
    Ok(body)
}

/// A success response whose data is read as `T`.
pub(super) fn decode<C: ErrorCode, T: DeserializeOwned>(
    body: &[u8],
) -> Result<Success<C, T>, DecodeError> {
    let envelope = const { C::ENVELOPE.success };
    let text = text(body)?;
    let (root, children) = reader::children(text)?;
    let id = match envelope.request_id {
        Some(path) => id(text, path)?,
        None => None,
    };
    let data = match (envelope.data, envelope.request_id) {
        (Some(path), _) => at(text, path)?,
        (None, Some([name, ..])) => {
            let id = children.iter().find(|child| child.name == *name);
            let span = id.map_or(0..0, |id| id.span.clone());
            [&text[..span.start], &text[span.end..]].concat()
        }
        (None, _) => text.to_owned(),
    };
    let data =
        quick_xml::de::from_str(&data).map_err(|error| DecodeError::Syntax(error.to_string()))?;
    let action = root.strip_suffix("Response").unwrap_or(root).to_owned();
    let mut success = Success::new(action, data);
    success.request_id = id.map(Text::Owned);
    Ok(success)
}

/// The id of the request, as text.
fn id(text: &str, path: &[&str]) -> Result<Option<String>, DecodeError> {
    let [outer @ .., name] = path else { return Ok(None) };
    let around = match outer {
        [] => Cow::Borrowed(text),
        outer => Cow::Owned(at(text, outer)?),
    };
    if around.is_empty() {
        return Ok(None);
    }
    let (_, children) = reader::children(&around)?;
    let mut ids = children.into_iter().filter(|child| child.name == *name);
    let id = ids.next().map(|child| child.text.into_owned());
    match ids.next() {
        Some(_) => Err(DecodeError::Duplicate { member: path.join(".") }),
        None => Ok(id),
    }
}

/// The elements at a place, as they are written.
fn at(text: &str, path: &[&str]) -> Result<String, DecodeError> {
    let mut found = text.to_owned();
    for name in path {
        let (_, children) = match found.is_empty() {
            true => return Ok(found),
            false => reader::children(&found)?,
        };
        let named = children.iter().filter(|child| is_named(child.name, name));
        found = named.map(|child| &found[child.span.clone()]).collect();
    }
    Ok(found)
}

/// What is inside of the root element.
fn inside<'d>(data: &'d str, root: &str) -> Option<&'d str> {
    let (start, end) = (format!("<{root}>"), format!("</{root}>"));
    if data == format!("<{root}/>") {
        return Some("");
    }
    data.strip_prefix(&start)?.strip_suffix(&end)
}

/// Elements around what stands at these places, which may have outer ones in common.
fn nested(leaves: &[(&[String], String)]) -> String {
    let mut markup = String::new();
    for (index, (outer, inside)) in leaves.iter().enumerate() {
        let Some((name, _)) = outer.split_first() else {
            markup.push_str(inside);
            continue;
        };
        let is_named = |(outer, _): &&(&[String], String)| outer.first() == Some(name);
        if leaves[..index].iter().any(|other| is_named(&other)) {
            continue;
        }
        let inside = leaves.iter().filter(is_named);
        let inside: Vec<_> = inside.map(|(outer, inside)| (&outer[1..], inside.clone())).collect();
        markup.push_str(&format!("<{name}>{}</{name}>", nested(&inside)));
    }
    markup
}
