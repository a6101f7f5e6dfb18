//! What is sent in the style of a well-known service, to the letter.

use downstream::styles::{
    alibaba, aws_json, aws_query, azure, github, google, problem, s3, stripe,
};
use errspec::http::{error_response, success_response};
use errspec::{ApiError, ErrorCode, Format};
use expect_test::{Expect, expect};

const ID: &str = "0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630";

/// Headers and bodies of four errors, as they are sent to who asks for no format.
fn check<C: ErrorCode>(invalid: ApiError<C>, rest: [C; 2], expected: Expect) {
    let format = C::ENVELOPE.sent(Format::Json);
    let detailed =
        invalid.with_detail("KeyId", "It has no \"key-\" before it.").with_detail("Days", rest[0]);
    let errors = [detailed, ApiError::documented(rest[0]), ApiError::documented(rest[1])];
    let responses = errors.map(|error| {
        let error = error.with_request_id(ID).with_host_id("host-7");
        let response = error_response(&error, format);
        let headers = response.headers().iter();
        let mut headers: Vec<String> =
            headers.map(|(name, value)| format!("{name}: {}\n", value.to_str().unwrap())).collect();
        headers.sort();
        let body = String::from_utf8(response.into_body()).unwrap();
        format!("{}{body}\n", headers.concat())
    });
    expected.assert_eq(&responses.join("\n"));
    for error in C::ALL {
        let sent = ApiError::documented(*error).with_request_id(ID);
        let body = error_response(&sent, format).into_body();
        let received = match format {
            Format::Json => errspec::json::decode_error::<C>(error.status(), &body),
            Format::Xml => errspec::xml::decode_error::<C>(error.status(), &body),
            Format::Problem => errspec::problem::decode_error::<C>(error.status(), &body),
        }
        .unwrap();
        assert_eq!((received.code, &*received.message), ((*error).into(), sent.message()));
    }
}

macro_rules! style {
    ($style:ident, $expected:expr) => {
        #[test]
        fn $style() {
            let rest = [$style::ErrorCode::KeyNotFound, $style::ErrorCode::InternalFailure];
            check($style::ErrorCode::invalid_parameter("KeyId"), rest, $expected);
        }
    };
}

style!(
    alibaba,
    expect![[r#"
    content-type: application/json
    x-request-id: 0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630
    {"HttpStatus":400,"Code":"InvalidParameter","Message":"The parameter \"KeyId\" is not valid.","RequestId":"0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630"}

    content-type: application/json
    x-request-id: 0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630
    {"HttpStatus":404,"Code":"KeyNotFound","Message":"The key does not exist.","RequestId":"0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630"}

    content-type: application/json
    x-request-id: 0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630
    {"HttpStatus":500,"Code":"InternalFailure","Message":"The service failed.","RequestId":"0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630"}
"#]]
);
style!(
    aws_json,
    expect![[r#"
    content-type: application/x-amz-json-1.1
    x-amzn-requestid: 0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630
    {"__type":"InvalidParameter","message":"The parameter \"KeyId\" is not valid."}

    content-type: application/x-amz-json-1.1
    x-amzn-requestid: 0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630
    {"__type":"KeyNotFound","message":"The key does not exist."}

    content-type: application/x-amz-json-1.1
    x-amzn-requestid: 0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630
    {"__type":"InternalFailure","message":"The service failed."}
"#]]
);
style!(
    aws_query,
    expect![[r#"
    content-type: text/xml
    x-amzn-requestid: 0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630
    <ErrorResponse xmlns="https://keys.example.com/doc/2024-01-01/"><Error><Type>Sender</Type><Code>InvalidParameter</Code><Message>The parameter "KeyId" is not valid.</Message></Error><RequestId>0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630</RequestId></ErrorResponse>

    content-type: text/xml
    x-amzn-requestid: 0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630
    <ErrorResponse xmlns="https://keys.example.com/doc/2024-01-01/"><Error><Type>Sender</Type><Code>KeyNotFound</Code><Message>The key does not exist.</Message></Error><RequestId>0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630</RequestId></ErrorResponse>

    content-type: text/xml
    x-amzn-requestid: 0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630
    <ErrorResponse xmlns="https://keys.example.com/doc/2024-01-01/"><Error><Type>Receiver</Type><Code>InternalFailure</Code><Message>The service failed.</Message></Error><RequestId>0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630</RequestId></ErrorResponse>
"#]]
);
style!(
    s3,
    expect![[r#"
    content-type: application/xml
    x-amz-request-id: 0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630
    <?xml version="1.0" encoding="UTF-8"?><Error><Code>InvalidParameter</Code><Message>The parameter "KeyId" is not valid.</Message><RequestId>0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630</RequestId><HostId>host-7</HostId></Error>

    content-type: application/xml
    x-amz-request-id: 0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630
    <?xml version="1.0" encoding="UTF-8"?><Error><Code>KeyNotFound</Code><Message>The key does not exist.</Message><RequestId>0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630</RequestId><HostId>host-7</HostId></Error>

    content-type: application/xml
    x-amz-request-id: 0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630
    <?xml version="1.0" encoding="UTF-8"?><Error><Code>InternalFailure</Code><Message>The service failed.</Message><RequestId>0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630</RequestId><HostId>host-7</HostId></Error>
"#]]
);
style!(
    google,
    expect![[r#"
        content-type: application/json
        x-request-id: 0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630
        {"error":{"code":400,"message":"The parameter \"KeyId\" is not valid.","status":"INVALID_ARGUMENT","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","domain":"keys.example.com","reason":"InvalidParameter","metadata":{"parameter_name":"KeyId"}},{"@type":"type.googleapis.com/google.rpc.BadRequest","fieldViolations":[{"field":"KeyId","description":"It has no \"key-\" before it."},{"field":"Days","reason":"KeyNotFound","description":"The key does not exist."}]},{"@type":"type.googleapis.com/google.rpc.RequestInfo","requestId":"0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630"}]}}

        content-type: application/json
        x-request-id: 0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630
        {"error":{"code":404,"message":"The key does not exist.","status":"NOT_FOUND","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","domain":"keys.example.com","reason":"KeyNotFound"},{"@type":"type.googleapis.com/google.rpc.Help","links":[{"description":"Documentation","url":"https://docs.example.com/errors#KeyNotFound"}]},{"@type":"type.googleapis.com/google.rpc.RequestInfo","requestId":"0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630"}]}}

        content-type: application/json
        x-request-id: 0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630
        {"error":{"code":500,"message":"The service failed.","status":"INTERNAL","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","domain":"keys.example.com","reason":"InternalFailure"},{"@type":"type.googleapis.com/google.rpc.RequestInfo","requestId":"0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630"}]}}
    "#]]
);
style!(
    azure,
    expect![[r#"
        content-type: application/json
        x-ms-error-code: InvalidParameter
        x-ms-request-id: 0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630
        {"error":{"code":"InvalidParameter","message":"The parameter \"KeyId\" is not valid.","target":"KeyId","details":[{"target":"KeyId","message":"It has no \"key-\" before it."},{"code":"KeyNotFound","target":"Days","message":"The key does not exist."}]}}

        content-type: application/json
        x-ms-error-code: KeyNotFound
        x-ms-request-id: 0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630
        {"error":{"code":"KeyNotFound","message":"The key does not exist."}}

        content-type: application/json
        x-ms-error-code: InternalFailure
        x-ms-request-id: 0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630
        {"error":{"code":"InternalFailure","message":"The service failed."}}
    "#]]
);
style!(
    stripe,
    expect![[r#"
    content-type: application/json
    request-id: 0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630
    {"error":{"type":"invalid_request_error","code":"InvalidParameter","message":"The parameter \"KeyId\" is not valid.","param":"KeyId"}}

    content-type: application/json
    request-id: 0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630
    {"error":{"type":"invalid_request_error","code":"KeyNotFound","doc_url":"https://docs.example.com/errors#KeyNotFound","message":"The key does not exist."}}

    content-type: application/json
    request-id: 0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630
    {"error":{"type":"api_error","code":"InternalFailure","message":"The service failed."}}
"#]]
);
style!(
    github,
    expect![[r#"
        content-type: application/json
        x-github-request-id: 0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630
        {"message":"The parameter \"KeyId\" is not valid.","errors":[{"field":"KeyId","message":"It has no \"key-\" before it."},{"field":"Days","code":"KeyNotFound","message":"The key does not exist."}],"status":"400","code":"InvalidParameter"}

        content-type: application/json
        x-github-request-id: 0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630
        {"message":"The key does not exist.","documentation_url":"https://docs.example.com/errors#KeyNotFound","status":"404","code":"KeyNotFound"}

        content-type: application/json
        x-github-request-id: 0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630
        {"message":"The service failed.","status":"500","code":"InternalFailure"}
    "#]]
);
style!(
    problem,
    expect![[r#"
        content-type: application/problem+json
        x-request-id: 0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630
        {"type":"about:blank","title":"Bad Request","status":400,"detail":"The parameter \"KeyId\" is not valid.","instance":"urn:uuid:0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630","code":"InvalidParameter","params":{"parameter_name":"KeyId"},"errors":[{"field":"KeyId","message":"It has no \"key-\" before it."},{"field":"Days","code":"KeyNotFound","message":"The key does not exist."}],"retryable":false,"fix":"Send another value."}

        content-type: application/problem+json
        x-request-id: 0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630
        {"type":"https://docs.example.com/errors#KeyNotFound","title":"Not Found","status":404,"detail":"The key does not exist.","instance":"urn:uuid:0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630","code":"KeyNotFound","retryable":false}

        content-type: application/problem+json
        x-request-id: 0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630
        {"type":"about:blank","title":"Internal Server Error","status":500,"detail":"The service failed.","instance":"urn:uuid:0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630","code":"InternalFailure","retryable":true}
    "#]]
);

/// Only Alibaba Cloud's envelope has the request's id beside the data, where a list has
/// no place; AWS's query protocol has a name for it.
#[test]
fn a_success_is_whatever_the_style_has_a_place_for() {
    fn body<C: ErrorCode>(data: impl serde::Serialize) -> Result<String, String> {
        let success = errspec::Success::<C, _>::new("ListKeys", data).with_request_id("r");
        let response =
            success_response(&success, Format::Json).map_err(|error| error.to_string())?;
        Ok(String::from_utf8(response.into_body()).unwrap())
    }
    let list = [1, 2];
    assert!(body::<alibaba::ErrorCode>(list).is_err());
    assert_eq!(body::<aws_json::ErrorCode>(list).unwrap(), "[1,2]");
    assert_eq!(body::<stripe::ErrorCode>("text").unwrap(), "\"text\"");
    assert_eq!(body::<google::ErrorCode>(Some(7)).unwrap(), "7");
    assert_eq!(body::<problem::ErrorCode>(list).unwrap(), "[1,2]");
    assert_eq!(
        body::<aws_query::ErrorCode>(list).unwrap(),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
         <ListKeysResponse xmlns=\"https://keys.example.com/doc/2024-01-01/\">\
         <ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>\
         <ListKeysResult>1</ListKeysResult><ListKeysResult>2</ListKeysResult></ListKeysResponse>"
    );
}
