//! What the documents point at is there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(Path::new(ROOT).join(path)).unwrap()
}

/// The Markdown that people read here, but for what is generated.
fn documents() -> Vec<PathBuf> {
    let folders = ["", "docs", "spec", "codegen", "runtime", "import", "clients", "cli"];
    let files = folders.iter().flat_map(|folder| fs::read_dir(Path::new(ROOT).join(folder)));
    let paths = files.flatten().map(|file| file.unwrap().path());
    paths.filter(|path| path.extension().is_some_and(|extension| extension == "md")).collect()
}

/// Every other piece between backticks.
fn code_spans(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// Where links lead, but for those that a fence shows.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let rests = text.split("```").step_by(2).flat_map(|prose| prose.split("](").skip(1));
    rests.filter_map(|rest| Some(rest.split_once(')')?.0))
}

#[test]
fn every_file_that_contributing_names_exists() {
    let contributing = read("CONTRIBUTING.md").replace("```", "");
    let is_path = |span: &&str| {
        let is_file = [".md", ".rs", ".toml", ".in"].iter().any(|end| span.ends_with(end));
        !span.contains(' ') && (span.contains('/') || is_file)
    };
    let paths: Vec<&str> = code_spans(&contributing).filter(is_path).collect();
    assert!(paths.len() > 50, "{paths:?}");
    for path in paths {
        assert!(Path::new(ROOT).join(path).exists(), "{path}");
    }
}

#[test]
fn every_promise_of_security_names_a_test_that_is_there() {
    let security = read("SECURITY.md");
    let cells = security.lines().filter_map(|line| line.strip_suffix(" |")?.rsplit_once(" | "));
    let held_by =
        cells.map(|(_, held_by)| held_by).filter(|cell| !matches!(*cell, "held by" | "---"));
    let mut count = 0;
    for held_by in held_by {
        let mut tests = Vec::new();
        for span in code_spans(held_by) {
            if !span.ends_with(".rs") {
                tests.push(span);
                continue;
            }
            let file = read(span);
            for test in tests.drain(..) {
                assert!(file.contains(&format!("fn {test}(")), "{test} in {span}");
                count += 1;
            }
        }
        assert!(tests.is_empty() && held_by.ends_with(".rs`"), "{held_by}");
    }
    assert!(count > 20, "{count}");
}

#[test]
fn contributing_names_the_steps_of_ci() {
    let ci = read(".ci/run");
    let (_, steps) = ci.split_once("\nsteps=(").unwrap();
    let (steps, _) = steps.split_once(')').unwrap();
    let contributing = read("CONTRIBUTING.md");
    let (_, named) = contributing.split_once("Its steps run one by one").unwrap();
    let (named, _) = named.split_once("\n\n").unwrap();
    let named = code_spans(named).skip(1); // the command
    assert_eq!(named.collect::<Vec<_>>(), steps.split(' ').collect::<Vec<_>>());
}

#[test]
fn every_link_to_a_file_leads_to_one() {
    let mut count = 0;
    for document in documents() {
        let text = fs::read_to_string(&document).unwrap();
        for link in links(&text) {
            let (path, _) = link.split_once('#').unwrap_or((link, ""));
            if path.contains("://") || path.is_empty() {
                continue;
            }
            count += 1;
            let target = document.with_file_name(path);
            assert!(target.exists(), "{}: {path}", document.display());
        }
    }
    assert!(count > 30, "{count}");
}

/// The generated crate, a new one and their pages name what the runtime can do.
#[test]
fn every_feature_of_the_runtime_is_named_where_a_user_looks() {
    let manifest = read("runtime/Cargo.toml");
    let (_, features) = manifest.split_once("[features]").unwrap();
    let (features, _) = features.split_once("\n[").unwrap();
    let lines = features.lines().filter(|line| !line.starts_with('#'));
    let features: Vec<&str> = lines.filter_map(|line| Some(line.split_once(" = ")?.0)).collect();
    assert!(features.len() > 8, "{features:?}");
    let template = "cli/src/new/template";
    for feature in features {
        for manifest in ["Cargo.toml", &format!("{template}/Cargo.toml.in")] {
            let line = format!("\n{feature} = [\"errspec/{feature}\"]\n");
            assert!(read(manifest).contains(&line), "{feature} in {manifest}");
        }
        let pages = ["README.md", "runtime/README.md", "runtime/src/lib.rs", "spec/README.md"];
        for page in pages.into_iter().chain([&*format!("{template}/README.md.in")]) {
            let text = read(page);
            let mut rows = text.lines().filter(|line| line.contains("| `"));
            let cell = |row: &str| row.split('|').nth(1).unwrap().contains(&format!("`{feature}`"));
            assert!(rows.any(cell), "{feature} in {page}");
        }
    }
}

/// In a crate that depends on the generated crate, and not on `errspec`.
#[test]
fn the_handler_of_the_readme_compiles() {
    let readme = read("README.md");
    let handler = readme.split("```rust\n").find(|block| block.contains("async fn describe_key"));
    let (handler, _) = handler.unwrap().split_once("```").unwrap();
    let (items, router) = handler.split_once("\nRouter::new()").unwrap();
    let main = format!(
        "{HANDLERS_SURROUNDINGS}{items}\nfn main() {{ let _: Router = Router::new(){router}; }}\n"
    );

    let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let folder = target.join("handler");
    fs::create_dir_all(folder.join("src")).unwrap();
    fs::write(folder.join("src/main.rs"), &main).unwrap();
    fs::write(folder.join("Cargo.toml"), HANDLERS_MANIFEST.replace("ROOT", ROOT)).unwrap();
    fs::copy(Path::new(ROOT).join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--quiet", "--offline"]).current_dir(folder);
    // Where cli/tests/new.rs has built most of it.
    let built = cargo.env("CARGO_TARGET_DIR", target.join("new")).output().unwrap();
    let errors = String::from_utf8_lossy(&built.stderr);
    assert!(built.status.success(), "{errors}{main}");
}

const HANDLERS_MANIFEST: &str = r#"
[package]
name = "handler"
edition = "2024"

[dependencies]
axum = "0.8"
kms-errors = { path = "ROOT", default-features = false, features = ["axum"] }
serde = { version = "1", features = ["derive"] }

[workspace]
"#;

/// What the README leaves to its reader.
const HANDLERS_SURROUNDINGS: &str = r#"
use axum::extract::Query;
use axum::middleware::from_fn;
use axum::routing::get;
use axum::Router;

#[derive(serde::Deserialize)]
struct Parameters {
    key_id: Option<String>,
}

#[derive(serde::Serialize)]
struct Key {}

mod store {
    pub async fn find(_: &str) -> std::io::Result<Option<super::Key>> {
        Ok(None)
    }
}

"#;
