//! Compiles this crate's table. Beside the Rust code it makes an artifact of its
//! own: the codes as a CSV table.

use errspec_codegen::{Artifact, Builder, Catalog};

fn main() -> std::process::ExitCode {
    Builder::new("spec/errors.toml")
        .artifacts([Artifact::ErrorsRs])
        .artifact("errors.csv", csv)
        .run()
}

fn csv(catalog: &Catalog) -> String {
    let rows = catalog.entries.iter();
    rows.map(|entry| format!("{},{}\n", entry.code, entry.status)).collect()
}
