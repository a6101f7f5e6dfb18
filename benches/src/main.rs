//! What errspec costs on this machine.
//!
//! * `cargo run -p benches` measures the compiler as it runs in a build script:
//!   at opt-level 0, which is this command's own profile.
//! * `cargo run -p benches -- rustc` measures what rustc spends on the result,
//!   against strum with thiserror and phf with `match`; `-- codegen` a build script
//!   against prost-build and phf_codegen; `-- cold` a build from nothing; `-- edit`
//!   one from an edited message on.
//! * `cargo run --release -p benches -- wire` measures encoding, decoding and
//!   serving against what a person would write by hand.
//! * `cargo run --release -p benches -- breaking` measures `errspec breaking`.
//! * `cargo run --release -p benches -- lookup` measures the way from a text to
//!   its code against `match`, strum, phf, hashify and a hash map;
//!   `-- lookup-instructions` counts instructions under callgrind, and `-- size`
//!   what a table adds to a program. The first run compiles a crate for each.
//! * `cargo run -p benches -- gate` exits 1 where errspec's instructions, bytes or
//!   relocations are beyond their limits.
//! * `benches/table` runs them all and prints the table of the README.
//!
//! Peers are dependencies of crates that a benchmark writes, never of this one.
//! Times are medians, of CPU where a process can be told apart, else of the wall
//! clock; ratios are of runs that take turns.
#![forbid(unsafe_code)]

use std::process::ExitCode;

mod breaking;
mod codegen;
mod cold;
mod compiler;
mod cost;
mod edit;
mod lookup;
mod peers;
mod project;
mod rustc;
mod serving;
mod table;
mod wire;

fn main() -> ExitCode {
    match std::env::args().nth(1).as_deref() {
        Some("breaking") => breaking::report(),
        Some("codegen") => codegen::report(),
        Some("cold") => cold::report(),
        Some("edit") => edit::report(),
        Some("rustc") => rustc::report(),
        Some("lookup") => lookup::report(),
        Some("lookup-instructions") => lookup::instructions(),
        Some("size") => lookup::size(),
        Some("gate") => return lookup::gate(),
        Some("wire") => {
            wire::report();
            serving::report();
        }
        // A child that measures its own memory.
        Some(codes) => compiler::compile_once(
            codes.parse().expect("a command that is listed above, or nothing"),
        ),
        None => {
            if !cfg!(debug_assertions) {
                eprintln!("build scripts run at opt-level 0: leave --release out");
            }
            compiler::report();
        }
    }
    ExitCode::SUCCESS
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
