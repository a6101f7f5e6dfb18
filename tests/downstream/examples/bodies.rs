//! Prints responses of many tables, a line of JSON each, with what a client in Rust makes of
//! them: `tests/clients/run` asks the clients in other languages for the same.
#![expect(deprecated, reason = "codes that are deprecated are sent, too")]

use std::fmt::Display;

use downstream::{everything, hostile, messages, names, nested, styles};
use errspec::http::error_response;
use errspec::{ApiError, DecodeError, ErrorCode, Format, Received, Value};
use serde_json::{Map, json};

fn main() {
    kms();
    of_everything();
    of_google();
    of_hostile();
    of_messages();
    of_nested();
    all::<names::ErrorCode>("names");
    of_styles();
}

fn kms() {
    use kms_errors::ErrorCode;
    let table = "kms";
    all::<ErrorCode>(table);
    sent(table, ErrorCode::missing_parameter("KeyId"));
    sent(table, ApiError::documented(ErrorCode::InternalFailure).with_retry_after(9u32));
    sent(table, ErrorCode::missing_parameter("\"}\u{1f469}é\r\n<&]]>"));
    for body in [
        r#"{"Code":"Brand.New","Message":"\"it\" is new"}"#,
        r#"{"Code":"Forbidden.KeyNotFound","Message":"Other words.","New":[1]}"#,
        r#"{"Message":"m","RequestId":null,"Code":"InternalFailure"}"#,
        "<KMS><Message>m</Message><Code>InternalFailure</Code><New a='b'><c/></New></KMS>",
        r#"{"Code":"InternalFailure","Message":"m","code":"Rejected.Disabled","detail":"d"}"#,
        r#"{"code":"Rejected.Disabled","detail":"d","instance":"urn:uuid:0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630"}"#,
    ] {
        received::<ErrorCode>(table, format_of(body), body);
    }
    for body in [
        "",
        " ",
        "{}",
        "[]",
        "null",
        "7",
        "{\"Code\":",
        "{\"Code\":7,\"Message\":\"m\"}",
        "{\"Code\":null,\"Message\":\"m\"}",
        "<!doctype html><title>502 Bad Gateway</title>",
        "<html><body><h1>502 Bad Gateway</h1></body></html>",
        "<!DOCTYPE KMS [<!ENTITY a \"InternalFailure\">]><KMS><Code>&a;</Code><Message>m</Message></KMS>",
        "<!DOCTYPE KMS><KMS><Code>InternalFailure</Code><Message>m</Message></KMS>",
        "<KMS><Code>InternalFailure",
        "\u{0}",
    ] {
        received::<ErrorCode>(table, format_of(body), body);
    }
    let deep = 100_000;
    received::<ErrorCode>(table, Format::Json, &"[".repeat(deep));
    received::<ErrorCode>(table, Format::Json, &format!("{{\"a\":{}", "{\"a\":".repeat(deep)));
    received::<ErrorCode>(table, Format::Xml, &format!("<a>{}", "<b>".repeat(deep)));
    let long = json!({ "Code": "InternalFailure", "Message": "a".repeat(errspec::MAX_BODY) });
    received::<ErrorCode>(table, Format::Json, &long.to_string());
}

fn of_everything() {
    use everything::ErrorCode;
    let table = "everything";
    all::<ErrorCode>(table);
    for error in [
        ErrorCode::shop_order_not_found(i64::MIN, "Bern"),
        ErrorCode::shop_order_not_found(42, "7"),
        ErrorCode::closed_today(),
        ErrorCode::closed_until(18, false),
        ErrorCode::shop_type("{type}"),
    ] {
        sent(table, with_details(error));
    }
    let body = r#"{"error":{"code":"order-not-found","text":"There is no order 9 in Bern."}}"#;
    received::<ErrorCode>(table, Format::Json, body);
}

fn of_hostile() {
    use hostile::ErrorCode;
    all::<ErrorCode>("hostile");
    let made = [
        ErrorCode::h0_with_param("p"),
        ErrorCode::h5_with_param("\u{202e}\u{0}"),
        ErrorCode::h9_with_param("{p} \\ $1 %s"),
        ErrorCode::h14_with_param(" \r\n"),
    ];
    for error in made {
        sent("hostile", error);
    }
}

/// Of two objects that are alike the one with all constants is meant.
fn of_google() {
    let info = |domain: &str, reason: &str| json!({ "@type": "type.googleapis.com/google.rpc.ErrorInfo", "domain": domain, "reason": reason });
    let details =
        [info("other.example.com", "KeyNotFound"), info("keys.example.com", "Throttling")];
    let body = json!({ "error": { "code": 429, "message": "m", "details": details } });
    received::<styles::google::ErrorCode>("google", Format::Json, &body.to_string());
}

/// Messages that are of the table and nearly so.
fn of_messages() {
    use messages::{Error, ErrorCode};
    let table = "messages";
    all::<ErrorCode>(table);
    let values = [
        "",
        "tea",
        "0",
        "-7",
        "10",
        "07",
        "there are 3, and",
        "é\u{1f469}",
        "\"",
        "12:30",
        "a: b.",
    ];
    for value in values {
        let made: [Error; 5] = [
            ErrorCode::item_invalid(value),
            ErrorCode::shelf_closed_because(value),
            ErrorCode::customer_unknown(value, "b"),
            ErrorCode::stock_too_low(value, 0, -12, true),
            ErrorCode::stock_too_low(value, 9_007_199_254_740_991, 10, false),
        ];
        for error in made {
            sent(table, error);
        }
        for message in [
            format!("The shelf is closed until {value}:30."),
            format!("Of tea there are {value}, and 2 of tea are wanted (ordered: true)."),
            format!("Of tea there are 1, and 2 of {value} are wanted (ordered: true)."),
            format!(
                "\"{value}\" is no item, {{{value}}} neither. \"{value}\" is no item, {{tea}} neither."
            ),
            format!("A parcel of {value} is too heavy for A7"),
            format!("A parcel of 0 is too heavy for A{value}"),
            format!("A parcel of -7 {value} is too heavy for 0"),
        ] {
            for code in ["Stock.TooLow", "Item.Invalid", "Shelf.Closed", "Parcel.TooHeavy"] {
                let body = json!({ "Code": code, "Message": message }).to_string();
                received::<ErrorCode>(table, Format::Json, &body);
            }
        }
    }
    sent(table, ErrorCode::shelf_closed_until(3, 0));
    sent(table, ErrorCode::shelf_closed_for_good());
    sent(table, ErrorCode::parcel_too_heavy(7, "kg", "A", 0));
}

fn of_nested() {
    use nested::ErrorCode;
    let table = "nested";
    all::<ErrorCode>(table);
    let closed = || ErrorCode::order_not_found(7, "Bern").with_host_id("shop.example");
    sent(table, closed());
    sent(table, with_details(closed()));
    sent(table, ApiError::documented(ErrorCode::Busy).with_retry_after(9u32));
    for body in [
        r#"{"info":[{"kind":"new"},7,{"params":{"order_id":"8","new":2.5},"kind":"params"}],"error":{"code":"Order.NotFound","message":"m","advice":{"retryable":true,"after":60,"fix":"f"}}}"#,
        r#"{"info":null,"error":{"code":"Busy","message":"m","advice":null}}"#,
        "<E><info><kind>new</kind></info><info><params><order_id>8</order_id></params><kind>params</kind></info><error><message>m</message><code>Order.NotFound</code><advice><retryable> true </retryable></advice></error></E>",
    ] {
        received::<ErrorCode>(table, format_of(body), body);
    }
}

fn of_styles() {
    macro_rules! styles {
        ($($module:ident $name:literal)*) => {$(
            use styles::$module;
            all::<$module::ErrorCode>($name);
            sent($name, with_details($module::ErrorCode::invalid_parameter("KeyId")));
            sent($name, $module::ErrorCode::throttling(7));
        )*};
    }
    styles!(alibaba "alibaba" aws_json "aws-json" aws_query "aws-query" azure "azure"
        github "github" google "google" problem "problem" s3 "s3" stripe "stripe");
}

fn with_details<C: ErrorCode>(error: ApiError<C>) -> ApiError<C> {
    error.with_detail("days", "It must be \"7\" to 30.").with_detail("<b>", C::ALL[0])
}

/// Each code of a table, as documented.
fn all<C: ErrorCode>(table: &str) {
    for code in C::ALL {
        sent(table, ApiError::documented(*code));
    }
}

/// A response of a server, in each of its formats.
fn sent<C: ErrorCode>(table: &str, error: ApiError<C>) {
    let error = error.with_request_id("0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630");
    for format in C::ENVELOPE.formats {
        let response = error_response(&error, *format);
        let text = |value: &http::HeaderValue| value.to_str().unwrap_or_default().to_owned();
        let headers = response.headers().iter();
        let headers = headers.map(|(name, value)| (name.to_string(), json!(text(value)))).collect();
        let body = String::from_utf8(response.into_body()).expect("what is sent is UTF-8");
        print::<C>(table, error.status(), *format, headers, &body, false);
        for damaged in damaged(&body) {
            print::<C>(table, error.status(), *format, Map::new(), &damaged, true);
        }
    }
}

/// The body with a piece cut out, written twice, or in reverse.
fn damaged(body: &str) -> impl Iterator<Item = String> {
    let chars: Vec<char> = body.chars().collect();
    (0..6).map(move |turn| {
        let start = (turn * 7919 + chars.len() * 31) % chars.len();
        let end = chars.len().min(start + 1 + turn * 5);
        let (before, piece, behind) = (&chars[..start], &chars[start..end], &chars[end..]);
        let piece: Vec<char> = match turn % 3 {
            0 => Vec::new(),
            1 => piece.repeat(2),
            _ => piece.iter().rev().copied().collect(),
        };
        [before, &piece, behind].concat().into_iter().collect()
    })
}

/// A body that no server of ours has sent.
fn received<C: ErrorCode>(table: &str, format: Format, body: &str) {
    let media_type = |format| (format == Format::Problem).then_some("application/problem+json");
    let headers = media_type(format).map(|name| ("content-type".to_owned(), json!(name)));
    print::<C>(table, 400, format, headers.into_iter().collect(), body, false);
}

fn format_of(body: &str) -> Format {
    match (body.starts_with('<'), body.contains("\"detail\"")) {
        (true, _) => Format::Xml,
        (false, true) => Format::Problem,
        (false, false) => Format::Json,
    }
}

fn print<C: ErrorCode>(
    table: &str,
    status: u16,
    format: Format,
    headers: Map<String, serde_json::Value>,
    body: &str,
    is_damaged: bool,
) {
    let decoded = decode::<C>(format, status, body.as_bytes());
    let header = |name: &str| headers.get(name).and_then(|value| value.as_str());
    let answer = match &decoded {
        Ok(received) => json!({
            "code": text(&received.code),
            "message": received.message,
            "request_id": received.request_id.as_deref().or(header(C::ENVELOPE.request_id_header)),
            "params": params(received),
            "details": details(received),
            "retryable": received.is_retryable(),
            "retry_after": header("retry-after")
                .and_then(|seconds| seconds.parse().ok())
                .or(received.retry_after()),
            "fix": received.fix(),
        }),
        Err(_) => json!(null),
    };
    let line = json!({
        "table": table,
        "format": format!("{format:?}").to_lowercase(),
        "status": status,
        "headers": headers,
        "body": body,
        "answer": answer,
        "is_damaged": is_damaged,
    });
    println!("{line}");
}

fn text(code: &impl Display) -> String {
    code.to_string()
}

fn decode<C: ErrorCode>(
    format: Format,
    status: u16,
    body: &[u8],
) -> Result<Received<C>, DecodeError> {
    match format {
        Format::Json => errspec::json::decode_error(status, body),
        Format::Xml => errspec::xml::decode_error(status, body),
        Format::Problem => errspec::problem::decode_error(status, body),
    }
}

fn params<C>(received: &Received<C>) -> Map<String, serde_json::Value> {
    let value = |value: &Value| match value {
        Value::Integer(number) => json!(number),
        Value::Boolean(truth) => json!(truth),
        text => json!(text.to_string()),
    };
    received.params().iter().map(|(name, of)| (name.to_string(), value(of))).collect()
}

fn details<C: ErrorCode>(received: &Received<C>) -> Vec<serde_json::Value> {
    let details = received.details().iter();
    details
        .map(|detail| json!({ "field": detail.field, "code": detail.code, "message": detail.message }))
        .collect()
}
