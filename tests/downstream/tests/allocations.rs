//! What an error costs on its way out, in allocations, which repeat.

use errspec::{Templates, json, xml};
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

#[test]
fn a_message_that_tells_no_parameters_costs_none() {
    let templates = Templates::new("{a} is {b}.{case also}{a} is {b}, too.");
    for message in ["A is B", "A is B is C.", "A was B."] {
        assert_eq!(allocations(|| templates.read(message)), 0, "{message}");
    }
}
