//! Traffic with much of one thing.

use super::specs::list;

/// A line an exchange, `@` in the code being its number.
pub fn ndjson(n: usize, code: &str) -> String {
    let body = body(code, "");
    list(n, &format!("{{\"method\":\"GET\",\"url\":\"/a/@\",\"status\":400,\"body\":{body}}}\n"))
}

pub fn har(n: usize, code: &str) -> String {
    let entry = format!(
        "{{\"request\":{{\"method\":\"GET\",\"url\":\"/a/@\"}},\"response\":{{\"status\":400,\
         \"headers\":[],\"content\":{{\"mimeType\":\"application/json\",\"text\":{:?}}}}}}},\n",
        body(code, "")
    );
    let entries = list(n, &entry);
    format!("{{\"log\":{{\"entries\":[\n{}]}}}}", entries.trim_end_matches(",\n"))
}

/// One exchange, with members of which the envelope knows nothing.
pub fn members(n: usize) -> String {
    let body = body("A", &list(n, ",\"Member@\":1"));
    format!("{{\"status\":400,\"body\":{body}}}\n")
}

fn body(code: &str, more: &str) -> String {
    format!(
        "{{\"HttpStatus\":400,\"Code\":\"{code}\",\"Message\":\"It failed.\",\"RequestId\":\"r\"{more}}}"
    )
}
