//! Compiles the good specs of codegen's tests, two more, and the one of codegen's page,
//! as any crate would compile its own.

use std::path::PathBuf;
use std::{error, fs};

use errspec_codegen::{Artifact, Builder};

#[rustfmt::skip]
const STYLES: [&str; 9] = ["alibaba", "aws-json", "aws-query", "s3", "google", "azure", "stripe", "github", "problem"];

const PAGE: &str = "../../codegen/README.md";

fn main() -> Result<(), Box<dyn error::Error>> {
    let out_dir = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default());
    let golden = ["everything", "hostile", "long", "names", "smallest"];
    let golden = golden.map(|name| (name, format!("../../codegen/tests/artifacts/{name}.toml")));
    let own = ["files", "flat", "messages", "nested"].map(|name| (name, format!("{name}.toml")));
    let styles = STYLES.map(|name| (name, format!("styles/{name}.toml")));
    for (name, spec) in golden.into_iter().chain(own).chain(styles) {
        Builder::new(spec)
            .out_dir(out_dir.join(name))
            .artifacts([Artifact::ErrorsRs])
            .artifact("codes.txt", |catalog| {
                catalog.entries.iter().map(|entry| entry.code.clone() + "\n").collect()
            })
            .build()?;
    }
    println!("cargo::rerun-if-changed={PAGE}");
    let page = fs::read_to_string(PAGE)?;
    let spec = page.split("```").find_map(|block| block.strip_prefix("toml\n# spec/errors.toml\n"));
    fs::write(out_dir.join("page.toml"), spec.ok_or("the page shows no spec")?)?;
    Builder::new(out_dir.join("page.toml")).artifacts([Artifact::ErrorsRs]).build()?;
    Ok(())
}
