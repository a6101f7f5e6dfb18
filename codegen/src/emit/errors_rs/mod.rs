//! `errors.rs`: the enum and everything that it can say, as one module.

mod constructors;
mod lookup;
mod tables;
mod variants;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use self::tables::Tables;
use super::{HEADER, rust};
use crate::catalog::Catalog;

pub(super) fn emit(catalog: &Catalog) -> String {
    let tables = Tables::of(catalog);
    let accessors = tables.accessors();
    let from_code = lookup::from_code(catalog);
    let allowed = allowed(catalog);
    let version = Literal::u32_unsuffixed(errspec::GENERATED_VERSION);
    let impls = impls();

    let head = rust::format(
        quote! {
            /// An error code: one row of the table.
            ///
            /// Codes are ordered as in the table; `Display` writes the code's text.
            #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
            #[non_exhaustive]
            #[allow(clippy::deprecated_semver, clippy::enum_variant_names, non_camel_case_types)]
            pub enum ErrorCode { __VARIANTS__ }

            /// An error to answer with: a code, its finished message, and what belongs to one request.
            #[allow(dead_code)]
            pub type Error = ::errspec::ApiError<ErrorCode>;

            #[allow(#allowed)]
            impl ErrorCode {
                /// Every code, in the table's order.
                pub const ALL: &'static [Self] = &[__ALL__];

                #from_code
                #accessors
            }
        },
        &[("__VARIANTS__", variants::lines(catalog)), ("__ALL__", variants::all(catalog))],
    );
    let constructors = constructors::emit(catalog, &allowed);
    let impls = rust::format(
        quote! {
            #impls
            const _: () = ::errspec::assert_generated_version(#version);
        },
        &[],
    );
    let parts = [
        Some(format!("// {HEADER}\n")),
        Some(head),
        constructors,
        Some(impls),
        Some(tables.emit()),
        Some(lookup::emit(catalog)),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join("\n")
}

/// A crate need not use every item, and the enum itself must name every variant.
fn allowed(catalog: &Catalog) -> TokenStream {
    match catalog.entries.iter().any(|entry| entry.deprecated.is_some()) {
        true => quote!(dead_code, deprecated),
        false => quote!(dead_code),
    }
}

fn impls() -> TokenStream {
    quote! {
        impl ::errspec::ErrorCode for ErrorCode {
            const ALL: &'static [Self] = Self::ALL;
            fn from_code(code: &str) -> ::core::option::Option<Self> { Self::from_code(code) }
            fn code(self) -> &'static str { self.code() }
            fn status(self) -> u16 { self.status() }
            fn message(self) -> &'static str { self.message() }
            fn is_retryable(self) -> bool { self.is_retryable() }
            fn is_throttling(self) -> bool { self.is_throttling() }
            fn is_client_fault(self) -> bool { self.is_client_fault() }
            fn retry_after(self) -> ::core::option::Option<u32> { self.retry_after() }
            fn number(self) -> ::core::option::Option<i64> { self.number() }
            fn title(self) -> ::core::option::Option<&'static str> { self.title() }
            fn cause(self) -> ::core::option::Option<&'static str> { self.cause() }
            fn fix(self) -> ::core::option::Option<&'static str> { self.fix() }
            fn doc_url(self) -> ::core::option::Option<&'static str> { self.doc_url() }
            fn deprecated(self) -> ::core::option::Option<::errspec::Deprecated> { self.deprecated() }
        }

        impl ::core::fmt::Display for ErrorCode {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.code())
            }
        }

        impl ::core::fmt::Debug for ErrorCode {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_tuple("ErrorCode").field(&self.code()).finish()
            }
        }

        impl ::core::str::FromStr for ErrorCode {
            type Err = ::errspec::UnknownCode;

            fn from_str(code: &str) -> ::core::result::Result<Self, Self::Err> {
                Self::from_code(code).ok_or_else(|| ::errspec::UnknownCode::new(code))
            }
        }

        ::errspec::impl_serde!(ErrorCode);
    }
}
