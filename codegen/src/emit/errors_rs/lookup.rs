//! From text to code: a perfect hash over codes and aliases, made here and read
//! by `errspec::lookup`. Pairs are hashed into buckets; each bucket, the fullest
//! first, gets the first displacement that puts its texts into free slots.

use errspec::lookup::{bucket, hash, slot};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::super::rust::{self, literal};
use crate::catalog::Catalog;

/// Texts a bucket, on average.
const BUCKET: usize = 4;

/// `from_code`.
pub(super) fn from_code(catalog: &Catalog) -> TokenStream {
    let (text_of_key, code_of_key) = match aliases(catalog).next() {
        None => (quote!(|key| tables::CODES.get(key)), quote!(Self::ALL[key])),
        Some(_) => (quote!(lookup::text_of_key), quote!(Self::ALL[lookup::code_of_key(key)])),
    };
    quote! {
        /// The code with this text on the wire, aliases included.
        #[must_use]
        pub fn from_code(code: &str) -> ::core::option::Option<Self> {
            let key = lookup::LOOKUP.find(code, #text_of_key)?;
            ::core::option::Option::Some(#code_of_key)
        }
    }
}

/// Aliases with the index of their code.
fn aliases(catalog: &Catalog) -> impl Iterator<Item = (&str, usize)> {
    let entries = catalog.entries.iter().enumerate();
    entries
        .flat_map(|(index, entry)| entry.aliases.iter().map(move |alias| (alias.as_str(), index)))
}

/// The module of hash tables.
pub(super) fn emit(catalog: &Catalog) -> String {
    let codes = catalog.entries.iter().map(|entry| entry.code.as_str());
    let keys: Vec<&str> = codes.chain(aliases(catalog).map(|(alias, _)| alias)).collect();
    let tables = Tables::of(&keys);
    let seed = Literal::u64_unsuffixed(tables.seed);
    let buckets = rust::number(tables.displacements.len());
    let slots = rust::number(tables.slots.len());

    let mut lines = vec![
        ("__DISPLACEMENTS__", numbers(&tables.displacements)),
        ("__SLOTS__", numbers(&tables.slots)),
    ];
    let aliases = alias_tables(catalog, &mut lines);
    rust::format(
        quote! {
            /// The perfect hash behind `from_code`. Nothing here is for reading.
            #[allow(clippy::all, clippy::pedantic)]
            mod lookup {
                use ::errspec::lookup::Lookup;

                pub(super) static LOOKUP: Lookup<#buckets, #slots> = Lookup {
                    seed: #seed,
                    displacements: [__DISPLACEMENTS__],
                    slots: [__SLOTS__],
                };
                #aliases
            }
        },
        &lines,
    )
}

/// Keys of the hash are the codes in the table's order, then the aliases.
fn alias_tables(catalog: &Catalog, lines: &mut Vec<(&str, String)>) -> TokenStream {
    let (texts, codes): (Vec<&str>, Vec<usize>) = aliases(catalog).unzip();
    if texts.is_empty() {
        return TokenStream::new();
    }
    let codes_count = rust::number(catalog.entries.len());
    let count = rust::number(texts.len());
    let lengths: Vec<usize> = texts.iter().map(|text| text.len()).collect();
    let texts = texts.iter().map(|text| format!("{},\n", literal(text)));
    lines.push(("__ALIASES__", texts.collect()));
    lines.push(("__LENGTHS__", numbers(&lengths)));
    lines.push(("__CODES_OF_ALIASES__", numbers(&codes)));
    quote! {
        static ALIASES: ::errspec::table::Texts<#count> = ::errspec::table::Texts::new(concat!(__ALIASES__), [__LENGTHS__]);
        static CODES_OF_ALIASES: [u32; #count] = [__CODES_OF_ALIASES__];

        pub(super) fn text_of_key(key: usize) -> &'static str {
            match key.checked_sub(#codes_count) {
                None => super::tables::CODES.get(key),
                Some(alias) => ALIASES.get(alias),
            }
        }

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

struct Tables {
    seed: u64,
    displacements: Vec<u16>,
    slots: Vec<u32>,
}

impl Tables {
    /// Tries seeds until every bucket finds a displacement. The keys differ, so
    /// one of the first few does.
    fn of(keys: &[&str]) -> Self {
        (0..)
            .find_map(|seed| Self::with_seed(keys, seed))
            .expect("different keys have different hashes under some seed")
    }

    fn with_seed(keys: &[&str], seed: u64) -> Option<Self> {
        let bucket_count = keys.len().div_ceil(BUCKET);
        let slot_count = keys.len() + keys.len() / 8 + 1;
        let mut buckets: Vec<Vec<(u64, u32)>> = vec![Vec::new(); bucket_count];
        for (index, key) in (0..).zip(keys) {
            let hash = hash(key.as_bytes(), seed);
            buckets[bucket(hash, bucket_count)].push((hash, index));
        }
        let mut order: Vec<usize> = (0..bucket_count).collect();
        order.sort_by_key(|&bucket| std::cmp::Reverse(buckets[bucket].len()));

        let mut displacements = vec![0; bucket_count];
        let mut slots: Vec<Option<u32>> = vec![None; slot_count];
        for bucket in order {
            let members = &buckets[bucket];
            displacements[bucket] = (0..=u16::MAX).find(|&d| place(members, d, &mut slots))?;
        }
        Some(Self {
            seed,
            displacements,
            slots: slots.into_iter().map(Option::unwrap_or_default).collect(),
        })
    }
}

/// Puts every member into its slot under this displacement, or none.
fn place(members: &[(u64, u32)], displacement: u16, slots: &mut [Option<u32>]) -> bool {
    for (placed, &(hash, index)) in members.iter().enumerate() {
        let slot = slot(hash, displacement, slots.len());
        if slots[slot].is_some() {
            for &(hash, _) in &members[..placed] {
                let taken = self::slot(hash, displacement, slots.len());
                slots[taken] = None;
            }
            return false;
        }
        slots[slot] = Some(index);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Codes that differ in one place, in length, in order, or hardly at all.
    fn keys(count: usize) -> Vec<String> {
        (0..count)
            .map(|index| match index % 4 {
                0 => format!("Forbidden.Key{index}NotFound"),
                1 => format!("E{index}"),
                2 => "x".repeat(1 + index / 4 % 100) + &index.to_string(),
                _ => format!("{index}.Forbidden.KeyNotFound"),
            })
            .collect()
    }

    #[test]
    fn every_key_has_a_slot_of_its_own() {
        for count in (1..200).chain([2_048, 20_000]) {
            let keys = keys(count);
            let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
            let tables = Tables::of(&keys);
            for (index, key) in (0..).zip(&keys) {
                let hash = hash(key.as_bytes(), tables.seed);
                let displacement = tables.displacements[bucket(hash, tables.displacements.len())];
                let slot = slot(hash, displacement, tables.slots.len());
                assert_eq!(tables.slots[slot], index, "{key} of {count}");
            }
        }
    }
}
