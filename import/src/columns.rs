//! Which column of a table holds which key of the spec.

use std::collections::HashMap;

use errspec_codegen::keys::Key;

use crate::headers::{candidates, in_order};
use crate::names::normal;
use crate::options::Options;
use crate::report::{Report, excerpt};
use crate::row::key;
use crate::table::Table;

pub struct Columns {
    pub keys: Vec<Option<&'static Key>>,
    /// The columns of which the report has said already what they are.
    explained: Vec<usize>,
}

impl Columns {
    /// Reports what becomes of each column. `Err` where the headers do not say
    /// where code, status and message are.
    pub fn of(table: &Table, options: &Options, report: &mut Report) -> Result<Self, String> {
        let mut columns = Self::named(&table.headers);
        columns.tell_codes_from_numbers(table, report);
        let has = |key: &str| columns.column(key).is_some();
        let required = [
            ("code", has("code")),
            ("status", has("status") || options.default_status.is_some()),
            ("message", has("message") || has("case")),
        ];
        let missing = required.iter().filter(|(_, is_there)| !is_there).map(|(key, _)| *key);
        match missing.collect::<Vec<_>>().as_slice() {
            [] => columns.report(&table.headers, table.line, report),
            missing => return Err(lacks(missing, &table.headers)),
        }
        Ok(columns)
    }

    /// Gives each key to the column whose header is best at it.
    fn named(headers: &[String]) -> Self {
        let mut columns = Self { keys: vec![None; headers.len()], explained: Vec::new() };
        let candidates: Vec<Vec<_>> =
            headers.iter().map(|header| candidates(header).collect()).collect();
        for key in in_order() {
            if columns.column(key.name).is_some() {
                continue;
            }
            let free = candidates.iter().enumerate().filter(|(at, _)| columns.keys[*at].is_none());
            let ranked = free.filter_map(|(at, candidates)| {
                let (rank, _) = candidates.iter().find(|(_, other)| other.name == key.name)?;
                Some((*rank, at))
            });
            if let Some((_, at)) = ranked.min() {
                columns.keys[at] = Some(key);
            }
        }
        columns
    }

    /// Where a key's column is.
    pub fn column(&self, key: &str) -> Option<usize> {
        self.keys.iter().position(|found| found.is_some_and(|found| found.name == key))
    }

    /// A column of codes that holds numbers alone is one of statuses, or of
    /// stable numbers, where another one has names.
    fn tell_codes_from_numbers(&mut self, table: &Table, report: &mut Report) {
        let Some(code) = self.column("code") else { return };
        let headers = &table.headers;
        let is_name = |at: &usize| {
            *at != code
                && matches!(
                    normal(&headers[*at]).as_str(),
                    "name" | "errorname" | "error" | "symbol" | "constant"
                )
                && table.all(*at, |text| {
                    text.starts_with(|c: char| c.is_ascii_alphabetic()) && !text.contains(' ')
                })
        };
        let Some(names) = (0..headers.len()).find(is_name) else { return };
        let is_integer = |text: &str| text.parse::<i64>().is_ok();
        let is_status = |text: &str| matches!(text.parse(), Ok(400..=599_i64));
        let former = match self.column("status") {
            None if table.all(code, is_status) => "status",
            _ if table.all(code, is_integer) && self.column("number").is_none() => "number",
            _ => return,
        };
        (self.keys[code], self.keys[names]) = (key(former), key("code"));
        self.explained.extend([code, names]);
        report.note(
            table.line,
            format!(
                "the codes are taken from \"{}\": \"{}\" holds numbers, which became `{former}`",
                headers[names], headers[code]
            ),
        );
    }

    /// Says what became of headers that name no key, or one that another column has.
    fn report(&self, headers: &[String], line: usize, report: &mut Report) {
        let unexplained = |(at, _): &(usize, &String)| !self.explained.contains(at);
        let owners = self.keys.iter().zip(headers);
        let owners: HashMap<&str, &String> =
            owners.filter_map(|(key, header)| Some(((*key)?.name, header))).collect();
        for (at, header) in headers.iter().enumerate().filter(unexplained) {
            let wanted = candidates(header).next().map(|(_, key)| key);
            let owner = wanted.and_then(|key| Some((key, *owners.get(key.name)?)));
            match (self.keys[at], owner) {
                (Some(key), Some((wanted, owner))) if key.name != wanted.name => report.note(
                    line,
                    format!(
                        "the column \"{header}\" is taken for `{}`, since \"{owner}\" has the `{}`",
                        key.name, wanted.name
                    ),
                ),
                (Some(_), _) => {}
                (None, Some((wanted, owner))) => report.part_left_out(
                    line,
                    format!(
                        "the column \"{header}\": \"{owner}\" has the `{}` already",
                        wanted.name
                    ),
                ),
                (None, None) => {
                    report.part_left_out(
                        line,
                        format!("the column \"{header}\": it names no key of the spec"),
                    );
                }
            }
        }
    }
}

/// A sentence names no more headers.
const MOST_NAMED: usize = 12;

/// Why a table cannot be read, with the way out.
fn lacks(missing: &[&str], headers: &[String]) -> String {
    let named = headers.iter().take(MOST_NAMED);
    let mut found: Vec<String> = named.map(|header| format!("\"{}\"", excerpt(header))).collect();
    if let Some(more) = headers.len().checked_sub(MOST_NAMED).filter(|more| *more > 0) {
        found.push(format!("{more} more"));
    }
    let way_out = match missing {
        ["status"] => "add one, or give --default-status for all rows",
        _ => "use the headers \"code\", \"status\" and \"message\"",
    };
    format!("there is no {} among {}: {way_out}", missing.join(", no "), found.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(headers: &[&str]) -> Vec<Option<&'static str>> {
        let headers: Vec<String> = headers.iter().map(|header| (*header).to_owned()).collect();
        Columns::named(&headers).keys.iter().map(|key| key.map(|key| key.name)).collect()
    }

    #[test]
    fn headers_find_their_keys_without_case_and_punctuation() {
        let found = keys(&["Error code", "Description", "HTTP status code"]);
        assert_eq!(found, [Some("code"), Some("message"), Some("status")]);
        let found = keys(&["http_status", "ERROR-CODE", "Message", "Solution", "Colour"]);
        assert_eq!(found, [Some("status"), Some("code"), Some("message"), Some("fix"), None]);
    }

    #[test]
    fn a_header_gives_way_to_a_better_one() {
        let found = keys(&["Name", "Error code", "Description", "Message", "Status"]);
        let expected =
            [Some("title"), Some("code"), Some("cause"), Some("message"), Some("status")];
        assert_eq!(found, expected);
        assert_eq!(keys(&["Code", "Error code"]), [Some("code"), None]);
    }

    #[test]
    fn every_key_goes_by_its_own_name() {
        for key in errspec_codegen::keys::ERROR {
            assert_eq!(keys(&[key.name]), [Some(key.name)]);
        }
    }
}
