//! From one edited message to a finished `cargo build`: errspec, where a build
//! script stands between, against files that a person would have edited.

use std::fs;

use crate::figures::{Figures, take_turns};
use crate::peers::Peer;
use crate::project::{Project, dependency};
use crate::{cost, table};

const SIZES: [usize; 2] = [32, 2_048];
const ROUNDS: usize = 7;

pub fn measure() -> Figures {
    let lines = SIZES.into_iter().flat_map(|codes| {
        let packages = vec![
            ("errspec", spec(codes)),
            ("errors.rs by hand", written_by_hand(Peer::Errspec, codes)),
            ("strum + thiserror", written_by_hand(Peer::Strum, codes)),
            ("phf + match", written_by_hand(Peer::Phf, codes)),
        ];
        take_turns(codes, ROUNDS, packages, |package| Some(vec![package.edit_and_build()? * 1e3]))
    });
    Figures {
        title: "an edited message to a finished `cargo build`",
        columns: &["CPU ms"],
        lines: lines.collect(),
    }
}

/// A package, and the file with the messages.
struct Package {
    project: Project,
    file: &'static str,
    text: String,
    edits: usize,
}

impl Package {
    /// With its dependencies compiled.
    fn new(project: Project, file: &'static str, text: String) -> Result<Self, &'static str> {
        let mut package = Self { project, file, text, edits: 0 };
        package.edit_and_build().ok_or("it does not build here")?;
        Ok(package)
    }

    /// CPU seconds of the build after an edit that was not made before.
    fn edit_and_build(&mut self) -> Option<f64> {
        let (first, second) = self.text.split_once("resource number 1 is")?;
        self.edits += 1;
        let edited = format!("{first}resource number {} is{second}", self.edits + 1);
        fs::write(self.project.directory.join(self.file), edited).ok()?;
        cost::cpu(&self.project.cargo(["build"]))
    }
}

fn spec(codes: usize) -> Result<Package, &'static str> {
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
    let project = Project::write(&format!("edit-spec-{codes}"), &manifest, &files);
    Package::new(project.map_err(|_| "no place to build")?, "errors.toml", table::spec(codes))
}

fn written_by_hand(peer: Peer, codes: usize) -> Result<Package, &'static str> {
    let mut source = peer.whole(&table::codes(codes));
    let manifest = format!("[dependencies]\n{}", source.dependencies);
    let root = [("src/lib.rs".to_owned(), "pub mod peer;\n".to_owned())];
    let (file, text) = match peer {
        Peer::Errspec => ("src/errors.rs", source.files.remove(1).1),
        _ => ("src/peer.rs", source.files.remove(0).1),
    };
    let others = source.files.into_iter().map(|(file, text)| (format!("src/{file}"), text));
    let files: Vec<(String, String)> = root.into_iter().chain(others).collect();
    let name = format!("edit-{}-{codes}", peer.name());
    let project = Project::write(&name, &manifest, &files);
    Package::new(project.map_err(|_| "no place to build")?, file, text)
}
