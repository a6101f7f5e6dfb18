//! Compiles the tables of real services.

use std::path::PathBuf;
use std::{env, error};

use errspec_codegen::{Artifact, Builder};

const SERVICES: [&str; 7] = ["azure", "github", "google", "kms", "s3", "stripe", "sts"];

fn main() -> Result<(), Box<dyn error::Error>> {
    let out_dir = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    for name in SERVICES {
        Builder::new(format!("services/{name}.toml"))
            .out_dir(out_dir.join(name))
            .artifacts([Artifact::ErrorsRs])
            .build()?;
    }
    Ok(())
}
