//! HTTP statuses for SQLSTATEs, which say nothing of HTTP.

/// What PostgREST answers a SQLSTATE with, by its beginning; the longest that fits counts
/// (docs.postgrest.org, "Errors", "HTTP Status Codes").
#[rustfmt::skip]
const STATUSES: &[(&str, i64)] = &[
    ("23503", 409), ("23505", 409), ("25006", 405), ("42501", 403), ("42883", 404),
    ("42P01", 404), ("42P17", 500), ("53400", 500), ("P0001", 400),
    ("08", 503), ("09", 500), ("0L", 403), ("0P", 403), ("25", 500), ("28", 403), ("2D", 500),
    ("38", 500), ("39", 500), ("3B", 500), ("40", 500), ("53", 503), ("54", 500), ("55", 500),
    ("57", 500), ("58", 500), ("F0", 500), ("HV", 500), ("P0", 500), ("XX", 500),
];

/// The status of every other SQLSTATE.
const OTHER: i64 = 400;

/// For a note on where the statuses come from.
pub const NOTE: &str = "SQLSTATEs have no HTTP status: they have those that PostgREST answers \
                        with; --default-status gives all one";

pub fn status(sqlstate: &str) -> i64 {
    let found = STATUSES.iter().find(|(start, _)| sqlstate.starts_with(start));
    found.map_or(OTHER, |(_, status)| *status)
}
