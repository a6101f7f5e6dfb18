//! What a build script's dependencies cost, built from nothing: CPU of
//! `cargo build` with a fresh target directory, every process counted.

use std::fs;
use std::process::Command;

use crate::figures::{Figures, take_turns};
use crate::project::{Project, dependency};
use crate::{cost, table};

const CODES: usize = 32;
const ROUNDS: usize = 3;

/// A package with a build script: its name, its build-dependencies, its `build.rs`.
type Package = (&'static str, String, &'static str);

fn packages() -> [Package; 3] {
    let prost = "prost-build = \"0.14\"";
    [
        (
            "errspec",
            dependency("errspec-codegen", "codegen"),
            "fn main() -> std::process::ExitCode {\n    \
             errspec_codegen::Builder::new(\"errors.toml\").run()\n}\n",
        ),
        (
            "prost-build",
            prost.to_owned(),
            // Without protoc there is nothing to compile: the script links what it would use.
            "fn main() {\n    let files = Default::default();\n    \
             prost_build::Config::new().compile_fds(files).unwrap();\n}\n",
        ),
        (
            "prost-build-protox",
            format!("{prost}\nprotox = \"0.9\""),
            "fn main() {\n    let files = protox::compile([\"table.proto\"], [\".\"]).unwrap();\n    \
             prost_build::Config::new().compile_fds(files).unwrap();\n}\n",
        ),
    ]
}

pub fn measure() -> Figures {
    let projects = packages().map(|package| (package.0, fetched(&package)));
    let lines = take_turns(CODES, ROUNDS, projects.into(), |project| {
        Some(vec![build_from_nothing(project)?])
    });
    Figures {
        title: "cargo build of a package with a build script, from nothing",
        columns: &["CPU s"],
        lines,
    }
}

/// The package, with its dependencies on this machine.
fn fetched((name, dependencies, script): &Package) -> Result<Project, &'static str> {
    let manifest = format!("[build-dependencies]\n{dependencies}");
    let proto = "syntax = \"proto3\";\npackage bench;\nenum ErrorCode { OTHER = 0; }\n";
    let files = [
        ("build.rs", (*script).to_owned()),
        ("src/lib.rs", String::new()),
        ("errors.toml", table::spec(CODES)),
        ("table.proto", proto.to_owned()),
    ];
    let files = files.map(|(file, text)| (file.to_owned(), text));
    let project = Project::write(&format!("cold-{name}"), &manifest, &files);
    let project = project.map_err(|_| "no place to build")?;
    let fetched = project.cargo(["fetch"]).status().is_ok_and(|status| status.success());
    if fetched { Ok(project) } else { Err("its dependencies cannot be had here") }
}

fn build_from_nothing(project: &Project) -> Option<f64> {
    let target = project.directory.join("fresh");
    let mut cargo: Command = project.cargo(["build", "--offline"]);
    let time = cost::cpu(cargo.env("CARGO_TARGET_DIR", &target));
    let _ = fs::remove_dir_all(target);
    time
}
