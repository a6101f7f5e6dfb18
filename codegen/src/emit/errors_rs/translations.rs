//! Messages in other languages: a column of texts a language.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

use super::super::rust::{self, literal, row_comment};
use super::lookup::numbers;
use crate::catalog::{Catalog, Message};

/// The languages of a catalog, each with the places of its lines.
pub(super) struct Translations<'c> {
    catalog: &'c Catalog,
    languages: Vec<Language<'c>>,
}

struct Language<'c> {
    tag: &'c str,
    /// As it stands in Rust: `ZH_CN`.
    name: String,
    texts_place: String,
    lengths_place: String,
}

impl<'c> Translations<'c> {
    pub(super) fn of(catalog: &'c Catalog) -> Self {
        let languages = catalog.languages().into_iter().map(|tag| {
            let name = tag.to_ascii_uppercase().replace('-', "_");
            let [texts_place, lengths_place] =
                ["MESSAGES", "LENGTHS"].map(|what| format!("__{what}_{name}__"));
            Language { tag, name, texts_place, lengths_place }
        });
        Self { catalog, languages: languages.collect() }
    }

    /// `message_in`.
    pub(super) fn message_in(&self) -> TokenStream {
        let text = match self.languages.is_empty() {
            true => quote! {
                let _ = language;
                self.message()
            },
            false => quote! {
                let text = |at: usize| tables::TRANSLATIONS[at].get_non_empty(self as usize);
                ::errspec::language::lookup(language, &tables::LANGUAGES, text)
                    .unwrap_or(self.message())
            },
        };
        quote! {
            /// The documented message in a language, or in the original one where the
            /// table has no translation. `language` is a language range such as `zh-CN`,
            /// looked up as RFC 4647 says in section 3.4.
            #[must_use]
            pub fn message_in(self, language: &str) -> &'static str { #text }
        }
    }

    /// The statics in the module of tables, whose lines go to `lines`.
    pub(super) fn statics<'s>(&'s self, lines: &mut Vec<(&'s str, String)>) -> TokenStream {
        if self.languages.is_empty() {
            return TokenStream::new();
        }
        let count = rust::number(self.languages.len());
        let tags = self.languages.iter().map(|language| language.tag);
        let names =
            self.languages.iter().map(|language| format_ident!("MESSAGES_{}", language.name));
        let mut statics = quote! {
            /// The languages of the translations.
            pub(super) static LANGUAGES: [&str; #count] = [#(#tags),*];
            /// Messages by language; empty where there is no translation.
            pub(super) static TRANSLATIONS: [&Texts<{ N + 1 }>; #count] = [#(&#names),*];
        };
        for language in &self.languages {
            let (texts, lengths) = self.column(language.tag);
            lines.push((&language.texts_place, texts));
            lines.push((&language.lengths_place, lengths));
            let [messages_name, lengths_name] =
                ["MESSAGES", "LENGTHS"].map(|what| format_ident!("{what}_{}", language.name));
            let [texts, lengths] = [&language.texts_place, &language.lengths_place]
                .map(|place| Ident::new(place, Span::call_site()));
            statics.extend(quote! {
                const #lengths_name: [u32; N] = [#lengths];
                static #messages_name: Texts<{ N + 1 }> = Texts::new(concat!(#texts), &#lengths_name, 0, &[]);
            });
        }
        statics
    }

    /// The messages in a language, a line a code, and their lengths.
    fn column(&self, tag: &str) -> (String, String) {
        let mut lines = String::new();
        let mut lengths = Vec::new();
        for entry in &self.catalog.entries {
            let message = entry.translation(tag).and_then(|texts| texts.message.as_ref());
            let text = message.map(Message::documented).unwrap_or_default();
            lines.push_str(&match text.as_str() {
                "" => format!("\"\", {}\n", row_comment(entry)),
                text => format!("{},\n", literal(text)),
            });
            lengths.push(text.len());
        }
        (lines, numbers(&lengths))
    }
}
