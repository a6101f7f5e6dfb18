//! The generated crate and the runtime build where there is no `std`.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;

use crate::checkout::{Checkout, RunExt, scratch};

#[test]
fn the_generated_crate_needs_core_and_alloc_alone() {
    let checkout = Checkout::new("no_std");
    let sysroot = sysroot_without_std(&checkout);
    let build = |feature: &str| {
        let target = host(&checkout);
        let mut cargo = checkout.command("cargo");
        cargo
            .args(["build", "--lib", "--target", &target])
            .args(["--no-default-features", "--features", feature])
            .env("RUSTFLAGS", format!("--sysroot={}", sysroot.display()));
        cargo.run()
    };
    build("").succeeds();
    build("serde").succeeds();

    checkout.edit("generated/lib.rs", "mod errors;", "extern crate std;\nmod errors;");
    let run = build("").fails();
    assert!(run.stderr.contains("can't find crate for `std`"), "{}", run.stderr);
}

fn host(checkout: &Checkout) -> String {
    let run = checkout.command("rustc").args(["--print", "host-tuple"]).run().succeeds();
    run.stdout.trim().to_owned()
}

/// The toolchain's libraries, but for `std` and what comes with it. Build
/// scripts and macros are compiled for the host and still find all of them.
fn sysroot_without_std(checkout: &Checkout) -> PathBuf {
    let run = checkout.command("rustc").args(["--print", "target-libdir"]).run().succeeds();
    let libraries = PathBuf::from(run.stdout.trim());
    let sysroot = scratch().join("no_std/sysroot");
    let lib = sysroot.join("lib/rustlib").join(host(checkout)).join("lib");
    fs::create_dir_all(&lib).unwrap();
    for library in fs::read_dir(libraries).unwrap() {
        let library = library.unwrap();
        let name = library.file_name().into_string().unwrap();
        if ["libcore-", "liballoc-", "libcompiler_builtins-"]
            .iter()
            .any(|no_std| name.starts_with(no_std))
        {
            symlink(library.path(), lib.join(name)).unwrap();
        }
    }
    sysroot
}
