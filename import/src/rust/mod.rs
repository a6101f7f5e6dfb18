//! Rust: an enum of errors, by its attributes and by what its `match self` arms return.
//!
//! `enums` finds the enums, `attributes` reads what stands on their variants, and
//! `methods` what functions return for them: `bodies` finds where they decide by
//! the variant, `arms` and `patterns` for which one, `values` what is returned,
//! `format` the strings with arguments, and `roles` the key that it is about.
//! `rows` weighs what was said.

mod arms;
mod attributes;
mod bodies;
mod casing;
mod display;
mod enums;
mod format;
mod methods;
mod model;
mod patterns;
mod roles;
mod rows;
mod said;
mod syntax;
mod values;

use proc_macro2::{LexError, TokenStream, TokenTree};

use self::model::Enum;
use crate::draft::Draft;
use crate::duplicates;
use crate::options::Options;
use crate::report::Report;

pub fn read(source: &str, options: &Options, report: &mut Report) -> Result<Draft, String> {
    let file = parse(source).map_err(|problem| format!("it is not Rust: {problem}"))?;
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
    let rows = rows::rows(chosen, options, report);
    Ok(Draft::of(duplicates::join(rows, report)))
}

/// Deeper nesting would exhaust the parser's stack.
const MOST_DEPTH: usize = 128;

fn parse(source: &str) -> Result<syn::File, String> {
    let at = |span: proc_macro2::Span| {
        let start = span.start();
        format!("line {}, column {}", start.line, start.column + 1)
    };
    // `#!/usr/bin/env` is for the shell. The end of its line stays, so that lines count.
    let is_script = source.starts_with("#!") && !source.starts_with("#![");
    let code = &source[source.find('\n').filter(|_| is_script).unwrap_or(0)..];
    let tokens: TokenStream =
        code.parse().map_err(|error: LexError| format!("{error} ({})", at(error.span())))?;
    if let Some(deep) = nested(tokens.clone(), MOST_DEPTH) {
        return Err(format!(
            "more than {MOST_DEPTH} brackets or signs in each other ({})",
            at(deep)
        ));
    }
    syn::parse2(tokens).map_err(|error| format!("{error} ({})", at(error.span())))
}

/// Where brackets, or signs before a value, stand deeper in each other than `most`.
fn nested(tokens: TokenStream, most: usize) -> Option<proc_macro2::Span> {
    let mut signs = 0;
    tokens.into_iter().find_map(|token| {
        signs = if matches!(token, TokenTree::Punct(_)) { signs + 1 } else { 0 };
        match token {
            TokenTree::Punct(sign) if signs > most => Some(sign.span()),
            TokenTree::Group(group) if most == 0 => Some(group.span_open()),
            TokenTree::Group(group) => nested(group.stream(), most - 1),
            _ => None,
        }
    })
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
