//! What it costs to find the changes between two versions of a spec.

use std::time::Instant;

use errspec_codegen::compile;
use errspec_codegen::diff::diff;

use crate::figures::{Figures, Line, median};
use crate::table;

const ROUNDS: usize = 7;

pub fn measure() -> Figures {
    Figures {
        title: "ms from the TOML of two specs to the changes between them",
        columns: &["none", "every status", "every code"],
        lines: [2_048, 16_384].map(of).into(),
    }
}

fn of(codes: usize) -> Line {
    let old = table::spec(codes);
    let edits = [
        old.clone(),
        old.replace("status = 409", "status = 412"),
        old.replace("code = \"", "code = \"New."),
    ];
    let times = edits.map(|new| {
        let times = (0..ROUNDS).map(|_| {
            let start = Instant::now();
            let catalogs = [&old, &new].map(|spec| compile(spec).0.expect("it breaks no rule"));
            std::hint::black_box(diff(&catalogs[0], &catalogs[1]));
            start.elapsed().as_secs_f64() * 1e3
        });
        median(times.collect())
    });
    Line { codes, way: "errspec", values: Ok(times.into()) }
}
