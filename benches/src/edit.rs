//! From one edited message to a finished `cargo build`: errspec, where a build
//! script stands between, against files that a person would have edited.

use std::fs;

use crate::peers::Peer;
use crate::project::{Project, dependency};
use crate::{cost, median, table};

const SIZES: [usize; 2] = [32, 2_048];
const ROUNDS: usize = 7;

pub fn report() {
    println!("an edited message to a finished `cargo build`, and how many times it is errspec's");
    println!("{:>8} {:>28} {:>8} {:>6}", "codes", "the edited file", "CPU ms", "");
    for codes in SIZES {
        let packages = [
            ("errors.toml", spec(codes)),
            ("errors.rs, as generated", written_by_hand(Peer::Errspec, codes)),
            ("enum, strum and thiserror", written_by_hand(Peer::Strum, codes)),
            ("enum, phf and match", written_by_hand(Peer::Phf, codes)),
        ];
        let mut times = [const { Vec::new() }; 4];
        for round in 0..=ROUNDS {
            for (place, (_, package)) in packages.iter().enumerate() {
                let time = package.as_ref().and_then(|package| package.edit_and_build(round));
                // The first round compiles the dependencies too.
                times[place].extend(time.filter(|_| round > 0));
            }
        }
        let ours = times[0].clone();
        for ((name, _), times) in packages.iter().zip(times) {
            print!("{codes:>8} {name:>28}");
            if times.is_empty() || ours.is_empty() {
                println!(" not measured: it does not build here");
                continue;
            }
            let (time, ours) = (median(times), median(ours.clone()));
            println!(" {:>8.0} {:>6.2}", time * 1e3, ours / time);
        }
    }
    println!();
}

/// A package, and the file with the messages.
struct Package {
    project: Project,
    file: &'static str,
    text: String,
}

impl Package {
    /// CPU seconds of the build after an edit that no other round makes.
    fn edit_and_build(&self, round: usize) -> Option<f64> {
        let (first, second) = self.text.split_once("resource number 1 is")?;
        let edited = format!("{first}resource number {} is{second}", round + 2);
        fs::write(self.project.directory.join(self.file), edited).ok()?;
        cost::cpu(&self.project.cargo(["build"]))
    }
}

fn spec(codes: usize) -> Option<Package> {
    let manifest = format!(
        "[dependencies]\n{}\n[build-dependencies]\n{}",
        dependency("errspec", "runtime"),
        dependency("errspec-codegen", "codegen")
    );
    let script = "fn main() -> std::process::ExitCode {\n    \
                  errspec_codegen::Builder::new(\"errors.toml\").run()\n}\n";
    let root = "#[allow(dead_code)]\npub mod errors {\n    \
                include!(concat!(env!(\"OUT_DIR\"), \"/errors.rs\"));\n}\n";
    let files = [("build.rs", script), ("src/lib.rs", root)];
    let files = files.map(|(file, text)| (file.to_owned(), text.to_owned()));
    let project = Project::write(&format!("edit-spec-{codes}"), &manifest, &files).ok()?;
    Some(Package { project, file: "errors.toml", text: table::spec(codes) })
}

fn written_by_hand(peer: Peer, codes: usize) -> Option<Package> {
    let mut source = peer.whole(codes);
    let manifest = format!("[dependencies]\n{}", source.dependencies);
    let root = [("src/lib.rs".to_owned(), "pub mod peer;\n".to_owned())];
    let (file, text) = match peer {
        Peer::Errspec => ("src/errors.rs", source.files.pop()?.1),
        _ => ("src/peer.rs", source.files.pop()?.1),
    };
    let others = source.files.into_iter().map(|(file, text)| (format!("src/{file}"), text));
    let files: Vec<(String, String)> = root.into_iter().chain(others).collect();
    let name = format!("edit-{}-{codes}", peer.name());
    let project = Project::write(&name, &manifest, &files).ok()?;
    Some(Package { project, file, text })
}
