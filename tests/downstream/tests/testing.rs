//! A service's own tests hold its error responses against the table.

use std::panic::{UnwindSafe, catch_unwind};
use std::process::Command;
use std::{env, fs};

use downstream::styles::{
    alibaba, aws_json, aws_query, azure, github, google, problem, s3, stripe,
};
use downstream::{everything, flat, messages, names, nested, smallest};
use errspec::http::error_response;
use errspec::testing::assert_in_table;
use errspec::{ApiError, ErrorCode, Format};
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Response, StatusCode};

/// Every code in every format.
fn is_in_table<C: ErrorCode>() {
    for code in C::ALL {
        for format in [Format::Json, Format::Xml, Format::Problem] {
            let error = ApiError::documented(*code).with_request_id("r-1");
            assert_in_table::<C>(&error_response(&error, format));
            let error = error.with_detail("Days", "They are too many.");
            assert_in_table::<C>(&error_response(&error, format));
        }
    }
}

macro_rules! are_in_tables {
    ($($table:ident),*) => {
        #[test]
        fn what_a_server_sends_is_in_its_table() {
            $(is_in_table::<$table::ErrorCode>();)*
        }
    };
}

// Not `hostile`: XML has other characters in the place of what it cannot carry.
are_in_tables!(
    alibaba, aws_json, aws_query, azure, everything, flat, github, google, messages, names, nested,
    problem, s3, smallest, stripe
);

fn locked() -> Response<Vec<u8>> {
    let error = ApiError::documented(alibaba::ErrorCode::KeyNotFound).with_request_id("r-1");
    error_response(&error, Format::Json)
}

/// What an assertion on a response says.
fn says(response: Response<impl AsRef<[u8]> + UnwindSafe + 'static>) -> String {
    let (parts, body) = response.into_parts();
    let (status, content_type) = (parts.status, parts.headers.get(CONTENT_TYPE).cloned());
    let panic = catch_unwind(move || {
        let mut response = Response::new(body);
        *response.status_mut() = status;
        response.headers_mut().extend(content_type.map(|value| (CONTENT_TYPE, value)));
        assert_in_table::<alibaba::ErrorCode>(&response);
    });
    *panic.unwrap_err().downcast::<String>().unwrap()
}

#[test]
fn a_failed_assertion_says_all_that_differs() {
    let mut response = locked().map(|body| {
        let body = String::from_utf8(body).unwrap();
        body.replace("The", "An").replace("\"RequestId\"", "\"Id\"")
    });
    *response.status_mut() = StatusCode::CONFLICT;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/html"));
    let said = says(response);
    let lines: Vec<&str> = said.lines().collect();
    expect_test::expect![[r#"
        the response is not an error of the table:
        - the content type is "text/html", not "application/json"
        - `KeyNotFound` has status 404 in the table, and came with 409
        - `KeyNotFound` has no message "An key does not exist."
        - the body lacks the member "RequestId"
        - the envelope has no member "Id"
        its body: {\"HttpStatus\":404,\"Code\":\"KeyNotFound\",\"Message\":\"An key does not exist.\",\"Id\":\"r-1\"}"#]].assert_eq(&lines.join("\n"));
    let page = Response::builder().status(502).body("<html>\u{1b}[31m").unwrap();
    expect_test::expect![[r#"
        the response is not an error of the table:
        - this is no error response: it is a page of HTML
        its body: <html>\u{1b}[31m"#]]
    .assert_eq(&says(page));
    assert_eq!(says(Response::new("{}")), "status 200 is no error's");
}

/// This test starts itself with a file named.
#[test]
fn what_tests_saw_is_appended_to_the_file_that_is_named() {
    if env::var_os("ERRSPEC_COVERAGE").is_some() {
        return assert_in_table::<alibaba::ErrorCode>(&locked());
    }
    let file = env::temp_dir().join(format!("errspec-coverage-{}", std::process::id()));
    for _ in 0..2 {
        let status = Command::new(env::current_exe().unwrap())
            .args(["--exact", "what_tests_saw_is_appended_to_the_file_that_is_named"])
            .env("ERRSPEC_COVERAGE", &file)
            .status()
            .unwrap();
        assert!(status.success());
    }
    let seen = fs::read_to_string(&file).unwrap();
    fs::remove_file(&file).unwrap();
    let records: Vec<serde_json::Value> =
        seen.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(records.len(), 2);
    assert_eq!(records[0]["status"], 404);
    assert_eq!(records[0]["headers"]["content-type"], "application/json");
    let body = records[0]["body"].as_str().unwrap();
    assert_eq!(body.as_bytes(), locked().into_body());
}
