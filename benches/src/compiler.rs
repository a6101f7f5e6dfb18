//! What the compiler costs: time for each code, how that grows, and memory.

use std::process::Command;
use std::time::Instant;

use crate::figures::{Figures, Line, median};
use crate::table;

const SIZES: [usize; 4] = [32, 256, 2_048, 16_384];

pub fn measure() -> Figures {
    Figures {
        title: "compiler, TOML text to formatted artifacts",
        columns: &["ms", "us a code", "peak MB"],
        lines: SIZES.map(of).into(),
    }
}

fn of(codes: usize) -> Line {
    let spec = table::spec(codes);
    let runs = (0..if codes > 10_000 { 3 } else { 7 }).map(|_| {
        let start = Instant::now();
        let generated = errspec_codegen::generate(&spec);
        assert!(generated.artifacts.is_some(), "the table breaks no rule");
        start.elapsed().as_secs_f64() * 1e3
    });
    let time = median(runs.collect());
    let memory = peak_memory(codes).unwrap_or(f64::NAN);
    Line { codes, way: "errspec", values: Ok(vec![time, time * 1e3 / codes as f64, memory]) }
}

/// For a child process: compiles once and prints its peak memory in kB.
pub fn compile_once(codes: usize) {
    let generated = errspec_codegen::generate(&table::spec(codes));
    assert!(generated.artifacts.is_some(), "the table breaks no rule");
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    println!("{}", peak.unwrap_or_default().trim().trim_end_matches(" kB"));
}

/// Peak memory in MB, where the system tells.
fn peak_memory(codes: usize) -> Option<f64> {
    let this = std::env::current_exe().ok()?;
    let output = Command::new(this).arg(codes.to_string()).output().ok()?;
    let kilobytes: f64 = String::from_utf8(output.stdout).ok()?.trim().parse().ok()?;
    Some(kilobytes / 1024.0)
}
