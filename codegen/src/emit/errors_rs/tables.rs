//! The tables behind the accessors, a line a code, and the accessors.
//!
//! Each text column is one string with the lengths of its pieces: no
//! relocations, and little for rustc to do. A column that no row uses is left out.

use std::fmt::Write;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::super::rust::{self, literal, row_comment};
use super::lookup::aliases;
use super::translations::Translations;
use super::variants;
use crate::catalog::{Catalog, Deprecated, Entry};

/// The columns of `ROWS` before the lengths of texts: the status.
const FIXED_COLUMNS: usize = 1;

/// The columns that a catalog needs.
pub(super) struct Tables<'c> {
    catalog: &'c Catalog,
    /// The columns of text in the order of their lengths in `ROWS`, codes and messages first.
    texts: Vec<TextColumn>,
    has_deprecated: bool,
    has_numbers: bool,
    has_retry_after: bool,
}

/// A column of text, as it is for every catalog.
struct Column {
    /// The static that holds it.
    table: &'static str,
    /// The place of its lines.
    lines: &'static str,
    /// As it stands in the comment of `ROWS`.
    name: &'static str,
    text: fn(&Entry) -> Option<String>,
}

/// A column of text with the texts of one catalog, a code each.
struct TextColumn {
    column: &'static Column,
    texts: Vec<String>,
}

#[rustfmt::skip]
static COLUMNS: &[Column] = &[
    Column { table: "CODES", lines: "__CODES__", name: "code", text: |entry| Some(entry.code.clone()) },
    Column { table: "MESSAGES", lines: "__MESSAGES__", name: "message", text: |entry| Some(entry.message.documented()) },
    Column { table: "TITLES", lines: "__TITLES__", name: "title", text: |entry| entry.title.clone() },
    Column { table: "CAUSES", lines: "__CAUSES__", name: "cause", text: |entry| entry.cause.clone() },
    Column { table: "FIXES", lines: "__FIXES__", name: "fix", text: |entry| entry.fix.clone() },
    Column { table: "DOC_URLS", lines: "__DOC_URLS__", name: "doc_url", text: |entry| entry.doc_url.clone() },
    Column { table: "DEPRECATED_SINCE", lines: "__DEPRECATED_SINCE__", name: "deprecated.since", text: |entry| deprecated(entry, |d| &d.since) },
    Column { table: "REPLACED_BY", lines: "__REPLACED_BY__", name: "deprecated.replaced_by", text: |entry| deprecated(entry, |d| &d.replaced_by) },
    Column { table: "DEPRECATED_NOTES", lines: "__DEPRECATED_NOTES__", name: "deprecated.note", text: |entry| deprecated(entry, |d| &d.note) },
];

/// A flag that stands beside the status, by its name in `errspec::table`.
struct Flag {
    name: &'static str,
    of: fn(&Entry) -> bool,
}

static FLAGS: &[Flag] = &[
    Flag { name: "RETRYABLE", of: |entry| entry.retryable },
    Flag { name: "THROTTLING", of: |entry| entry.throttling },
    Flag { name: "DEPRECATED", of: |entry| entry.deprecated.is_some() },
];

fn deprecated(entry: &Entry, part: fn(&Deprecated) -> &Option<String>) -> Option<String> {
    part(entry.deprecated.as_ref()?).clone()
}

impl<'c> Tables<'c> {
    pub(super) fn of(catalog: &'c Catalog) -> Self {
        let texts = COLUMNS.iter().enumerate().filter_map(|(index, column)| {
            let texts: Vec<Option<String>> = catalog.entries.iter().map(column.text).collect();
            (index < 2 || texts.iter().any(Option::is_some)).then(|| TextColumn {
                column,
                texts: texts.into_iter().map(Option::unwrap_or_default).collect(),
            })
        });
        let has = |test: fn(&Entry) -> bool| catalog.entries.iter().any(test);
        Self {
            catalog,
            texts: texts.collect(),
            has_deprecated: has(|entry| entry.deprecated.is_some()),
            has_numbers: has(|entry| entry.number.is_some()),
            has_retry_after: has(|entry| entry.retry_after.is_some()),
        }
    }

    /// The accessors of the enum.
    pub(super) fn accessors(&self) -> TokenStream {
        let title = self.optional_text("TITLES");
        let cause = self.optional_text("CAUSES");
        let fix = self.optional_text("FIXES");
        let doc_url = self.optional_text("DOC_URLS");
        let deprecated = self.deprecated();
        let retry_after = column_or_none(self.has_retry_after, quote!(tables::RETRY_AFTER));
        let number = column_or_none(self.has_numbers, quote!(tables::NUMBERS));
        quote! {
            /// The text on the wire.
            #[must_use]
            pub const fn code(self) -> &'static str { tables::CODES.get(self as usize) }

            /// The HTTP status, 400 to 599.
            #[must_use]
            pub const fn status(self) -> u16 { tables::STATUSES.get(self as usize) }

            /// The documented message. A parameter shows as `< parameter name >`.
            #[must_use]
            pub const fn message(self) -> &'static str { tables::MESSAGES.get(self as usize) }

            /// May the same request be sent again?
            #[must_use]
            pub const fn is_retryable(self) -> bool {
                tables::STATUSES.has(self as usize, ::errspec::table::RETRYABLE)
            }

            /// Is this rate limiting?
            #[must_use]
            pub const fn is_throttling(self) -> bool {
                tables::STATUSES.has(self as usize, ::errspec::table::THROTTLING)
            }

            /// Is the caller at fault (status 4xx), not the service (5xx)?
            #[must_use]
            pub const fn is_client_fault(self) -> bool { self.status() < 500 }

            /// How many seconds to wait before the next try.
            #[must_use]
            pub const fn retry_after(self) -> ::core::option::Option<u32> { #retry_after }

            /// The stable number.
            #[must_use]
            pub const fn number(self) -> ::core::option::Option<i64> { #number }

            /// A short name for people.
            #[must_use]
            pub const fn title(self) -> ::core::option::Option<&'static str> { #title }

            /// Why this happens.
            #[must_use]
            pub const fn cause(self) -> ::core::option::Option<&'static str> { #cause }

            /// What the caller can do about it.
            #[must_use]
            pub const fn fix(self) -> ::core::option::Option<&'static str> { #fix }

            /// Where the code is documented.
            #[must_use]
            pub const fn doc_url(self) -> ::core::option::Option<&'static str> { #doc_url }

            /// Since when, by what and why the code is replaced.
            #[must_use]
            pub const fn deprecated(self) -> ::core::option::Option<::errspec::Deprecated> { #deprecated }
        }
    }

    fn optional_text(&self, table: &str) -> TokenStream {
        if self.texts.iter().any(|text| text.column.table == table) {
            let table = Ident::new(table, Span::call_site());
            quote!(tables::#table.get_non_empty(self as usize))
        } else {
            quote!(::core::option::Option::None)
        }
    }

    fn deprecated(&self) -> TokenStream {
        if !self.has_deprecated {
            return quote!(::core::option::Option::None);
        }
        let since = self.optional_text("DEPRECATED_SINCE");
        let replaced_by = self.optional_text("REPLACED_BY");
        let note = self.optional_text("DEPRECATED_NOTES");
        quote! {
            if !tables::STATUSES.has(self as usize, ::errspec::table::DEPRECATED) {
                return ::core::option::Option::None;
            }
            ::core::option::Option::Some(::errspec::Deprecated::new(#since, #replaced_by, #note))
        }
    }

    /// The module of tables.
    pub(super) fn emit(&self, translations: &Translations<'_>) -> String {
        let count = rust::number(self.catalog.entries.len());
        let width = rust::number(FIXED_COLUMNS + self.texts.len());
        let columns: Vec<&str> = self.texts.iter().map(|text| text.column.name).collect();
        let rows_doc = format!(
            " A line a code: its status with its flags, and the lengths of {}.",
            columns.join(", ")
        );
        let mut lines = vec![("__ALL__", variants::paths(self.catalog)), ("__ROWS__", self.rows())];
        let mut statics = TokenStream::new();
        let aliases: Vec<&str> = aliases(self.catalog).map(|(alias, _)| alias).collect();
        for (index, text) in self.texts.iter().enumerate() {
            let name = Ident::new(text.column.table, Span::call_site());
            let place = Ident::new(text.column.lines, Span::call_site());
            let column = rust::number(FIXED_COLUMNS + index);
            let mut bounds = quote!(N + 1);
            let mut alias_lengths = Vec::new();
            let mut texts = self.text_lines(text);
            if text.column.table == "CODES" && !aliases.is_empty() {
                let count = rust::number(aliases.len());
                bounds = quote!(N + #count + 1);
                alias_lengths = aliases.iter().map(|alias| rust::number(alias.len())).collect();
                texts.extend(aliases.iter().map(|alias| format!("{}, // alias\n", literal(alias))));
            }
            lines.push((text.column.lines, texts));
            statics.extend(quote! {
                pub(super) static #name: Texts<{ #bounds }> =
                    Texts::new(concat!(#place), &ROWS, #column, &[#(#alias_lengths),*]);
            });
        }
        if self.has_retry_after {
            lines.push(("__RETRY_AFTER__", self.values(|entry| entry.retry_after.map(i64::from))));
            statics.extend(quote! {
                pub(super) static RETRY_AFTER: [Option<u32>; N] = [__RETRY_AFTER__];
            });
        }
        if self.has_numbers {
            lines.push(("__NUMBERS__", self.values(|entry| entry.number)));
            statics.extend(quote! {
                pub(super) static NUMBERS: [Option<i64>; N] = [__NUMBERS__];
            });
        }
        let translations = translations.statics(&mut lines);
        let allow = super::allow();
        let flags = FLAGS.iter().filter(|flag| self.catalog.entries.iter().any(flag.of));
        let flags = flags.map(|flag| Ident::new(flag.name, Span::call_site()));
        let tokens = quote! {
            /// A line a code, in the order of the table.
            #allow
            mod tables {
                use super::ErrorCode;
                use ::errspec::table::{#(#flags,)* Statuses, Texts};

                /// How many codes there are.
                const N: usize = #count;

                pub(super) static ALL: [ErrorCode; N] = [__ALL__];

                #[doc = #rows_doc]
                const ROWS: [u32; #width * N] = [__ROWS__];
                pub(super) static STATUSES: Statuses<N> = Statuses::new(&ROWS);
                #statics
                #translations
            }
        };
        rust::format(tokens, &lines)
    }

    fn rows(&self) -> String {
        let mut lines = String::new();
        for (index, entry) in self.catalog.entries.iter().enumerate() {
            let _ = write!(lines, "{}", entry.status);
            for flag in FLAGS.iter().filter(|flag| (flag.of)(entry)) {
                let _ = write!(lines, " | {}", flag.name);
            }
            for text in &self.texts {
                let _ = write!(lines, ", {}", text.texts[index].len());
            }
            let _ = writeln!(lines, ", {}", row_comment(entry));
        }
        lines
    }

    fn text_lines(&self, column: &TextColumn) -> String {
        let mut lines = String::new();
        for (text, entry) in column.texts.iter().zip(&self.catalog.entries) {
            let _ = match text.as_str() {
                "" => writeln!(lines, "\"\", {}", row_comment(entry)),
                text => writeln!(lines, "{},", literal(text)),
            };
        }
        lines
    }

    fn values(&self, value: fn(&Entry) -> Option<i64>) -> String {
        let mut lines = String::new();
        for entry in &self.catalog.entries {
            let _ = match value(entry) {
                Some(value) => writeln!(lines, "Some({value}), {}", row_comment(entry)),
                None => writeln!(lines, "None, {}", row_comment(entry)),
            };
        }
        lines
    }
}

fn column_or_none(present: bool, column: TokenStream) -> TokenStream {
    if present { quote!(#column[self as usize]) } else { quote!(::core::option::Option::None) }
}
