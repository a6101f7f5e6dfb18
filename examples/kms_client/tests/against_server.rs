//! The client and the server, over loopback.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use axum::routing::any;
use kms_client::{CallError, Client};
use kms_errors::{Error, ErrorCode, Plain, Received};
use kms_server::Limits;

/// Serves in a thread of its own, for as long as the test runs.
fn serve(app: Router) -> Client {
    let (send, receive) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            send.send(listener.local_addr().unwrap()).unwrap();
            axum::serve(listener, app).await.unwrap();
        });
    });
    Client::new(format!("http://{}", receive.recv().unwrap()))
}

fn refused(client: &Client, action: &str, parameters: &[(&str, &str)]) -> Received {
    match client.call(action, parameters) {
        Err(CallError::Refused { error, .. }) => error,
        other => panic!("{action} is not refused: {other:?}"),
    }
}

#[test]
fn a_key_lives_and_its_errors_are_the_tables() {
    let client = serve(kms_server::app(Limits::default()));
    let created = client.call("CreateKey", &[("Description", "a <key> & \"more\"")]).unwrap();
    let id = created["KeyMetadata"]["KeyId"].as_str().unwrap();
    let key = [("KeyId", id)];
    let state = || client.call("DescribeKey", &key).unwrap()["KeyMetadata"]["KeyState"].clone();
    let code = |action: &str, parameters: &[(&str, &str)]| {
        refused(&client, action, parameters).code.known().unwrap()
    };

    let alias = [("AliasName", "alias/a"), ("KeyId", id)];
    client.call("CreateAlias", &alias).unwrap();
    assert_eq!(code("CreateAlias", &alias), ErrorCode::AliasAlreadyExists);
    client.call("DescribeKey", &[("KeyId", "alias/a")]).unwrap();
    let wrong = [("AliasName", "a"), ("KeyId", id)];
    assert_eq!(code("CreateAlias", &wrong), ErrorCode::InvalidParameter);
    client.call("DeleteAlias", &alias[..1]).unwrap();
    assert_eq!(code("DeleteAlias", &alias[..1]), ErrorCode::ForbiddenAliasNotFound);

    client.call("DisableKey", &key).unwrap();
    assert_eq!(state(), "Disabled");
    assert_eq!(code("CreateAlias", &alias), ErrorCode::RejectedDisabled);
    client.call("EnableKey", &key).unwrap();
    assert_eq!(state(), "Enabled");

    assert_eq!(code("CancelKeyDeletion", &key), ErrorCode::RejectedStateModifiedFailed);
    let window = [("KeyId", id), ("PendingWindowInDays", "7")];
    client.call("ScheduleKeyDeletion", &window).unwrap();
    assert_eq!(state(), "PendingDeletion");
    assert_eq!(code("EnableKey", &key), ErrorCode::RejectedPendingDeletion);
    client.call("CancelKeyDeletion", &key).unwrap();
    let short = [("KeyId", id), ("PendingWindowInDays", "1")];
    assert_eq!(code("ScheduleKeyDeletion", &short), ErrorCode::InvalidParameter);
    assert_eq!(code("ScheduleKeyDeletion", &key), ErrorCode::MissingParameter);

    let page = client.call("ListKeys", &[("PageSize", "100")]).unwrap();
    assert_eq!(page["TotalCount"], 1);
    assert_eq!(page["Keys"]["Key"][0]["KeyId"], id);
    assert_eq!(code("DescribeKey", &[("KeyId", "nope")]), ErrorCode::ForbiddenKeyNotFound);
    assert_eq!(code("Encrypt", &key), ErrorCode::InvalidParameter);
    let missing = refused(&client, "DescribeKey", &[]);
    assert_eq!(missing.message, "The parameter \"KeyId\" is needed but not provided.");
}

#[test]
fn every_code_of_the_table_arrives_as_itself() {
    let client = serve(kms_server::app(Limits::default()));
    for &code in ErrorCode::ALL.iter().filter(|code| !code.is_retryable()) {
        let error = refused(&client, "DescribeKey", &[("KeyId", &format!("error:{code}"))]);
        assert_eq!(error.code, code);
        assert_eq!((error.status, error.message.as_str()), (code.status(), code.message()));
        assert_eq!(error.status_in_body, Some(code.status()));
        assert_eq!(error.request_id.map(|id| id.len()), Some(36));
    }
}

#[test]
fn what_may_pass_is_sent_again() {
    let calls = Arc::new(AtomicU32::new(0));
    let counted = calls.clone();
    let fails_twice = move || {
        let call = counted.fetch_add(1, Ordering::Relaxed);
        async move {
            match call {
                0 | 1 => Err(Error::from(Plain::ServiceUnavailableTemporary)),
                _ => Ok("{\"RequestId\":\"r\",\"Done\":true}"),
            }
        }
    };
    let client = serve(Router::new().route("/", any(fails_twice)));
    assert_eq!(client.call("Any", &[]).unwrap()["Done"], true);
    assert_eq!(calls.load(Ordering::Relaxed), 3);

    let calls = Arc::new(AtomicU32::new(0));
    let counted = calls.clone();
    let asks_to_wait = move || {
        let first = counted.fetch_add(1, Ordering::Relaxed) == 0;
        async move {
            let error = Error::from(Plain::ServiceUnavailableTemporary);
            if first { Err(error.with_retry_after(1)) } else { Ok("{}") }
        }
    };
    let client = serve(Router::new().route("/", any(asks_to_wait)));
    let start = std::time::Instant::now();
    client.call("Any", &[]).unwrap();
    assert!(start.elapsed().as_millis() >= 1_000, "as long as the service asks for");

    let calls = Arc::new(AtomicU32::new(0));
    let counted = calls.clone();
    let fails = move || {
        counted.fetch_add(1, Ordering::Relaxed);
        async { Error::from(Plain::ForbiddenKeyNotFound) }
    };
    let client = serve(Router::new().route("/", any(fails)));
    let error = client.call("Any", &[]).unwrap_err();
    assert_eq!(error.advice(), "Create the key first.");
    assert_eq!(calls.load(Ordering::Relaxed), 1, "what does not pass is not sent again");
}

#[test]
fn a_code_that_is_newer_than_the_client_is_survived() {
    let newer = async || {
        let body = r#"{"Code":"Rejected.New","Message":"m","RequestId":"r","HostId":"h"}"#;
        (axum::http::StatusCode::CONFLICT, body)
    };
    let client = serve(Router::new().route("/", any(newer)));
    let error = refused(&client, "Any", &[]);
    assert_eq!((error.code.known(), error.code.as_str()), (None, "Rejected.New"));
    assert_eq!(error.member("HostId"), Some("h"));
    let error = CallError::Refused { error, retry_after: None };
    assert_eq!(error.to_string(), "409 Rejected.New: m (request r)");
    assert!(error.advice().contains("too old"));
}

#[test]
fn a_page_from_a_proxy_is_no_answer() {
    let proxy = async || (axum::http::StatusCode::BAD_GATEWAY, "<html>502</html>");
    let client = serve(Router::new().route("/", any(proxy)));
    assert!(matches!(client.call("Any", &[]), Err(CallError::Unreadable(_))));
}
