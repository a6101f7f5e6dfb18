//! Limits that a machine's speed does not move, for CI: exit 1 beyond them.

use std::process::ExitCode;

use crate::documents::{self, DOCUMENTS};
use crate::lookup::{Kind, TABLES, instructions, program, size};
use crate::peers::Peer;

/// The most instructions of one lookup, for each table.
const INSTRUCTIONS: [f64; TABLES.len()] = [60.0, 68.0, 72.0, 62.0, 62.0, 92.0, 68.0];
/// The most bytes of tables a code, beyond its strings.
const BYTES: f64 = 17.0;
const RELOCATIONS: f64 = 6.0;
/// The most bytes a code of each document.
const DOCUMENT_BYTES: [f64; DOCUMENTS.len()] = [400.0, 380.0];

pub fn run() -> ExitCode {
    let mut kept = true;
    let mut check = |what: String, value: f64, limit: f64| {
        let verdict = if value <= limit { "ok" } else { "BEYOND" };
        println!("{what:>44} {value:>8.1} of {limit:>5.0}  {verdict}");
        kept &= value <= limit;
    };
    for (table, limit) in TABLES.into_iter().zip(INSTRUCTIONS) {
        let codes = table.codes;
        match program::lookup(Peer::Errspec, table) {
            Err(reason) => check(format!("{codes} codes, {reason}"), f64::INFINITY, limit),
            Ok(program) => {
                for kind in Kind::ALL {
                    match instructions::count(&program, table, kind) {
                        Some(count) => {
                            let what = format!("{codes} codes, instructions of a {}", kind.name());
                            check(what, count, limit);
                        }
                        None => println!("{codes} codes: not counted: it needs valgrind"),
                    }
                }
            }
        }
    }
    for codes in size::SIZES {
        match size::of(Peer::Errspec, codes) {
            Err(reason) => println!("{codes} codes: {reason}"),
            Ok(size) => {
                check(format!("{codes} codes, bytes a code"), size.tables, BYTES);
                let relocations = size.relocations as f64;
                check(format!("{codes} codes, relocations"), relocations, RELOCATIONS);
            }
        }
    }
    for (document, limit) in DOCUMENTS.into_iter().zip(DOCUMENT_BYTES) {
        let [_, bytes] = documents::of(document, 2_048);
        check(format!("2048 codes, bytes a code of {}", document.file_name()), bytes, limit);
    }
    if kept { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
