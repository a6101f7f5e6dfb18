//! CSV: somebody's table, or what `errspec export --to csv` wrote.

use csv::StringRecord;
use errspec_codegen::keys::{Key, Presence, Shape};
use errspec_codegen::{Lines, counted};

use crate::cells;
use crate::draft::Draft;
use crate::duplicates;
use crate::node::parse_value;
use crate::options::Options;
use crate::report::{Report, excerpt};
use crate::row::{self, Row};
use crate::table::{Cell, Table, TableRow, fits};

pub fn read(source: &str, options: &Options, report: &mut Report) -> Result<Draft, String> {
    let mut records = records(source)?;
    let is_sep = |first: &Record| first.cells.get(0).is_some_and(|cell| cell.starts_with("sep="));
    if records.first().is_some_and(is_sep) {
        records.remove(0);
    }
    let Some((headers, rows)) = records.split_first() else {
        return Err(
            "there is no row in it: begin it with the headers code,status,message".to_owned()
        );
    };
    if let Some(columns) = own_columns(&headers.cells) {
        let rows = rows.iter().filter_map(|record| own_row(record, &columns, report)).collect();
        return Ok(Draft::of(rows));
    }
    let count = headers.cells.len();
    let rows = rows.iter().filter_map(|record| table_row(record, count, report)).collect();
    let table = Table {
        line: headers.line,
        headers: headers.cells.iter().map(str::to_owned).collect(),
        rows,
    };
    Ok(Draft::of(duplicates::join(cells::rows(&table, options, report)?, report)))
}

/// The keys of an export's columns. An export has them all, as many as there were
/// when it was made; a table of other people has no column for `params` and `allow`.
fn own_columns(headers: &StringRecord) -> Option<Vec<&'static Key>> {
    let columns: Option<Vec<&Key>> = headers.iter().map(row::key).collect();
    let has = |name: &str| headers.iter().any(|header| header == name);
    columns
        .filter(|_| ["code", "status", "message", "case", "params", "allow"].into_iter().all(has))
}

/// A record and the line where it begins.
struct Record {
    line: usize,
    cells: StringRecord,
}

fn records(source: &str) -> Result<Vec<Record>, String> {
    let reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(source))
        .from_reader(source.as_bytes());
    let lines = Lines::of(source);
    let mut records = Vec::new();
    for cells in reader.into_records() {
        let cells = cells.map_err(|error| format!("it is not CSV: {error}"))?;
        // The reader's place is before the empty lines that it skips.
        let byte = cells.position().map_or(0, |position| position.byte());
        let skipped = usize::try_from(byte).unwrap_or(0);
        let rest = source.get(skipped..).unwrap_or("");
        let start = source.len() - rest.trim_start_matches(['\r', '\n']).len();
        records.push(Record { line: lines.number(start), cells });
    }
    match records.last().filter(|last| is_open(last, source)) {
        Some(Record { line, .. }) => {
            Err(format!("a quote in the row of line {line} is never closed: close it or double it"))
        }
        None => Ok(records),
    }
}

/// Whether a quote is never closed: then the last cell has the rest of the file.
fn is_open(last: &Record, source: &str) -> bool {
    let cell = last.cells.iter().next_back();
    cell.is_some_and(|cell| cell.contains('\n')) && !source.trim_end().ends_with('"')
}

/// The one of comma, semicolon and tab that parts the header line.
fn delimiter(source: &str) -> u8 {
    let header = source.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    if let Some(&[delimiter]) = header.strip_prefix("sep=").map(str::as_bytes) {
        return delimiter; // as Excel has it
    }
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in header.bytes() {
        quoted ^= byte == b'"';
        for (delimiter, count) in &mut counts {
            *count += usize::from(byte == *delimiter && !quoted);
        }
    }
    // The first of equals: a comma.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(delimiter, _)| *delimiter)
}

/// The cells of a record, as many as there are headers.
fn table_row(record: &Record, columns: usize, report: &mut Report) -> Option<TableRow> {
    let Record { line, cells: record } = record;
    let line = *line;
    let cells: Vec<&str> = record.iter().collect();
    let name = excerpt(cells.first().unwrap_or(&""));
    const WAY_OUT: &str = "put a text that holds the delimiter in quotes";
    if !fits((line, &name), &cells, columns, WAY_OUT, report) {
        return None;
    }
    let cell = |at| record.get(at).map_or(Cell::Empty, Cell::text);
    Some(TableRow { line, cells: (0..columns).map(cell).collect() })
}

/// A row of an export, to the letter.
fn own_row(record: &Record, columns: &[&Key], report: &mut Report) -> Option<Row> {
    let Record { line, cells: record } = record;
    let line = *line;
    let mut row = Row::new(line);
    let code = excerpt(record.get(0).unwrap_or(""));
    if record.iter().all(str::is_empty) {
        report.note(line, "an empty row");
        return None;
    }
    if record.len() > columns.len() {
        let cells = counted(record.len(), "cell");
        report.row_left_out(line, format!("`{code}`: {cells} under {} headers", columns.len()));
        return None;
    }
    for (cell, key) in record.iter().zip(columns).filter(|(cell, _)| !cell.is_empty()) {
        // An export keeps spreadsheets from taking a cell for a formula.
        let cell = cell.strip_prefix('\'').unwrap_or(cell);
        let value = match key.shape {
            Shape::String => Some(cell.into()),
            Shape::Integer => cell.parse::<i64>().ok().map(Into::into),
            Shape::Boolean => cell.parse::<bool>().ok().map(Into::into),
            _ => parse_value(cell),
        };
        match value {
            Some(value) => row.set(key.name, value),
            None => {
                let expected = match key.shape {
                    Shape::Integer | Shape::Boolean => key.shape.description().to_owned(),
                    shape => format!("{} in JSON", shape.description()),
                };
                let reason =
                    format!("`{code}`: `{}` holds \"{}\", not {expected}", key.name, excerpt(cell));
                if key.presence == Presence::Required {
                    report.row_left_out(line, reason);
                    return None;
                }
                report.part_left_out(line, reason);
            }
        }
    }
    Some(row)
}
