use core::fmt;
use core::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Serialize, Serializer};

use crate::{Code, ErrorCode, UnknownCode, Value};

/// A code of the table from its text. The error names the text alone, so that
/// its cost does not grow with the table.
pub fn deserialize_code<'de, C, D>(deserializer: D) -> Result<C, D::Error>
where
    C: ErrorCode,
    D: Deserializer<'de>,
{
    struct KnownCode<C>(PhantomData<C>);

    impl<C: ErrorCode> Visitor<'_> for KnownCode<C> {
        type Value = C;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an error code")
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<C, E> {
            C::from_code(text).ok_or_else(|| E::custom(UnknownCode::new(text)))
        }
    }

    deserializer.deserialize_str(KnownCode(PhantomData))
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::String(text) => serializer.serialize_str(text),
            Self::Integer(number) => serializer.serialize_i64(*number),
            Self::Boolean(truth) => serializer.serialize_bool(*truth),
        }
    }
}

impl<C: ErrorCode> Serialize for Code<C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de, C: ErrorCode> Deserialize<'de> for Code<C> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AnyCode<C>(PhantomData<C>);

        impl<C: ErrorCode> Visitor<'_> for AnyCode<C> {
            type Value = Code<C>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an error code")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Code<C>, E> {
                Ok(Code::from_text(text))
            }
        }

        deserializer.deserialize_str(AnyCode(PhantomData))
    }
}
