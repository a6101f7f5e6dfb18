//! The tables behind the accessors, a line a code.
//!
//! Each text column is one string with the lengths of its pieces: no
//! relocations, and little for rustc to do. A column that no row uses is left out.

use std::fmt::Write;

use super::super::rust::{literal, row_comment};
use crate::catalog::{Catalog, Entry, Message};

/// A column of text, as it is for every catalog.
struct TextColumn {
    /// The static that holds it.
    table: &'static str,
    /// As it stands in the comment of `ROWS`, and as its accessor is named.
    name: &'static str,
    /// What the accessor says, where the column has one that gives `None` for no text.
    doc: Option<&'static str>,
    text: fn(&Entry) -> Option<String>,
}

#[rustfmt::skip]
static TEXTS: &[TextColumn] = &[
    TextColumn { table: "CODES", name: "code", doc: None, text: |entry| Some(entry.code.clone()) },
    TextColumn { table: "MESSAGES", name: "message", doc: None, text: |entry| Some(entry.message.documented()) },
    TextColumn { table: "TITLES", name: "title", doc: Some("A short name for people."), text: |entry| entry.title.clone() },
    TextColumn { table: "CAUSES", name: "cause", doc: Some("Why this happens."), text: |entry| entry.cause.clone() },
    TextColumn { table: "FIXES", name: "fix", doc: Some("What the caller can do about it."), text: |entry| entry.fix.clone() },
    TextColumn { table: "DOC_URLS", name: "doc_url", doc: Some("Where the code is documented."), text: |entry| entry.doc_url.clone() },
    TextColumn { table: "DEPRECATED_SINCE", name: "deprecated.since", doc: None, text: |entry| entry.deprecated.as_ref()?.since.clone() },
    TextColumn { table: "REPLACED_BY", name: "deprecated.replaced_by", doc: None, text: |entry| entry.deprecated.as_ref()?.replaced_by.clone() },
    TextColumn { table: "DEPRECATED_NOTES", name: "deprecated.note", doc: None, text: |entry| entry.deprecated.as_ref()?.note.clone() },
];

/// A column of numbers.
struct NumberColumn {
    /// The static that holds it.
    table: &'static str,
    /// The accessor's name, what it says, and the type of its number.
    name: &'static str,
    doc: &'static str,
    r#type: &'static str,
    number: fn(&Entry) -> Option<i64>,
}

#[rustfmt::skip]
static NUMBERS: &[NumberColumn] = &[
    NumberColumn { table: "RETRY_AFTER", name: "retry_after", doc: "How many seconds to wait before the next try.", r#type: "u32", number: |entry| entry.retry_after.map(i64::from) },
    NumberColumn { table: "NUMBERS", name: "number", doc: "The stable number.", r#type: "i64", number: |entry| entry.number },
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
    Flag { name: "PARAMS", of: |entry| !entry.is_plain() },
];

/// The columns of `ROWS` before the lengths of texts: the status.
const FIXED_COLUMNS: usize = 1;

/// The columns that a catalog needs.
pub(super) struct Tables<'c> {
    catalog: &'c Catalog,
    languages: Vec<&'c str>,
    /// In the order of their lengths in `ROWS`.
    texts: Vec<Texts>,
    numbers: Vec<&'static NumberColumn>,
}

/// A column of text with the texts of one catalog.
struct Texts {
    table: String,
    name: String,
    /// A code each; behind the codes themselves stand the aliases.
    texts: Vec<Option<String>>,
}

impl<'c> Tables<'c> {
    pub(super) fn of(catalog: &'c Catalog) -> Self {
        let entries = &catalog.entries;
        let languages = catalog.languages();
        let untranslated = TEXTS.iter().map(|column| Texts {
            table: column.table.to_owned(),
            name: column.name.to_owned(),
            texts: entries.iter().map(column.text).collect(),
        });
        let translated = languages.iter().map(|language| Texts {
            table: messages_in(language),
            name: format!("message in {language}"),
            texts: entries.iter().map(|entry| message_in(language, entry)).collect(),
        });
        let mut texts: Vec<Texts> = untranslated
            .filter(|column| column.texts.iter().any(Option::is_some))
            .chain(translated)
            .collect();
        texts[0].texts.extend(aliases(catalog).map(|(alias, _)| Some(alias.to_owned())));
        let numbers = NUMBERS
            .iter()
            .filter(|column| entries.iter().any(|entry| (column.number)(entry).is_some()))
            .collect();
        Self { catalog, languages, texts, numbers }
    }

    pub(super) fn has_deprecated(&self) -> bool {
        self.catalog.entries.iter().any(|entry| entry.deprecated.is_some())
    }

    pub(super) fn has_translations(&self) -> bool {
        !self.languages.is_empty()
    }

    /// The accessors that give an `Option`: documentation, signature and body of each.
    pub(super) fn optional(&self) -> impl Iterator<Item = (&'static str, String, String)> {
        let numbers = NUMBERS.iter().map(|NumberColumn { table, name, doc, r#type, .. }| {
            let body = match self.numbers.iter().any(|column| column.table == *table) {
                true => format!("{table}[self as usize]"),
                false => "None".to_owned(),
            };
            (*doc, format!("{name}(self) -> Option<{type}>"), body)
        });
        let texts = TEXTS.iter().filter_map(|TextColumn { table, name, doc, .. }| {
            Some(((*doc)?, format!("{name}(self) -> Option<&'static str>"), self.text(table)))
        });
        numbers.chain(texts)
    }

    /// What reads a column of text, where there is one.
    pub(super) fn text(&self, table: &str) -> String {
        match self.texts.iter().any(|column| column.table == table) {
            true => format!("{table}.get_non_empty(self as usize)"),
            false => "None".to_owned(),
        }
    }

    pub(super) fn emit(&self) -> String {
        let statics = [self.keys(), self.rows()].into_iter();
        let texts =
            (FIXED_COLUMNS..).zip(&self.texts).map(|(index, column)| self.texts(index, column));
        let numbers = self.numbers.iter().map(|column| self.numbers(column));
        let translations = self.has_translations().then(|| self.translations());
        statics.chain(texts).chain(numbers).chain(translations).collect::<Vec<_>>().join("\n")
    }

    /// The codes, each by its path: `Self::` would have rustc search all variants for each.
    fn keys(&self) -> String {
        let entries = &self.catalog.entries;
        let (count, more) = (entries.len(), plus(aliases(self.catalog).count()));
        let mut text = format!(
            "\
/// How many codes there are.
const N: usize = {count};

/// The codes in the table's order, then that of each alias.
static KEYS: [ErrorCode; N{more}] = [
"
        );
        for entry in entries {
            let _ = writeln!(text, "    ErrorCode::{},", entry.variant);
        }
        for (alias, entry) in aliases(self.catalog) {
            let _ = writeln!(text, "    ErrorCode::{}, // {alias}", entry.variant);
        }
        text + "];\n"
    }

    fn rows(&self) -> String {
        let names: Vec<&str> = self.texts.iter().map(|column| column.name.as_str()).collect();
        let (names, width) = (names.join(", "), FIXED_COLUMNS + self.texts.len());
        let mut text = format!(
            "\
/// A line a code: its status with its flags, and the lengths of {names}.
const ROWS: [u32; {width} * N] = [
"
        );
        for (index, entry) in self.catalog.entries.iter().enumerate() {
            let _ = write!(text, "    {}", entry.status);
            for flag in FLAGS.iter().filter(|flag| (flag.of)(entry)) {
                let _ = write!(text, " | {}", flag.name);
            }
            for column in &self.texts {
                let _ = write!(text, ", {}", length(&column.texts[index]));
            }
            let _ = writeln!(text, ", {}", row_comment(entry));
        }
        text + "];\n\nstatic STATUSES: Statuses<N> = Statuses::new(&ROWS);\n"
    }

    fn texts(&self, index: usize, column: &Texts) -> String {
        let entries = &self.catalog.entries;
        let (of_codes, of_aliases) = column.texts.split_at(entries.len());
        let (table, more) = (&column.table, plus(of_aliases.len()));
        let lengths: Vec<usize> = of_aliases.iter().map(length).collect();
        let new = match lengths.is_empty() {
            true => format!("new(&ROWS, {index}"),
            false => format!("with_aliases(&ROWS, {index}, &{lengths:?}"),
        };
        let mut text =
            format!("static {table}: Texts<{{ N{more} + 1 }}> = Texts::{new}, concat!(\n");
        for (of_code, entry) in of_codes.iter().zip(entries) {
            let _ = match of_code.as_deref().unwrap_or_default() {
                "" => writeln!(text, "    \"\", {}", row_comment(entry)),
                of_code => writeln!(text, "    {},", literal(of_code)),
            };
        }
        for alias in of_aliases.iter().flatten() {
            let _ = writeln!(text, "    {}, // alias", literal(alias));
        }
        text + "));\n"
    }

    fn numbers(&self, column: &NumberColumn) -> String {
        let NumberColumn { table, r#type, number, .. } = column;
        let mut text = format!("static {table}: [Option<{type}>; N] = [\n");
        for entry in &self.catalog.entries {
            let _ = writeln!(text, "    {:?}, {}", number(entry), row_comment(entry));
        }
        text + "];\n"
    }

    fn translations(&self) -> String {
        let (languages, count) = (&self.languages, self.languages.len());
        let tables: Vec<String> =
            languages.iter().map(|language| format!("&{}", messages_in(language))).collect();
        let tables = tables.join(", ");
        format!(
            "\
/// The languages of the translations.
static LANGUAGES: [&str; {count}] = {languages:?};

/// Messages by language; empty where there is no translation.
static TRANSLATIONS: [&Texts<{{ N + 1 }}>; {count}] = [{tables}];
"
        )
    }
}

/// Aliases, each with its code.
pub(super) fn aliases(catalog: &Catalog) -> impl Iterator<Item = (&str, &Entry)> {
    let entries = catalog.entries.iter();
    entries.flat_map(|entry| entry.aliases.iter().map(move |alias| (alias.as_str(), entry)))
}

/// The static that holds the messages in a language.
fn messages_in(language: &str) -> String {
    format!("MESSAGES_{}", language.to_ascii_uppercase().replace('-', "_"))
}

fn message_in(language: &str, entry: &Entry) -> Option<String> {
    entry.translation(language)?.message.as_ref().map(Message::documented)
}

fn length(text: &Option<String>) -> usize {
    text.as_ref().map_or(0, String::len)
}

/// What a length has beside the number of codes.
fn plus(more: usize) -> String {
    if more == 0 { String::new() } else { format!(" + {more}") }
}
