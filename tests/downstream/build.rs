//! Compiles the good specs of codegen's tests and one more, as any crate would compile
//! its own.

use std::path::PathBuf;

use errspec_codegen::{Artifact, Builder, Error};

fn main() -> Result<(), Error> {
    let out_dir = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default());
    let golden = ["everything", "hostile", "long", "names", "smallest"];
    let golden = golden.map(|name| (name, format!("../../codegen/tests/artifacts/{name}.toml")));
    for (name, spec) in golden.into_iter().chain([("files", "files.toml".to_owned())]) {
        Builder::new(spec)
            .out_dir(out_dir.join(name))
            .artifacts([Artifact::ErrorsRs])
            .artifact("codes.txt", |catalog| {
                catalog.entries.iter().map(|entry| entry.code.clone() + "\n").collect()
            })
            .build()?;
    }
    Ok(())
}
