//! A spec as what responses are held against.

use std::collections::{HashMap, HashSet};

use errspec::testing::Table;
use errspec::{Constant, Envelope, Member, Templates, Text, Value};
use errspec_codegen::Catalog;
use errspec_codegen::catalog::Entry;

use errspec_import::traffic::envelope;

pub struct SpecTable<'c> {
    pub catalog: &'c Catalog,
    envelope: Envelope,
    /// The index of each code and alias among the entries.
    rows: HashMap<&'c str, usize>,
    /// Of each entry, every text that may be sent.
    messages: Vec<Vec<Templates>>,
    /// Of each entry, what it says at the places of the envelope's `of_codes`.
    constants: Vec<Vec<Option<Constant>>>,
    retired: HashSet<&'c str>,
    /// The codes of each operation, by its name.
    operations: HashMap<&'c str, HashSet<usize>>,
}

impl<'c> SpecTable<'c> {
    pub fn of(catalog: &'c Catalog) -> Self {
        let entries = || catalog.entries.iter();
        let spellings = entries().enumerate().flat_map(|(row, entry)| {
            let aliases = entry.aliases.iter().map(String::as_str);
            aliases.chain([entry.code.as_str()]).map(move |spelling| (spelling, row))
        });
        let of_codes = 0..catalog.envelope.of_codes.len();
        let constants = |entry| {
            let constants = of_codes.clone().map(|at| catalog.envelope.constant(at, entry));
            constants.map(|constant| constant.map(envelope::constant)).collect()
        };
        let operations = catalog.operations.iter().map(|operation| {
            let errors = operation.errors.iter().chain(&catalog.common);
            (operation.name.as_str(), errors.copied().collect())
        });
        Self {
            catalog,
            envelope: envelope::of(&catalog.envelope),
            rows: spellings.collect(),
            messages: entries().map(messages).collect(),
            constants: entries().map(constants).collect(),
            retired: catalog.retired.iter().map(|retired| retired.code.as_str()).collect(),
            operations: operations.collect(),
        }
    }

    /// Whether a code was published once and is never used again.
    pub fn is_retired(&self, code: &str) -> bool {
        self.retired.contains(code)
    }

    /// The operation with this name, if the table has it.
    pub fn operation(&self, name: &str) -> Option<&'c str> {
        self.operations.get_key_value(name).map(|(name, _)| *name)
    }

    /// Whether an operation of the table may answer with a code.
    pub fn allows(&self, operation: &str, row: usize) -> bool {
        self.operations.get(operation).is_none_or(|errors| errors.contains(&row))
    }
}

/// Every text of a row: its own, its cases', and those in other languages.
fn messages(entry: &Entry) -> Vec<Templates> {
    let made = entry.constructors.iter().map(|constructor| &constructor.message);
    let translated = entry.translations.iter().filter_map(|texts| texts.message.as_ref());
    let mut texts: Vec<String> = [&entry.message]
        .into_iter()
        .chain(made)
        .chain(translated)
        .flat_map(|message| {
            // The documented text is sent, too, by whoever has no parameters at hand.
            let literal = message.documented().replace('{', "{{").replace('}', "}}");
            [message.typed_template(), literal]
        })
        .collect();
    texts.sort_unstable();
    texts.dedup();
    texts.iter().map(|text| Templates::new(envelope::text(text))).collect()
}

impl Table for SpecTable<'_> {
    type Row = usize;

    fn envelope(&self) -> &Envelope {
        &self.envelope
    }

    fn row(&self, code: &str) -> Option<usize> {
        self.rows.get(code).copied()
    }

    fn code(&self, row: usize) -> &str {
        &self.catalog.entries[row].code
    }

    fn status(&self, row: usize) -> u16 {
        self.catalog.entries[row].status
    }

    fn params(&self, row: usize, message: &str) -> Option<Vec<(Text, Value)>> {
        self.messages[row].iter().find_map(|templates| templates.params_of(message))
    }

    fn says(&self, row: usize, member: Member) -> bool {
        let entry = &self.catalog.entries[row];
        match member {
            Member::Title => entry.title.is_some(),
            Member::Fix => entry.fix.is_some(),
            Member::DocUrl | Member::Recommend => entry.doc_url.is_some(),
            Member::Number => entry.number.is_some(),
            Member::RetryAfter => entry.retry_after.is_some(),
            _ => false,
        }
    }

    fn constant(&self, row: usize, index: usize) -> Option<Constant> {
        self.constants[row][index]
    }
}
