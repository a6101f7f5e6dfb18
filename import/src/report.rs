//! What an import has to say: what was left out, and what was decided for the reader.

use std::fmt;

use errspec_codegen::{counted, visible};

/// Every remark of an import. `Display` has a line for each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    remarks: Vec<Remark>,
}

/// A remark on a line of the input.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Remark {
    /// Counted from 1.
    pub line: usize,
    /// How much of the input it is about.
    pub kind: Kind,
    /// A sentence without any character that a terminal obeys.
    pub text: String,
}

/// What is not in the spec, or not in the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// A whole row is not in the spec.
    RowLeftOut,
    /// A part of a row, or a column, is not in the spec.
    PartLeftOut,
    /// Something in the spec waits for its reader: `errspec check` refuses it.
    Question,
    /// Something in the spec was not in the input: a name that was invented, or a
    /// decision that the reader may want to undo.
    Note,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::RowLeftOut | Self::PartLeftOut => "left out",
            Self::Question => "question",
            Self::Note => "note",
        })
    }
}

impl Remark {
    pub(crate) fn new(line: usize, kind: Kind, text: impl AsRef<str>) -> Self {
        Self { line, kind, text: visible(text.as_ref()).into_owned() }
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.line, self.kind, self.text)
    }
}

impl Report {
    /// In the order of the input.
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }

    /// Whether everything of the input is in the spec, and nothing of it in question.
    pub fn is_complete(&self) -> bool {
        self.remarks.iter().all(|remark| remark.kind == Kind::Note)
    }

    /// How many remarks there are of a kind.
    pub fn count(&self, kind: Kind) -> usize {
        self.remarks.iter().filter(|remark| remark.kind == kind).count()
    }

    /// "nothing left out", "2 rows and 1 part left out, 1 question to answer"
    pub fn omissions(&self) -> String {
        let left_out = match (self.count(Kind::RowLeftOut), self.count(Kind::PartLeftOut)) {
            (0, 0) => "nothing".to_owned(),
            (rows, 0) => counted(rows, "row"),
            (0, parts) => counted(parts, "part"),
            (rows, parts) => format!("{} and {}", counted(rows, "row"), counted(parts, "part")),
        };
        match self.count(Kind::Question) {
            0 => format!("{left_out} left out"),
            questions => {
                format!("{left_out} left out, {} to answer", counted(questions, "question"))
            }
        }
    }

    pub(crate) fn row_left_out(&mut self, line: usize, reason: impl AsRef<str>) {
        self.push(Remark::new(line, Kind::RowLeftOut, reason));
    }

    pub(crate) fn part_left_out(&mut self, line: usize, reason: impl AsRef<str>) {
        self.push(Remark::new(line, Kind::PartLeftOut, reason));
    }

    pub(crate) fn question(&mut self, line: usize, what: impl AsRef<str>) {
        self.push(Remark::new(line, Kind::Question, what));
    }

    pub(crate) fn note(&mut self, line: usize, what: impl AsRef<str>) {
        self.push(Remark::new(line, Kind::Note, what));
    }

    pub(crate) fn push(&mut self, remark: Remark) {
        self.remarks.push(remark);
    }

    /// By line; what is said of one line stays in its order.
    pub(crate) fn sort(&mut self) {
        self.remarks.sort_by_key(|remark| remark.line);
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.remarks.iter().try_for_each(|remark| writeln!(f, "{remark}"))
    }
}

/// The beginning of a text, for a sentence that quotes it.
pub(crate) fn excerpt(text: &str) -> String {
    const MOST: usize = 60;
    let text = text.trim();
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}
