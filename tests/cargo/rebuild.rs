//! What an edit makes Cargo do, driven through Cargo itself.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::checkout::{Checkout, Run, RunExt};

const OUTPUTS: [&str; 4] = ["lib.rs", "errors.rs", "ERRORS.md", "errors.json"];

fn built(name: &str) -> Checkout {
    let checkout = Checkout::new(name);
    checkout.cargo("build").succeeds();
    checkout.cargo("build").compiles(&[]);
    checkout
}

fn generated(checkout: &Checkout) -> [String; 4] {
    OUTPUTS.map(|output| checkout.read(&format!("generated/{output}")))
}

/// The row of the README's tour.
fn new_row() -> String {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md"));
    let readme = readme.unwrap();
    let (_, row) = readme.split_once("```toml\n").unwrap();
    let (row, _) = row.split_once("```").unwrap();
    row.lines().map(|line| line.trim().to_owned() + "\n").collect()
}

fn add_row(checkout: &Checkout) {
    let spec = checkout.read("spec/errors.toml");
    checkout.write("spec/errors.toml", &format!("{spec}\n{}", new_row()));
}

#[test]
fn a_new_row_is_used_downstream_in_one_build_and_the_next_compiles_nothing() {
    let checkout = built("new_row");
    checkout.cargo("run -p quickstart").succeeds();
    add_row(&checkout);
    checkout.edit(
        "examples/quickstart/src/main.rs",
        "Some(\"key-1\") =>",
        "Some(\"used\") => Err(ErrorCode::rejected_key_in_use(\"a bucket\")),\n        Some(\"key-1\") =>",
    );
    checkout.edit("examples/quickstart/src/main.rs", "[None,", "[None, Some(\"used\"),");
    let run = checkout.cargo("run -p quickstart").compiles(&["kms-errors", "quickstart"]);
    let sent = r#""Code":"Rejected.KeyInUse","Message":"The key is used by \"a bucket\".""#;
    assert!(run.stdout.contains(sent), "{}", run.stdout);
    checkout.cargo("build -p quickstart").compiles(&[]);
}

#[test]
fn two_profiles_build_at_once_and_do_not_rebuild_each_other() {
    let checkout = built("profiles");
    checkout.cargo("build --release").succeeds();
    let files = || fs::read_dir(checkout.dir.join("generated")).unwrap().count();
    let before = files();
    add_row(&checkout);
    // Cargo locks the folder of a profile: both scripts write generated/ at the same time.
    std::thread::scope(|scope| {
        let builds =
            ["build", "build --release"].map(|build| scope.spawn(|| checkout.cargo(build)));
        for build in builds {
            build.join().unwrap().compiles(&["kms-errors"]);
        }
    });
    assert_eq!(files(), before, "no temporary file stays");
    assert!(checkout.read("generated/errors.rs").contains("Rejected.KeyInUse"));
    checkout.cargo("build").compiles(&[]);
    checkout.cargo("build --release").compiles(&[]);
}

#[test]
fn a_build_for_another_target_has_the_row_too() {
    let checkout = built("target");
    let host = checkout.command("rustc").args(["--print", "host-tuple"]).run().succeeds();
    let build = format!("build --target {}", host.stdout.trim());
    checkout.cargo(&build).succeeds();
    add_row(&checkout);
    checkout.cargo(&build).compiles(&["kms-errors"]);
    checkout.cargo(&build).compiles(&[]);
    assert!(generated(&checkout).iter().skip(1).all(|text| text.contains("Rejected.KeyInUse")));
}

#[test]
fn what_was_compiled_with_other_features_is_not_taken_for_fresh() {
    let checkout = built("features");
    checkout.cargo("build --no-default-features").succeeds();
    add_row(&checkout);
    // Without the compiler this compiles the old outputs, after the edit.
    checkout.cargo("build --no-default-features").compiles(&["kms-errors"]);
    checkout.cargo("build").compiles(&["kms-errors"]);
    checkout.cargo("build --no-default-features").compiles(&["kms-errors"]);
    checkout.cargo("build").compiles(&[]);
    checkout.cargo("build --no-default-features").compiles(&[]);
}

#[test]
fn what_the_command_wrote_is_compiled_whatever_the_time_of_the_spec() {
    let checkout = Checkout::new("command");
    let spec = checkout.read("spec/errors.toml");
    let before = fs::metadata(checkout.dir.join("spec/errors.toml")).unwrap().modified().unwrap();
    checkout.write("spec/errors.toml", &format!("{spec}\n{}", new_row()));
    let file = fs::File::options().append(true).open(checkout.dir.join("spec/errors.toml"));
    file.unwrap().set_modified(before).unwrap();
    checkout.errspec("generate").succeeds();
    checkout.cargo("build").compiles(&["kms-errors"]);
    checkout.cargo("build").compiles(&[]);
}

#[test]
fn a_build_repairs_what_was_edited_or_deleted() {
    let checkout = built("repair");
    let before = generated(&checkout);
    for output in OUTPUTS {
        let path = format!("generated/{output}");
        checkout.write(&path, &(checkout.read(&path) + "\n// edited by hand\n"));
        checkout.cargo("build").compiles(&["kms-errors"]);
        assert!(generated(&checkout) == before, "{output}");
        checkout.cargo("build").compiles(&[]);
    }
    for output in &OUTPUTS[1..] {
        fs::remove_file(checkout.dir.join("generated").join(output)).unwrap();
        checkout.cargo("build").compiles(&["kms-errors"]);
        assert!(generated(&checkout) == before, "{output}");
        checkout.cargo("build").compiles(&[]);
    }

    fs::remove_dir_all(checkout.dir.join("generated")).unwrap();
    checkout.cargo("build").fails();
    checkout.errspec("generate").succeeds();
    assert!(generated(&checkout) == before, "the README's way out for lib.rs");
    checkout.cargo("build").succeeds();
    checkout.cargo("build").compiles(&[]);
}

#[test]
fn converted_line_ends_are_not_stale() {
    let checkout = built("crlf");
    for output in OUTPUTS {
        let path = format!("generated/{output}");
        checkout.write(&path, &checkout.read(&path).replace('\n', "\r\n"));
    }
    let before = generated(&checkout);
    checkout.cargo("build").succeeds();
    assert!(generated(&checkout) == before);
}

/// A file without the mark is somebody else's, and is not replaced.
const EDITED: &str = "<!-- @generated by errspec --> edited\n";

#[test]
fn a_check_writes_nothing_and_names_each_stale_file() {
    let checkout = built("check");
    let check = |checkout: &Checkout| {
        checkout.command("cargo").arg("build").env("ERRSPEC_CHECK", "1").run()
    };
    check(&checkout).succeeds();
    checkout.write("generated/ERRORS.md", EDITED);
    fs::remove_file(checkout.dir.join("generated/errors.json")).unwrap();
    let run = check(&checkout).fails(); // the variable alone makes the script run again
    assert!(run.stderr.contains("error: generated/ERRORS.md is stale"), "{}", run.stderr);
    assert!(run.stderr.contains("error: generated/errors.json is missing"), "{}", run.stderr);
    assert!(!run.stderr.contains("errors.rs"), "{}", run.stderr);
    assert_eq!(checkout.read("generated/ERRORS.md"), EDITED);
    checkout.cargo("build").succeeds();
    check(&checkout).succeeds();
    checkout.write("generated/ERRORS.md", EDITED);
    check(&checkout).fails();
}

#[test]
fn outputs_in_out_dir_are_always_written() {
    let checkout = Checkout::new("out_dir");
    fs::write(checkout.dir.parent().unwrap().join(".cargo-ok"), "").unwrap();
    let mut cargo = checkout.command("cargo");
    let run = cargo.args(["run", "-p", "own_table"]).env("ERRSPEC_CHECK", "1").run().succeeds();
    assert!(run.stdout.starts_with("404 order.not_found: There is no order 7.\n"));
}

#[test]
fn diagnostics_are_coloured_unless_the_environment_says_no() {
    let checkout = Checkout::new("colour");
    checkout.edit("spec/errors.toml", "status = 404", "status = 200");
    let build = |name: &str, value: &str| {
        let mut cargo = checkout.command("cargo");
        cargo.arg("build").env("CARGO_TERM_COLOR", "always").env(name, value);
        // Cargo's own lines have colours too.
        let stderr = cargo.run().fails().stderr;
        stderr.lines().any(|line| line.contains("invalid-status") && line.contains("\u{1b}["))
    };
    assert!(build("TERM", "xterm"));
    assert!(!build("NO_COLOR", "1"));
    assert!(!build("CARGO_TERM_COLOR", "never"));
}

#[test]
fn a_broken_spec_stops_the_build_with_its_place_and_writes_nothing() {
    let checkout = built("broken");
    let before = generated(&checkout);
    checkout.edit("spec/errors.toml", "status = 404", "status = \"404\"");
    checkout.edit("spec/errors.toml", "status = 403", "status = 200");
    let run = checkout.cargo("build").fails();
    for line in [
        "error[wrong-type]: `status` must be an integer",
        "error[invalid-status]: 200 is not the status of an error",
        "--> spec/errors.toml:",
        "error: 2 errors",
    ] {
        assert!(run.stderr.contains(line), "{line}\n{}", run.stderr);
    }
    assert!(run.stderr.contains("(exit status: 1)"), "{}", run.stderr);
    assert!(!run.stderr.contains("--- stdout"), "{}", run.stderr);
    assert!(generated(&checkout) == before);
}

#[test]
fn a_build_refuses_what_breaks_what_is_published() {
    let checkout = built("published");
    checkout.errspec("release").succeeds();
    checkout.edit("spec/errors.toml", "# The common", "# These common");
    checkout.cargo("build").succeeds();
    checkout.cargo("build").compiles(&[]);
    checkout.edit(
        "spec/errors.toml",
        "code = \"Rejected.Disabled\"\nstatus = 409",
        "code = \"Rejected.Disabled\"\nstatus = 403",
    );
    let run = checkout.cargo("build").fails();
    let message = "error[status-changed]: `Rejected.Disabled` had status 409 and has 403 now, and it is published";
    assert!(run.stderr.contains(message), "{}", run.stderr);
    checkout.edit("spec/errors.lock", "Rejected.Disabled 409", "Rejected.Disabled 403");
    checkout.cargo("build").succeeds();
}

#[test]
fn errors_can_be_told_to_cargo_line_by_line() {
    let checkout = Checkout::new("cargo_errors");
    checkout.edit("build.rs", ".run()", ".cargo_errors(true).run()");
    checkout.edit("spec/errors.toml", "status = 404", "status = 200");
    checkout.edit("spec/errors.toml", "status = 403", "status = 300");
    let run = checkout.cargo("build").fails();
    for status in [200, 300] {
        let line = format!("error[invalid-status]: {status} is not the status of an error; write");
        let told = |found: &str| found.starts_with("error: kms-errors") && found.contains(&line);
        assert!(run.stderr.lines().any(told), "{}", run.stderr);
    }
}

#[test]
fn a_warning_of_the_spec_is_a_warning_of_the_build() {
    let checkout = built("warning");
    let text = "message = \"This AccessKey is not enabled.\"";
    checkout.edit("spec/errors.toml", text, "message = \"This AccessKey is not enabled\"");
    let run = checkout.cargo("build").succeeds();
    let warning = "warning[message-style]: the message has no final punctuation";
    assert!(run.stderr.contains(warning), "{}", run.stderr);
    // Who has seen it is reminded of it in a line.
    checkout.edit("spec/errors.toml", "\"Internal Failure.\"", "\"Internal failure.\"");
    let run = checkout.cargo("build").succeeds();
    let line = "spec/errors.toml: 1 warning (1 message-style); `errspec check` shows each";
    assert!(run.stderr.contains(line), "{}", run.stderr);
    assert!(!run.stderr.contains(warning), "{}", run.stderr);
    let mut all = checkout.command("cargo");
    all.args(["build", "--offline"]).env("ERRSPEC_WARN", "all");
    assert!(all.run().succeeds().stderr.contains(warning));
}

#[test]
fn trees_that_cargo_keeps_stay_as_they_are() {
    for (name, marker) in [
        ("vendored", "checkout/.cargo-checksum.json"),
        ("git_dependency", "checkout/.cargo-ok"),
        ("git_dependency_in_a_subfolder", ".cargo-ok"),
    ] {
        let checkout = Checkout::new(name);
        fs::write(checkout.dir.parent().unwrap().join(marker), "{}").unwrap();
        add_row(&checkout);
        let before = generated(&checkout);
        checkout.cargo("build").succeeds();
        assert!(generated(&checkout) == before, "{name}");
    }
}

#[test]
fn without_the_compiler_nothing_of_it_is_built_and_no_edit_reruns_the_script() {
    let checkout = Checkout::new("no_compiler");
    let run = checkout.cargo("build --no-default-features").succeeds();
    assert!(run.compiled().iter().all(|name| ["errspec", "kms-errors"].contains(name)));
    checkout.write("README.md", "edited\n");
    checkout.cargo("build --no-default-features").compiles(&[]);
}

#[test]
fn a_checkout_that_cannot_be_written_builds_while_it_is_up_to_date() {
    let checkout = built("read_only");
    let package = ReadOnly::of(&checkout);
    package.build().succeeds();
    add_row(&checkout);
    fs::copy(checkout.dir.join("spec/errors.toml"), package.dir.join("spec/errors.toml")).unwrap();
    let stale = package.build().fails();
    assert_eq!(stale.stdout, "");
    let sentence = "error: cannot write generated/errors.rs: Permission denied (os error 13); it \
                    is out of step with spec/errors.toml: make it writable and build again\n";
    assert_eq!(stale.stderr, sentence);
}

/// A package whose outputs cannot be written, and its compiled build script,
/// where every user can reach them.
struct ReadOnly {
    dir: PathBuf,
}

impl ReadOnly {
    fn of(checkout: &Checkout) -> Self {
        let dir = std::env::temp_dir().join(format!("errspec-read-only-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        for name in ["spec", "generated"] {
            Command::new("cp").arg("-a").arg(checkout.dir.join(name)).arg(&dir).run().succeeds();
        }
        fs::copy(build_script(checkout), dir.join("build-script")).unwrap();
        fs::set_permissions(dir.join("generated"), Permissions::from_mode(0o555)).unwrap();
        Self { dir }
    }

    /// Runs the build script as Cargo would. Root may write everywhere, so it
    /// runs as nobody then.
    fn build(&self) -> Run {
        let mut script = Command::new(self.dir.join("build-script"));
        script.current_dir(&self.dir).env("CARGO_MANIFEST_DIR", &self.dir);
        script.env("OUT_DIR", self.dir.join("out")).env_remove("ERRSPEC_CHECK");
        if fs::write(self.dir.join("generated/probe"), "").is_ok() {
            fs::remove_file(self.dir.join("generated/probe")).unwrap();
            script.uid(65534);
        }
        script.run()
    }
}

impl Drop for ReadOnly {
    fn drop(&mut self) {
        let _ = fs::set_permissions(self.dir.join("generated"), Permissions::from_mode(0o755));
        let _ = fs::remove_dir_all(&self.dir);
    }
}

/// The compiled build script of a checkout, as cargo reports it.
fn build_script(checkout: &Checkout) -> PathBuf {
    let run = checkout.cargo("build --message-format=json").succeeds();
    let messages = run.stdout.lines().map(serde_json::from_str::<serde_json::Value>);
    let script = messages.map(Result::unwrap).find_map(|message| {
        let ours = message["package_id"].as_str()?.ends_with("#kms-errors@0.1.0");
        let script = message["target"]["kind"][0] == "custom-build";
        (ours && script).then(|| message["filenames"][0].as_str().unwrap().into())
    });
    script.expect("the package has a build script")
}
