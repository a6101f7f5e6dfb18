//! The four samples of the document that fixes the wire format, as output and as
//! input. "The actual responses are not formatted with line breaks or indentation."

use kms_errors::errspec::{json, xml};
use kms_errors::{Error, ErrorCode, Plain, Received, Reply, Success};
use serde::{Deserialize, Serialize};

const SUCCESS_ID: &str = "4C467B38-3910-447D-87BC-AC049166F216";
const SUCCESS_XML: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8"?>"#,
    "<DescribeKeyResponse><RequestId>4C467B38-3910-447D-87BC-AC049166F216</RequestId>",
    "</DescribeKeyResponse>"
);
const SUCCESS_JSON: &str = r#"{"RequestId":"4C467B38-3910-447D-87BC-AC049166F216"}"#;

/// The samples say "mandatory" where the table says "required".
const SAMPLE_MESSAGE: &str = "The input parameter \"Timestamp\" that is mandatory for processing \
                              this request is not supplied.";
const ERROR_XML: &str = concat!(
    "<KMS><HttpStatus>400</HttpStatus><Code>IllegalTimestamp</Code><Message>The input parameter ",
    "\"Timestamp\" that is mandatory for processing this request is not supplied.</Message>",
    "<RequestId>3b237773-bc2c-4bea-95fc-319a1a5baa68</RequestId></KMS>"
);
const ERROR_JSON: &str = concat!(
    r#"{"HttpStatus":400,"Code":"IllegalTimestamp","Message":"The input parameter \"Timestamp\" "#,
    r#"that is mandatory for processing this request is not supplied.","#,
    r#""RequestId":"e85db688-a2d3-44ca-9790-4259f59e90d8"}"#
);

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Empty {}

fn success() -> Success<Empty> {
    Success::new("DescribeKey", Empty {}).with_request_id(SUCCESS_ID)
}

/// The sample with the table's word in it.
fn with_table_word(sample: &str) -> String {
    sample.replace("mandatory", "required")
}

fn text(body: Vec<u8>) -> String {
    String::from_utf8(body).unwrap()
}

#[test]
fn errors_are_written_to_the_letter() {
    let error = |id| Error::from(Plain::IllegalTimestamp).with_request_id(id);
    let json = json::encode(&error("e85db688-a2d3-44ca-9790-4259f59e90d8"));
    assert_eq!(text(json), with_table_word(ERROR_JSON));
    let xml = xml::encode(&error("3b237773-bc2c-4bea-95fc-319a1a5baa68"));
    assert_eq!(text(xml), with_table_word(ERROR_XML));
}

#[test]
fn successes_are_written_to_the_letter() {
    assert_eq!(text(json::encode_success(&success()).unwrap()), SUCCESS_JSON);
    assert_eq!(text(xml::encode_success(&success()).unwrap()), SUCCESS_XML);
}

#[test]
fn errors_are_read_with_the_message_that_was_sent() {
    let read = [
        json::decode_error(400, ERROR_JSON.as_bytes()),
        xml::decode_error(400, ERROR_XML.as_bytes()),
    ];
    let ids = ["e85db688-a2d3-44ca-9790-4259f59e90d8", "3b237773-bc2c-4bea-95fc-319a1a5baa68"];
    for (received, id) in read.into_iter().zip(ids) {
        let received: Received = received.unwrap();
        assert_eq!(received.code, ErrorCode::IllegalTimestamp);
        assert_eq!((received.status, received.status_in_body), (400, Some(400)));
        assert_eq!(received.message, SAMPLE_MESSAGE);
        assert_eq!(received.request_id.as_deref(), Some(id));
        assert!(received.members.is_empty());
    }
}

#[test]
fn successes_are_read() {
    let json: Reply<Empty> = json::decode(200, SUCCESS_JSON.as_bytes()).unwrap();
    let Reply::Success(json) = json else { panic!("200 is a success") };
    assert_eq!((json.request_id.as_deref(), json.data), (Some(SUCCESS_ID), Empty {}));
    let xml: Reply<Empty> = xml::decode(200, SUCCESS_XML.as_bytes()).unwrap();
    assert_eq!(xml, Reply::Success(success()));
}

#[test]
fn samples_are_read_as_the_document_prints_them() {
    let error = ERROR_XML.replace("><", ">\n     <");
    let success = SUCCESS_XML
        .replace("?>", "?> \n<!--Result Root Node-->\n")
        .replace("<RequestId>", "\n    <!--Return Request Tag-->\n    <RequestId>")
        .replace("</Describe", "\n    <!--Return Result Data-->\n</Describe");
    let received: Received = xml::decode_error(400, error.as_bytes()).unwrap();
    assert_eq!(received.message, SAMPLE_MESSAGE);
    let reply: Reply<Empty> = xml::decode(200, success.as_bytes()).unwrap();
    assert_eq!(reply, Reply::Success(self::success()));
}

#[test]
fn the_status_line_decides_what_a_body_is() {
    let error: Reply<Empty> = json::decode(302, ERROR_JSON.as_bytes()).unwrap();
    assert!(matches!(error, Reply::Error(received) if received.status == 302));
    let success: Reply<Empty> = json::decode(299, ERROR_JSON.as_bytes()).unwrap();
    assert!(matches!(success, Reply::Success(_)));
}
