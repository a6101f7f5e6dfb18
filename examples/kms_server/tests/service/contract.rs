use kms_server::Limits;

use crate::support::Service;

#[tokio::test]
async fn what_no_operation_answered_is_answered_by_the_table() {
    let service = Service::of_keys(Limits::default()).await;

    let wrong_method = service.ask("PUT /?Action=ListKeys HTTP/1.1").await;
    assert_eq!((wrong_method.status, &*wrong_method.code()), (403, "UnsupportedHTTPMethod"));
    assert!(wrong_method.head.contains("allow: GET,HEAD,POST"), "{wrong_method:?}");

    let unknown_route = service.ask("GET /nope?Format=XML HTTP/1.1").await;
    assert!(unknown_route.is_xml());
    assert_eq!(unknown_route.code(), "ParseRequestParameterException");

    let panic = service.get("KeyId=panic:").await;
    assert_eq!((panic.status, &*panic.code()), (500, "InternalFailure"));
    assert!(!panic.body.contains("tester"), "{panic:?}");
    assert_eq!(service.get(crate::support::LIST_KEYS).await.status, 200);
}
