//! What a build script spends on a table: errspec-codegen, against prost-build
//! for an enum of as many values and phf_codegen for a map. All at opt-level 0,
//! as build scripts run, and each run is a process of its own.

use std::process::Command;

use crate::figures::{Figures, take_turns};
use crate::project::{Project, dependency};

const SIZES: [usize; 3] = [256, 2_048, 16_384];
const ROUNDS: usize = 5;

/// The source of a program that compiles one table, and its dependencies.
struct Program {
    name: &'static str,
    main: &'static str,
    dependencies: String,
}

fn programs() -> [Program; 3] {
    [
        Program {
            name: "errspec",
            main: include_str!("programs/errspec.rs"),
            dependencies: dependency("errspec-codegen", "codegen"),
        },
        Program {
            name: "prost-build",
            main: include_str!("programs/prost.rs"),
            // protox parses, so that nobody has to install protoc.
            dependencies: "prost-build = \"0.14\"\nprotox = \"0.9\"".to_owned(),
        },
        Program {
            name: "phf_codegen",
            main: include_str!("programs/phf.rs"),
            dependencies: "phf_codegen = \"0.14\"".to_owned(),
        },
    ]
}

pub fn measure() -> Figures {
    let lines = SIZES.into_iter().flat_map(|codes| {
        let projects = programs().map(|program| (program.name, built(&program)));
        take_turns(codes, ROUNDS, projects.into(), |project| {
            Some(vec![microseconds(project, codes)? / codes as f64])
        })
    });
    Figures {
        title: "a build script on a table",
        columns: &["CPU us a code"],
        lines: lines.collect(),
    }
}

fn built(program: &Program) -> Result<Project, &'static str> {
    let manifest = format!("[dependencies]\n{}", program.dependencies);
    let files = [
        ("src/main.rs", program.main),
        ("src/process.rs", include_str!("programs/process.rs")),
        ("src/table.rs", include_str!("../table.rs")),
    ];
    let files = files.map(|(file, text)| (file.to_owned(), text.to_owned()));
    let project = Project::write(&format!("codegen-{}", program.name), &manifest, &files);
    let project = project.map_err(|_| "not measured: no place to build")?;
    let built = project.cargo(["build"]).status().is_ok_and(|status| status.success());
    if built { Ok(project) } else { Err("not measured: it does not compile here") }
}

/// CPU time of one compilation, which the program tells.
fn microseconds(project: &Project, codes: usize) -> Option<f64> {
    let mut program = Command::new(project.program("debug"));
    let program = program.arg(codes.to_string()).current_dir(&project.directory);
    let output = program.output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}
