//! Typed constructors, for rows with parameters or cases.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::{markdown, rust, rustdoc};
use crate::catalog::{Catalog, Constructor, Entry, Param, ParamType};

pub(super) fn emit(catalog: &Catalog) -> Option<String> {
    let constructors = catalog.entries.iter().flat_map(|entry| {
        let constructors = entry.constructors.iter();
        constructors.map(move |constructor| function(entry, constructor))
    });
    let constructors: Vec<TokenStream> = constructors.collect();
    if constructors.is_empty() {
        return None;
    }
    let allow = super::allow();
    Some(rust::format(
        quote! {
            /// Errors whose messages have parameters or cases.
            #allow
            impl ErrorCode {
                #(#constructors)*
            }
        },
        &[],
    ))
}

fn function(entry: &Entry, constructor: &Constructor) -> TokenStream {
    let name = rust::ident(&constructor.name);
    let variant = rust::ident(&entry.variant);
    let params = &constructor.message.params;
    let docs = docs(entry, constructor);
    let docs = docs.iter().map(|line| quote!(#[doc = #line]));
    let deprecated = entry.deprecated.as_ref().map(|_| quote!(#[deprecated]));
    if params.is_empty() {
        let message = constructor.message.documented();
        return quote! {
            #(#docs)*
            #deprecated
            #[must_use]
            pub fn #name() -> Error {
                Error::from_message(Self::#variant, #message)
            }
        };
    }
    let template = constructor.message.template();
    let arguments = params.iter().map(argument);
    let values = params.iter().map(value);
    quote! {
        #(#docs)*
        #deprecated
        #[must_use]
        pub fn #name(#(#arguments),*) -> Error {
            Error::from_template(Self::#variant, #template, [#(#values),*])
        }
    }
}

fn docs(entry: &Entry, constructor: &Constructor) -> Vec<String> {
    let mut docs = vec![format!(
        " {}: {}",
        markdown::code(&entry.code),
        markdown::message(&constructor.message.documented())
    )];
    let described = constructor.message.params.iter();
    let described = described.filter(|param| param.doc.is_some() || param.example.is_some());
    let described: Vec<String> =
        described.map(|param| format!(" {}", rustdoc::of_argument(param))).collect();
    if !described.is_empty() {
        docs.push(String::new());
        docs.extend(described);
    }
    docs
}

fn argument(param: &Param) -> TokenStream {
    let name = rust::ident(&argument_name(param));
    match param.r#type {
        ParamType::String => quote!(#name: impl ::core::convert::Into<::errspec::Text>),
        ParamType::Integer => quote!(#name: i64),
        ParamType::Boolean => quote!(#name: bool),
    }
}

fn value(param: &Param) -> TokenStream {
    let (name, argument) = (&param.name, rust::ident(&argument_name(param)));
    match param.r#type {
        ParamType::String => quote!((#name, ::errspec::Value::String(#argument.into()))),
        ParamType::Integer => quote!((#name, ::errspec::Value::Integer(#argument))),
        ParamType::Boolean => quote!((#name, ::errspec::Value::Boolean(#argument))),
    }
}

/// The parameter's name as Rust writes it.
fn argument_name(param: &Param) -> String {
    crate::names::identifier(&param.name)
        .expect("`check` refuses placeholders that are no Rust names")
}
