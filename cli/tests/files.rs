//! Files that are not what the command expects: other people's, pipes and links.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::{TempDir, tempdir};

const ROW: &str = "[[error]]\ncode = \"A\"\nstatus = 400\nmessage = \"It failed.\"\n";
const HEAD: &str = "[catalog]\nname = \"T\"\n\n";
const SPEC: &str =
    "[catalog]\nname = \"T\"\n\n[[error]]\ncode = \"A\"\nstatus = 400\nmessage = \"It failed.\"\n";

/// Far more than a command takes that does not wait for anything.
const PATIENCE: Duration = Duration::from_secs(20);

fn folder() -> TempDir {
    let dir = tempdir().unwrap();
    fs::write(dir.path().join("errors.toml"), SPEC).unwrap();
    dir
}

/// Runs the command, which must come to an end by itself.
#[track_caller]
fn errspec(dir: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_errspec"));
    command.args(arguments).current_dir(dir).stdin(Stdio::null());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let started = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if started.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("{arguments:?} hangs");
        }
        thread::sleep(Duration::from_millis(5));
    }
    child.wait_with_output().unwrap()
}

#[track_caller]
fn expect_refusal(output: &Output, sentence: &str) {
    let stderr = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!((output.status.code(), stderr), (Some(2), format!("error: {sentence}\n")));
}

#[track_caller]
fn expect_success(output: &Output) {
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

fn make_pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

fn is_pipe(path: &Path) -> bool {
    path.symlink_metadata().unwrap().file_type().is_fifo()
}

#[test]
fn what_is_not_utf_8_is_not_replaced() {
    let dir = folder();
    let latin_1 = b"pub fn mine() {} // caf\xe9\n";
    for (path, arguments) in [
        ("generated/lib.rs", &["generate"][..]),
        ("generated/errors.json", &["generate"]),
        ("site/index.html", &["docs", "--out", "site"]),
        ("errors.lock", &["release", "--major"]),
    ] {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, latin_1).unwrap();
        assert_eq!(errspec(dir.path(), arguments).status.code(), Some(2), "{arguments:?}");
        assert_eq!(fs::read(&path).unwrap(), latin_1);
        fs::remove_file(path).unwrap();
    }
}

#[test]
fn a_spec_is_not_replaced_by_its_lock() {
    let dir = folder();
    fs::rename(dir.path().join("errors.toml"), dir.path().join("spec.lock")).unwrap();
    let way_out =
        "the lock of this spec would have its name: give the spec another, such as errors.toml";
    let refused = errspec(dir.path(), &["release", "--major", "spec.lock"]);
    expect_refusal(&refused, &format!("cannot write spec.lock: {way_out}"));
    expect_refusal(&errspec(dir.path(), &["check", "spec.lock"]), &format!("spec.lock: {way_out}"));
    assert_eq!(fs::read_to_string(dir.path().join("spec.lock")).unwrap(), SPEC);

    fs::rename(dir.path().join("spec.lock"), dir.path().join("errors.toml")).unwrap();
    symlink("errors.toml", dir.path().join("errors.lock")).unwrap();
    assert_eq!(errspec(dir.path(), &["release", "--major"]).status.code(), Some(2));
    assert_eq!(fs::read_to_string(dir.path().join("errors.toml")).unwrap(), SPEC);
}

#[test]
fn a_pipe_among_the_files_holds_nothing_up() {
    let dir = folder();
    let path = |name: &str| dir.path().join(name);
    let is_a_pipe = "it is a pipe or a device, not a file";

    make_pipe(&path("errors.lock"));
    for command in ["check", "generate", "release"] {
        let sentence = format!("cannot read errors.lock: {is_a_pipe}");
        expect_refusal(&errspec(dir.path(), &[command]), &sentence);
    }
    assert_eq!(errspec(dir.path(), &["release", "--major"]).status.code(), Some(2));
    assert!(is_pipe(&path("errors.lock")));
    fs::remove_file(path("errors.lock")).unwrap();

    for folder in ["generated", "site", "site/errors"] {
        fs::create_dir(path(folder)).unwrap();
    }
    // Not ours, and of no language of the spec: it stays, and nobody reads it.
    make_pipe(&path("generated/ERRORS.de.md"));
    expect_success(&errspec(dir.path(), &["generate"]));
    make_pipe(&path("site/errors/gone.html"));
    expect_success(&errspec(dir.path(), &["docs", "--out", "site"]));

    for (output, arguments) in [
        ("generated/lib.rs", &["generate"][..]),
        ("site/index.html", &["docs", "--out", "site"]),
        ("site/llms.txt", &["docs", "--out", "site"]),
    ] {
        fs::remove_file(path(output)).unwrap();
        make_pipe(&path(output));
        assert_eq!(errspec(dir.path(), arguments).status.code(), Some(2), "{output}");
        assert!(is_pipe(&path(output)), "{output}");
        fs::remove_file(path(output)).unwrap();
        expect_success(&errspec(dir.path(), arguments));
    }
}

#[test]
fn a_spec_is_read_from_a_pipe_and_edited_only_in_a_file() {
    let dir = folder();
    let pipe = dir.path().join("pipe");
    make_pipe(&pipe);
    for arguments in [&["fmt", "pipe"][..], &["check", "--fix", "pipe"], &["serve", "pipe"]] {
        let sentence = "cannot read pipe: it is a pipe or a device, not a file";
        expect_refusal(&errspec(dir.path(), arguments), sentence);
        assert!(is_pipe(&pipe));
    }
    let writer = thread::spawn({
        let pipe = pipe.clone();
        move || fs::write(pipe, SPEC).unwrap()
    });
    expect_success(&errspec(dir.path(), &["check", "pipe"]));
    writer.join().unwrap();
}

#[test]
fn what_a_link_leads_to_is_replaced_and_the_link_stays() {
    let dir = folder();
    let path = |name: &str| dir.path().join(name);
    fs::create_dir(path("generated")).unwrap();
    fs::create_dir(path("elsewhere")).unwrap();
    let links = ["errors.lock", "generated/lib.rs", "generated/ERRORS.md"];
    fs::write(path("elsewhere/lib.rs"), "// @generated by errspec").unwrap();
    symlink("elsewhere/errors.lock", path("errors.lock")).unwrap(); // nothing is there yet
    symlink("../elsewhere/lib.rs", path("generated/lib.rs")).unwrap();
    symlink("../elsewhere/ERRORS.md", path("generated/ERRORS.md")).unwrap();

    expect_success(&errspec(dir.path(), &["release"]));
    expect_success(&errspec(dir.path(), &["generate"]));

    for link in links {
        assert!(path(link).is_symlink(), "{link}");
        let target = path("elsewhere").join(Path::new(link).file_name().unwrap());
        assert!(fs::read_to_string(&target).unwrap().len() > 100, "{link}");
    }
    expect_success(&errspec(dir.path(), &["generate", "--check"]));

    // By hand, and behind a link.
    fs::write(path("elsewhere/lib.rs"), "mine").unwrap();
    assert_eq!(errspec(dir.path(), &["generate"]).status.code(), Some(2));
    assert_eq!(fs::read_to_string(path("elsewhere/lib.rs")).unwrap(), "mine");
}

/// macOS has no such names.
#[cfg(target_os = "linux")]
#[test]
fn a_spec_whose_name_is_not_utf_8_has_its_lock_beside_it() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let dir = folder();
    let name = |bytes| dir.path().join(OsStr::from_bytes(bytes));
    fs::rename(dir.path().join("errors.toml"), name(b"caf\xe9.toml")).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_errspec"));
    let output = command.arg("release").arg(name(b"caf\xe9.toml")).output().unwrap();
    expect_success(&output);
    assert!(name(b"caf\xe9.lock").is_file());
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2);
}

/// Runs the command where a file may have at most 1 KiB. It is killed for a byte more,
/// or told so where it ignores that signal, as on a disk that is full.
fn errspec_limited(dir: &Path, signal: &str, arguments: &[&str]) -> Output {
    let script = format!("{signal} ulimit -c 0; ulimit -f 1; exec \"$0\" \"$@\"");
    let mut command = Command::new("bash");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_errspec")]).args(arguments);
    command.current_dir(dir).output().unwrap()
}

fn temporary_files(folder: &Path) -> usize {
    let names = fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name());
    names.filter(|name| name.to_string_lossy().ends_with(".tmp")).count()
}

#[test]
fn what_a_killed_run_left_is_removed_by_the_next() {
    let dir = tempdir().unwrap();
    let rows = (0..40).map(|n| ROW.replace("\"A\"", &format!("\"A{n}\"")).replace(" = ", "="));
    fs::write(dir.path().join("errors.toml"), HEAD.to_owned() + &rows.collect::<String>()).unwrap();
    for (folder, arguments) in [
        ("generated", &["generate"][..]),
        ("site", &["docs", "--out", "site"]),
        (".", &["fmt"]),
        (".", &["release", "--major"]),
        (".", &["export", "--to", "csv", "--out", "errors.csv"]),
    ] {
        let folder = dir.path().join(folder);
        let killed = errspec_limited(dir.path(), "", arguments);
        assert_eq!(killed.status.code(), None, "{arguments:?} {killed:?}");
        assert_eq!(temporary_files(&folder), 1, "{arguments:?}");
        expect_success(&errspec(dir.path(), arguments));
        assert_eq!(temporary_files(&folder), 0, "{arguments:?}");
    }
}

#[test]
fn where_no_more_can_be_written_everything_is_as_it_was() {
    let dir = folder();
    expect_success(&errspec(dir.path(), &["generate"]));
    let errors = dir.path().join("generated/errors.rs");
    let before = fs::read(&errors).unwrap();
    let edited = SPEC.replace("It failed.", "It did not work.");
    fs::write(dir.path().join("errors.toml"), edited).unwrap();

    let full = errspec_limited(dir.path(), "trap '' XFSZ;", &["generate"]);
    let sentence = "cannot write generated/errors.rs: File too large (os error 27)";
    expect_refusal(&full, sentence);
    assert_eq!(fs::read(&errors).unwrap(), before);
    assert_eq!(temporary_files(&dir.path().join("generated")), 0);
}

#[cfg(target_os = "linux")]
#[test]
fn a_depfile_names_files_whose_names_are_no_text() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let dir = folder();
    let name = OsStr::from_bytes(b"caf\xe9 $1.toml");
    fs::rename(dir.path().join("errors.toml"), dir.path().join(name)).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_errspec"));
    command.args(["generate", "--depfile", "d"]).arg(name).current_dir(dir.path());
    expect_success(&command.output().unwrap());
    let rule = fs::read(dir.path().join("d")).unwrap();
    let inputs = b"generated/errors.json: caf\xe9\\ $$1.toml\n";
    assert!(rule.ends_with(inputs), "{}", String::from_utf8_lossy(&rule));
}

#[test]
fn no_name_and_no_text_is_obeyed_by_a_terminal_or_a_log() {
    let dir = folder();
    let name = "\u{1b}[31m\n::error::a.toml";
    let text =
        "::warning::A ::warning::long one that goes on and on, far beyond the end, with more";
    fs::write(dir.path().join(name), SPEC.replace("It failed", text)).unwrap();
    for arguments in [&["check", "--format", "github"][..], &["explain", "A", "--spec"]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_errspec"));
        let output = command.args(arguments).arg(name).current_dir(dir.path()).output().unwrap();
        let printed = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(!printed.contains('\u{1b}'), "{printed}");
        let mut lines = printed.lines().map(str::trim_start);
        assert!(lines.all(|line| !line.starts_with("::") || line.starts_with("::warning file=")));
        assert!(printed.contains("warning::A") || arguments[0] == "check", "{printed}");
    }
}

#[test]
fn a_folder_that_is_read_only_is_said_to_be() {
    let dir = folder();
    let out = dir.path().join("generated");
    fs::create_dir(&out).unwrap();
    fs::set_permissions(&out, fs::Permissions::from_mode(0o555)).unwrap();
    let output = errspec(dir.path(), &["generate"]);
    // Whom no permission stops can write.
    if fs::write(out.join("probe"), "").is_ok() {
        expect_success(&output);
    } else {
        let sentence = "cannot write generated/lib.rs: Permission denied (os error 13)";
        expect_refusal(&output, sentence);
        assert_eq!(fs::read_dir(&out).unwrap().count(), 0);
    }
}
