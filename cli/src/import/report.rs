//! What an import has to say: what was left out, and what was decided for the reader.

use std::fmt::Write;

use errspec_codegen::visible;

use crate::count::counted;

/// Every remark of an import, each with its line in the input.
pub struct Report {
    /// The input, as its reader knows it.
    path: String,
    remarks: Vec<Remark>,
}

struct Remark {
    line: usize,
    weight: Weight,
    text: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    /// A whole row is not in the spec.
    Row,
    /// A part of a row or of the table is not in the spec.
    Part,
    /// Everything is in the spec, and something of it was not in the input.
    Note,
}

impl Report {
    pub fn new(path: String) -> Self {
        Self { path, remarks: Vec::new() }
    }

    /// A row that is not in the spec, and why.
    pub fn row_left_out(&mut self, line: usize, what: impl Into<String>) {
        self.remarks.push(Remark { line, weight: Weight::Row, text: what.into() });
    }

    /// A part of a row, or a column, that is not in the spec, and why.
    pub fn part_left_out(&mut self, line: usize, what: impl Into<String>) {
        self.remarks.push(Remark { line, weight: Weight::Part, text: what.into() });
    }

    /// A name that was invented, or a decision that the reader may want to undo.
    pub fn note(&mut self, line: usize, what: impl Into<String>) {
        self.remarks.push(Remark { line, weight: Weight::Note, text: what.into() });
    }

    /// Whether everything of the input is in the spec.
    pub fn is_complete(&self) -> bool {
        self.remarks.iter().all(|remark| remark.weight == Weight::Note)
    }

    /// "nothing left out", "2 rows and 1 part left out"
    pub fn omissions(&self) -> String {
        let count = |weight| self.remarks.iter().filter(|remark| remark.weight == weight).count();
        let (rows, parts) = (count(Weight::Row), count(Weight::Part));
        let left_out = match (rows, parts) {
            (0, 0) => "nothing".to_owned(),
            (rows, 0) => counted(rows, "row"),
            (0, parts) => counted(parts, "part"),
            (rows, parts) => format!("{} and {}", counted(rows, "row"), counted(parts, "part")),
        };
        format!("{left_out} left out")
    }

    /// A line a remark, in the order of the input.
    pub fn render(&self) -> String {
        let mut remarks: Vec<&Remark> = self.remarks.iter().collect();
        remarks.sort_by_key(|remark| remark.line);
        let mut text = String::new();
        for Remark { line, weight, text: remark } in remarks {
            let weight = match weight {
                Weight::Row | Weight::Part => "\x1b[1m\x1b[91mleft out\x1b[0m",
                Weight::Note => "\x1b[1m\x1b[92mnote\x1b[0m",
            };
            let (path, remark) = (visible(&self.path), visible(remark));
            let _ = writeln!(text, "{path}:{line}: {weight}: {remark}");
        }
        text
    }
}

/// The beginning of a text, for a sentence that quotes it.
pub fn excerpt(text: &str) -> String {
    const MOST: usize = 60;
    let text = text.trim();
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}
