//! Typed constructors, for rows with parameters or cases.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::super::{markdown, rust, rustdoc};
use crate::catalog::{Catalog, Constructor, Entry, Param, ParamType};
use crate::names::identifier;

pub(super) fn emit(catalog: &Catalog) -> String {
    let functions: Vec<String> = catalog
        .entries
        .iter()
        .flat_map(|entry| entry.constructors.iter().map(move |made| (entry, made)))
        .map(|(entry, constructor)| rust::format(function(entry, constructor)))
        .collect();
    if functions.is_empty() {
        return String::new();
    }
    let head = "/// Errors whose messages have parameters or cases.\nimpl ErrorCode";
    rust::block(head, &functions.join("\n"))
}

fn function(entry: &Entry, constructor: &Constructor) -> TokenStream {
    let name = rust::ident(&constructor.name);
    let variant = rust::ident(&entry.variant);
    let params = &constructor.message.params;
    let docs = docs(entry, constructor);
    let deprecated = entry.deprecated.as_ref().map(|_| quote!(#[deprecated]));
    if params.is_empty() {
        let message = constructor.message.documented();
        return quote! {
            #(#[doc = #docs])*
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
        #(#[doc = #docs])*
        #deprecated
        #[must_use]
        pub fn #name(#(#arguments),*) -> Error {
            Error::from_template(Self::#variant, #template, [#(#values),*])
        }
    }
}

pub(super) fn docs(entry: &Entry, constructor: &Constructor) -> Vec<String> {
    let mut docs = vec![format!(
        " {}: {}",
        markdown::code(&entry.code),
        markdown::message(&constructor.message.documented())
    )];
    let described: Vec<String> = constructor
        .message
        .params
        .iter()
        .filter(|param| param.doc.is_some() || param.example.is_some())
        .map(|param| format!(" {}", rustdoc::of_argument(param)))
        .collect();
    if !described.is_empty() {
        docs.push(String::new());
        docs.extend(described);
    }
    docs
}

pub(super) fn argument(param: &Param) -> TokenStream {
    let name = argument_name(param);
    match param.r#type {
        ParamType::String => quote!(#name: impl Into<Text>),
        ParamType::Integer => quote!(#name: i64),
        ParamType::Boolean => quote!(#name: bool),
    }
}

fn value(param: &Param) -> TokenStream {
    let (name, argument) = (&param.name, argument_name(param));
    match param.r#type {
        ParamType::String => quote!((#name, Value::String(#argument.into()))),
        ParamType::Integer => quote!((#name, Value::Integer(#argument))),
        ParamType::Boolean => quote!((#name, Value::Boolean(#argument))),
    }
}

/// The parameter's name as Rust writes it.
pub(super) fn argument_name(param: &Param) -> Ident {
    let name = identifier(&param.name);
    rust::ident(&name.expect("`check` refuses placeholders that are no Rust names"))
}
