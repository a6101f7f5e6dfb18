//! Markdown: every table that says where code, status and message are.

use errspec_codegen::Lines;
use pulldown_cmark::{Event, Options as Extensions, Parser, Tag, TagEnd};

use crate::draft::Draft;
use crate::options::Options;
use crate::report::{Report, excerpt};
use crate::table::{Cell, Table, TableRow, fits};
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

/// A cell's text: as it reads, and with code in backticks and breaks kept.
#[derive(Default)]
struct Text {
    plain: String,
    marked: String,
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

/// Tags that only format what is in them. Every other one is text: in a table of
/// errors `<parameter name>` is a placeholder.
const FORMATTING: &[&str] = &[
    "a", "b", "code", "em", "i", "kbd", "li", "ol", "p", "small", "span", "strong", "sub", "sup",
    "tt", "u", "ul",
];

impl Text {
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

    fn push(&mut self, text: &str) {
        self.plain.push_str(text);
        self.marked.push_str(text);
    }

    fn take_html(&mut self, html: &str) {
        let bare = html.trim_start_matches(['<', '/']).trim_end_matches(['>', '/']);
        let name = bare.split_whitespace().next().unwrap_or("").to_ascii_lowercase();
        let has_words = bare.split_whitespace().nth(1).is_some_and(|word| !word.contains('='));
        match name.as_str() {
            "code" | "tt" | "kbd" if !has_words => self.marked.push('`'),
            "br" | "li" | "p" | "ul" | "ol" if !has_words || name == "br" => {
                self.plain.push(' ');
                self.marked.push_str("\n\n");
            }
            name if !has_words && FORMATTING.contains(&name) => {}
            _ => self.push(html),
        }
    }

    fn into_cell(self) -> Cell {
        let plain =
            self.plain.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        let paragraphs = self.marked.split("\n\n").map(str::trim).filter(|text| !text.is_empty());
        let marked = paragraphs.collect::<Vec<_>>().join("\n\n");
        if plain.is_empty() { Cell::Empty } else { Cell::Marked { plain, marked } }
    }
}
