//! The service and a client of tonic's, over loopback.

use std::io;
use std::sync::Mutex;
use std::time::Duration;

use kms_errors::errspec::DecodeError;
use kms_errors::errspec::tonic::{decode, retry_after};
use kms_errors::{Error, ErrorCode, Failure, Plain, Received, Value};
use kms_tonic::kms::kms_client::KmsClient;
use kms_tonic::kms::kms_server::{Kms, KmsServer};
use kms_tonic::{DescribeKeyRequest, Key, Keys};
use tokio::net::TcpListener;
use tokio_stream::wrappers::TcpListenerStream;
use tonic::transport::{Channel, Endpoint, Server};
use tonic::{Code, Request, Response, Status};
use tonic_types::{ErrorDetails, StatusExt as _};

/// A text that is in every error of others, and must be in no status.
const SECRET: &str = "hunter2";

/// Fails as it was told.
struct Fails(Status);

#[tonic::async_trait]
impl Kms for Fails {
    async fn create_key(&self, _: Request<Key>) -> Result<Response<Key>, Status> {
        Err(self.0.clone())
    }

    async fn describe_key(&self, _: Request<DescribeKeyRequest>) -> Result<Response<Key>, Status> {
        Err(self.0.clone())
    }
}

/// The address of a service that listens.
async fn listening(service: impl Kms) -> Endpoint {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = Server::builder().add_service(KmsServer::new(service));
    tokio::spawn(server.serve_with_incoming(TcpListenerStream::new(listener)));
    Endpoint::try_from(url).unwrap()
}

async fn client(service: impl Kms) -> KmsClient<Channel> {
    KmsClient::new(listening(service).await.connect().await.unwrap())
}

async fn describe(client: &mut KmsClient<Channel>, key_id: &str) -> Result<Key, Status> {
    let request = DescribeKeyRequest { key_id: key_id.to_owned() };
    client.describe_key(request).await.map(Response::into_inner)
}

/// What arrives where this is sent.
async fn sent(status: impl Into<Status>) -> Status {
    describe(&mut client(Fails(status.into())).await, "key-1").await.unwrap_err()
}

fn received(status: &Status) -> Received {
    decode(status).unwrap()
}

#[tokio::test]
async fn a_key_is_made_and_described() {
    let mut client = client(Keys::default()).await;
    let status = describe(&mut client, "key-1").await.unwrap_err();
    assert_eq!(status.code(), Code::NotFound);
    assert_eq!(received(&status).code, ErrorCode::ForbiddenKeyNotFound);

    let key = Key { key_id: "key-1".to_owned(), description: String::new() };
    let status = client.create_key(key.clone()).await.unwrap_err();
    assert_eq!(received(&status).code, ErrorCode::MissingParameter);

    let key = Key { description: "mine".to_owned(), ..key };
    client.create_key(key.clone()).await.unwrap();
    assert_eq!(describe(&mut client, "key-1").await.unwrap(), key);
}

#[tokio::test]
async fn a_row_that_cannot_be_read_is_the_services_fault() {
    let rows = Mutex::new([("key-1".to_owned(), SECRET.into())].into());
    let status = describe(&mut client(Keys(rows)).await, "key-1").await.unwrap_err();
    assert_eq!(status.code(), Code::Internal);
    assert_eq!(received(&status).code, ErrorCode::InternalFailure);
}

#[tokio::test]
async fn message_parameters_and_ids_arrive() {
    let status = sent(ErrorCode::missing_parameter("KeyId").with_request_id("id-1")).await;
    assert_eq!(status.code(), Code::InvalidArgument);
    let error = received(&status);
    assert_eq!(error.code, ErrorCode::MissingParameter);
    assert_eq!(error.status, 400);
    assert_eq!(error.message, "The parameter \"KeyId\" is needed but not provided.");
    assert_eq!(error.member("parameter_name"), Some("KeyId"));
    assert_eq!(error.param("parameter_name"), Some(&Value::from("KeyId")));
    assert_eq!(error.request_id.as_deref(), Some("id-1"));
    let info = status.get_details_error_info().unwrap();
    assert_eq!((&*info.reason, &*info.domain), ("MissingParameter", "KMS"));

    let made_up = received(&sent(Plain::RejectedDisabled).await).request_id.unwrap();
    assert_eq!((made_up.len(), made_up.matches('-').count()), (36, 4), "{made_up}");
}

#[tokio::test]
async fn every_code_of_the_table_arrives_as_itself() {
    for &code in ErrorCode::ALL {
        let status = Status::from(Error::documented(code));
        let error = received(&status);
        assert_eq!((error.code.known(), error.status), (Some(code), code.status()));
        assert_eq!(error.message, code.message());
        assert_eq!(error.members, []);
    }
}

#[tokio::test]
async fn the_time_to_wait_arrives_where_there_is_one() {
    let busy = Error::from(Plain::ServiceUnavailableTemporary);
    let status = sent(busy.with_retry_after(7)).await;
    assert_eq!(status.code(), Code::Unavailable);
    assert_eq!(retry_after(&status), Some(Duration::from_secs(7)));
    assert_eq!(retry_after(&sent(Plain::ServiceUnavailableTemporary).await), None);
}

#[tokio::test]
async fn no_text_of_a_foreign_error_is_sent() {
    let foreign = Failure::from(io::Error::other(SECRET));
    let with_a_source = Error::from(Plain::RejectedDisabled).with_source(SECRET);
    for status in [Status::from(foreign), with_a_source.into()] {
        for status in [status.clone(), sent(status).await] {
            let secret = SECRET.as_bytes();
            assert!(!status.details().windows(secret.len()).any(|text| text == secret));
            assert!(!format!("{status} {status:?}").contains(SECRET), "{status:?}");
        }
    }
}

#[tokio::test]
async fn a_code_that_is_newer_than_the_client_is_survived() {
    let members = [("a", "1"), ("b", "2")].map(|(name, value)| (name.to_owned(), value.to_owned()));
    let details = ErrorDetails::with_error_info("Rejected.New", "KMS", members.clone());
    let status = sent(Status::with_error_details(Code::ResourceExhausted, "m", details)).await;
    let error = received(&status);
    assert_eq!((error.code.known(), error.code.as_str()), (None, "Rejected.New"));
    assert_eq!((error.status, &*error.message, error.request_id.as_deref()), (429, "m", None));
    assert_eq!(error.members, members);
}

#[tokio::test]
async fn a_status_of_somebody_else_is_no_error_of_the_table() {
    let read = async |status: Status| decode::<ErrorCode>(&sent(status).await).unwrap_err();
    let details = ErrorDetails::with_error_info("MissingParameter", "other.example", []);
    let foreign = Status::with_error_details(Code::InvalidArgument, "m", details);
    for status in [Status::unimplemented("no"), foreign] {
        let members = vec!["type.googleapis.com/google.rpc.ErrorInfo".to_owned()];
        assert_eq!(read(status).await, DecodeError::Missing { members });
    }
    let broken = Status::with_details(Code::Internal, "m", vec![0xff; 9].into());
    assert!(matches!(read(broken).await, DecodeError::Syntax(_)));
}

#[tokio::test]
async fn a_long_text_is_cut_so_that_the_error_arrives() {
    for text in ["x", "密"] {
        let long = text.repeat(100_000);
        let params = ["a", "b", "c"].map(|name| (name, Value::from(long.clone())));
        let error = Error::from_template(ErrorCode::InvalidParameter, "{a} {b} {c}", params);
        let status = error.with_request_id("x".repeat(128)).into();
        // What some clients take at most, where nobody set it.
        let channel = listening(Fails(status)).await.http2_max_header_list_size(8 * 1024);
        let mut client = KmsClient::new(channel.connect().await.unwrap());
        let error = received(&describe(&mut client, "key-1").await.unwrap_err());
        assert_eq!(error.code, ErrorCode::InvalidParameter);
        for (shown, most) in [("a", 341), ("b", 341), ("c", 341), ("message", 1_024)] {
            let shown = error.member(shown).unwrap_or(&error.message);
            assert!(long.starts_with(shown.strip_suffix('…').unwrap()), "{shown}");
            assert!((most - 3..=most).contains(&shown.len()), "{}", shown.len());
        }
    }
}
