//! `cargo run -p benches` prints what errspec costs on this machine.
//!
//! The compiler is measured as it runs in a build script: at opt-level 0, which
//! is this command's own profile. Times are medians, of CPU where a process can
//! be told apart, else of the wall clock.
#![forbid(unsafe_code)]

mod compiler;
mod rustc;
mod table;

fn main() {
    if !cfg!(debug_assertions) {
        eprintln!("measured in release: build scripts run at opt-level 0, so leave --release out");
    }
    // A child that measures its own memory.
    if let Some(codes) = std::env::args().nth(1).and_then(|codes| codes.parse().ok()) {
        compiler::compile_once(codes);
        return;
    }
    compiler::report();
    rustc::report();
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
