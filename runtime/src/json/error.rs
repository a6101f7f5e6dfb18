//! Error responses, read without recursion beyond what the envelope has.

use alloc::borrow::Cow;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor,
};
use serde_json::value::RawValue;

use super::success::{Shallow, syntax};
use crate::decode::{Reading, is_read, item, node};
use crate::names::{Compiled, Known, Names};
use crate::{Constant, DecodeError, ErrorCode, Member, Members, Node, Text, Value};

/// Reads an object of members that are known when the program is compiled.
pub(crate) fn read<C: ErrorCode, K: Known>(
    text: &str,
    reading: &mut Reading<C>,
) -> Result<(), DecodeError> {
    read_by(text, Compiled::<K>::NEW, reading)
}

/// Reads an object whose members are those of `names`.
pub(crate) fn read_by<C: ErrorCode, N: Names>(
    text: &str,
    names: N,
    reading: &mut Reading<C>,
) -> Result<(), DecodeError> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let mut state = State { reading, at: None, problem: None };
    let read = deserializer
        .deserialize_map(Object { names, state: &mut state })
        .and_then(|()| deserializer.end());
    match (state.problem, read) {
        (Some(problem), _) => Err(problem),
        (None, Ok(())) => Ok(()),
        (None, Err(error)) => Err(match state.at {
            Some(member) if error.is_data() => DecodeError::WrongType { member },
            _ => syntax(error),
        }),
    }
}

struct State<'r, C> {
    reading: &'r mut Reading<C>,
    /// The known member whose value could not be read.
    at: Option<String>,
    /// What is wrong, where it is not the JSON.
    problem: Option<DecodeError>,
}

/// An object, while it is read.
struct Object<'s, 'r, C, N> {
    names: N,
    state: &'s mut State<'r, C>,
}

impl<'de, C: ErrorCode, N: Names> Visitor<'de> for Object<'_, '_, C, N> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    /// An object that could have been left out may be null.
    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<(), M::Error> {
        while let Some(name) = map.next_key_seed(NameReader(self.names))? {
            match name {
                Name::Known((name, node)) => match value(name, node, &mut map, self.state) {
                    Ok(Ok(())) => {}
                    Ok(Err(problem)) => {
                        self.state.problem = Some(problem);
                        return Err(M::Error::custom(""));
                    }
                    Err(error) => {
                        let place = || self.state.reading.place(name);
                        self.state.at = Some(self.state.at.take().unwrap_or_else(place));
                        return Err(error);
                    }
                },
                Name::Other(name) => self.state.reading.keep(name.into(), kept(map.next_value()?)),
            }
        }
        Ok(())
    }
}

impl<'de, C: ErrorCode, N: Names> DeserializeSeed<'de> for Object<'_, '_, C, N> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// Reads what stands under a known name.
#[inline]
fn value<'de, C: ErrorCode, M: MapAccess<'de>>(
    name: &'static str,
    node: &'static Node,
    map: &mut M,
    state: &mut State<'_, C>,
) -> Result<Result<(), DecodeError>, M::Error> {
    let reading = &mut *state.reading;
    Ok(match *node {
        Node::Member(Member::Code) => reading.set_code(name, map.next_value()?),
        Node::Member(member @ Member::Message) => {
            reading.set_text((member, name), Cow::Owned(map.next_value()?))
        }
        Node::Member(member) | Node::Extension(member) if is_read(member) => {
            return optional(member, name, map, reading);
        }
        Node::Object(members) => {
            let outer = reading.enter(name);
            let read = map.next_value_seed(Object { names: members, state: &mut *state });
            state.reading.leave(outer);
            return read.map(Ok);
        }
        Node::List(items) => match map.next_value::<Option<Vec<&RawValue>>>()? {
            Some(values) => list(name, items, &values, reading),
            None => Ok(()),
        },
        Node::Member(_) | Node::Extension(_) | Node::Constant(_) | Node::OfCode(_) => {
            reading.keep(name.into(), kept(map.next_value()?));
            Ok(())
        }
    })
}

/// A member that may be missing, and null.
fn optional<'de, C: ErrorCode, M: MapAccess<'de>>(
    member: Member,
    name: &'static str,
    map: &mut M,
    reading: &mut Reading<C>,
) -> Result<Result<(), DecodeError>, M::Error> {
    fn some<'de, T: Deserialize<'de>, M: MapAccess<'de>>(
        map: &mut M,
        set: impl FnOnce(T) -> Result<(), DecodeError>,
    ) -> Result<Result<(), DecodeError>, M::Error> {
        Ok(map.next_value::<Option<T>>()?.map_or(Ok(()), set))
    }
    match member {
        Member::Status => some(map, |status| reading.set_status(name, status)),
        Member::Retryable => some(map, |truth| reading.set_retryable(name, truth)),
        Member::RetryAfter => some(map, |seconds| reading.set_retry_after(name, seconds)),
        Member::Params | Member::ParamsText => some(map, |Shallow(params)| {
            let params = params.into_iter().map(|(name, value)| (Text::Owned(name), param(value)));
            reading.set_params((member, name), params.collect())
        }),
        Member::Details => some(map, |details: Vec<Shallow<'_>>| {
            for Shallow(detail) in details {
                let members = detail.into_iter().map(|(name, value)| (name, kept(value)));
                reading.push_detail(name, members.collect());
            }
            Ok(())
        }),
        _ => some(map, |text| reading.set_text((member, name), Cow::Owned(text))),
    }
}

/// The objects of a list, each as the one of the envelope whose constants it has. What is
/// none of these is kept.
fn list<C: ErrorCode>(
    name: &str,
    items: &'static [Members],
    values: &[&RawValue],
    reading: &mut Reading<C>,
) -> Result<(), DecodeError> {
    let mut taken = vec![false; items.len()];
    for (index, value) in values.iter().enumerate() {
        let found =
            serde_json::Deserializer::from_str(value.get()).deserialize_map(Constants(items));
        let known = found.ok().and_then(|found| {
            item(items, &taken, |name, constant| {
                found.iter().any(|(known, value)| *known == name && is(value, constant))
            })
        });
        match known {
            Some(at) => {
                taken[at] = true;
                let outer = reading.enter_item(name, index);
                read_by(value.get(), items[at], reading)?;
                reading.leave(outer);
            }
            None => reading.keep(alloc::format!("{name}[{index}]").into(), kept(value)),
        }
    }
    Ok(())
}

/// What an object has under the names of the constants that objects of a list have.
struct Constants(&'static [Members]);

impl<'de> Visitor<'de> for Constants {
    type Value = Vec<(&'static str, &'de RawValue)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
        let mut found = Vec::new();
        while let Some(name) = map.next_key_seed(ConstantName(self.0))? {
            match name {
                Some(name) => found.push((name, map.next_value()?)),
                None => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(found)
    }
}

struct ConstantName(&'static [Members]);

impl<'de> DeserializeSeed<'de> for ConstantName {
    type Value = Option<&'static str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for ConstantName {
    type Value = Option<&'static str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        let known = |members: &Members| match node(members, name)? {
            (name, Node::Constant(_)) => Some(*name),
            _ => None,
        };
        Ok(self.0.iter().find_map(known))
    }
}

fn is(value: &RawValue, constant: Constant) -> bool {
    match constant {
        Constant::Text(text) => kept(value) == text && value.get().starts_with('"'),
        Constant::Integer(number) => value.get().parse() == Ok(number),
        Constant::Boolean(truth) => value.get().parse() == Ok(truth),
    }
}

/// A text as itself, any other value as it was written.
fn kept(value: &RawValue) -> String {
    let written = value.get();
    let text = written.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    match text {
        Some(text) if text.bytes().all(|byte| byte != b'\\') => text.to_string(),
        Some(_) => serde_json::from_str(written).unwrap_or_else(|_| written.to_string()),
        None => written.to_string(),
    }
}

/// A value of a parameter. What is of none of the three types is a text.
fn param(value: &RawValue) -> Value {
    let written = value.get();
    match (written.parse(), written.parse()) {
        (Ok(number), _) => Value::Integer(number),
        (_, Ok(truth)) => Value::Boolean(truth),
        _ => Value::String(kept(value).into()),
    }
}

/// A member's name. One that is known costs no allocation.
enum Name {
    Known(&'static (&'static str, Node)),
    Other(String),
}

struct NameReader<N>(N);

impl<'de, N: Names> DeserializeSeed<'de> for NameReader<N> {
    type Value = Name;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Name, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<N: Names> Visitor<'_> for NameReader<N> {
    type Value = Name;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E>(self, name: &str) -> Result<Name, E> {
        Ok(match node(self.0.members(), name) {
            Some(known) => Name::Known(known),
            None => Name::Other(name.to_string()),
        })
    }
}
