//! Markdown: every table that says where code, status and message are.

use errspec_codegen::Lines;
use pulldown_cmark::{Event, Options as Extensions, Parser, Tag, TagEnd};

use crate::draft::Draft;
use crate::hypertext::Text;
use crate::options::Options;
use crate::report::{Report, excerpt};
use crate::table::{Table, TableRow, fits};
use crate::{cells, duplicates};

pub fn read(source: &str, options: &Options, report: &mut Report) -> Result<Draft, String> {
    let tables = tables(source, report);
    if tables.is_empty() {
        return Err(
            "there is no table in it: a table has a line of headers and one of dashes below it"
                .to_owned(),
        );
    }
    let mut rows = Vec::new();
    let mut problems = Vec::new();
    let count = tables.len();
    for table in &tables {
        match cells::rows(table, options, report) {
            Ok(read) => rows.extend(read),
            Err(problem) => problems.push((table.line, problem)),
        }
    }
    match problems.first() {
        Some((_, problem)) if count == 1 => return Err(problem.clone()),
        Some((line, problem)) if problems.len() == count => {
            return Err(format!(
                "none of its {count} tables can be used; in line {line}, {problem}"
            ));
        }
        _ => {}
    }
    for (line, problem) in problems {
        report.note(line, format!("this table is passed over: {problem}"));
    }
    Ok(Draft::of(duplicates::join(rows, report)))
}

/// A table that is being read.
struct Open {
    table: Table,
    row: TableRow,
    cell: Text,
}

fn tables(source: &str, report: &mut Report) -> Vec<Table> {
    let mut tables = Vec::new();
    let mut open: Option<Open> = None;
    let lines = Lines::of(source);
    for (event, range) in Parser::new_ext(source, Extensions::ENABLE_TABLES).into_offset_iter() {
        let line = lines.number(range.start);
        match event {
            Event::Start(Tag::Table(_)) => {
                let table = Table { line, headers: Vec::new(), rows: Vec::new() };
                open = Some(Open {
                    table,
                    row: TableRow { line, cells: Vec::new() },
                    cell: Text::default(),
                });
            }
            Event::End(TagEnd::Table) => tables.extend(open.take().map(|open| open.table)),
            event => {
                if let Some(open) = &mut open {
                    open.take(event, line, &source[range], report);
                }
            }
        }
    }
    tables
}

impl Open {
    /// An event, and where it stands in the source.
    fn take(&mut self, event: Event<'_>, line: usize, source: &str, report: &mut Report) {
        match event {
            Event::Start(Tag::TableRow) => {
                self.row = TableRow { line, cells: Vec::new() };
            }
            Event::Start(Tag::TableCell) => self.cell = Text::default(),
            Event::End(TagEnd::TableCell) => {
                let cell = std::mem::take(&mut self.cell);
                self.row.cells.push(cell.into_cell());
            }
            Event::End(TagEnd::TableHead) => {
                let cells = std::mem::take(&mut self.row.cells);
                self.table.headers = cells.iter().map(|cell| cell.plain().to_owned()).collect();
            }
            Event::End(TagEnd::TableRow) => {
                let empty = TableRow { line: self.row.line, cells: Vec::new() };
                let row = std::mem::replace(&mut self.row, empty);
                if self.fits(&row, source, report) {
                    self.table.rows.push(row);
                }
            }
            event => self.cell.take(event),
        }
    }

    /// Counts the cells in the source: the parser drops those beyond the last header.
    fn fits(&self, row: &TableRow, source: &str, report: &mut Report) -> bool {
        let columns = self.table.headers.len();
        let name = row.cells.first().map(|cell| excerpt(cell.plain())).unwrap_or_default();
        let way_out = "write a bar in a text as `\\|`";
        fits((row.line, &name), &parted(source), columns, way_out, report)
    }
}

/// The cells of a row's source: bars part them, unless a backslash is before one.
fn parted(row: &str) -> Vec<&str> {
    let row = row.trim();
    let mut escaped = false;
    let is_end = |c: char| {
        let is_bar = c == '|' && !escaped;
        escaped = c == '\\' && !escaped;
        is_bar
    };
    let mut cells: Vec<&str> = row.strip_prefix('|').unwrap_or(row).split(is_end).collect();
    if cells.len() > 1 && cells.last().is_some_and(|cell| cell.trim().is_empty()) {
        cells.pop();
    }
    cells
}

impl Text {
    /// Takes an event of Markdown.
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.push(&text)
            }
            Event::Code(code) => {
                self.plain.push_str(&code);
                let fence = if code.contains('`') { "``" } else { "`" };
                self.marked.push_str(&format!("{fence}{code}{fence}"));
            }
            Event::InlineHtml(html) | Event::Html(html) => self.take_html(&html),
            Event::SoftBreak | Event::HardBreak => self.push(" "),
            Event::FootnoteReference(name) => self.push(&format!("[^{name}]")),
            // Emphasis and links: what is in them reads on.
            _ => {}
        }
    }
}
