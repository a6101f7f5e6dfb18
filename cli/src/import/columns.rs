//! Which header names which key of the spec.

use errspec_codegen::keys::{self, Key};

use super::report::Report;
use super::row::key;

/// The names that people give to the keys, in the order in which they are
/// believed, without case, spaces and punctuation. A key's own name comes
/// first without standing here. A header in two lists is taken for its first
/// key, or for its second where another column is better at the first.
#[rustfmt::skip]
const NAMES: &[(&str, &[&str])] = &[
    ("code", &[
        "errorcode", "errcode", "apierrorcode", "exceptioncode", "errorname", "exceptionname",
        "name", "error", "exception", "errortype", "errorid", "identifier", "id", "symbol",
        "slug", "key", "constant",
    ]),
    ("status", &[
        "httpstatuscode", "httpstatus", "statuscode", "httpcode", "httpresponsecode",
        "httpresponsestatus", "responsecode", "responsestatus", "httpresponse", "http",
    ]),
    ("message", &[
        "errormessage", "messagetext", "messagetemplate", "template", "exceptionmessage",
        "defaultmessage", "msg", "errmsg", "text", "description", "errordescription", "desc",
        "detail", "details", "meaning", "explanation",
    ]),
    ("title", &[
        "shortdescription", "summary", "displayname", "label", "name", "errorname",
    ]),
    ("cause", &[
        "causes", "possiblecause", "possiblecauses", "rootcause", "reason", "reasons", "why",
        "explanation", "meaning", "details", "detail", "longdescription", "description",
        "errordescription", "desc",
    ]),
    ("fix", &[
        "solution", "solutions", "resolution", "resolutions", "remedy", "action", "actions",
        "recommendedaction", "suggestedaction", "suggestion", "recommendation", "howtofix",
        "howtoresolve", "whattodo", "useraction", "troubleshooting", "workaround", "hint",
        "help",
    ]),
    ("retryable", &[
        "isretryable", "retriable", "isretriable", "retry", "canretry", "shouldretry",
    ]),
    ("throttling", &["isthrottling", "throttled", "ratelimited", "ratelimiting"]),
    ("retry_after", &["retryafterseconds", "retryafters", "retrydelay"]),
    ("number", &["errornumber", "errno", "numericcode", "numeric"]),
    ("doc_url", &[
        "docurl", "docsurl", "documentationurl", "documentation", "helpurl", "moreinfo",
        "url", "link",
    ]),
    ("since", &[
        "sinceversion", "introduced", "introducedin", "addedin", "availablesince",
    ]),
    ("aliases", &["alias", "othernames", "synonyms"]),
    ("variant", &["rustname", "rustvariant"]),
    ("case", &["cases"]),
    ("params", &["parameters", "param"]),
];

/// Which key each column holds.
pub struct Columns {
    pub keys: Vec<Option<&'static Key>>,
    /// The columns of which the report has said already what they are.
    explained: Vec<usize>,
}

/// Letters and digits in lower case: all that counts in a header.
pub fn normal(header: &str) -> String {
    header.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Each key that a header may name, with a rank: the lower, the more it is believed.
fn candidates(header: &str) -> impl Iterator<Item = (usize, &'static Key)> {
    let header = normal(header);
    let own = {
        let header = header.clone();
        keys::ERROR.iter().filter(move |key| normal(key.name) == header).map(|key| (0, key))
    };
    own.chain(NAMES.iter().filter_map(move |(name, others)| {
        let rank = others.iter().position(|other| *other == header)?;
        Some((rank + 1, key(name)?))
    }))
}

/// The key that a name stands for, if any.
pub fn key_of(name: &str) -> Option<&'static Key> {
    candidates(name).next().map(|(_, key)| key)
}

impl Columns {
    /// Gives each key to the column that is best at it, in the order in which
    /// `NAMES` has the keys: a row needs the first three.
    pub fn of(headers: &[String]) -> Self {
        let mut columns = Self { keys: vec![None; headers.len()], explained: Vec::new() };
        let named = NAMES.iter().filter_map(|(name, _)| key(name));
        for key in named.chain(keys::ERROR) {
            if columns.column(key.name).is_some() {
                continue;
            }
            let free = headers.iter().enumerate().filter(|(at, _)| columns.keys[*at].is_none());
            let ranked = free.filter_map(|(at, header)| {
                let (rank, _) = candidates(header).find(|(_, other)| other.name == key.name)?;
                Some((rank, at))
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

    /// Makes two columns what they are not by their headers: `code` and the key
    /// that the former column of codes holds instead.
    pub fn take_code_from(&mut self, column: usize, former: &'static str) {
        if let Some(code) = self.column("code") {
            self.keys[code] = key(former);
            self.explained.push(code);
        }
        self.keys[column] = key("code");
        self.explained.push(column);
    }

    /// Says what became of headers that name no key, or one that another column has.
    pub fn report(&self, headers: &[String], line: usize, report: &mut Report) {
        let unexplained = |(at, _): &(usize, &String)| !self.explained.contains(at);
        for (at, header) in headers.iter().enumerate().filter(unexplained) {
            let wanted = candidates(header).next().map(|(_, key)| key);
            let owner = wanted.and_then(|key| Some((key, &headers[self.column(key.name)?])));
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

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(headers: &[&str]) -> Vec<Option<&'static str>> {
        let headers: Vec<String> = headers.iter().map(|header| (*header).to_owned()).collect();
        Columns::of(&headers).keys.iter().map(|key| key.map(|key| key.name)).collect()
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
