//! A table of somebody else's, whatever format it came in: headers and rows of cells.

use errspec_codegen::counted;
use toml_edit::Value;

use crate::report::Report;

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
    cells: &[&str],
    columns: usize,
    way_out: &str,
    report: &mut Report,
) -> bool {
    let beyond = (columns..cells.len()).rfind(|at| !cells[*at].trim().is_empty());
    let cells = beyond.map_or(cells.len().min(columns), |last| last + 1);
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
    /// Whether there are rows, and what holds is true of the cells of a column.
    pub fn all(&self, column: usize, holds: impl Fn(&str) -> bool) -> bool {
        let holds = |row: &TableRow| row.cells.get(column).is_some_and(|cell| holds(cell.plain()));
        !self.rows.is_empty() && self.rows.iter().all(holds)
    }
}
