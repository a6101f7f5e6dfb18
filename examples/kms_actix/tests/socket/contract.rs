//! What goes wrong, times the format that was asked for; and what the contract leaves alone.

use std::io;

use actix_web::body::{BoxBody, MessageBody as _};
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_TYPE, WWW_AUTHENTICATE};
use actix_web::middleware::{Next, from_fn};
use actix_web::test::TestRequest;
use actix_web::web::{self, Form, FormConfig, Json, JsonConfig, Path, Query, ReqData};
use actix_web::{App, Error, HttpResponse, Responder as _, error, rt};
use kms_errors::errspec::actix_web::{RequestId, code, contract, source};
use kms_errors::errspec::http::Format;
use kms_errors::{ErrorCode, Failure, Plain, ResultExt, Success};
use serde::{Deserialize, Serialize};
use ureq::http::Request;

use crate::ask::{Answer, FORMATS, get, send};
use crate::events;
use crate::serve::serve;

/// A text that is in every error of others, and must be in no response.
const SECRET: &str = "hunter2";

#[derive(Deserialize)]
struct Input {
    number: u32,
}

#[derive(Serialize)]
struct Numbers {
    one: u8,
}

async fn number(input: Input) -> String {
    input.number.to_string()
}

async fn panics_later() -> &'static str {
    rt::task::yield_now().await;
    panic!("{SECRET}");
}

async fn foreign() -> Result<Success<()>, Failure> {
    Err(io::Error::other(SECRET))?
}

async fn with_a_source() -> Result<Success<()>, Failure> {
    Err(io::Error::other(SECRET)).or_code(Plain::RejectedDisabled)?
}

async fn has_an_id() -> Result<Success<()>, Failure> {
    Err(kms_errors::Error::from(Plain::RejectedDisabled).with_request_id("own"))?
}

async fn tells_its_id(id: ReqData<RequestId>, format: Format, form: Form<Input>) -> String {
    format!("{} {format:?} {}", id.as_str(), form.number)
}

/// A middleware that fails where the query says so.
async fn fails(request: ServiceRequest, next: Next<BoxBody>) -> Result<ServiceResponse, Error> {
    match request.query_string() {
        "fails" => Err(error::ErrorForbidden(SECRET)),
        "fails-as-the-table" => {
            Err(Failure::from(kms_errors::Error::from(Plain::ForbiddenInDebt)))?
        }
        _ => next.call(request).await,
    }
}

/// What somebody outside of the contract sees of a response, as a header of it.
async fn watch(request: ServiceRequest, next: Next<BoxBody>) -> Result<ServiceResponse, Error> {
    let mut response = next.call(request).await?;
    let seen = format!(
        "{:?} {:?} {:?}",
        response.response().extensions().get::<StatusCode>(),
        code(response.response()),
        source::<ErrorCode>(response.response()).map(|source| source.to_string().len())
    );
    let headers = response.headers_mut();
    headers.insert("x-seen".parse().unwrap(), seen.parse().unwrap());
    Ok(response)
}

fn app() -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse,
        Error = Error,
        InitError = (),
    >,
> {
    let odd = |status: u16| {
        let status = StatusCode::from_u16(status).unwrap();
        move || async move {
            let mut response = HttpResponse::build(status).body(SECRET);
            response.extensions_mut().insert(status);
            response
        }
    };
    App::new()
        .app_data(JsonConfig::default().limit(100))
        .route("/json", web::post().to(|Json(input)| number(input)))
        .route("/form", web::post().to(|Form(input)| number(input)))
        .route("/query", web::get().to(|Query(input)| number(input)))
        .route("/path/{number}", web::get().to(async |path: Path<u32>| path.to_string()))
        .service(web::resource("/only-get").route(web::get().to(|| async { "" })))
        .route("/panics", web::get().to(async || -> &'static str { panic!("{SECRET}") }))
        .route("/panics-later", web::get().to(panics_later))
        .route("/foreign", web::get().to(foreign))
        .route("/source", web::get().to(with_a_source))
        .route(
            "/parameter",
            web::get().to(async || {
                Err::<Success<()>, _>(ErrorCode::missing_parameter("KeyId").with_retry_after(7_u32))
            }),
        )
        .route("/unwritable", web::get().to(async || Success::<[u8; 1]>::new("Get", [1])))
        .route("/418", web::get().to(odd(418)))
        .route("/500", web::get().to(odd(500)))
        .route("/502", web::get().to(odd(502)))
        .route("/503", web::get().to(odd(503)))
        .route(
            "/504",
            web::get().to(async || -> Result<&'static str, Error> {
                Err(error::ErrorGatewayTimeout(SECRET))
            }),
        )
        .wrap(from_fn(fails))
        .wrap(from_fn(contract::<ErrorCode>))
        .wrap(from_fn(watch))
}

/// Requests that nobody has an answer of the table for, each with the code that it gets.
#[rustfmt::skip]
const WRONG: [(&str, &str, &str, ErrorCode); 20] = [
    ("POST", "/json", "{\"number\":\"hunter2\"}", ErrorCode::ParseRequestParameterException),
    ("POST", "/json", LONG, ErrorCode::ParseRequestParameterException),
    ("POST", "/form", "number=hunter2", ErrorCode::ParseRequestParameterException),
    ("GET", "/query?number=hunter2", "", ErrorCode::ParseRequestParameterException),
    ("GET", "/path/hunter2", "", ErrorCode::ParseRequestParameterException),
    ("GET", "/nowhere", "", ErrorCode::ParseRequestParameterException),
    ("POST", "/only-get", "", ErrorCode::UnsupportedHttpMethod),
    ("GET", "/panics", "", ErrorCode::InternalFailure),
    ("GET", "/panics-later", "", ErrorCode::InternalFailure),
    ("GET", "/foreign", "", ErrorCode::InternalFailure),
    ("GET", "/source", "", ErrorCode::RejectedDisabled),
    ("GET", "/parameter", "", ErrorCode::MissingParameter),
    ("GET", "/unwritable", "", ErrorCode::InternalFailure),
    ("GET", "/418", "", ErrorCode::ParseRequestParameterException),
    ("GET", "/500", "", ErrorCode::InternalFailure),
    ("GET", "/502", "", ErrorCode::InternalFailure),
    ("GET", "/503", "", ErrorCode::ServiceUnavailableTemporary),
    ("GET", "/504", "", ErrorCode::ServiceUnavailableTemporary),
    ("GET", "/query?fails", "", ErrorCode::ParseRequestParameterException),
    ("GET", "/query?fails-as-the-table", "", ErrorCode::ForbiddenInDebt),
];

/// JSON that is longer than the app takes.
const LONG: &str = "{\"number\":                                                                                                  1}";

fn ask(service: &str, (method, path, body): (&str, &str, &str), format: &str, id: &str) -> Answer {
    let media_type = match path {
        "/form" => "application/x-www-form-urlencoded",
        _ => "application/json",
    };
    let request = Request::builder().method(method).uri(format!("{service}{path}"));
    let request = request.header("accept", format).header("content-type", media_type);
    send(request.header("x-acs-request-id", id), body)
}

#[test]
fn whatever_goes_wrong_is_an_error_of_the_table_in_the_format_asked_for() {
    events::listen();
    let service = serve(app);
    for (at, (method, path, body, code)) in WRONG.into_iter().enumerate() {
        for format in FORMATS {
            let id = format!("wrong-{at}-{}", format.len());
            let answer = ask(&service, (method, path, body), format, &id);
            let case = format!("{method} {path} {format}: {}", answer.body);
            let error = answer.error();
            assert_eq!(answer.status, code.status(), "{case}");
            assert_eq!(answer.header("content-type"), Some(format), "{case}");
            assert_eq!(answer.header("vary"), Some("accept"), "{case}");
            assert_eq!(error.code, code.code(), "{case}");
            assert_eq!(error.request_id, id, "{case}");
            assert_eq!(answer.header("x-acs-request-id"), Some(&*id), "{case}");
            assert!(!answer.body.contains(SECRET), "{case}");
            if code != ErrorCode::MissingParameter {
                assert_eq!(error.message, code.message(), "{case}");
            }

            let events = events::heard(&id);
            let [event] = events.as_slice() else { panic!("{case}: {events:?}") };
            let level = if code.is_client_fault() { "DEBUG" } else { "ERROR" };
            assert!(event.trim_start().starts_with(level), "{event}");
            assert!(event.contains(&format!("error.type=\"{code}\"")), "{event}");
        }
    }
}

#[test]
fn logs_have_why_it_went_wrong() {
    events::listen();
    let service = serve(app);
    for (path, reason) in [
        ("/panics", "the handler panicked: hunter2"),
        ("/panics-later", "the handler panicked: hunter2"),
        ("/foreign", "hunter2"),
        ("/source", "hunter2"),
        ("/502", "502 Bad Gateway: hunter2"),
        ("/504", "504 Gateway Timeout: hunter2"),
        ("/query?fails", "403 Forbidden: hunter2"),
        ("/path/x", "404 Not Found: "),
        ("/unwritable", "the data cannot be written: "),
        ("/nowhere", "404 Not Found"),
    ] {
        let id = format!("why{}", path.replace(['/', '?'], "-"));
        ask(&service, ("GET", path, ""), FORMATS[0], &id);
        let events = events::heard(&id).concat();
        assert!(events.contains(&format!("exception.message={reason}")), "{path}: {events}");
    }
}

#[test]
fn parameters_and_the_time_to_wait_arrive() {
    let answer = get(format!("{}/parameter", serve(app)));
    assert_eq!(answer.error().message, "The parameter \"KeyId\" is needed but not provided.");
    assert_eq!(answer.header("retry-after"), Some("7"));
}

#[test]
fn a_wrong_method_is_told_the_right_ones() {
    let service = serve(app);
    let answer = ask(&service, ("DELETE", "/only-get", ""), FORMATS[0], "id");
    assert_eq!(answer.header("allow"), Some("GET"));
}

#[test]
fn a_layer_outside_sees_the_code_and_the_source() {
    let service = serve(app);
    for (path, seen) in [
        ("/foreign", "None Some(\"InternalFailure\") Some(7)"),
        ("/source?Format=XML", "None Some(\"Rejected.Disabled\") Some(7)"),
        ("/parameter", "None Some(\"MissingParameter\") None"),
        ("/503", "Some(503) Some(\"ServiceUnavailableTemporary\") Some(32)"),
        ("/query?number=1", "None None None"),
    ] {
        assert_eq!(get(format!("{service}{path}")).header("x-seen"), Some(seen), "{path}");
    }
}

#[test]
fn an_id_that_is_none_is_replaced_and_a_handlers_own_counts() {
    let service = serve(|| {
        App::new().route("/own", web::get().to(has_an_id)).wrap(from_fn(contract::<ErrorCode>))
    });
    for wrong in [String::new(), "a b".to_owned(), "a\tb".to_owned(), "x".repeat(129)] {
        let answer = ask(&service, ("GET", "/nowhere", ""), FORMATS[0], &wrong);
        let id = answer.header("x-acs-request-id").unwrap();
        assert_eq!((id.len(), id.matches('-').count()), (36, 4), "{wrong:?}: {id}");
        assert_eq!(answer.error().request_id, id);
    }
    let longest = "x".repeat(128);
    let answer = ask(&service, ("GET", "/nowhere", ""), FORMATS[0], &longest);
    assert_eq!(answer.error().request_id, longest);
    for format in FORMATS {
        let answer = ask(&service, ("GET", "/own", ""), format, "sent");
        assert_eq!(answer.error().request_id, "own");
        assert_eq!(answer.header("x-acs-request-id"), Some("own"));
    }
}

#[test]
fn a_form_chooses_the_format_and_reaches_the_handler() {
    let service = serve(|| {
        App::new()
            .app_data(FormConfig::default().limit(1 << 20))
            .route("/", web::post().to(tells_its_id))
            .wrap(from_fn(contract::<ErrorCode>))
    });
    let post = |query: &str, body: &str| {
        let request =
            Request::post(format!("{service}/{query}")).header("x-acs-request-id", "id-1");
        let form = "application/x-www-form-urlencoded; charset=UTF-8";
        send(request.header("content-type", form), body)
    };
    assert_eq!(post("", "number=1&Format=xml").body, "id-1 Xml 1");
    assert_eq!(post("?Format=json", "number=1&Format=xml").body, "id-1 Json 1");
    let refused = post("", "Format=xml");
    assert_eq!(refused.header("content-type"), Some("application/xml"));
    assert_eq!(refused.header("vary"), None);
    let long = format!("number=1&Format=xml&x={}", "x".repeat(100_000));
    assert!(post("", &long).body.starts_with("id-1 Json 1"), "a long form is not searched");
}

#[test]
fn what_is_about_the_body_goes_and_other_headers_stay() {
    let refuses = async || {
        let mut response = HttpResponse::Unauthorized();
        response
            .append_header((WWW_AUTHENTICATE, "Basic"))
            .append_header((WWW_AUTHENTICATE, "Bearer"));
        response.insert_header((CONTENT_LANGUAGE, "en")).insert_header(("etag", "\"1\""));
        response.insert_header((CONTENT_TYPE, "text/html")).reason("no").force_close();
        response.body("<h1>no</h1>")
    };
    let service = serve(move || {
        App::new().route("/", web::get().to(refuses)).wrap(from_fn(contract::<ErrorCode>))
    });
    let answer = get(&service);
    assert_eq!(answer.status, 400);
    let challenges: Vec<_> = answer.headers.get_all("www-authenticate").iter().collect();
    assert_eq!(challenges, ["Basic", "Bearer"]);
    assert_eq!(answer.header("connection"), Some("close"));
    assert_eq!(answer.header("content-type"), Some("application/json"));
    for gone in ["content-language", "etag"] {
        assert_eq!(answer.header(gone), None, "{gone}");
    }
}

#[test]
fn a_success_has_the_id_of_the_request_and_the_format_asked_for() {
    let service = serve(|| {
        let answers = async || Success::<Numbers>::new("Get", Numbers { one: 1 });
        App::new().route("/", web::get().to(answers)).wrap(from_fn(contract::<ErrorCode>))
    });
    for (format, body) in [
        (FORMATS[0], r#"{"RequestId":"id","one":1}"#),
        (FORMATS[1], "<GetResponse><RequestId>id</RequestId><one>1</one></GetResponse>"),
    ] {
        let answer = ask(&service, ("GET", "", ""), format, "id");
        assert_eq!((answer.status, answer.header("content-type")), (200, Some(format)));
        assert_eq!(answer.header("x-acs-request-id"), Some("id"));
        assert_eq!(answer.header("vary"), Some("accept"));
        assert!(answer.body.ends_with(body), "{}", answer.body);
    }
}

#[test]
fn data_that_cannot_be_written_is_the_servers_fault() {
    let request = TestRequest::default().to_http_request();
    let response = Success::<[u8; 1]>::new("Get", [1]).respond_to(&request);
    assert_eq!(code(&response), Some("InternalFailure"));
    let source = source::<ErrorCode>(&response).unwrap().to_string();
    assert!(source.starts_with("the data cannot be written"), "{source}");
}

#[test]
fn what_is_no_error_is_left_alone() {
    let moved = async || HttpResponse::Found().insert_header(("location", "/x")).body("moved");
    let stream = async || {
        let chunks = [Ok::<_, io::Error>(web::Bytes::from("a")), Ok(web::Bytes::from("b"))];
        HttpResponse::Ok().streaming(futures_util::stream::iter(chunks))
    };
    let service = serve(move || {
        App::new()
            .route("/moved", web::get().to(moved))
            .route("/stream", web::get().to(stream))
            .route("/empty", web::get().to(HttpResponse::NoContent))
            .wrap(from_fn(contract::<ErrorCode>))
    });
    let answer = get(format!("{service}/moved"));
    assert_eq!(
        (answer.status, answer.header("location"), &*answer.body),
        (302, Some("/x"), "moved")
    );
    assert_eq!(get(format!("{service}/stream")).body, "ab");
    assert_eq!(get(format!("{service}/empty")).status, 204);
}

#[test]
fn a_body_that_another_layer_made_stays() {
    let compressed = async |request: ServiceRequest, next: Next<_>| {
        let mut response: ServiceResponse = next.call(request).await?;
        response.headers_mut().insert(CONTENT_ENCODING, "gzip".parse().unwrap());
        Ok::<_, Error>(response)
    };
    let replaced = async |request: ServiceRequest, next: Next<_>| {
        let response: ServiceResponse = next.call(request).await?;
        Ok::<_, Error>(response.map_body(|_, _| "maintenance").map_into_boxed_body())
    };
    let fails = async || Err::<Success<()>, Failure>(Plain::RejectedDisabled.into());
    let service = serve(move || {
        let fails = || web::resource("").route(web::get().to(fails));
        App::new()
            .service(web::scope("/compressed").service(fails()).wrap(from_fn(compressed)))
            .service(web::scope("/replaced").service(fails()).wrap(from_fn(replaced)))
            .wrap(from_fn(contract::<ErrorCode>))
    });
    let answer = get(format!("{service}/compressed?Format=XML"));
    assert_eq!(answer.header("content-encoding"), Some("gzip"));
    assert!(answer.body.starts_with('{'), "{}", answer.body);
    let answer = get(format!("{service}/replaced?Format=XML"));
    assert_eq!((answer.status, &*answer.body), (409, "maintenance"));
}

#[test]
fn a_response_to_head_has_the_headers_alone() {
    let service = serve(|| {
        let refuses = async || Err::<Success<()>, Failure>(Plain::RejectedDisabled.into());
        App::new().route("/", web::head().to(refuses)).wrap(from_fn(contract::<ErrorCode>))
    });
    let request = Request::head(&service).header("accept", "application/xml");
    let answer = send(request.header("x-acs-request-id", "id"), "");
    assert_eq!((answer.status, &*answer.body), (409, ""));
    assert_eq!(answer.header("content-type"), Some("application/xml"));
    assert_eq!(answer.header("x-acs-request-id"), Some("id"));
    assert!(answer.header("content-length").is_some_and(|length| length != "0"));
}
