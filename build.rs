//! spec/errors.toml in, generated/ out.

#[cfg(feature = "codegen")]
fn main() -> std::process::ExitCode {
    errspec_codegen::Builder::new("spec/errors.toml").out_dir("generated").run()
}

/// Without the compiler, `generated/` is taken as it was checked in.
#[cfg(not(feature = "codegen"))]
fn main() {
    println!("cargo::rerun-if-changed=spec/errors.toml");
}
