//! `lib.rs`: the root of a crate that is generated as a whole.

use std::fmt::Write;

use super::{HEADER, display_name, markdown};
use crate::catalog::Catalog;

pub(super) fn emit(catalog: &Catalog) -> String {
    let mut text = format!("// {HEADER}\n");
    for line in docs(catalog) {
        let _ = writeln!(text, "{}", format!("//! {line}").trim_end());
    }
    text.push_str(
        "#![cfg_attr(rustfmt, rustfmt_skip)]\n\
         #![no_std]\n\
         #![forbid(unsafe_code)]\n\
         #![warn(missing_docs)]\n\
         \n\
         #[rustfmt::skip]\n\
         mod errors;\n\
         \n\
         pub use errors::{Error, ErrorCode, Received, Reply, Success};\n\
         pub use errspec::{self, ApiError, Code, Deprecated, UnknownCode, Value};\n",
    );
    text
}

fn docs(catalog: &Catalog) -> Vec<String> {
    let version = match &catalog.api_version {
        Some(version) => format!(", API version {}", markdown::line(version)),
        None => String::new(),
    };
    let name = markdown::line(&display_name(catalog));
    vec![
        format!("The error codes of {name}{version}."),
        String::new(),
        "* [`ErrorCode`] is the table: every code with its status, its documented message"
            .to_owned(),
        "  and what a caller can do about it.".to_owned(),
        "* [`Error`] is what a server returns: a code, its finished message, and what".to_owned(),
        "  belongs to one request. `Err(code)?` makes one, and so do the constructors of"
            .to_owned(),
        "  [`ErrorCode`] for messages with parameters.".to_owned(),
        "* [`Code`] is what a client keeps: a code, or the text of one that this crate does"
            .to_owned(),
        "  not know yet.".to_owned(),
    ]
}
