//! Instructions a lookup.

use std::io::{self, Write};
use std::path::Path;
use std::process::Stdio;

use super::keys::{Kind, TEXTS};
use super::program;
use super::tables::{TABLES, Table};
use crate::callgrind;
use crate::figures::{Figures, Line};
use crate::peers::Peer;

pub fn measure() -> Figures {
    let line = |table: Table, peer: Peer| Line {
        codes: table.codes,
        way: peer.name(),
        values: of(peer, table),
    };
    let lines = TABLES.into_iter().flat_map(|table| Peer::ALL.map(|peer| line(table, peer)));
    Figures {
        title: "instructions a lookup, from the text to the code",
        columns: &["hit", "miss", "near miss"],
        lines: lines.collect(),
    }
}

fn of(peer: Peer, table: Table) -> Result<Vec<f64>, &'static str> {
    let program = program::lookup(peer, table)?;
    let counts = Kind::ALL.map(|kind| count(&program, table, kind).ok_or("it needs valgrind"));
    counts.into_iter().collect()
}

/// Instructions of one lookup, on average.
pub fn count(program: &Path, table: Table, kind: Kind) -> Option<f64> {
    let counted = run(program, table, kind).ok()?;
    Some(callgrind::collected(&counted)? / TEXTS as f64)
}

fn run(program: &Path, table: Table, kind: Kind) -> io::Result<String> {
    let mut valgrind = callgrind::command();
    valgrind.arg("--toggle-collect=*::measured").arg(program).arg(program::texts(table)?);
    valgrind.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut running = valgrind.spawn()?;
    if let Some(mut commands) = running.stdin.take() {
        writeln!(commands, "{} 1", kind.name())?;
    }
    let output = running.wait_with_output()?;
    Ok(String::from_utf8_lossy(&output.stderr).into_owned())
}
