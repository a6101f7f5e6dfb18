//! The table of docs/costs.md.

use crate::BENCHMARKS;
use crate::figures::{Figures, Line};

/// What a row shows: figures of one benchmark, at one size of a table.
struct Row {
    what: &'static str,
    benchmark: &'static str,
    codes: usize,
    columns: &'static [&'static str],
}

const fn row(
    benchmark: &'static str,
    codes: usize,
    columns: &'static [&'static str],
    what: &'static str,
) -> Row {
    Row { what, benchmark, codes, columns }
}

#[rustfmt::skip]
const ROWS: &[Row] = &[
    row("rustc", 2_048, &["check"], "rustc, check, CPU ms per 1,000 codes"),
    row("rustc", 2_048, &["debug"], "the same, debug"),
    row("rustc", 2_048, &["release"], "the same, release"),
    row("rustc", 16_384, &["debug", "MB of debug"], "the same, debug, of 16,384 codes; peak MB"),
    row("codegen", 2_048, &["CPU us a code"], "a build script, CPU us a code"),
    row("codegen", 16_384, &["CPU us a code"], "the same, of 16,384 codes"),
    row("cold", 32, &["CPU s"], "building the build script from nothing, CPU s"),
    row("edit", 2_048, &["CPU ms"], "from an edited message to a finished build, CPU ms"),
    row("edit", 32, &["CPU ms"], "the same, of 32 codes"),
    row("lookup", 2_048, &["hit", "miss"], "a lookup: hit; miss, ns"),
    row("lookup", 32, &["hit", "miss"], "the same, of 32 codes"),
    row("lookup-instructions", 2_048, &["hit", "miss"], "instructions of a lookup: hit; miss"),
    row("size", 2_048, &["tables", "relocations"], "bytes a code beyond its strings; relocations"),
    row("wire", 32, &["encode JSON", "decode JSON"], "an error as JSON: encode; decode, ns"),
    row("wire", 32, &["encode XML", "decode XML"], "an error as XML: encode; decode, ns"),
    row("nested", 4, &["encode object", "decode object"], "one in an object as JSON: encode; decode, ns"),
    row("nested", 4, &["encode list", "decode list"], "one in a list as JSON: encode; decode, ns"),
    row("serving", 32, &["requests/s"], "requests/s of an axum handler that fails"),
];

/// Measures what it shows, and prints it.
pub fn print() {
    println!("| what | errspec | instead | command |\n| --- | --- | --- | --- |");
    for (name, measure) in BENCHMARKS {
        let mut rows = ROWS.iter().filter(|row| row.benchmark == *name).peekable();
        if rows.peek().is_some() {
            let figures = measure();
            eprintln!("{figures}");
            rows.for_each(|row| print_row(row, &figures));
        }
    }
}

fn print_row(row: &Row, figures: &Figures) {
    let cell = |line: &Line| match &line.values {
        Ok(values) => {
            let columns = figures.columns.iter().zip(values);
            let shown = columns.filter(|(column, _)| row.columns.contains(column));
            shown.map(|(_, value)| readable(*value)).collect::<Vec<_>>().join("; ")
        }
        Err(reason) => (*reason).to_owned(),
    };
    let mut lines = figures.lines.iter().filter(|line| line.codes == row.codes);
    let ours = lines.next().map(cell).unwrap_or_default();
    let others = lines.map(|line| format!("{} {}", line.way, cell(line)));
    let others = others.collect::<Vec<_>>().join(", ");
    println!("| {} | {ours} | {others} | `-- {}` |", row.what, row.benchmark);
}

/// No more digits than another run would show again.
fn readable(value: f64) -> String {
    if value < 20.0 { format!("{value:.1}") } else { format!("{value:.0}") }
}
