//! The files of traffic, read one after another and held against the table.

use std::path::Path;

use errspec::Received;
use errspec::testing::{AsSent, Difference, Judged, Response, Table, judge, judge_code};
use errspec_codegen::rules;
use errspec_codegen::visible;
use errspec_import::traffic::{Exchange, Place, Record, Samples, read};

use super::exchange;
use super::found::{Broken, Found, Shown};
use super::table::SpecTable;
use crate::stream;
use crate::terminal::Terminal;

/// Of broken records, so many are named; the rest is counted.
pub const MOST_NAMED: usize = 20;

/// What was read, and what came of it.
pub struct Traffic<'t, 'c> {
    table: &'t SpecTable<'c>,
    pub found: Found,
    /// Of each entry of the catalog, in how many responses it came.
    pub seen: Vec<usize>,
    /// What is known of codes that the table lacks.
    pub samples: Samples,
    pub exchanges: usize,
    pub errors: usize,
    /// Errors whose body was not recorded.
    pub without_body: usize,
    pub broken: usize,
}

impl<'t, 'c> Traffic<'t, 'c> {
    pub fn of(table: &'t SpecTable<'c>) -> Self {
        Self {
            table,
            found: Found::default(),
            seen: vec![0; table.catalog.entries.len()],
            samples: Samples::default(),
            exchanges: 0,
            errors: 0,
            without_body: 0,
            broken: 0,
        }
    }

    /// Reads a file to its end, or as far as it can be read.
    pub fn read(
        &mut self,
        (index, path): (usize, &Path),
        terminal: &Terminal,
    ) -> Result<(), String> {
        let name = visible(&stream::name(path)).into_owned();
        let file = stream::open(path)?;
        read(file, &mut |place, record| match record {
            Record::Other => self.exchanges += 1,
            Record::Failed(exchange) => {
                self.exchanges += 1;
                self.errors += 1;
                self.judge(index, place, &exchange);
            }
            Record::Broken(problem) => {
                self.broken += 1;
                if self.broken <= MOST_NAMED {
                    let shown = Shown::of(index, place, &visible(&problem));
                    let (line, text) = (shown.line, shown.text);
                    terminal.warning(&format!("{name}:{line}: {text}: the record is left out"));
                }
            }
        })
        .map_err(|error| format!("cannot read {name}: {}", visible(&error.to_string())))
    }

    fn judge(&mut self, file: usize, place: Place, exchange: &Exchange<'_>) {
        let Some(judged) = self.judged(exchange) else {
            self.without_body += 1;
            return;
        };
        let operation = exchange::operation(self.table, exchange);
        let shown = Shown::of(file, place, &exchange::shown(exchange, operation));
        let code = judged.row.map(|row| self.table.catalog.entries[row].code.as_str());
        // Where no header was recorded, none is missed.
        let has_headers = exchange.headers.as_ref().is_some_and(|headers| !headers.is_empty());
        let is_known = |difference: &&Difference| {
            has_headers || !matches!(difference, Difference::WrongContentType { sent: None, .. })
        };
        for difference in judged.differences.iter().filter(is_known) {
            self.push(difference, exchange.status, code, &shown);
        }
        match (judged.row, &judged.received) {
            (Some(row), _) => self.see(row, operation, &shown),
            (None, Some(received)) => self.sample(place.line, exchange, received),
            (None, None) => {}
        }
    }

    /// What comes of the body or, where none was recorded, of the header with the code. There
    /// is none in reply to HEAD (RFC 9110, section 9.3.2).
    fn judged(&self, exchange: &Exchange<'_>) -> Option<Judged<usize>> {
        let status = exchange.status;
        let is_head = exchange.method.as_deref() == Some("HEAD");
        match exchange.body.as_deref().filter(|body| !(is_head && body.is_empty())) {
            Some(body) => {
                let content_type = exchange.header("content-type");
                Some(judge(self.table, &Response { status, content_type, body }))
            }
            None => {
                let code = exchange.header(self.table.envelope().code_header?)?;
                // What nginx and Envoy log where there is no such header.
                let code = Some(code).filter(|code| !matches!(*code, "" | "-"))?;
                Some(judge_code(self.table, status, code))
            }
        }
    }

    /// Counts a code of the table, and looks whether the operation may answer with it.
    fn see(&mut self, row: usize, operation: Option<&str>, shown: &Shown) {
        self.seen[row] += 1;
        let code = &self.table.catalog.entries[row].code;
        if let Some(operation) = operation.filter(|name| !self.table.allows(name, row)) {
            let pair = format!("{operation}:{code}");
            let broken = Broken::new(&rules::UNDECLARED_IN_OPERATION, pair);
            let message = || format!("`{operation}` may not answer with `{code}`");
            self.found.push(broken, Some(code), shown, message);
        }
    }

    /// Keeps what is seen of a code that the table lacks.
    fn sample(&mut self, line: usize, exchange: &Exchange<'_>, received: &Received<AsSent>) {
        let code = received.code.as_str();
        if !self.table.is_retired(code) {
            let seconds = exchange.retry_after().or(received.retry_after());
            self.samples.push(line, (code, exchange.status), &received.message, seconds);
        }
    }

    fn push(&mut self, difference: &Difference, status: u16, code: Option<&str>, shown: &Shown) {
        match difference {
            Difference::UnknownCode { code: retired } if self.table.is_retired(retired) => {
                let broken = Broken::new(&rules::RETIRED_SENT, retired);
                self.found.push(broken, code, shown, || format!("`{retired}` is retired"));
            }
            difference => {
                if let Some(broken) = Broken::by(difference, status) {
                    self.found.push(broken, code, shown, || difference.to_string());
                }
            }
        }
    }
}
