//! `errors.rs`: the enum and everything that it can say, as one module.
//!
//! The crate around it may deny lints and be formatted, and a file that is
//! `include!`d can have no attribute of its own. So all of it is an inner module
//! with one line of lints, and what is public is named again at the head.

mod accessors;
mod constructors;
mod envelope;
mod fallback;
mod lookup;
mod operations;
mod plain;
mod tables;
mod templates;
mod variants;

use self::tables::Tables;
use super::HEADER;
use super::rust::block;
use crate::catalog::Catalog;

/// The lints are what the crate around may have denied: it need not use every
/// item, the tables must name deprecated variants, and style is a matter of
/// hand-written code.
const HEAD: &str = "\
#[rustfmt::skip]
#[allow(clippy::all, clippy::pedantic, dead_code, deprecated, nonstandard_style, unreachable_pub, unused_imports)]
mod generated";

const USES: &str = "\
use ::errspec::lookup::{Lookup, Window};
use ::errspec::table::{DEPRECATED, Exceptions, PARAMS, RETRYABLE, Statuses, THROTTLING, Texts};
use ::errspec::{Constant, Deprecated, DetailMember, Envelope, Fallback, Format, Member, Node};
use ::errspec::{OperationRow, SuccessEnvelope, Text, Value};
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
    let templates = templates::emit(catalog);
    let parts = [
        USES.to_owned(),
        variants::emit(catalog),
        ALIASES.to_owned(),
        fallback::alias(catalog).to_owned(),
        accessors::emit(&tables),
        constructors::emit(catalog),
        impls(catalog, !templates.is_empty()),
        envelope::emit(catalog),
        fallback::emit(catalog),
        plain::emit(catalog),
        operations::emit(catalog),
        tables.emit(),
        templates,
        lookup::emit(catalog),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let names = public_names(catalog).join(", ");
    let operations = match catalog.operations.is_empty() {
        true => "",
        false => {
            "\
#[allow(unreachable_pub, unused_imports)]
pub use self::generated::operation::*;
"
        }
    };
    format!(
        "\
// {HEADER}

#[allow(unreachable_pub, unused_imports)]
pub use self::generated::{{{names}}};
{operations}#[allow(unreachable_pub, unused_imports)]
pub use ::errspec::ResultExt;

{}",
        block(HEAD, &parts.join("\n"))
    )
}

/// What of the module is for users of the crate.
pub(super) fn public_names(catalog: &Catalog) -> Vec<&'static str> {
    let failure = fallback::internal(catalog).map(|_| "Failure");
    let plain = plain::codes(catalog).next().map(|_| "Plain");
    let [operation, operations] =
        ["Operation", "operation"].map(|name| (!catalog.operations.is_empty()).then_some(name));
    let names = [Some("Error"), Some("ErrorCode"), failure, operation, plain, operations];
    names.into_iter().flatten().chain(["Received", "Reply", "Success"]).collect()
}

/// The impls that are the same for every table, by what is not.
fn impls(catalog: &Catalog, has_templates: bool) -> String {
    let version = errspec::GENERATED_VERSION;
    let constant = envelope::constant_of(catalog);
    let constant = constant.map_or(String::new(), |of| format!(", constant: {of}"));
    let templates = if has_templates { ", templates: TEMPLATES" } else { "" };
    format!(
        "\
const _: () = ::errspec::assert_generated_version({version});

::errspec::impl_error_code!(ErrorCode, KEYS.split_at(N).0, ENVELOPE, FALLBACK{constant}{templates});
"
    )
}
