//! Limits that a machine's speed does not move, for CI: exit 1 beyond them.

use std::process::ExitCode;

use super::keys::Kind;
use super::tables::TABLES;
use super::{instructions, program, size};
use crate::peers::Peer;

/// The most instructions of one lookup, for each table.
const INSTRUCTIONS: [f64; TABLES.len()] = [60.0, 68.0, 72.0, 62.0, 62.0, 92.0, 68.0];
/// The most bytes of tables a code, beyond its strings.
const BYTES: f64 = 17.0;
const RELOCATIONS: f64 = 6.0;

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
    if kept { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
