//! What a consumer gets from a registry.

use std::fs;

use crate::checkout::{Checkout, RunExt};

#[test]
fn a_consumer_from_a_registry_compiles_no_compiler() {
    let checkout = Checkout::new("package");
    let packages = "-p errspec -p errspec-codegen -p kms-errors";
    checkout.cargo(&format!("package --no-verify --allow-dirty {packages}")).succeeds();
    let unpacked = checkout.dir.join("unpacked");
    fs::create_dir_all(unpacked.join("consumer/src")).unwrap();
    for name in ["errspec", "errspec-codegen", "kms-errors"] {
        let archive = checkout.target().join(format!("package/{name}-0.1.0.crate"));
        let mut tar = checkout.command("tar");
        tar.arg("xzf").arg(archive).current_dir(&unpacked).run().succeeds();
    }
    let manifest = r#"
        [workspace]
        [package]
        name = "consumer"
        edition = "2024"
        [dependencies]
        kms-errors = "0.1"
        [patch.crates-io]
        errspec = { path = "../errspec-0.1.0" }
        errspec-codegen = { path = "../errspec-codegen-0.1.0" }
        kms-errors = { path = "../kms-errors-0.1.0" }
    "#;
    let main = r#"
        fn main() {
            print!("{}", kms_errors::ErrorCode::ForbiddenKeyNotFound.status());
        }
    "#;
    checkout.write("unpacked/consumer/Cargo.toml", manifest);
    checkout.write("unpacked/consumer/src/main.rs", main);
    let mut cargo = checkout.command("cargo");
    cargo
        .args(["run"])
        .env("CARGO_TARGET_DIR", unpacked.join("target"))
        .current_dir(unpacked.join("consumer"));
    let run = cargo.run().compiles(&["errspec", "kms-errors", "consumer"]);
    assert_eq!(run.stdout, "404");
}
