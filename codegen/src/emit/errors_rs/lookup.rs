//! From text to code: a perfect hash over codes and aliases, read by
//! `errspec::lookup`.

use errspec::lookup::Window;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::super::perfect_hash::PerfectHash;
use super::super::rust;
use crate::catalog::Catalog;

/// `from_code`.
pub(super) fn from_code(catalog: &Catalog) -> TokenStream {
    let index = match aliases(catalog).next() {
        None => quote!(key),
        Some(_) => quote!(lookup::code_of_key(key)),
    };
    quote! {
        /// The code with this text on the wire, aliases included.
        #[must_use]
        pub fn from_code(code: &str) -> ::core::option::Option<Self> {
            let key = lookup::LOOKUP.find(code, &tables::CODES)?;
            ::core::option::Option::Some(tables::ALL[#index])
        }
    }
}

/// Aliases with the index of their code. Keys of the hash are the codes in the
/// table's order, then these.
pub(super) fn aliases(catalog: &Catalog) -> impl Iterator<Item = (&str, usize)> {
    let entries = catalog.entries.iter().enumerate();
    entries
        .flat_map(|(index, entry)| entry.aliases.iter().map(move |alias| (alias.as_str(), index)))
}

/// The module of hash tables.
pub(super) fn emit(catalog: &Catalog) -> String {
    let codes = catalog.entries.iter().map(|entry| entry.code.as_str());
    let keys: Vec<&str> = codes.chain(aliases(catalog).map(|(alias, _)| alias)).collect();
    let tables = PerfectHash::of(&keys);
    let seed = Literal::u64_unsuffixed(tables.seed);
    let windows = tables.windows.iter().map(window);
    let [shortest, longest] = lengths(&keys).map(rust::number);
    let index = index_type(keys.len());
    let [windows_count, buckets, fingerprints, slots] = [
        tables.windows.len(),
        tables.displacements.len(),
        tables.fingerprints.len(),
        tables.slots.len(),
    ]
    .map(rust::number);

    let mut lines = vec![
        ("__DISPLACEMENTS__", numbers(&tables.displacements)),
        ("__FINGERPRINTS__", numbers(&tables.fingerprints)),
        ("__SLOTS__", numbers(&tables.slots)),
    ];
    let code_of_key = code_of_key(catalog, &mut lines);
    rust::format(
        quote! {
            /// The perfect hash behind `from_code`. Nothing here is for reading.
            #[allow(clippy::all, clippy::pedantic)]
            mod lookup {
                use ::errspec::lookup::{Lookup, Window};

                pub(super) static LOOKUP: Lookup<#index, #windows_count, #buckets, #fingerprints, #slots> = Lookup {
                    seed: #seed,
                    windows: [#(#windows),*],
                    shortest: #shortest,
                    longest: #longest,
                    displacements: [__DISPLACEMENTS__],
                    fingerprints: [__FINGERPRINTS__],
                    slots: [__SLOTS__],
                };
                #code_of_key
            }
        },
        &lines,
    )
}

fn window(window: &Window) -> TokenStream {
    let (place, distance) = match window {
        Window::FromStart(distance) => (quote!(FromStart), distance),
        Window::FromEnd(distance) => (quote!(FromEnd), distance),
    };
    let distance = Literal::u8_unsuffixed(*distance);
    quote!(Window::#place(#distance))
}

/// How long the shortest and the longest key are.
fn lengths(keys: &[&str]) -> [usize; 2] {
    let lengths = || keys.iter().map(|key| key.len());
    [lengths().min(), lengths().max()].map(Option::unwrap_or_default)
}

/// The smallest type that holds every index.
fn index_type(count: usize) -> TokenStream {
    match count {
        0..=0x100 => quote!(u8),
        0x101..=0x1_0000 => quote!(u16),
        _ => quote!(u32),
    }
}

/// From the index of a key to that of a code, where some keys are aliases.
fn code_of_key(catalog: &Catalog, lines: &mut Vec<(&str, String)>) -> TokenStream {
    let codes: Vec<usize> = aliases(catalog).map(|(_, code)| code).collect();
    if codes.is_empty() {
        return TokenStream::new();
    }
    let codes_count = rust::number(catalog.entries.len());
    let count = rust::number(codes.len());
    let index = index_type(catalog.entries.len());
    lines.push(("__CODES_OF_ALIASES__", numbers(&codes)));
    quote! {
        static CODES_OF_ALIASES: [#index; #count] = [__CODES_OF_ALIASES__];

        pub(super) fn code_of_key(key: usize) -> usize {
            match key.checked_sub(#codes_count) {
                None => key,
                Some(alias) => CODES_OF_ALIASES[alias] as usize,
            }
        }
    }
}

/// Numbers, as many to a line as fit.
pub(super) fn numbers<T: ToString>(numbers: &[T]) -> String {
    let mut lines = String::new();
    let mut width = 0;
    for number in numbers {
        let number = number.to_string();
        if width + number.len() > 80 {
            lines.push('\n');
            width = 0;
        }
        if width > 0 {
            lines.push(' ');
        }
        lines.push_str(&number);
        lines.push(',');
        width += number.len() + 2;
    }
    lines
}
