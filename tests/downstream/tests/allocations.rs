//! What an error costs on its way out, in allocations, which repeat.

use errspec::{json, xml};
use kms_errors::{Error, Plain};

/// Allocations of one run, after another has warmed up what is made once.
fn allocations<T>(run: impl Fn() -> T) -> u64 {
    drop(run());
    allocation_counter::measure(|| drop(run())).count_total
}

#[test]
fn an_error_without_parameters_costs_at_most_two() {
    let error = Error::from(Plain::ForbiddenKeyNotFound).with_request_id("a request id");
    assert_eq!(allocations(|| Error::from(Plain::ForbiddenKeyNotFound)), 0);
    assert!(allocations(|| json::encode(&error)) <= 2);
    assert!(allocations(|| xml::encode(&error)) <= 2);
}
