//! `errors.rs`: the enum and everything that it can say, as one module.
//!
//! The crate around it may deny lints and be formatted, and a file that is
//! `include!`d can have no attribute of its own. So all of it is an inner module
//! with one line of lints, and what is public is named again at the head.

mod accessors;
mod constructors;
mod lookup;
mod tables;
mod variants;

use std::fmt::Write;

use self::tables::Tables;
use super::HEADER;
use super::rust::{block, literal};
use crate::catalog::Catalog;

/// The lints are what the crate around may have denied: it need not use every
/// item, the tables must name deprecated variants, and style is a matter of
/// hand-written code.
const HEAD: &str = "\
#[allow(unreachable_pub, unused_imports)]
pub use self::generated::{Error, ErrorCode, Received, Reply, Success};

#[rustfmt::skip]
#[allow(clippy::all, clippy::pedantic, dead_code, deprecated, nonstandard_style, unreachable_pub, unused_imports)]
mod generated";

const USES: &str = "\
use ::errspec::lookup::{Lookup, Window};
use ::errspec::table::{DEPRECATED, RETRYABLE, Statuses, THROTTLING, Texts};
use ::errspec::{Deprecated, Envelope, Member, Text, Value};
";

const ALIASES: &str = "\
/// An error to answer with: a code, its finished message, and what belongs to one request.
pub type Error = ::errspec::ApiError<ErrorCode>;

/// What a call that succeeded is answered with: data, and the request's id beside it.
pub type Success<T> = ::errspec::Success<ErrorCode, T>;

/// An error as a client receives it.
pub type Received = ::errspec::Received<ErrorCode>;

/// A response as a client receives it: a success or an error.
pub type Reply<T> = ::errspec::Reply<ErrorCode, T>;
";

pub(super) fn emit(catalog: &Catalog) -> String {
    let tables = Tables::of(catalog);
    let parts = [
        USES.to_owned(),
        variants::emit(catalog),
        ALIASES.to_owned(),
        accessors::emit(&tables),
        constructors::emit(catalog),
        impls(catalog),
        tables.emit(),
        lookup::emit(catalog),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("// {HEADER}\n\n{}", block(HEAD, &parts.join("\n")))
}

/// The impls that are the same for every table, and what they need of this one.
fn impls(catalog: &Catalog) -> String {
    let version = errspec::GENERATED_VERSION;
    let envelope = &catalog.envelope;
    let xml_root = literal(&envelope.xml_root);
    let header = literal(&envelope.request_id_header);
    let mut members = String::new();
    for (member, name) in &envelope.members {
        let _ = writeln!(members, "        (Member::{member:?}, {}),", literal(name));
    }
    format!(
        "\
const _: () = ::errspec::assert_generated_version({version});

::errspec::impl_error_code!(ErrorCode, KEYS.split_at(N).0, ENVELOPE);

/// How error responses name their members.
const ENVELOPE: Envelope = Envelope {{
    xml_root: {xml_root},
    members: &[
{members}    ],
    request_id_header: {header},
}};
"
    )
}
