//! Compiles the good specs of codegen's tests, some more, the one of codegen's page, and
//! random ones, as any crate would compile its own.

mod random_specs;

use std::path::{Path, PathBuf};
use std::{env, error, fs};

use errspec_codegen::{Artifact, Artifacts, Builder, compile};

#[rustfmt::skip]
const STYLES: [&str; 9] = ["alibaba", "aws-json", "aws-query", "s3", "google", "azure", "stripe", "github", "problem"];

/// How many random specs there are, where the environment does not say; `envelopes.rs`
/// compiles each.
const RANDOM_SPECS: u64 = 80;

const PAGE: &str = "../../codegen/README.md";

fn main() -> Result<(), Box<dyn error::Error>> {
    let out_dir = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
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
    write_random(&out_dir.join("random"))
}

/// Writes the random specs that break no rule, what they become, and their names. The
/// others are in `refused.txt`, for the test that wants them few.
fn write_random(folder: &Path) -> Result<(), Box<dyn error::Error>> {
    println!("cargo::rerun-if-env-changed=ERRSPEC_RANDOM_SPECS");
    let specs = env::var("ERRSPEC_RANDOM_SPECS").map_or(Ok(RANDOM_SPECS), |many| many.parse())?;
    fs::create_dir_all(folder)?;
    let (mut names, mut refused) = (Vec::new(), String::new());
    for seed in 0..specs {
        let spec = random_specs::spec(seed);
        let (catalog, report) = compile(&spec);
        let Some(catalog) = catalog else {
            refused += &format!("seed {seed}:\n{}", report.render("spec", &spec, false));
            continue;
        };
        let name = format!("seed_{seed}");
        let artifacts = Artifacts::of(&catalog, &[Artifact::ErrorsRs]);
        let rust = artifacts.get("errors.rs").ok_or("an artifact that was asked for")?;
        fs::write(folder.join(format!("{name}.rs")), rust)?;
        fs::write(folder.join(format!("{name}.toml")), spec)?;
        names.push(name);
    }
    fs::write(folder.join("tables.rs"), format!("tables!({});", names.join(", ")))?;
    fs::write(folder.join("refused.txt"), refused)?;
    Ok(())
}
