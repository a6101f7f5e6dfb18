//! `errors.rs`: the enum and everything that it can say, as one module.

mod constructors;
mod lookup;
mod tables;
mod translations;
mod variants;

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use self::tables::Tables;
use self::translations::Translations;
use super::{HEADER, rust};
use crate::catalog::Catalog;

pub(super) fn emit(catalog: &Catalog) -> String {
    let tables = Tables::of(catalog);
    let accessors = tables.accessors();
    let from_code = lookup::from_code(catalog);
    let translations = Translations::of(catalog);
    let message_in = translations.message_in();
    let allow = allow();
    let version = Literal::u32_unsuffixed(errspec::GENERATED_VERSION);
    let impls = impls(&envelope(catalog));

    let head = rust::format(
        quote! {
            #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
            #[non_exhaustive]
            #allow
            pub enum ErrorCode { __VARIANTS__ }

            /// An error to answer with: a code, its finished message, and what belongs to one request.
            #allow
            pub type Error = ::errspec::ApiError<ErrorCode>;

            /// What a call that succeeded is answered with: data, and the request's id beside it.
            #allow
            pub type Success<T> = ::errspec::Success<ErrorCode, T>;

            /// An error as a client receives it.
            #allow
            pub type Received = ::errspec::Received<ErrorCode>;

            /// A response as a client receives it: a success or an error.
            #allow
            pub type Reply<T> = ::errspec::Reply<ErrorCode, T>;

            #allow
            impl ErrorCode {
                /// Every code, in the table's order.
                pub const ALL: &'static [Self] = &tables::ALL;

                #from_code
                #accessors
                #message_in
            }
        },
        &[("__VARIANTS__", variants::lines(catalog))],
    );
    let constructors = constructors::emit(catalog);
    let impls = rust::format(
        quote! {
            #impls
            const _: () = ::errspec::assert_generated_version(#version);
        },
        &[],
    );
    let parts = [
        Some(format!("// {HEADER}\n")),
        Some(variants::docs_of_enum(catalog) + &head),
        constructors,
        Some(impls),
        Some(tables.emit(&translations)),
        Some(lookup::emit(catalog)),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join("\n")
}

/// What the crate around may have denied: it need not use every item, the enum
/// must name deprecated variants, and style is a matter of hand-written code.
pub(super) fn allow() -> TokenStream {
    quote!(#[allow(clippy::all, clippy::pedantic, dead_code, deprecated, nonstandard_style, unreachable_pub)])
}

fn envelope(catalog: &Catalog) -> TokenStream {
    let envelope = &catalog.envelope;
    let (xml_root, header) = (&envelope.xml_root, &envelope.request_id_header);
    let members = envelope.members.iter().map(|(member, name)| {
        let member = format_ident!("{member:?}");
        quote!((::errspec::Member::#member, #name))
    });
    quote! {
        ::errspec::Envelope {
            xml_root: #xml_root,
            members: &[#(#members),*],
            request_id_header: #header,
        }
    }
}

fn impls(envelope: &TokenStream) -> TokenStream {
    quote! {
        impl ::errspec::ErrorCode for ErrorCode {
            const ALL: &'static [Self] = &tables::ALL;
            const ENVELOPE: ::errspec::Envelope = #envelope;
            fn from_code(code: &str) -> ::core::option::Option<Self> { Self::from_code(code) }
            fn code(self) -> &'static str { self.code() }
            fn status(self) -> u16 { self.status() }
            fn message(self) -> &'static str { self.message() }
            fn message_in(self, language: &str) -> &'static str { self.message_in(language) }
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

            fn from_str(code: &str) -> ::core::result::Result<Self, ::errspec::UnknownCode> {
                Self::from_code(code).ok_or_else(|| ::errspec::UnknownCode::new(code))
            }
        }

        ::errspec::impl_serde!(ErrorCode);
    }
}
