//! From a code's text to the code: errspec against the other ways to do it.
//!
//! Each way at each size is a crate of its own in cargo's target directory, so
//! that a `match` of 16,384 arms costs those who ask for it, and a way that
//! rustc cannot compile spoils only its own line. The programs take turns.

pub mod instructions;
mod keys;
pub mod program;
pub mod size;
mod tables;

pub use self::keys::Kind;
use self::program::Running;
pub use self::tables::{TABLES, Table};
use crate::figures::{Figures, Line, take_turns};
use crate::peers::Peer;

const ROUNDS: usize = 25;
const LAPS: usize = 2;

pub fn measure() -> Figures {
    let lines = TABLES.into_iter().flat_map(among);
    Figures { title: "ns a lookup", columns: &["hit", "miss", "near miss"], lines: lines.collect() }
}

fn among(table: Table) -> Vec<Line> {
    let texts = program::texts(table).expect("the target directory can be written");
    let running = |peer| {
        let program = program::lookup(peer, table)?;
        Running::start(&program, &texts).map_err(|_| "does not run")
    };
    let running = Peer::ALL.map(|peer| (peer.name(), running(peer)));
    let expected = Kind::ALL.map(|kind| (kind, kind.texts(table).1 * LAPS));
    take_turns(table.codes, ROUNDS, running.into(), |program| {
        let times = expected.iter().map(|(kind, expected)| {
            let (time, sum) = program.turn(*kind, LAPS)?;
            assert_eq!(sum, *expected, "it finds every code and nothing else");
            Some(time)
        });
        times.collect()
    })
}
