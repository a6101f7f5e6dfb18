//! Limits that a machine's speed does not move, for CI: exit 1 beyond them.

use std::process::ExitCode;

use super::keys::Kind;
use super::{instructions, program, size};
use crate::peers::Peer;

/// Codes, and the most instructions of one lookup.
const INSTRUCTIONS: [(usize, f64); 4] = [(32, 80.0), (256, 80.0), (2_048, 80.0), (16_384, 85.0)];
/// The most bytes of tables a code, beyond its strings.
const BYTES: f64 = 17.0;
const RELOCATIONS: usize = 12;

pub fn run() -> ExitCode {
    let mut kept = true;
    let mut check = |what: String, value: f64, limit: f64| {
        let verdict = if value <= limit { "ok" } else { "BEYOND" };
        println!("{what:>44} {value:>8.1} of {limit:>5.0}  {verdict}");
        kept &= value <= limit;
    };
    for (codes, limit) in INSTRUCTIONS {
        match program::lookup(Peer::Errspec, codes) {
            Err(reason) => check(format!("{codes} codes, {reason}"), f64::INFINITY, limit),
            Ok(program) => {
                for kind in Kind::ALL {
                    match instructions::count(&program, codes, kind) {
                        Some(count) => {
                            let what = format!("{codes} codes, instructions of a {}", kind.name());
                            check(what, count, limit);
                        }
                        None => println!("{codes} codes: not counted: it needs valgrind"),
                    }
                }
            }
        }
        if codes >= 256 {
            match size::of(Peer::Errspec, codes) {
                Err(reason) => println!("{codes} codes: {reason}"),
                Ok(size) => {
                    check(format!("{codes} codes, bytes a code"), size.tables, BYTES);
                    let relocations = size.relocations as f64;
                    check(format!("{codes} codes, relocations"), relocations, RELOCATIONS as f64);
                }
            }
        }
    }
    if kept { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
