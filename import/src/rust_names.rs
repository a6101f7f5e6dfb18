//! Names for rows whose own cannot stand in Rust.

use errspec_codegen::rules::NAME_COLLISION;
use errspec_codegen::{Finding, variant_name};

use crate::draft::Draft;
use crate::names::{Taken, words};
use crate::report::Report;
use crate::row::Row;

/// The variants of a spec that is to be.
pub struct RustNames {
    prefix: String,
    taken: Taken,
}

impl RustNames {
    pub fn of(draft: &Draft) -> Self {
        let catalog = draft.catalog.as_ref();
        let prefix =
            catalog.and_then(|catalog| catalog.text("variant_prefix")).unwrap_or("").to_owned();
        let name_of = |row: &Row| match row.text("variant") {
            Some(variant) => variant.to_owned(),
            None => format!("{prefix}{}", variant_name(row.code()).unwrap_or_default()),
        };
        Self { taken: draft.errors.iter().map(name_of).collect(), prefix }
    }

    /// Gives a row the free name that is nearest to its own.
    pub fn give(&mut self, row: &mut Row, finding: &Finding, report: &mut Report) {
        let code = row.code().to_owned();
        // Without a second place it is no other row's name, but one that no row may have.
        let is_taken = *finding.rule == NAME_COLLISION && finding.related.is_some();
        let base = match variant_name(&code) {
            Some(derived) if is_taken => format!("{}{derived}", self.prefix),
            Some(derived) => format!("{}{derived}Error", self.prefix),
            None => self.spelt(&code),
        };
        if is_taken {
            self.taken.insert(base.clone());
        }
        let variant = self.taken.take(&base, "");
        let message = &finding.message;
        report.note(
            row.line,
            format!("`{code}`: {message}, so it has the invented `variant = \"{variant}\"`"),
        );
        row.set("variant", variant.as_str());
    }

    /// A name for a code that none follows from, such as `2fa` or `self`.
    fn spelt(&self, code: &str) -> String {
        let words = words(code);
        let name: String =
            words.iter().map(|word| word[..1].to_ascii_uppercase() + &word[1..]).collect();
        match name.starts_with(|c: char| c.is_ascii_digit()) {
            true => format!("E{name}"),
            false => format!("{name}Error"),
        }
    }
}
