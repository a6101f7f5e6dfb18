//! What a build script spends on a table: errspec-codegen, against prost-build
//! for an enum of as many values and phf_codegen for a map. All at opt-level 0,
//! as build scripts run, and each run is a process of its own.

use std::process::Command;

use crate::median;
use crate::project::{Project, dependency};

const SIZES: [usize; 3] = [256, 2_048, 16_384];
const ROUNDS: usize = 5;

/// The source of a program that compiles one table, and its dependencies.
struct Way {
    name: &'static str,
    main: &'static str,
    dependencies: String,
}

fn ways() -> [Way; 3] {
    [
        Way {
            name: "errspec",
            main: include_str!("programs/errspec.rs"),
            dependencies: dependency("errspec-codegen", "codegen"),
        },
        Way {
            name: "prost-build",
            main: include_str!("programs/prost.rs"),
            // protox parses, so that nobody has to install protoc.
            dependencies: "prost-build = \"0.14\"\nprotox = \"0.9\"".to_owned(),
        },
        Way {
            name: "phf_codegen",
            main: include_str!("programs/phf.rs"),
            dependencies: "phf_codegen = \"0.14\"".to_owned(),
        },
    ]
}

pub fn report() {
    println!("a build script on a table: CPU us per code, and how many times errspec's");
    println!("{:>8} {:>12} {:>8} {:>6}", "codes", "", "us", "");
    let projects = ways().map(|way| (way.name, built(&way)));
    for codes in SIZES {
        let mut times = [const { Vec::new() }; 3];
        for _ in 0..ROUNDS {
            for (place, (_, project)) in projects.iter().enumerate() {
                let project = project.as_ref().ok();
                times[place].extend(project.and_then(|project| microseconds(project, codes)));
            }
        }
        let ours = times[0].clone();
        for ((name, project), times) in projects.iter().zip(times) {
            print!("{codes:>8} {name:>12}");
            match project {
                Err(reason) => println!(" {reason}"),
                Ok(_) if times.is_empty() || ours.is_empty() => println!(" not measured"),
                Ok(_) => {
                    let (time, ours) = (median(times), median(ours.clone()));
                    println!(" {:>8.1} {:>6.2}", time / codes as f64, time / ours);
                }
            }
        }
    }
    println!();
}

fn built(way: &Way) -> Result<Project, &'static str> {
    let manifest = format!("[dependencies]\n{}", way.dependencies);
    let files = [
        ("src/main.rs", way.main),
        ("src/process.rs", include_str!("programs/process.rs")),
        ("src/table.rs", include_str!("../table.rs")),
    ];
    let files = files.map(|(file, text)| (file.to_owned(), text.to_owned()));
    let project = Project::write(&format!("codegen-{}", way.name), &manifest, &files);
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
