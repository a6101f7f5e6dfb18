//! TOML text to rows with spans. This stage knows TOML and which keys there
//! are; it knows nothing of what a row means.

mod json_schema;
mod key;
pub mod keys;
mod line_ends;
mod shape;
mod syntax;
mod table;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

pub use self::json_schema::json_schema;
pub(crate) use self::keys::{EnvelopeTable, FaultTable, Operation, Param, Row, Spec, Translation};
pub(crate) use self::syntax::Broken;
use crate::report::Report;

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
    let table = DeValue::Table(table.into_inner());
    let spec = Spec::deserialize(ValueDeserializer::from(Spanned::new(span, table)));
    let spec =
        spec.expect("the tables hold only what `keys` allows, which is what `Spec` can take");
    (spec, broken)
}
