//! A table as the struct that `keys` declares for it.
//!
//! Without serde: a spec is read on every build, by a build script that is compiled
//! without optimization, and serde's code for each kind of value was a fifth of this crate.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeInteger, DeString, DeValue};

use crate::catalog::Scalar;
use crate::words::Word;

/// What a value of a spec is read as.
pub(crate) trait FromToml: Sized {
    /// None of a value of another shape; `shape` has reported it and taken it out.
    fn from_toml(value: Spanned<DeValue<'_>>) -> Option<Self>;
}

/// An integer, where it fits into 64 bits.
pub(super) fn integer(digits: &DeInteger<'_>) -> Option<i64> {
    i64::from_str_radix(digits.as_str(), digits.radix()).ok()
}

impl FromToml for String {
    fn from_toml(value: Spanned<DeValue<'_>>) -> Option<Self> {
        match value.into_inner() {
            DeValue::String(text) => Some(text.into_owned()),
            _ => None,
        }
    }
}

impl FromToml for i64 {
    fn from_toml(value: Spanned<DeValue<'_>>) -> Option<Self> {
        value.get_ref().as_integer().and_then(integer)
    }
}

impl FromToml for bool {
    fn from_toml(value: Spanned<DeValue<'_>>) -> Option<Self> {
        value.get_ref().as_bool()
    }
}

impl FromToml for Scalar {
    fn from_toml(value: Spanned<DeValue<'_>>) -> Option<Self> {
        match value.into_inner() {
            DeValue::String(text) => Some(Self::Text(text.into_owned())),
            DeValue::Integer(digits) => integer(&digits).map(Self::Integer),
            DeValue::Boolean(value) => Some(Self::Boolean(value)),
            _ => None,
        }
    }
}

impl<T: Word> FromToml for T {
    fn from_toml(value: Spanned<DeValue<'_>>) -> Option<Self> {
        value.get_ref().as_str().and_then(Self::of)
    }
}

impl<T: FromToml> FromToml for Spanned<T> {
    fn from_toml(value: Spanned<DeValue<'_>>) -> Option<Self> {
        let span = value.span();
        T::from_toml(value).map(|value| Self::new(span, value))
    }
}

impl<T: FromToml> FromToml for Option<T> {
    fn from_toml(value: Spanned<DeValue<'_>>) -> Option<Self> {
        T::from_toml(value).map(Some)
    }
}

impl<T: FromToml> FromToml for Vec<T> {
    fn from_toml(value: Spanned<DeValue<'_>>) -> Option<Self> {
        let DeValue::Array(items) = value.into_inner() else { return None };
        Some(items.into_iter().filter_map(T::from_toml).collect())
    }
}

impl<K: FromToml + Ord, V: FromToml> FromToml for BTreeMap<Spanned<K>, V> {
    fn from_toml(value: Spanned<DeValue<'_>>) -> Option<Self> {
        let DeValue::Table(table) = value.into_inner() else { return None };
        let mut map = Self::new();
        for (name, value) in table {
            if let Some((name, value)) = entry(name, value) {
                map.insert(name, value);
            }
        }
        Some(map)
    }
}

fn entry<K: FromToml, V: FromToml>(
    name: Spanned<DeString<'_>>,
    value: Spanned<DeValue<'_>>,
) -> Option<(Spanned<K>, V)> {
    let name = Spanned::new(name.span(), DeValue::String(name.into_inner()));
    Some((Spanned::from_toml(name)?, V::from_toml(value)?))
}
