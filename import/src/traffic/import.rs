//! A spec from traffic alone.

use std::io::Read;

use errspec_codegen::{counted, visible};

use super::guess::{Guessed, Kept};
use super::samples::Samples;
use super::{Exchange, Record, read};
use crate::report::Report;
use crate::{Error, Imported};

/// So many responses are kept to guess the envelope by.
const MOST_KEPT: usize = 500;

/// A longer body is not kept, in bytes.
const LONGEST_KEPT: usize = 64 * 1024;

/// Of records and responses that are left out, so many are named.
const MOST_NAMED: usize = 20;

/// Makes a spec of what a service sent: the envelope by what most responses can be read by,
/// and a row for each code.
pub fn import(file: impl Read) -> Imported {
    let mut reading = Reading::default();
    let end = read(file, &mut |place, record| match record {
        Record::Other => {}
        Record::Broken(problem) => {
            reading.broken += 1;
            if reading.broken <= MOST_NAMED {
                reading.report.row_left_out(place.line, problem);
            }
        }
        Record::Failed(exchange) => reading.take(place.line, exchange),
    });
    if let Err(error) = end {
        reading.report.part_left_out(1, format!("the rest of the file: {error}"));
    }
    reading.finish()
}

#[derive(Default)]
struct Reading {
    kept: Vec<Kept>,
    guessed: Option<Guessed>,
    samples: Samples,
    report: Report,
    broken: usize,
    unread: usize,
}

impl Reading {
    fn take(&mut self, line: usize, exchange: Exchange<'_>) {
        let content_type = exchange.header("content-type").map(str::to_owned);
        let (status, retry_after) = (exchange.status, exchange.retry_after());
        let Some(body) = exchange.body.filter(|body| body.len() <= LONGEST_KEPT) else {
            return;
        };
        let body = body.into_owned();
        self.kept.push(Kept { line, status, content_type, retry_after, body });
        match &self.guessed {
            Some(_) => self.sample(),
            None if self.kept.len() == MOST_KEPT => {
                self.guessed = Guessed::of(&self.kept);
                self.sample();
            }
            None => {}
        }
    }

    /// Reads what is kept.
    fn sample(&mut self) {
        let kept = std::mem::take(&mut self.kept);
        let Some(guessed) = &self.guessed else { return };
        for kept in kept {
            let Some(received) = kept.judged(guessed).received else {
                self.unread += 1;
                continue;
            };
            let code = (received.code.as_str(), kept.status);
            let retry_after = kept.retry_after.or(received.retry_after());
            self.samples.push(kept.line, code, &received.message, retry_after);
        }
    }

    fn finish(mut self) -> Imported {
        if self.guessed.is_none() {
            self.guessed = Guessed::of(&self.kept);
        }
        self.sample();
        let Some(guessed) = self.guessed else {
            let reason = "no error response in it has a code and a message";
            let spec = Err(Error::Unreadable(visible(reason).into_owned()));
            return Imported { spec, report: self.report };
        };
        if self.unread > 0 {
            let what = counted(self.unread, "response");
            self.report.part_left_out(1, format!("{what} without a code and a message"));
        }
        if self.broken > MOST_NAMED {
            let more = counted(self.broken - MOST_NAMED, "more record");
            self.report.part_left_out(1, format!("{more} that cannot be read"));
        }
        self.samples.spec_with(guessed.row, self.report)
    }
}
