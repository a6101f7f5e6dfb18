//! `lib.rs`: the root of a crate that is generated as a whole.

use super::errors_rs::public_names;
use super::{HEADER, display_name, markdown};
use crate::catalog::Catalog;

pub(super) fn emit(catalog: &Catalog) -> String {
    let name = markdown::line(&display_name(catalog));
    let names = public_names(catalog).join(", ");
    let version = match &catalog.api_version {
        Some(version) => format!(", API version {}", markdown::line(version)),
        None => String::new(),
    };
    let operations = match catalog.operations.is_empty() {
        true => "",
        false => "pub use errors::operation::*;\n",
    };
    format!(
        "\
// {HEADER}
//! The error codes of {name}{version}.
//!
//! * [`ErrorCode`] is the table: every code with its status, its documented message
//!   and what a caller can do about it.
//! * [`Error`] is what a server returns: a code, its finished message, and what
//!   belongs to one request. `Err(Plain::X)?` makes one of a code whose message has no
//!   parameters, and the constructors of [`ErrorCode`] one of the others.
//! * [`Code`] is what a client keeps: a code, or the text of one that this crate does
//!   not know yet.
#![cfg_attr(rustfmt, rustfmt_skip)]
#![no_std]
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod errors;

pub use errors::{{{names}, ResultExt}};
{operations}pub use errspec::{{self, ApiError, Code, Deprecated, UnknownCode, Value}};
"
    )
}
