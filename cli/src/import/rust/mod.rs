//! Rust: an enum of errors, by its attributes and by what its `match self` arms return.
//!
//! `enums` finds the enums, `attributes` reads what stands on their variants,
//! `methods` what functions return for them: `bodies` finds where they decide by
//! the variant, `patterns` which one, `values` what is returned, `format` the
//! strings with arguments, and `roles` the key that all of it is about. `rows`
//! weighs what was said.

mod attributes;
mod bodies;
mod casing;
mod enums;
mod format;
mod methods;
mod patterns;
mod roles;
mod rows;
mod said;
mod values;

use self::enums::Enum;
use super::report::Report;
use super::{Input, Options};

pub fn read(source: &str, options: &Options, report: &mut Report) -> Result<Input, String> {
    let file = syn::parse_file(source).map_err(|error| {
        let start = error.span().start();
        format!("it is not Rust: {error} (line {}, column {})", start.line, start.column + 1)
    })?;
    let mut enums = enums::find(&file);
    methods::read(&file, &mut enums);
    let chosen = choose(&enums, options)?;
    let others: Vec<String> = enums
        .iter()
        .filter(|other| other.name != chosen.name)
        .map(|other| format!("`{}`", other.name))
        .collect();
    if !others.is_empty() && options.enum_name.is_none() {
        let (name, others) = (&chosen.name, others.join(", "));
        report.note(
            chosen.line,
            format!("`{name}` is imported; --enum takes another one of this file: {others}"),
        );
    }
    Ok(Input::foreign(rows::rows(chosen, options, report)))
}

/// The enum that was asked for, or the first with the most readable rows.
fn choose<'e>(enums: &'e [Enum], options: &Options) -> Result<&'e Enum, String> {
    let names: Vec<String> = enums.iter().map(|found| format!("`{}`", found.name)).collect();
    let Some(name) = &options.enum_name else {
        let best = enums.iter().rev().max_by_key(|found| rows::readable(found, options));
        return best.ok_or_else(|| {
            "there is no enum with variants in it: name the file that has one".to_owned()
        });
    };
    enums.iter().find(|found| found.name == *name).ok_or_else(|| match names.is_empty() {
        true => format!("there is no enum `{name}`, and no other one"),
        false => format!("there is no enum `{name}`: its enums are {}", names.join(", ")),
    })
}
