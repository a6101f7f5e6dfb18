use std::collections::BTreeMap;

use kms_errors::ErrorCode;
use kms_server::Limits;

use crate::support::{LIST_KEYS, Service};

/// The counts of a page, by code and status.
fn counts(page: &str) -> BTreeMap<(String, String), u32> {
    let lines = page.lines().filter_map(|line| line.strip_prefix("kms_responses_total{"));
    let count = |line: &str| {
        let (labels, count) = line.split_once("} ").unwrap();
        let (code, status) = labels.split_once(',').unwrap();
        let value = |label: &str, name: &str| {
            let value = label.strip_prefix(name).and_then(|value| value.strip_prefix("=\""));
            value.and_then(|value| value.strip_suffix('"')).unwrap().to_owned()
        };
        ((value(code, "code"), value(status, "status")), count.parse().unwrap())
    };
    lines.map(count).collect()
}

#[tokio::test]
async fn responses_are_counted_by_labels_that_the_table_bounds() {
    let service = Service::of_keys(Limits::default()).await;
    for code in ErrorCode::ALL {
        service.get(&format!("KeyId=error:{code}")).await;
    }
    for n in 0..3 {
        service.get(LIST_KEYS).await;
        service.get(&format!("KeyId=error:Unknown{n}")).await;
        service.ask(&format!("GET /unknown/{n} HTTP/1.1")).await;
        service.ask(&format!("METHOD{n} / HTTP/1.1")).await;
        service.get(&format!("{LIST_KEYS}&KeyId=Code{n}&Format=Unknown{n}")).await;
    }

    let page = service.ask("GET /metrics HTTP/1.1").await;
    assert!(page.head.contains("content-type: application/openmetrics-text"), "{page:?}");
    let mut expected: BTreeMap<_, _> = ErrorCode::ALL
        .iter()
        .map(|code| ((code.to_string(), code.status().to_string()), 1))
        .collect();
    expected.insert((String::new(), "200".to_owned()), 6);
    for code in ["InvalidParameter", "ParseRequestParameterException", "UnsupportedHTTPMethod"] {
        let status = ErrorCode::from_code(code).unwrap().status();
        *expected.get_mut(&(code.to_owned(), status.to_string())).unwrap() += 3;
    }
    assert_eq!(counts(&page.body), expected);
}
