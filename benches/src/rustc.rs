//! What rustc spends on generated code, over what it spends on an empty crate,
//! against hand-written code that can do the same.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::cost;
use crate::figures::{Figures, take_turns};
use crate::peers::Peer;
use crate::project::Project;
use crate::table;

const PROFILES: [(&str, &[&str]); 3] = [
    ("check", &["--emit=metadata"]),
    ("debug", &["--emit=metadata,link", "-Cdebuginfo=2"]),
    ("release", &["--emit=metadata,link", "-Copt-level=3"]),
];
const PEERS: [(Peer, &str); 3] =
    [(Peer::Errspec, "errspec"), (Peer::Strum, "strum + thiserror"), (Peer::Phf, "phf + match")];
const SIZES: [usize; 3] = [256, 2_048, 16_384];
/// Beyond this many codes the peers take minutes.
const MOST_OF_PEERS: usize = 2_048;
const ROUNDS: usize = 5;

pub fn measure() -> Figures {
    let lines = SIZES.into_iter().flat_map(|codes| {
        let peers = if codes > MOST_OF_PEERS { &PEERS[..1] } else { &PEERS };
        let crates = peers.iter().map(|(peer, name)| (*name, Crate::of(*peer, codes)));
        take_turns(codes, ROUNDS, crates.collect(), |krate| krate.costs(codes))
    });
    Figures {
        title: "rustc on a table, over an empty crate: CPU ms per 1,000 codes, peak memory",
        columns: &["check", "debug", "release", "MB of debug"],
        lines: lines.collect(),
    }
}

/// A library whose dependencies are compiled.
struct Crate {
    project: Project,
    /// Options that name the dependencies.
    externs: Vec<String>,
}

impl Crate {
    fn of(peer: Peer, codes: usize) -> Result<Self, &'static str> {
        let source = peer.whole(&table::codes(codes));
        let files = source.files.into_iter().map(|(file, text)| (format!("src/{file}"), text));
        let roots = [("src/lib.rs", "#![no_std]\npub mod peer;\n"), ("empty.rs", "#![no_std]\n")];
        let roots = roots.map(|(file, text)| (file.to_owned(), text.to_owned()));
        let files: Vec<(String, String)> = files.chain(roots).collect();
        let name = format!("rustc-{}-{codes}", peer.name());
        let manifest = format!("[dependencies]\n{}", source.dependencies);
        let project =
            Project::write(&name, &manifest, &files).map_err(|_| "not measured: no place")?;
        let built = project.cargo(["check"]).status().is_ok_and(|status| status.success());
        let built = built && project.cargo(["build"]).status().is_ok_and(|status| status.success());
        if !built {
            return Err("not measured: its dependencies do not compile here");
        }
        let names = source.dependencies.lines().filter_map(|line| line.split(' ').next());
        let folder = project.target().join("debug/deps");
        let externs = names.filter_map(|name| {
            Some(format!("--extern={name}={}", newest(&folder, name)?.display()))
        });
        let externs = externs.chain([format!("-Ldependency={}", folder.display())]).collect();
        Ok(Self { project, externs })
    }

    fn costs(&self, codes: usize) -> Option<Vec<f64>> {
        let mut costs = Vec::new();
        for (_, flags) in PROFILES {
            costs.push(self.over_empty(flags)? * 1e6 / codes as f64);
        }
        let (_, debug) = PROFILES[1];
        costs.push(cost::peak_memory(&self.rustc("src/lib.rs", debug)).unwrap_or(f64::NAN));
        Some(costs)
    }

    /// CPU seconds over those of an empty crate.
    fn over_empty(&self, flags: &[&str]) -> Option<f64> {
        let empty = cost::cpu(&self.rustc("empty.rs", flags))?;
        Some(cost::cpu(&self.rustc("src/lib.rs", flags))? - empty)
    }

    fn rustc(&self, file: &str, flags: &[&str]) -> Command {
        let mut rustc = Command::new("rustc");
        rustc.args(["--edition=2024", "--crate-type=lib", "--out-dir=out"]).args(flags);
        rustc.args(&self.externs).arg(file).current_dir(&self.project.directory);
        rustc.stderr(Stdio::null());
        rustc
    }
}

/// The library of this name that was compiled last.
fn newest(folder: &Path, name: &str) -> Option<PathBuf> {
    let prefix = format!("lib{}-", name.replace('-', "_"));
    let files = fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path());
    let libraries = files.filter(|path| {
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        file.starts_with(&prefix) && file.ends_with(".rlib")
    });
    libraries.max_by_key(|path| path.metadata().and_then(|data| data.modified()).ok())
}
