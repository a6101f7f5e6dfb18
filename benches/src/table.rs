//! A table like real ones, of any size: dotted CamelCase codes with shared
//! prefixes, and parameters in one row of sixteen.

use std::fmt::Write;

const AREAS: [&str; 8] =
    ["Forbidden", "Rejected", "Invalid", "Unsupported", "Expired", "Limit", "Locked", "Quota"];
const THINGS: [&str; 16] = [
    "Key", "Alias", "Token", "Volume", "Instance", "Network", "Bucket", "Policy", "Role", "User",
    "Group", "Snapshot", "Image", "Cluster", "Node", "Queue",
];
const STATES: [&str; 8] =
    ["Missing", "Disabled", "Deleted", "Pending", "Exceeded", "Damaged", "Foreign", "Stale"];
const OTHER_STATES: [&str; 8] =
    ["Unknown", "Rejected", "Expired", "Waiting", "Overflow", "Corrupt", "Missed", "Outdated"];

/// A spec with this many codes.
pub fn spec(codes: usize) -> String {
    spec_of(&self::codes(codes))
}

/// A spec with these codes.
pub fn spec_of(codes: &[String]) -> String {
    let mut spec = String::from("[catalog]\nname = \"Bench\"\n");
    for (index, code) in codes.iter().enumerate() {
        let _ = write!(
            spec,
            "\n[[error]]\ncode = \"{code}\"\nstatus = {}\nmessage = '{}'\n",
            status(index),
            message(index)
        );
    }
    spec
}

/// This many codes.
pub fn codes(count: usize) -> Vec<String> {
    (0..count).map(code).collect()
}

/// Every index below 16,384 gives another code. Neighbours differ in every part.
pub fn code(index: usize) -> String {
    code_of(index, &STATES)
}

/// Codes of the same make, none of which [`code`] gives.
pub fn other_code(index: usize) -> String {
    code_of(index, &OTHER_STATES)
}

fn code_of(index: usize, states: &[&str; 8]) -> String {
    let index = index * 6_827 % 16_384;
    let (area, rest) = (AREAS[index % 8], index / 8);
    let (thing, rest) = (THINGS[rest % 16], rest / 16);
    let (owner, rest) = (THINGS[rest % 16], rest / 16);
    format!("{area}.{thing}{owner}{}", states[rest % 8])
}

pub fn status(index: usize) -> u16 {
    [400, 403, 409, 422][index % 4]
}

pub fn message(index: usize) -> String {
    if index % 16 == 15 {
        format!("The parameter \"{{parameter_name}}\" of resource {index} is not valid.")
    } else {
        format!("The resource number {index} is in a state that does not allow this.")
    }
}
