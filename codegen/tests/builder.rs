//! What a build script can ask for, and what it cannot.

use errspec_codegen::{Artifact, Builder};

const SPEC: &str = "tests/artifacts/smallest.toml";

fn out_dir(name: &str) -> std::path::PathBuf {
    let dir = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("builder").join(name);
    let _ = std::fs::remove_dir_all(&dir);
    dir
}

#[test]
fn it_makes_the_artifacts_that_it_was_asked_for() {
    let dir = out_dir("asked_for");
    let builder = Builder::new(SPEC)
        .out_dir(&dir)
        .artifacts([Artifact::ErrorsJson])
        .artifact("codes.txt", |catalog| catalog.entries[0].code.clone());

    let first = builder.build().unwrap();
    let second = builder.build().unwrap();

    assert_eq!((first.written.len(), second.written.len()), (2, 0));
    let files = std::fs::read_dir(&dir).unwrap().map(|file| file.unwrap().file_name());
    let mut files: Vec<_> = files.map(|name| name.into_string().unwrap()).collect();
    files.sort();
    assert_eq!(files, ["codes.txt", "errors.json"]);
    assert_eq!(std::fs::read_to_string(dir.join("codes.txt")).unwrap(), "A");
}

#[test]
fn an_artifact_is_a_plain_file_with_a_name_of_its_own() {
    for name in ["", ".", "..", "../x", "a/b", "/etc/x", "errors.rs"] {
        let dir = out_dir("names");
        let error = Builder::new(SPEC).out_dir(&dir).artifact(name, |_| String::new()).build();
        let sentence = error.unwrap_err().to_string();
        assert!(sentence.starts_with("error: an artifact cannot be named"), "{sentence}");
        assert!(!dir.exists(), "{name}");
    }
}

#[test]
fn a_spec_that_is_not_there_is_one_sentence() {
    let error = Builder::new("nope.toml").out_dir(out_dir("nope")).build().unwrap_err();
    assert_eq!(error.to_string(), "error: there is no file nope.toml");
    assert!(error.report().is_none());
}
