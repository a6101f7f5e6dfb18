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

/// A spec with this many codes.
pub fn spec(codes: usize) -> String {
    let mut spec = String::from("[catalog]\nname = \"Bench\"\n");
    for index in 0..codes {
        let _ = write!(
            spec,
            "\n[[error]]\ncode = \"{}\"\nstatus = {}\nmessage = '{}'\n",
            code(index),
            [400, 403, 409, 422][index % 4],
            message(index)
        );
    }
    spec
}

/// Every index gives another code.
fn code(index: usize) -> String {
    let (area, rest) = (AREAS[index % 8], index / 8);
    let (thing, rest) = (THINGS[rest % 16], rest / 16);
    let (owner, rest) = (THINGS[rest % 16], rest / 16);
    format!("{area}.{thing}{owner}{}", STATES[rest % 8])
}

fn message(index: usize) -> String {
    if index % 16 == 15 {
        format!("The parameter \"{{parameter_name}}\" of resource {index} is not valid.")
    } else {
        format!("The resource number {index} is in a state that does not allow this.")
    }
}
