//! What the codes of a table are called: their texts, and the names that errspec gives them
//! in Rust and in its clients.

use std::collections::HashMap;

use errspec_codegen::catalog::{Catalog, ClientLanguage, Member, Retired};

/// The enums of generated Rust that have a variant for a code.
const ENUMS: [&str; 2] = ["ErrorCode", "Plain"];

/// What a text or a name stands for.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Named {
    /// The row with this index.
    Row(usize),
    /// The retired code with this index.
    Retired(usize),
}

pub struct Names<'c> {
    pub catalog: &'c Catalog,
    texts: HashMap<&'c str, Named>,
    /// Variants and constructors.
    rust: HashMap<&'c str, usize>,
    /// The names in clients, with the constants of Python among them.
    clients: HashMap<String, usize>,
    enums: Vec<&'c str>,
    /// What a response calls a code, in lower case.
    pub code_member: Option<String>,
}

impl<'c> Names<'c> {
    /// `enums` are those with the table's variants, beside the generated ones.
    pub fn of(catalog: &'c Catalog, enums: &'c [String]) -> Self {
        let (mut texts, mut rust, mut clients) = (HashMap::new(), HashMap::new(), HashMap::new());
        for (index, retired) in catalog.retired.iter().enumerate() {
            texts.insert(retired.code.as_str(), Named::Retired(index));
        }
        let constants = errspec_clients::python_constants(catalog);
        for ((index, entry), constant) in catalog.entries.iter().enumerate().zip(constants) {
            let spellings = [&entry.code].into_iter().chain(&entry.aliases);
            texts.extend(spellings.map(|text| (text.as_str(), Named::Row(index))));
            rust.insert(entry.variant.as_str(), index);
            rust.extend(entry.constructors.iter().map(|made| (made.name.as_str(), index)));
            clients.insert(constant, index);
            let names = ClientLanguage::ALL.iter().map(|language| entry.client_name(*language));
            clients.extend(names.map(|name| (name.to_owned(), index)));
        }
        let members = &catalog.envelope.members;
        let code = members.iter().find(|(member, _)| *member == Member::Code);
        let code_member = code.map(|(_, path)| path.name().to_lowercase());
        let enums = ENUMS.into_iter().chain(enums.iter().map(String::as_str)).collect();
        Self { catalog, texts, rust, clients, enums, code_member }
    }

    /// What a text is: a code, an alias, a retired code.
    pub fn text(&self, text: &str) -> Option<Named> {
        self.texts.get(text).copied()
    }

    /// The row of a variant or constructor.
    pub fn rust(&self, name: &str) -> Option<usize> {
        self.rust.get(name).copied()
    }

    /// The row of a name in a client.
    pub fn client(&self, name: &str) -> Option<usize> {
        self.clients.get(name).copied()
    }

    pub fn enums(&self) -> &[&'c str] {
        &self.enums
    }

    pub fn retired(&self, index: usize) -> &'c Retired {
        &self.catalog.retired[index]
    }

    /// Every text that a code has or had.
    pub fn texts(&self) -> impl Iterator<Item = &'c str> {
        self.texts.keys().copied()
    }
}
