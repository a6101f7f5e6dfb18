//! What rustc spends on generated code, over what it spends on an empty crate.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use errspec_codegen::{Artifact, Artifacts, compile};

use crate::{median, table};

const CODES: usize = 2_048;
const PROFILES: [(&str, &[&str]); 3] = [
    ("check", &["--emit=metadata"]),
    ("debug", &["--emit=metadata,link", "-Cdebuginfo=2"]),
    ("release", &["--emit=metadata,link", "-Copt-level=3"]),
];

pub fn report() {
    let dir = std::env::temp_dir().join(format!("errspec-benches-{}", std::process::id()));
    println!("rustc on the crate of {CODES} codes, over an empty crate");
    println!("{:>8} {:>22} {:>10}", "profile", "CPU ms per 1,000 codes", "peak MB");
    match measure(&dir) {
        Some(()) => {}
        None => println!("not measured: it needs rustc, GNU time, and a built runtime"),
    }
    let _ = fs::remove_dir_all(dir);
}

fn measure(dir: &Path) -> Option<()> {
    fs::create_dir_all(dir).ok()?;
    let (catalog, _) = compile(&table::spec(CODES));
    let artifacts = Artifacts::of(&catalog?, &[Artifact::LibRs, Artifact::ErrorsRs]);
    errspec_codegen::write(&artifacts, dir, None).ok()?;
    fs::write(dir.join("empty.rs"), "#![no_std]\n").ok()?;
    let runtime = build_runtime(dir)?;
    for (profile, flags) in PROFILES {
        let mut over_empty = Vec::new();
        let mut peak: f64 = 0.0;
        for _ in 0..5 {
            let (empty, _) = rustc(dir, "empty.rs", &runtime, flags)?;
            let (full, memory) = rustc(dir, "lib.rs", &runtime, flags)?;
            over_empty.push((full - empty) * 1e3 / (CODES as f64 / 1e3));
            peak = peak.max(memory);
        }
        println!("{profile:>8} {:>22.0} {peak:>10.0}", median(over_empty));
    }
    Some(())
}

/// The runtime as rustc will link it.
fn build_runtime(dir: &Path) -> Option<PathBuf> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/Cargo.toml");
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--quiet", "--manifest-path"]).arg(manifest);
    cargo.arg("--target-dir").arg(dir.join("target"));
    cargo.status().ok()?.success().then(|| dir.join("target/debug/liberrspec.rlib"))
}

/// CPU seconds and peak memory in MB of one rustc, as GNU time tells them.
fn rustc(dir: &Path, file: &str, runtime: &Path, flags: &[&str]) -> Option<(f64, f64)> {
    let mut time = Command::new("time");
    time.args(["--quiet", "--format=%U %S %M", "rustc", "--edition=2024", "--crate-type=lib"]);
    time.arg(dir.join(file)).arg("--out-dir").arg(dir.join("out")).args(flags);
    time.arg("--extern").arg(format!("errspec={}", runtime.display()));
    let output = time.output().ok()?;
    if !output.status.success() {
        return None;
    }
    let stderr = String::from_utf8(output.stderr).ok()?;
    let mut figures = stderr.lines().last()?.split(' ').map(str::parse::<f64>);
    let (user, system, memory) =
        (figures.next()?.ok()?, figures.next()?.ok()?, figures.next()?.ok()?);
    Some((user + system, memory / 1024.0))
}
