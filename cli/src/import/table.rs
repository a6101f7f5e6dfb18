//! A table of somebody else's, whatever format it came in: headers and rows of cells.

use toml_edit::Value;

use super::Options;
use super::cells::row;
use super::columns::{Columns, normal};
use super::report::{Report, excerpt};
use super::row::Row;
use crate::count::counted;

pub struct Table {
    /// The line of the headers.
    pub line: usize,
    pub headers: Vec<String>,
    pub rows: Vec<TableRow>,
}

pub struct TableRow {
    pub line: usize,
    /// As many as there are headers.
    pub cells: Vec<Cell>,
}

#[derive(Clone, Debug)]
pub enum Cell {
    Empty,
    Text(String),
    /// Text with markup: as it reads, and with its code in backticks and its
    /// line breaks kept.
    Marked {
        plain: String,
        marked: String,
    },
    /// A list or a table.
    Value(Value),
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.trim().is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// As it reads.
    pub fn plain(&self) -> &str {
        match self {
            Self::Empty | Self::Value(_) => "",
            Self::Text(plain) | Self::Marked { plain, .. } => plain.trim(),
        }
    }
}

/// Whether a row has no cell beyond the last header. One that has may hold its
/// texts under the wrong headers: a delimiter in a text parts it.
pub fn fits(
    (line, name): (usize, &str),
    (cells, columns): (usize, usize),
    way_out: &str,
    report: &mut Report,
) -> bool {
    let (found, headers) = (counted(cells, "cell"), counted(columns, "header"));
    if cells > columns {
        report.row_left_out(line, format!("`{name}`: {found} under {headers}: {way_out}"));
    } else if cells < columns {
        report
            .note(line, format!("`{name}`: {found} under {headers}, the last ones count as empty"));
    }
    cells <= columns
}

impl Table {
    /// Reads the rows, and reports what cannot be read. `Err` where the
    /// headers do not say where code, status and message are.
    pub fn read(&self, options: &Options, report: &mut Report) -> Result<Vec<Row>, String> {
        let columns = self.columns(options, report)?;
        columns.report(&self.headers, self.line, report);
        let rows = self.rows.iter();
        Ok(rows.filter_map(|cells| row(cells, &columns, &self.headers, options, report)).collect())
    }

    fn columns(&self, options: &Options, report: &mut Report) -> Result<Columns, String> {
        let mut columns = Columns::of(&self.headers);
        let missing = |columns: &Columns| {
            let has = |key: &str| columns.column(key).is_some();
            let mut missing = Vec::new();
            missing.extend((!has("code")).then_some("code"));
            missing
                .extend((!has("status") && options.default_status.is_none()).then_some("status"));
            missing.extend((!has("message") && !has("case")).then_some("message"));
            missing
        };
        self.tell_codes_from_numbers(&mut columns, report);
        match missing(&columns)[..] {
            [] => Ok(columns),
            ref missing => Err(self.lacks(missing)),
        }
    }

    /// A column of codes that holds numbers alone is one of statuses, or of
    /// stable numbers, where another one has names.
    fn tell_codes_from_numbers(&self, columns: &mut Columns, report: &mut Report) {
        let Some(code) = columns.column("code") else { return };
        let is_name = |at: &usize| {
            *at != code
                && matches!(
                    normal(&self.headers[*at]).as_str(),
                    "name" | "errorname" | "error" | "symbol" | "constant"
                )
                && self.all(*at, |text| {
                    text.starts_with(|c: char| c.is_ascii_alphabetic()) && !text.contains(' ')
                })
        };
        let Some(names) = (0..self.headers.len()).find(is_name) else { return };
        let is_integer = |text: &str| text.parse::<i64>().is_ok();
        let is_status = |text: &str| matches!(text.parse(), Ok(400..=599_i64));
        let former = match columns.column("status") {
            None if self.all(code, is_status) => "status",
            _ if self.all(code, is_integer) && columns.column("number").is_none() => "number",
            _ => return,
        };
        columns.take_code_from(names, former);
        report.note(
            self.line,
            format!(
                "the codes are taken from \"{}\": \"{}\" holds numbers, which became `{former}`",
                self.headers[names], self.headers[code]
            ),
        );
    }

    fn all(&self, column: usize, holds: impl Fn(&str) -> bool) -> bool {
        !self.rows.is_empty()
            && self
                .rows
                .iter()
                .all(|row| row.cells.get(column).is_some_and(|cell| holds(cell.plain())))
    }

    fn lacks(&self, missing: &[&str]) -> String {
        let found: Vec<String> =
            self.headers.iter().map(|header| format!("\"{}\"", excerpt(header))).collect();
        let missing: Vec<String> = missing.iter().map(|key| format!("no {key}")).collect();
        let (found, missing) = (found.join(", "), missing.join(", "));
        let way_out = match missing.as_str() {
            "no status" => "add one, or give --default-status for all rows",
            _ => "use the headers \"code\", \"status\" and \"message\"",
        };
        format!("there is {missing} among {found}: {way_out}")
    }
}
