//! Responses in JSON.
//!
//! An error is one object with the envelope's members in their order; a success
//! has the request's id beside its data. Nothing is sent but that: no line
//! breaks, no indentation.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;

use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, Error as _, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;

use crate::decode::{Members, is_success, text};
use crate::{
    ApiError, DecodeError, EncodeError, ErrorCode, Member, Received, Reply, Success, Text,
};

/// An error response.
pub fn encode<C: ErrorCode>(error: &ApiError<C>) -> Vec<u8> {
    let members = C::ENVELOPE.members.iter();
    let names: usize = members.map(|(_, name)| name.len() + 8).sum();
    let mut body = Vec::with_capacity(names + error.message().len() + 128);
    serde_json::to_writer(&mut body, &Body(error)).expect("texts and numbers under string keys");
    body
}

/// A success response.
///
/// # Errors
///
/// Where the data is neither a struct nor a map with string keys, or has a member
/// with the name of the request's id.
pub fn encode_success<C: ErrorCode, T: Serialize>(
    success: &Success<C, T>,
) -> Result<Vec<u8>, EncodeError> {
    let body = serde_json::to_string(&SuccessBody::of(success))
        .map_err(|error| EncodeError::Data(error.to_string()))?;
    match object(&body, WithoutId::<C>::default()) {
        Ok(_) => Ok(body.into_bytes()),
        Err(_) => Err(EncodeError::RequestId { member: C::ENVELOPE.request_id() }),
    }
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
    if !is_success(status) {
        return decode_error(status, body).map(Reply::Error);
    }
    let text = text(body)?;
    let found = object(text, WithoutId::<C>::default())?;
    let data = serde_json::from_str(&format!("{{{}}}", found.data)).map_err(syntax)?;
    let mut success = Success::new("", data);
    success.request_id = found.id.map(Text::Owned);
    Ok(Reply::Success(success))
}

/// An error response. Members may come in any order, and unknown ones are kept.
///
/// # Errors
///
/// Where the body is no error response.
pub fn decode_error<C: ErrorCode>(status: u16, body: &[u8]) -> Result<Received<C>, DecodeError> {
    object(text(body)?, Members::new(status))?.finish()
}

struct Body<'e, C>(&'e ApiError<C>);

impl<C: ErrorCode> Serialize for Body<'_, C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let error = self.0;
        let mut map = serializer.serialize_map(None)?;
        for (member, name) in C::ENVELOPE.members {
            match member {
                Member::Status => map.serialize_entry(name, &error.status())?,
                Member::Code => map.serialize_entry(name, error.code().code())?,
                Member::Message => map.serialize_entry(name, error.message())?,
                Member::RequestId => entry(&mut map, name, error.request_id())?,
                Member::HostId => entry(&mut map, name, error.host_id())?,
                Member::Recommend => entry(&mut map, name, error.code().doc_url())?,
                Member::AccessDeniedDetail => {
                    let detail = error.access_denied_detail();
                    entry(&mut map, name, (!detail.is_empty()).then_some(&Detail(detail)))?;
                }
            }
        }
        map.end()
    }
}

/// A member that is not sent where there is nothing to say.
fn entry<M: SerializeMap, T: Serialize + ?Sized>(
    map: &mut M,
    name: &str,
    value: Option<&T>,
) -> Result<(), M::Error> {
    match value {
        Some(value) => map.serialize_entry(name, value),
        None => Ok(()),
    }
}

struct Detail<'e>(&'e [(Text, Text)]);

impl Serialize for Detail<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

/// The id, then the data, in one object.
#[derive(serde::Serialize)]
struct SuccessBody<'s, T> {
    #[serde(flatten)]
    id: Id<'s>,
    #[serde(flatten)]
    data: &'s T,
}

struct Id<'s> {
    name: &'static str,
    id: Option<&'s str>,
}

impl<'s, T: Serialize> SuccessBody<'s, T> {
    fn of<C: ErrorCode>(success: &'s Success<C, T>) -> Self {
        let id = Id { name: C::ENVELOPE.request_id(), id: success.request_id.as_deref() };
        Self { id, data: &success.data }
    }
}

impl Serialize for Id<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.id.map(|id| (self.name, id)))
    }
}

/// Takes the members of an object, one after the other.
trait Object: Sized {
    /// The name, if the object has a use for this member's value in particular.
    fn known(name: &str) -> Option<(Member, &'static str)>;

    /// Reads the value of a member that is known.
    fn read<'de, M: MapAccess<'de>>(
        &mut self,
        member: (Member, &'static str),
        map: &mut M,
    ) -> Result<Result<(), DecodeError>, M::Error>;

    /// Keeps any other member.
    fn keep(&mut self, name: String, value: &RawValue);
}

fn object<O: Object>(text: &str, mut object: O) -> Result<O, DecodeError> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let mut reader = ObjectReader { object: &mut object, member: None, problem: None };
    let read = reader.deserialize(&mut deserializer).and_then(|()| deserializer.end());
    match (reader.problem, read) {
        (Some(problem), _) => Err(problem),
        (None, Ok(())) => Ok(object),
        (None, Err(error)) => Err(match reader.member {
            Some(member) if error.is_data() => {
                DecodeError::WrongType { member: member.to_string() }
            }
            _ => syntax(error),
        }),
    }
}

fn syntax(error: serde_json::Error) -> DecodeError {
    DecodeError::Syntax(error.to_string())
}

struct ObjectReader<'o, O> {
    object: &'o mut O,
    /// The known member whose value is being read.
    member: Option<&'static str>,
    /// What is wrong, where it is not the JSON.
    problem: Option<DecodeError>,
}

impl<'de, O: Object> DeserializeSeed<'de> for &mut ObjectReader<'_, O> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, O: Object> Visitor<'de> for &mut ObjectReader<'_, O> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<(), M::Error> {
        while let Some(name) = map.next_key_seed(NameReader::<O>(PhantomData))? {
            match name {
                Name::Known(member) => {
                    self.member = Some(member.1);
                    let read = self.object.read(member, &mut map)?;
                    self.member = None;
                    if let Err(problem) = read {
                        self.problem = Some(problem);
                        return Err(M::Error::custom(""));
                    }
                }
                Name::Other(name) => self.object.keep(name, map.next_value()?),
            }
        }
        Ok(())
    }
}

/// A member's name. One that is known costs no allocation.
enum Name {
    Known((Member, &'static str)),
    Other(String),
}

struct NameReader<O>(PhantomData<O>);

impl<'de, O: Object> DeserializeSeed<'de> for NameReader<O> {
    type Value = Name;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Name, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<O: Object> Visitor<'_> for NameReader<O> {
    type Value = Name;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E>(self, name: &str) -> Result<Name, E> {
        Ok(match O::known(name) {
            Some(member) => Name::Known(member),
            None => Name::Other(name.to_string()),
        })
    }
}

impl<C: ErrorCode> Object for Members<C> {
    fn known(name: &str) -> Option<(Member, &'static str)> {
        Self::known(name)
    }

    fn read<'de, M: MapAccess<'de>>(
        &mut self,
        member: (Member, &'static str),
        map: &mut M,
    ) -> Result<Result<(), DecodeError>, M::Error> {
        Ok(match member.0 {
            Member::Code => self.set_code(member.1, map.next_value()?),
            Member::Message => self.set_text(member, Cow::Owned(map.next_value()?)),
            // What is optional may be null.
            Member::Status => match map.next_value()? {
                Some(status) => self.set_status(member.1, status),
                None => Ok(()),
            },
            _ => match map.next_value()? {
                Some(text) => self.set_text(member, Cow::Owned(text)),
                None => Ok(()),
            },
        })
    }

    /// A text as itself, any other value as it was written.
    fn keep(&mut self, name: String, value: &RawValue) {
        let text = serde_json::from_str(value.get());
        self.push(name, text.unwrap_or_else(|_| value.get().to_string()));
    }
}

/// A success response: its id, and the members that are its data.
struct WithoutId<C> {
    id: Option<String>,
    data: String,
    codes: PhantomData<C>,
}

impl<C> Default for WithoutId<C> {
    fn default() -> Self {
        Self { id: None, data: String::new(), codes: PhantomData }
    }
}

impl<C: ErrorCode> Object for WithoutId<C> {
    fn known(name: &str) -> Option<(Member, &'static str)> {
        let id = C::ENVELOPE.request_id();
        (name == id).then_some((Member::RequestId, id))
    }

    fn read<'de, M: MapAccess<'de>>(
        &mut self,
        (_, member): (Member, &'static str),
        map: &mut M,
    ) -> Result<Result<(), DecodeError>, M::Error> {
        Ok(match self.id.replace(map.next_value()?) {
            Some(_) => Err(DecodeError::Duplicate { member }),
            None => Ok(()),
        })
    }

    fn keep(&mut self, name: String, value: &RawValue) {
        let comma = if self.data.is_empty() { "" } else { "," };
        let name = serde_json::Value::from(name);
        self.data.push_str(&format!("{comma}{name}:{}", value.get()));
    }
}
