//! Responses in JSON.
//!
//! An error is an object with the envelope's members in their order; a success has
//! the request's id and its data where the envelope says. Nothing is sent but that: no
//! line breaks, no indentation.

pub(crate) mod error;
mod success;

use alloc::vec::Vec;

use serde::de::DeserializeOwned;
use serde::ser::{Serialize, SerializeMap, Serializer};

pub use self::success::encode_success;
use crate::decode::{Reading, is_success, text};
use crate::names::{Compiled, Names, OfEnvelope};
use crate::said::{self, Said, instance, is_sent, leaf};
use crate::{
    ApiError, DecodeError, DetailMember, ErrorCode, Members, Node, Received, Reply, Value,
};

/// An error response.
pub fn encode<C: ErrorCode>(error: &ApiError<C>) -> Vec<u8> {
    write(Compiled::<OfEnvelope<C>>::NEW, error)
}

/// A response. The status line says whether it is a success, whose data is read
/// as `T`, or an error.
///
/// # Errors
///
/// Where the body is not what the status promises.
pub fn decode<C: ErrorCode, T: DeserializeOwned>(
    status: u16,
    body: &[u8],
) -> Result<Reply<C, T>, DecodeError> {
    match is_success(status) {
        true => success::decode(text(body)?).map(Reply::Success),
        false => decode_error(status, body).map(Reply::Error),
    }
}

/// An error response. Members may come in any order, and unknown ones are kept.
///
/// # Errors
///
/// Where the body is no error response.
pub fn decode_error<C: ErrorCode>(status: u16, body: &[u8]) -> Result<Received<C>, DecodeError> {
    let mut reading = Reading::new(status);
    error::read::<C, OfEnvelope<C>>(text(body)?, &mut reading)?;
    reading.finish(const { C::ENVELOPE.members }, true)
}

/// An error as an object of these members.
pub(crate) fn write<C: ErrorCode>(names: impl Names, error: &ApiError<C>) -> Vec<u8> {
    let length: usize = names.members().iter().map(|(name, _)| name.len() + 8).sum();
    let mut body = Vec::with_capacity(length + error.message().len() + 128);
    let object = Object { names, error };
    serde_json::to_writer(&mut body, &object).expect("texts and numbers under string keys");
    body
}

struct Object<'e, C, N> {
    names: N,
    error: &'e ApiError<C>,
}

impl<C: ErrorCode, N: Names> Serialize for Object<'_, C, N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let error = self.error;
        let mut map = serializer.serialize_map(None)?;
        for (name, node) in self.names.members() {
            match *node {
                Node::Object(members) if is_sent(members, error) => {
                    map.serialize_entry(name, &Object { names: members, error })?;
                }
                Node::List(items) if items.iter().any(|members| is_sent(members, error)) => {
                    map.serialize_entry(name, &List { items, error })?;
                }
                node => match said::text(node, error) {
                    Some(text) => map.serialize_entry(name, text)?,
                    None => {
                        if let Some(said) = leaf(node, error) {
                            map.serialize_entry(name, &said)?;
                        }
                    }
                },
            }
        }
        map.end()
    }
}

struct List<'e, C> {
    items: &'static [Members],
    error: &'e ApiError<C>,
}

impl<C: ErrorCode> Serialize for List<'_, C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let error = self.error;
        let sent = self.items.iter().filter(|members| is_sent(members, error));
        serializer.collect_seq(sent.map(|members| Object { names: *members, error }))
    }
}

impl Serialize for Said<'_> {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Digits(number) => serializer.collect_str(number),
            Self::Instance(id) => serializer.serialize_str(&instance(id)),
            Self::Number(number) => serializer.serialize_i64(*number),
            Self::Truth(truth) => serializer.serialize_bool(*truth),
            Self::Params { params, as_text: false } => {
                serializer.collect_map(params.iter().map(|(name, value)| (name, value)))
            }
            Self::Params { params, as_text: true } => {
                serializer.collect_map(params.iter().map(|(name, value)| (name, AsText(value))))
            }
            Self::Pairs(pairs) => {
                serializer.collect_map(pairs.iter().map(|(name, value)| (name, value)))
            }
            Self::Details { details, names } => {
                let object = |detail| Entries { detail, names };
                serializer.collect_seq(details.iter().map(object))
            }
        }
    }
}

struct AsText<'v>(&'v Value);

impl Serialize for AsText<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self.0)
    }
}

/// A detail, with the names that the envelope gives its members.
struct Entries<'e> {
    detail: &'e crate::Detail,
    names: &'static [(DetailMember, &'static str)],
}

impl Serialize for Entries<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.detail.sent(self.names))
    }
}
