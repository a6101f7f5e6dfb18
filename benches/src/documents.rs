//! What the documents of a table weigh, and how long they take to be written from its catalog.

use std::time::Instant;

use errspec_codegen::{Artifact, Artifacts, compile};

use crate::figures::{Figures, Line, median};
use crate::table;

const SIZES: [usize; 2] = [2_048, 16_384];
const ROUNDS: usize = 7;
/// Those that a build makes unasked.
pub const DOCUMENTS: [Artifact; 2] = [Artifact::ErrorsMd, Artifact::ErrorsJson];

pub fn measure() -> Figures {
    let line = |codes| {
        let values = DOCUMENTS.iter().flat_map(|document| of(*document, codes));
        Line { codes, way: "errspec", values: Ok(values.collect()) }
    };
    Figures {
        title: "the documents of a table",
        columns: &["ERRORS.md ms", "bytes a code", "errors.json ms", "bytes a code"],
        lines: SIZES.map(line).into(),
    }
}

/// Milliseconds, and bytes a code.
pub fn of(document: Artifact, codes: usize) -> [f64; 2] {
    let (catalog, _) = compile(&table::spec(codes));
    let catalog = catalog.expect("the table breaks no rule");
    let runs = (0..ROUNDS).map(|_| {
        let start = Instant::now();
        let artifacts = Artifacts::of(&catalog, &[document]);
        let time = start.elapsed().as_secs_f64() * 1e3;
        (time, artifacts.iter().map(|(_, text)| text.len()).sum::<usize>())
    });
    let (times, bytes): (Vec<f64>, Vec<usize>) = runs.unzip();
    [median(times), bytes[0] as f64 / codes as f64]
}
