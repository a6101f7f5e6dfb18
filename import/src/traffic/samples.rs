//! What is seen of codes becomes rows.

use std::collections::{BTreeMap, HashMap};

use errspec_codegen::{compile, counted};

use super::align;
use crate::admit::admit;
use crate::draft::Draft;
use crate::report::Report;
use crate::row::Row;
use crate::{Error, Imported};

/// More codes are not kept: they are made up.
const MOST_CODES: usize = 1_000;

/// Of a code, so many different messages are looked at.
const MOST_MESSAGES: usize = 20;

/// A longer message is no message, in bytes.
const LONGEST_MESSAGE: usize = 2_000;

/// A code with more messages that have nothing in common has any.
const MOST_CASES: usize = 8;

/// Responses of codes that are in no table.
#[derive(Clone, Debug, Default)]
pub struct Samples {
    of_codes: Vec<Sample>,
    /// The index of each code.
    codes: HashMap<String, usize>,
    left_out: usize,
}

/// What is seen of one code.
#[derive(Clone, Debug)]
struct Sample {
    code: String,
    /// The line of the first response.
    line: usize,
    /// How often each status came.
    statuses: BTreeMap<u16, usize>,
    /// Different ones.
    messages: Vec<String>,
    /// The seconds to wait, where every response says the same.
    retry_after: Option<u32>,
}

impl Samples {
    /// Takes a response with this code, on a line of its file.
    pub fn push(
        &mut self,
        line: usize,
        (code, status): (&str, u16),
        message: &str,
        retry_after: Option<u32>,
    ) {
        let at = match self.codes.get(code) {
            Some(at) => *at,
            None if self.of_codes.len() == MOST_CODES => {
                self.left_out += 1;
                return;
            }
            None => {
                let code = code.to_owned();
                self.codes.insert(code.clone(), self.of_codes.len());
                let (statuses, messages) = (BTreeMap::new(), Vec::new());
                self.of_codes.push(Sample { code, line, statuses, messages, retry_after });
                self.of_codes.len() - 1
            }
        };
        let sample = &mut self.of_codes[at];
        *sample.statuses.entry(status).or_default() += 1;
        sample.retry_after = sample.retry_after.filter(|seconds| Some(*seconds) == retry_after);
        let is_wanted = sample.messages.len() < MOST_MESSAGES && message.len() <= LONGEST_MESSAGE;
        if is_wanted && !sample.messages.iter().any(|known| known == message) {
            sample.messages.push(message.to_owned());
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.of_codes.is_empty()
    }

    /// A spec with a row for each code, in the order in which they came.
    pub fn spec(self) -> Imported {
        self.spec_with(None, Report::default())
    }

    /// [`spec`](Self::spec), with an envelope, and what there is to say already.
    pub(super) fn spec_with(self, envelope: Option<Row>, mut report: Report) -> Imported {
        if self.left_out > 0 {
            let responses = counted(self.left_out, "response");
            let reason = format!("{responses} of more than {MOST_CODES} codes");
            report.part_left_out(1, reason);
        }
        let rows = self.of_codes.iter().map(|sample| sample.row(&mut report));
        let is_addition = envelope.is_none();
        let draft = Draft { envelope, is_addition, ..Draft::of(rows.collect()) };
        let admitted = admit(draft, &mut report);
        report.sort();
        let spec = admitted.ok_or(Error::NoRow).map(|mut spec| {
            let (catalog, _) = compile(&spec.text); // rows of traffic have no questions
            for entry in catalog.iter().flat_map(|catalog| catalog.entries.iter().rev()) {
                let sample = self.codes.get(&entry.code).map(|at| &self.of_codes[*at]);
                let header = spec.text[..entry.span.start].rfind("[[error]]");
                if let (Some(sample), Some(header)) = (sample, header) {
                    spec.text.insert_str(header, &sample.comment());
                }
            }
            spec
        });
        Imported { spec, report }
    }
}

impl Sample {
    fn row(&self, report: &mut Report) -> Row {
        let mut row = Row::new(self.line);
        row.set("code", self.code.as_str());
        row.set("status", i64::from(self.status()));
        if let Some(seconds) = self.retry_after {
            row.set("retryable", true);
            row.set("retry_after", i64::from(seconds));
        }
        let mut templates = align::templates(&self.messages).into_iter();
        match templates.next() {
            Some(template) => row.set_message(&template, report),
            None => row.set("message", ""),
        }
        for (number, template) in (2..=MOST_CASES).zip(templates.by_ref()) {
            row.push_case(&format!("case_{number}"), &template.text);
            row.set_param_types(&template);
        }
        let more = templates.count();
        if more > 0 {
            let reason = format!("`{}`: {}", self.code, counted(more, "more message"));
            report.part_left_out(self.line, reason);
        }
        row
    }

    /// The one that came most often; the lower one where two did.
    fn status(&self) -> u16 {
        let statuses = self.statuses.iter().rev();
        statuses.max_by_key(|(_, count)| **count).map_or(500, |(status, _)| *status)
    }

    /// "# In 3 responses." or, with several statuses, how often each came.
    fn comment(&self) -> String {
        let all = counted(self.statuses.values().sum(), "response");
        match self.statuses.len() {
            0 | 1 => format!("# In {all}.\n"),
            _ => {
                let each = self.statuses.iter();
                let each = each.map(|(status, count)| format!("{count} with {status}"));
                format!("# In {all}: {}.\n", each.collect::<Vec<_>>().join(", "))
            }
        }
    }
}
