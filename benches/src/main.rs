//! What errspec costs on this machine.
//!
//! * `cargo run -p benches` measures the compiler as it runs in a build script, at
//!   opt-level 0: leave `--release` out.
//! * `cargo run -p benches -- rustc` measures what rustc spends on the result,
//!   against strum with thiserror and phf with `match`; `-- codegen` a build script
//!   against prost-build and phf_codegen; `-- cold` a build from nothing; `-- edit`
//!   one from an edited message on.
//! * `cargo run --release -p benches -- wire` measures encoding and
//!   decoding an error against what a person would write by hand, and `-- nested`
//!   one whose members are in objects and lists; `-- serving` whole responses;
//!   `-- breaking` the comparison of two specs, and `-- documents` what the documents of
//!   a table weigh.
//! * `cargo run -p benches -- lookup` measures the way from a text to its code
//!   against `match`, strum, phf, hashify and a hash map; `-- lookup-instructions`
//!   counts instructions under callgrind, and `-- size` what a table adds to a
//!   program. The first run compiles a crate for each.
//! * `cargo run -p benches -- gate` exits 1 where errspec's instructions, bytes or
//!   relocations, or the bytes of documents, are beyond their limits, and `-- growth` where the command takes
//!   much more than twice the instructions for twice as much of anything.
//! * `cargo run --release -p benches -- table` prints the table of docs/costs.md.
//!
//! Peers are dependencies of crates that a benchmark writes, never of this one.
//! Times are medians, of CPU where a process can be told apart, else of the wall
//! clock, of runs that take turns.
#![forbid(unsafe_code)]

use std::process::ExitCode;

mod breaking;
mod callgrind;
mod codegen;
mod cold;
mod compiler;
mod cost;
mod documents;
mod edit;
mod figures;
mod gate;
mod growth;
mod lookup;
mod markdown;
mod nested;
mod peers;
mod project;
mod rustc;
mod serving;
mod table;
mod wire;

use crate::figures::Figures;

/// A name as the command line takes it, and what it measures.
type Benchmark = (&'static str, fn() -> Figures);

const BENCHMARKS: &[Benchmark] = &[
    ("compiler", compiler::measure),
    ("breaking", breaking::measure),
    ("documents", documents::measure),
    ("rustc", rustc::measure),
    ("codegen", codegen::measure),
    ("cold", cold::measure),
    ("edit", edit::measure),
    ("lookup", lookup::measure),
    ("lookup-instructions", lookup::instructions::measure),
    ("size", lookup::size::measure),
    ("wire", wire::measure),
    ("nested", nested::measure),
    ("serving", serving::measure),
];

fn main() -> ExitCode {
    let command = std::env::args().nth(1);
    let command = command.as_deref().unwrap_or("compiler");
    if let Some((_, measure)) = BENCHMARKS.iter().find(|(name, _)| *name == command) {
        print!("{}", measure());
    } else if command == "table" {
        markdown::print();
    } else if command == "gate" {
        return gate::run();
    } else if command == "growth" {
        return growth::run(&std::env::args().nth(2).unwrap_or_default());
    } else if let Ok(codes) = command.parse() {
        compiler::compile_once(codes);
    } else {
        let names: Vec<&str> = BENCHMARKS.iter().map(|(name, _)| *name).collect();
        eprintln!("error: {command} is none of {}, gate, growth and table", names.join(", "));
        return ExitCode::from(2);
    }
    ExitCode::SUCCESS
}
