//! Instructions a lookup.

use std::io::{self, Write};
use std::path::Path;
use std::process::Stdio;

use super::keys::{Kind, TEXTS};
use super::{SIZES, program};
use crate::callgrind;
use crate::figures::{Figures, Line};
use crate::peers::Peer;

pub fn measure() -> Figures {
    let line = |codes, peer: Peer| Line { codes, way: peer.name(), values: of(peer, codes) };
    let lines = SIZES.into_iter().flat_map(|codes| Peer::ALL.map(|peer| line(codes, peer)));
    Figures {
        title: "instructions a lookup, from the text to the code",
        columns: &["hit", "miss", "near miss"],
        lines: lines.collect(),
    }
}

fn of(peer: Peer, codes: usize) -> Result<Vec<f64>, &'static str> {
    let program = program::lookup(peer, codes)?;
    let counts = Kind::ALL.map(|kind| count(&program, codes, kind).ok_or("it needs valgrind"));
    counts.into_iter().collect()
}

/// Instructions of one lookup, on average.
pub fn count(program: &Path, codes: usize, kind: Kind) -> Option<f64> {
    let counted = run(program, codes, kind).ok()?;
    Some(callgrind::collected(&counted)? / TEXTS as f64)
}

fn run(program: &Path, codes: usize, kind: Kind) -> io::Result<String> {
    let mut valgrind = callgrind::command();
    valgrind.arg("--toggle-collect=*::measured").arg(program).arg(program::texts(codes)?);
    valgrind.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut running = valgrind.spawn()?;
    if let Some(mut commands) = running.stdin.take() {
        writeln!(commands, "{} 1", kind.name())?;
    }
    let output = running.wait_with_output()?;
    Ok(String::from_utf8_lossy(&output.stderr).into_owned())
}
