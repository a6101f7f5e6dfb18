//! What holds for any bytes. Each function panics where it does not.
//!
//! `tests/bounded.rs` tries a bounded number of inputs, and the targets in `fuzz/` as many
//! as there is time for: `cargo +nightly fuzz run spec`.
#![forbid(unsafe_code)]

pub mod bodies;
pub mod imports;
pub mod inputs;
pub mod specs;

/// A function that panics where something does not hold.
pub type Check = fn(&[u8]);

/// Every check, by the name of its target.
pub const CHECKS: &[(&str, Check)] = &[
    ("json", bodies::json),
    ("xml", bodies::xml),
    ("problem", bodies::problem),
    ("message", bodies::message),
    ("spec", specs::spec),
    ("fix", specs::fix),
    ("changes", specs::changes),
    ("csv", imports::csv),
    ("markdown", imports::markdown),
    ("json_table", imports::json),
    ("rust", imports::rust),
    ("errcodes", imports::errcodes),
    ("yaml", imports::yaml),
    ("traffic", imports::traffic),
];
