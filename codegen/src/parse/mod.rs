//! TOML text to rows with spans. This stage knows TOML and which keys there
//! are; it knows nothing of what a row means.

mod from_toml;
mod json_schema;
mod key;
pub mod keys;
mod line_ends;

mod shape;
mod syntax;
mod table;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use self::from_toml::FromToml;
pub use self::json_schema::json_schema;
pub(crate) use self::keys::{EnvelopeTable, FaultTable, Operation, Param, Row, Spec, Translation};
pub(crate) use self::syntax::Broken;
use crate::report::Report;

/// What stands behind a key in TOML of our own; nothing if it does not parse.
pub(crate) fn section<T: FromToml + Default>(source: &str, key: &str) -> T {
    let (mut table, _) = DeTable::parse_recoverable(source);
    table.get_mut().remove(key).and_then(T::from_toml).unwrap_or_default()
}

/// Reads what can be read and reports the rest.
pub(crate) fn parse(source: &str, report: &mut Report) -> (Spec, Broken) {
    let readable;
    let mut broken = Broken::Nothing;
    let (mut table, errors) = DeTable::parse_recoverable(source);
    if !errors.is_empty() {
        (readable, broken) = syntax::without_broken_blocks(source, report);
        (table, _) = DeTable::parse_recoverable(&readable);
    }
    let span = table.span();
    if source.contains('\r') {
        line_ends::normalize(table.get_mut(), source);
    }
    shape::conform(table.get_mut(), span.clone(), Spec::KEYS, broken != Broken::Nothing, report);
    let table = Spanned::new(span, DeValue::Table(table.into_inner()));
    (Spec::from_toml(table).unwrap_or_default(), broken)
}
