//! Rust: an enum of errors, by its attributes and by what its `match self` arms return.
//!
//! `enums` finds the enums, `attributes` reads what stands on their variants, and
//! `methods` the functions that take them: `bodies` finds where they decide by the
//! variant, `branches`, `arms` and `patterns` for which one, `values` and `blocks` what is
//! returned, with what `constants` and `scope` know of names, `written` and `format` the
//! strings with arguments, `responses` what is sent beside them, and `functions` and `roles`
//! the key that it is about. `believed` weighs what was said, for the `rows`.

mod arms;
mod attributes;
mod believed;
mod blocks;
mod bodies;
mod branches;
mod casing;
mod constants;
mod depth;
mod display;
mod enums;
mod format;
mod functions;
mod json_macro;
mod macros;
mod methods;
mod model;
mod patterns;
mod remarks;
mod responses;
mod roles;
mod rows;
mod said;
mod scope;
mod syntax;
mod values;
mod written;

use std::{io, panic, thread};

use proc_macro2::{LexError, Span, TokenStream};
use toml_edit::InlineTable;

use self::constants::Constants;
use self::depth::{Limits, TooDeep};
use self::model::Enum;
use crate::draft::Draft;
use crate::duplicates;
use crate::options::Options;
use crate::report::{Remark, Report};
use crate::row::Row;

pub fn read(source: &str, options: &Options, report: &mut Report) -> Result<Draft, String> {
    let Items { enums, macros } = read_items(source)?;
    macros.into_iter().for_each(|remark| report.push(remark));
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
    let rows = rows::rows(chosen, options, report)?;
    let envelope = chosen.envelope.as_ref().map(|(line, body)| {
        let members: InlineTable = body.iter().map(|(role, place)| (*role, place)).collect();
        let mut row = Row::new(*line);
        row.set("members", members);
        row
    });
    Ok(Draft { envelope, ..Draft::of(duplicates::join(rows, report)) })
}

/// The enums of a file with what it says of their variants, and remarks on macros that
/// may make others.
struct Items {
    enums: Vec<Enum>,
    macros: Vec<Remark>,
}

fn read_items(source: &str) -> Result<Items, String> {
    let read = || {
        let file = parse(source)?;
        let constants = Constants::of(&file);
        let mut enums = enums::find(&file, &constants);
        methods::read(&file, &constants, &mut enums);
        Ok(Items { enums, macros: macros::tables(&file) })
    };
    // The tree ends in the thread, too.
    let joined = thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, read)?;
        Ok(thread.join().unwrap_or_else(|cause| panic::resume_unwind(cause)))
    });
    joined.unwrap_or_else(|error: io::Error| {
        Err(format!("it cannot be parsed, for want of memory: {error}"))
    })
}

/// How deep a file may be, and a stack on which the deepest is read: of 135 shapes the
/// worst takes 36 KB a token without optimisations, 5 KB with them, and there are 64.
const LIMITS: Limits = Limits { brackets: 128, tokens: 4_096 };
const STACK: usize = LIMITS.tokens * (64 << 10);

fn parse(source: &str) -> Result<syn::File, String> {
    // `#!/usr/bin/env` is for the shell. The end of its line stays, so that lines count.
    let is_script = source.starts_with("#!") && !source.starts_with("#![");
    let code = &source[source.find('\n').filter(|_| is_script).unwrap_or(0)..];
    let not_rust = |problem: String, span| format!("it is not Rust: {problem} ({})", place(span));
    let tokens: TokenStream =
        code.parse().map_err(|error: LexError| not_rust(error.to_string(), error.span()))?;
    depth::check(tokens.clone(), LIMITS).map_err(too_deep)?;
    syn::parse2(tokens).map_err(|error| not_rust(error.to_string(), error.span()))
}

fn place(span: Span) -> String {
    let start = span.start();
    format!("line {}, column {}", start.line, start.column + 1)
}

fn too_deep(found: TooDeep) -> String {
    let (what, span) = match found {
        TooDeep::Brackets(span) => (format!("{} brackets in each other", LIMITS.brackets), span),
        TooDeep::Tokens(span) => {
            (format!("{} words and signs without an end between them", LIMITS.tokens), span)
        }
    };
    let place = place(span);
    format!("it has more than {what} ({place}): name a file with the enum and its `impl`s alone")
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
