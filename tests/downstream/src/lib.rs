//! Generated code in somebody else's crate: it brings no warning along, neither
//! rustc's nor clippy's nor rustdoc's, whatever the spec says.
#![no_std]
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, unreachable_pub, clippy::all, clippy::pedantic)]

macro_rules! table {
    ($name:ident) => {
        #[doc = concat!("`", stringify!($name), ".toml`.")]
        pub mod $name {
            include!(concat!(env!("OUT_DIR"), "/", stringify!($name), "/errors.rs"));
        }
    };
}

table!(everything);
table!(files);
table!(flat);
table!(hostile);
table!(long);
table!(messages);
table!(names);
table!(nested);
table!(smallest);

/// A table for each of the styles.
pub mod styles {
    macro_rules! style {
        ($module:ident, $style:literal) => {
            #[doc = concat!("`styles/", $style, ".toml`.")]
            pub mod $module {
                include!(concat!(env!("OUT_DIR"), "/", $style, "/errors.rs"));
            }
        };
    }

    style!(alibaba, "alibaba");
    style!(aws_json, "aws-json");
    style!(aws_query, "aws-query");
    style!(azure, "azure");
    style!(github, "github");
    style!(google, "google");
    style!(problem, "problem");
    style!(s3, "s3");
    style!(stripe, "stripe");
}

/// A table of which the crate uses nothing.
mod unused {
    include!(concat!(env!("OUT_DIR"), "/hostile/errors.rs"));
}

/// What a user's own artifact made of a table.
pub const CODES: &str = include_str!(concat!(env!("OUT_DIR"), "/everything/codes.txt"));

/// What the pages of published crates and those about handlers and operations show, as doctests.
#[cfg(doctest)]
mod pages {
    #[doc = include_str!("../../../codegen/README.md")]
    mod codegen {}
    #[doc = include_str!("../../../runtime/README.md")]
    mod runtime {}
    #[doc = include_str!("../../../spec/README.md")]
    mod kms_errors {}
    #[doc = include_str!("../../../docs/errors-in-handlers.md")]
    mod errors_in_handlers {}
    #[doc = include_str!("../../../docs/operations.md")]
    mod operations {}
}
