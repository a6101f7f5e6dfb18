//! Successes in JSON.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use serde::de::{Deserialize, DeserializeOwned, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;

use crate::success::{is_named, names};
use crate::{DecodeError, EncodeError, ErrorCode, Success, Text};

/// A success response.
///
/// # Errors
///
/// Where the data cannot be JSON, such as a map whose keys are no texts, and where the
/// envelope has the request's id beside the data and that is neither a struct nor a map,
/// or has a member with the name of the id.
pub fn encode_success<C: ErrorCode, T: Serialize>(
    success: &Success<C, T>,
) -> Result<Vec<u8>, EncodeError> {
    let envelope = const { C::ENVELOPE.success };
    let failed = |error: serde_json::Error| EncodeError::Data(error.to_string());
    let data_at = names(envelope.data, &success.action);
    let id_at = names(envelope.request_id, &success.action);
    let id = success.request_id.as_deref().filter(|_| !id_at.is_empty());
    if !data_at.is_empty() {
        let leaves = [(&*id_at, id.map(Leaf::Id)), (&*data_at, Some(Leaf::Data(&success.data)))];
        let leaves = leaves.into_iter().filter_map(|(at, leaf)| Some((at, leaf?)));
        return serde_json::to_vec(&Outer(leaves.collect())).map_err(failed);
    }
    let Some((member, _)) = id_at.split_first() else {
        return serde_json::to_vec(&success.data).map_err(failed);
    };
    let id = Outer::<T>(id.map(|id| (&*id_at, Leaf::Id(id))).into_iter().collect());
    let body = serde_json::to_string(&Beside { id, data: &success.data }).map_err(failed)?;
    let Shallow(members) = serde_json::from_str(&body).map_err(failed)?;
    let ids = members.iter().filter(|(name, _)| name == member).count();
    match ids > usize::from(success.request_id.is_some()) {
        true => Err(EncodeError::RequestId { member: member.clone() }),
        false => Ok(body.into_bytes()),
    }
}

/// A success response whose data is read as `T`.
pub(super) fn decode<C: ErrorCode, T: DeserializeOwned>(
    text: &str,
) -> Result<Success<C, T>, DecodeError> {
    let envelope = const { C::ENVELOPE.success };
    let id = match envelope.request_id {
        Some(path) => id(text, path)?,
        None => None,
    };
    let data = match (envelope.data, envelope.request_id) {
        (Some(path), _) => match at(text, path)? {
            Some(data) => serde_json::from_str(data.get()),
            None => return Err(DecodeError::Missing { members: [path.join(".")].into() }),
        },
        (None, Some([member, ..])) => serde_json::from_str(&without(text, member)?),
        (None, _) => serde_json::from_str(text),
    };
    let mut success = Success::new("", data.map_err(syntax)?);
    success.request_id = id.map(Text::Owned);
    Ok(success)
}

fn id(text: &str, path: &[&str]) -> Result<Option<String>, DecodeError> {
    let Some(value) = at(text, path)? else { return Ok(None) };
    let wrong_type = |_| DecodeError::WrongType { member: path.join(".") };
    serde_json::from_str(value.get()).map_err(wrong_type)
}

/// What stands at a place.
fn at<'t>(text: &'t str, path: &[&str]) -> Result<Option<&'t RawValue>, DecodeError> {
    let mut value = None;
    let mut text = text;
    for name in path {
        let Shallow(members) = serde_json::from_str(text).map_err(syntax)?;
        let mut named = members.into_iter().filter(|(known, _)| is_named(known, name));
        let Some((_, found)) = named.next() else { return Ok(None) };
        if named.next().is_some() {
            return Err(DecodeError::Duplicate { member: path.join(".") });
        }
        text = found.get();
        value = Some(found);
    }
    Ok(value)
}

/// The object without the member of this name.
fn without(text: &str, name: &str) -> Result<String, DecodeError> {
    let Shallow(members) = serde_json::from_str(text).map_err(syntax)?;
    let others = members
        .iter()
        .filter(|(known, _)| known != name)
        .map(|(name, value)| format!("{}:{}", serde_json::Value::from(name.as_str()), value.get()));
    Ok(format!("{{{}}}", others.collect::<Vec<_>>().join(",")))
}

pub(super) fn syntax(error: serde_json::Error) -> DecodeError {
    DecodeError::Syntax(error.to_string())
}

/// The id, then the data, in one object.
#[derive(serde::Serialize)]
#[serde(bound = "T: Serialize")]
struct Beside<'s, T> {
    #[serde(flatten)]
    id: Outer<'s, T>,
    #[serde(flatten)]
    data: &'s T,
}

/// Objects around what stands at these places.
struct Outer<'s, T>(Vec<(&'s [String], Leaf<'s, T>)>);

enum Leaf<'s, T> {
    Id(&'s str),
    Data(&'s T),
}

impl<T> Clone for Leaf<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Leaf<'_, T> {}

impl<T: Serialize> Serialize for Outer<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (index, (path, leaf)) in self.0.iter().enumerate() {
            let Some((name, rest)) = path.split_first() else { continue };
            let is_named = |(path, _): &&(&[String], _)| path.first() == Some(name);
            if self.0[..index].iter().any(|other| is_named(&other)) {
                continue;
            }
            if rest.is_empty() {
                match leaf {
                    Leaf::Id(id) => map.serialize_entry(name, id)?,
                    Leaf::Data(data) => map.serialize_entry(name, data)?,
                }
                continue;
            }
            let inside = self.0.iter().filter(is_named).map(|(path, leaf)| (&path[1..], *leaf));
            map.serialize_entry(name, &Outer(inside.collect()))?;
        }
        map.end()
    }
}

/// An object, of whose members only the names are read.
pub(super) struct Shallow<'t>(pub Vec<(String, &'t RawValue)>);

impl<'de: 't, 't> Deserialize<'de> for Shallow<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;

        impl<'de> Visitor<'de> for Members {
            type Value = Vec<(String, &'de RawValue)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(members)
            }
        }

        Ok(Self(deserializer.deserialize_map(Members)?))
    }
}
