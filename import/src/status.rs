//! HTTP statuses, however they are written.

use crate::names::normal;

/// `404`, `404 Not Found`, `HTTP 404`, `HTTP/1.1 404`, `404 (Not Found)`, or the
/// reason phrase alone. `None` where there are several or none.
pub fn read(text: &str) -> Option<i64> {
    let text = text.trim().trim_matches(['`', '"', '\'']);
    // A spreadsheet may have made a decimal of it.
    if let Ok(status) = text.strip_suffix(".0").unwrap_or(text).parse() {
        return Some(status);
    }
    let upper = text.to_ascii_uppercase();
    let rest = upper.strip_prefix("HTTP").unwrap_or(&upper);
    let version = ["/1.1", "/1.0", "/2", "/3"].iter().find(|version| rest.starts_with(**version));
    let bare = version.map_or(rest, |version| &rest[version.len()..]);
    let words = bare.split(|c: char| !c.is_ascii_alphanumeric());
    let mut numbers = words.filter(|word| word.contains(|c: char| c.is_ascii_digit()));
    match (numbers.next(), numbers.next()) {
        (Some(number), None) if number.len() == 3 => number.parse().ok(),
        (None, _) => named(text).map(i64::from),
        _ => None,
    }
}

/// Other names than the reason phrase, from older registries and the crate `http`.
const OTHER_NAMES: [(u16, &str); 5] = [
    (413, "payloadtoolarge"),
    (413, "requestentitytoolarge"),
    (416, "requestedrangenotsatisfiable"),
    (418, "imateapot"),
    (422, "unprocessableentity"),
];

/// Statuses that are none of an error, which a table of errors has by mistake or for a
/// reason that its reader knows.
#[rustfmt::skip]
const NO_ERRORS: [(u16, &str); 19] = [
    (100, "continue"), (101, "switchingprotocols"), (103, "earlyhints"),
    (200, "ok"), (201, "created"), (202, "accepted"), (203, "nonauthoritativeinformation"),
    (204, "nocontent"), (205, "resetcontent"), (206, "partialcontent"), (207, "multistatus"),
    (208, "alreadyreported"),
    (300, "multiplechoices"), (301, "movedpermanently"), (302, "found"), (303, "seeother"),
    (304, "notmodified"), (307, "temporaryredirect"), (308, "permanentredirect"),
];

/// A status by its reason phrase or its constant, `NOT_FOUND`.
pub fn named(name: &str) -> Option<u16> {
    let name = normal(name);
    let registered = (400..600).find(|status| {
        let reason = errspec::http_status::reason(*status);
        reason.is_some_and(|reason| normal(reason) == name)
    });
    let others = || OTHER_NAMES.iter().chain(&NO_ERRORS).find(|(_, other)| *other == name);
    registered.or_else(|| others().map(|(status, _)| *status))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_read_in_every_usual_spelling() {
        for text in [
            "404",
            " 404 ",
            "404 Not Found",
            "HTTP 404",
            "HTTP/1.1 404",
            "404 (Not Found)",
            "Not Found",
            "NOT_FOUND",
            "`404`",
        ] {
            assert_eq!(read(text), Some(404), "{text}");
        }
        for text in ["", "4xx", "400/404", "400 or 404", "see below", "1404 x", "-"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read("200"), Some(200));
        assert_eq!(named("UNPROCESSABLE_ENTITY"), Some(422));
    }
}
