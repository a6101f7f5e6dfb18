//! Which key of the spec a header may name.

use errspec_codegen::keys::{self, Key};

use crate::names::normal;
use crate::row::key;

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

/// Each key that a header may name, with a rank: the lower, the more it is believed.
pub fn candidates(header: &str) -> impl Iterator<Item = (usize, &'static Key)> {
    let header = normal(header);
    let own = keys::ERROR.iter().find(|key| normal(key.name) == header).map(|key| (0, key));
    let others = NAMES.iter().filter_map(move |(name, others)| {
        let rank = others.iter().position(|other| *other == header)?;
        Some((rank + 1, key(name)?))
    });
    own.into_iter().chain(others)
}

/// The key that a name stands for, if any.
pub fn key_of(name: &str) -> Option<&'static Key> {
    candidates(name).next().map(|(_, key)| key)
}

/// The keys in the order in which they choose a column: a row needs the first three.
pub fn in_order() -> impl Iterator<Item = &'static Key> {
    NAMES.iter().filter_map(|(name, _)| key(name)).chain(keys::ERROR)
}
