//! Recorded traffic, as it is read.

use std::borrow::Cow;
use std::io::{Cursor, Read, Write};

use errspec_import::traffic::{MAX_LINE, Record, read};
use flate2::Compression;
use flate2::write::GzEncoder;

/// A line for each record of a file: where it is, and what was read of it.
fn records(file: impl Read) -> Vec<String> {
    let mut records = Vec::new();
    let end = read(file, &mut |place, record| {
        let entry = place.entry.map(|index| format!("[{index}]")).unwrap_or_default();
        let shown = match record {
            Record::Other => "other".to_owned(),
            Record::Broken(problem) => format!("broken: {problem}"),
            Record::Failed(exchange) => {
                let text =
                    |text: Option<Cow<'_, str>>| text.map_or("?".to_owned(), Cow::into_owned);
                let body = exchange.body.map(|body| String::from_utf8_lossy(&body).into_owned());
                let headers = exchange.headers.unwrap_or_default();
                format!(
                    "{} {} {} {} {} {}",
                    exchange.status,
                    text(exchange.method),
                    text(exchange.url),
                    text(exchange.operation),
                    headers.get("content-type").unwrap_or("?"),
                    body.unwrap_or("?".to_owned()),
                )
            }
        };
        records.push(format!("{}{entry} {shown}", place.line));
    });
    records.extend(end.err().map(|error| format!("end: {error}")));
    records
}

fn gzipped(text: &str) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    gzip.write_all(text.as_bytes()).unwrap();
    gzip.finish().unwrap()
}

const LINES: &str = r#"
{"method":"GET","url":"/a","status":200,"body":"{}"}
{"status":"404","operation":"A","more":[{}],"headers":{"Content-Type":["text/a","b"]},"body":"é\n"}

{"status":500,"headers":[{"name":"CONTENT-TYPE","value":"text/b"}],"body":{"a":[1]}}
{"status":500,"body":"eyJ9","encoding":"base64"}
{"status":500,"body":null}
{"status":1000}
{"status":404,"body":
{"method":"GET"}
<html>
{"status":500,"body":"!","encoding":"base64"}"#;

const READ: [&str; 10] = [
    "2 other",
    "3 404 ? ? A text/a é\n",
    "5 500 ? ? ? text/b {\"a\":[1]}",
    "6 500 ? ? ? ? {\"}",
    "7 500 ? ? ? ? ?",
    "8 broken: the status is none of HTTP at column 14",
    "9 broken: EOF while parsing a value at column 0",
    "10 broken: missing field `status` at column 16",
    "11 broken: the line is no JSON object",
    "12 broken: the body is not base64: Invalid symbol 33, offset 0.",
];

#[test]
fn lines_are_read_one_by_one_and_broken_ones_named() {
    assert_eq!(records(LINES.as_bytes()), READ);
    assert_eq!(records(&*gzipped(LINES)), READ);
    assert_eq!(records(&*gzipped(&format!("\u{feff}{LINES}"))), READ);
}

const HAR: &str = r#"{
  "log": {
    "version": "1.2",
    "entries": [
      {"request": {"method": "GET", "url": "http://a/b"}, "response": {"status": 200}},
      {
        "response": {
          "content": {"text": "eyJ9", "encoding": "base64", "mimeType": "text/a"},
          "headers": [], "status": 404
        },
        "request": {"url": "/c", "method": "PUT", "headers": [{"name": "a", "value": 1}]}
      }, {"response": {"status": "404"}},
      7,
      {"request": {"method": "GET", "url": "/"},
       "response": {"status": 500, "headers": [{"name": "Content-Type", "value": "text/b"}],
                    "content": {"size": 0, "mimeType": "text/c"}}}
    ],
    "pages": []
  }
}"#;

#[test]
fn entries_of_a_har_are_read_one_by_one_and_broken_ones_named() {
    let read = [
        "5[0] other",
        "6[1] 404 PUT /c ? text/a {\"}",
        "12[2] broken: invalid type: string \"404\", expected u16",
        "13[3] broken: invalid type: integer `7`, expected an entry",
        "14[4] 500 GET / ? text/b ",
    ];
    assert_eq!(records(HAR.as_bytes()), read);
    let cut = &HAR[..HAR.find("\"pages\"").unwrap() - 10];
    let mut to_the_cut = read.map(str::to_owned).to_vec();
    to_the_cut.push("end: EOF while parsing a list at line 17 column 1".to_owned());
    assert_eq!(records(cut.as_bytes()), to_the_cut);
}

#[test]
fn gzip_that_ends_early_is_read_as_far_as_it_goes() {
    let whole = gzipped(&"{\"status\":404}\n".repeat(100_000));
    let records = records(&whole[..whole.len() / 2]);
    assert!(records.len() > 1000, "{}", records.len());
    assert!(records.last().unwrap().starts_with("end: "), "{:?}", records.last());
}

#[test]
fn a_line_that_is_too_long_is_named_and_the_next_one_read() {
    let fitting = |more: usize| {
        let frame = "{\"status\":404,\"x\":\"\"}".len();
        format!("{{\"status\":404,\"x\":\"{}\"}}\n", "x".repeat(MAX_LINE - frame + more))
    };
    let lines =
        [fitting(0), fitting(1), fitting(2), fitting(1 << 20), "{\"status\":200}".to_owned()];
    let long = format!("broken: the line has more than {MAX_LINE} bytes");
    let read = records(Cursor::new(lines.concat()));
    let expected = [
        "1 404 ? ? ? ? ?".to_owned(),
        format!("2 {long}"),
        format!("3 {long}"),
        format!("4 {long}"),
        "5 other".to_owned(),
    ];
    assert_eq!(read, expected);
}
