//! What is shown of an exchange: nothing of its request but the method, the operation and
//! the path, without what may be a secret.

use errspec_import::traffic::Exchange;

use super::table::SpecTable;

/// "GET /keys/{...}/versions 404"
pub fn shown(exchange: &Exchange<'_>, operation: Option<&str>) -> String {
    let method = exchange.method.as_deref().filter(|method| is_word(method));
    let path = exchange.url.as_deref().map(path);
    let status = exchange.status.to_string();
    let operation = operation.map(|operation| format!("({operation})"));
    let parts = [method.map(str::to_owned), path, Some(status), operation];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The operation: the record's own, or the parameter `Action` of the query where it is one
/// of the table's.
pub fn operation<'t>(table: &SpecTable<'t>, exchange: &Exchange<'_>) -> Option<&'t str> {
    if let Some(named) = &exchange.operation {
        return table.operation(named);
    }
    let (_, query) = exchange.url.as_deref()?.split_once('?')?;
    let query = query.split('#').next().unwrap_or("");
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    let (_, action) = pairs.find(|(name, _)| name == "Action")?;
    table.operation(&action)
}

/// The path of a URL. A segment that may be an id or a token is cut out.
fn path(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or("");
    let path = match path.split_once("://") {
        Some((_, behind)) => behind.find('/').map_or("/", |slash| &behind[slash..]),
        None => path,
    };
    let segments = path.split('/').take(MOST_SEGMENTS + 1).enumerate();
    let segments = segments.map(|(index, segment)| match segment {
        _ if index == MOST_SEGMENTS => "...",
        "" => "",
        segment if is_word(segment) || is_version(segment) => segment,
        _ => "{...}",
    });
    segments.collect::<Vec<_>>().join("/")
}

/// A path with more is cut.
const MOST_SEGMENTS: usize = 12;

/// Words of an API are not longer than this as a rule, and tokens are.
const LONGEST_WORD: usize = 24;

/// Letters and what parts words: no digit, of which ids have at least one as a rule.
fn is_word(segment: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphabetic() || matches!(c, '-' | '_' | '.');
    segment.len() <= LONGEST_WORD && segment.chars().all(is_part)
}

/// "v1", "2016-01-20"
fn is_version(segment: &str) -> bool {
    let digits = segment.strip_prefix('v').unwrap_or(segment);
    let is_date = digits.len() == "2016-01-20".len();
    (digits != segment && digits.len() <= 2 || is_date)
        && digits.chars().all(|c| c.is_ascii_digit() || is_date && c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_a_secret_is_not_shown() {
        for (url, shown) in [
            ("https://user:pass@api.example.com/v1/keys?token=abc#x", "/v1/keys"),
            ("https://api.example.com", "/"),
            ("/keys/1234/versions", "/keys/{...}/versions"),
            ("/2016-01-20/key-1", "/2016-01-20/{...}"),
            ("/reset/eyJhbGciOiJub25lIn0", "/reset/{...}"),
            ("/of/tobias@example.com/é\u{1b}[31m", "/of/{...}/{...}"),
            ("/sessions/abcdefghijklmnopqrstuvwxyz", "/sessions/{...}"),
            ("?Action=DescribeKey", ""),
        ] {
            assert_eq!(path(url), shown, "{url}");
        }
    }
}
