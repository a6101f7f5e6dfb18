//! The history of a table, version by version, in a git repository: what each
//! step means to those who depend on the one before.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::{TempDir, tempdir};

const KMS: &str = include_str!("../../spec/errors.toml");

struct Repository {
    dir: TempDir,
}

impl Repository {
    fn new() -> Self {
        let dir = tempdir().unwrap();
        fs::create_dir(dir.path().join("spec")).unwrap();
        let repository = Self { dir };
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        repository
    }

    fn git(&self, arguments: &[&str]) {
        let mut git = Command::new("git");
        git.args([
            "-c",
            "user.name=a",
            "-c",
            "user.email=a@a.example",
            "-c",
            "commit.gpgsign=false",
        ]);
        let output = git.args(arguments).current_dir(self.dir.path()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    fn commit(&self, spec: &str) {
        fs::write(self.dir.path().join("spec/errors.toml"), spec).unwrap();
        self.git(&["add", "."]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message", "version"]);
    }

    fn errspec(&self, arguments: &[&str]) -> Output {
        errspec(self.dir.path(), arguments)
    }
}

fn errspec(dir: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_errspec"));
    command.args(arguments).current_dir(dir).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A row of the table, from its header to the next.
fn row(code: &str) -> String {
    let start = KMS.find(&format!("[[error]]\ncode = \"{code}\"")).unwrap();
    let end = KMS[start + 1..].find("[[error]]").map_or(KMS.len(), |next| start + 1 + next);
    KMS[start..end].trim_end().to_owned() + "\n"
}

/// The table as it may have grown: ten versions, each with the rules that tell it
/// from the one before and whether it breaks somebody.
fn versions() -> Vec<(String, &'static [&'static str], bool)> {
    let misspelt =
        KMS.replace("\"ServiceUnavailableTemporary\"", "\"SerivceUnavailableTemporary\"");
    let first = misspelt
        .replace(&row("Rejected.PendingImport"), "")
        .replace(&row("Unsupported.Origin"), "");
    let second = misspelt.clone();
    let corrected = row("ServiceUnavailableTemporary")
        .replace("status", "aliases = [\"SerivceUnavailableTemporary\"]\nstatus");
    let third = KMS.replace(&row("ServiceUnavailableTemporary"), &corrected);
    let fourth = third.replace("that is required for", "that is mandatory for");
    let fifth = fourth.replace(
        "message = \"This http method is not supported.\"",
        "message = \"This http method is not supported.\"\nretryable = false\ncause = \"\"",
    );
    let fifth = fifth.replace("cause = \"\"\ncause", "cause");
    let sixth =
        fifth.replace("{parameter_name}", "{name}").replace("params.parameter_name", "params.name");
    let seventh = sixth.replace(
        "code = \"Rejected.Disabled\"\nstatus = 409",
        "code = \"Rejected.Disabled\"\nstatus = 403",
    );
    let eighth = seventh.replace(
        "code = \"Forbidden.InDebt\"\n",
        "code = \"Forbidden.InDebt\"\ndeprecated = { since = \"2024\", replaced_by = \"Forbidden.InDebtOverdue\" }\n",
    );
    let ninth = eighth.replace(&row_of(&eighth, "Forbidden.InDebt"), "")
        + "\n[[retired]]\ncode = \"Forbidden.InDebt\"\nreason = \"Debts are overdue at once.\"\n";
    let tenth = ninth.replace(
        "[[retired]]\ncode = \"Forbidden.InDebt\"\nreason = \"Debts are overdue at once.\"\n",
        "",
    );
    vec![
        (first, &[], false),
        (second, &["code-added"], false),
        (third, &["code-renamed", "fallback-changed"], true),
        (fourth, &["message-changed"], false),
        (fifth, &[], false),
        (sixth, &["param-renamed"], true),
        (seventh, &["status-changed"], true),
        (eighth, &["deprecated-added"], false),
        (ninth, &["code-retired"], true),
        (tenth, &["retired-entry-removed"], true),
    ]
}

fn row_of(spec: &str, code: &str) -> String {
    let start = spec.find(&format!("[[error]]\ncode = \"{code}\"")).unwrap();
    let end = spec[start + 1..].find("[[error]]").map_or(spec.len(), |next| start + 1 + next);
    spec[start..end].to_owned()
}

#[test]
fn each_step_of_a_tables_history_is_what_it_is() {
    let repository = Repository::new();
    for (index, (spec, rules, breaks)) in versions().into_iter().enumerate() {
        repository.commit(&spec);
        if index == 0 {
            continue;
        }
        let run = |format| {
            repository.errspec(&["breaking", "--against", "git:HEAD~1", "--format", format])
        };
        let output = run("json");
        let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let mut found: Vec<&str> = found
            .as_array()
            .unwrap()
            .iter()
            .map(|change| change["rule"].as_str().unwrap())
            .collect();
        found.sort_unstable();
        found.dedup();
        assert_eq!(found, rules, "version {}: {}", index + 1, text(&output.stderr));
        for format in ["json", "human", "github", "markdown"] {
            assert_eq!(run(format).status.code(), Some(i32::from(breaks)), "version {}", index + 1);
        }
    }
    // Across all versions, with the file named in full.
    let output = repository.errspec(&["breaking", "--against", "git:HEAD~9:spec/errors.toml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stdout).ends_with("the smallest version bump is major\n"));
}

#[test]
fn what_cannot_be_compared_never_reads_as_clean() {
    let repository = Repository::new();
    repository.commit("[[error]]\ncode = \"A\"\n");
    repository.commit(KMS);
    for against in
        ["git:nope", "git:HEAD:nope.toml", "git:", "git:--help", "nope.toml", "git:HEAD~1", "."]
    {
        let output = repository.errspec(&["breaking", "--against", against]);
        assert_eq!(output.status.code(), Some(2), "{against}: {}", text(&output.stderr));
        assert!(output.stdout.is_empty() && text(&output.stderr).contains("error: "), "{against}");
    }
    let outside = tempdir().unwrap();
    fs::write(outside.path().join("errors.toml"), KMS).unwrap();
    assert_eq!(
        errspec(outside.path(), &["breaking", "--against", "git:HEAD"]).status.code(),
        Some(2)
    );
}

#[test]
fn a_change_names_its_places_in_both_files() {
    let repository = Repository::new();
    repository.commit("[[error]]\ncode = \"A\"\nstatus = 400\nmessage = \"It failed.\"\n");
    let moved = "\n\n[[error]]\ncode = \"A\"\nstatus = 404\nmessage = \"It failed.\"\n";
    fs::write(repository.dir.path().join("spec/errors.toml"), moved).unwrap();
    let run = |format| {
        text(&repository.errspec(&["breaking", "--against", "git:HEAD", "--format", format]).stdout)
    };
    let found: serde_json::Value = serde_json::from_str(&run("json")).unwrap();
    let place = |path: &str, line| serde_json::json!({ "path": path, "line": line, "column": 8 });
    assert_eq!(found[0]["old"], place("git:HEAD:spec/errors.toml", 2));
    assert_eq!(found[0]["new"], place("spec/errors.toml", 4));
    assert_eq!(
        (&found[0]["wire"], &found[0]["source"]),
        (&"major".into(), &serde_json::Value::Null)
    );
    let annotation = "::error file=spec/errors.toml,line=4,col=8,title=status-changed::`A` had status 400 \
                      and has 404 now (major). ";
    assert!(run("github").starts_with(annotation), "{}", run("github"));
    let row = "| `A` had status 400 and has 404 now | major | - | status-changed |\n";
    assert!(run("markdown").ends_with(row));
}

#[test]
fn versions_are_checked_against_the_changes() {
    let repository = Repository::new();
    repository.commit(KMS);
    repository.commit(
        &(KMS.to_owned() + "\n[[error]]\ncode = \"New\"\nstatus = 400\nmessage = \"New.\"\n"),
    );
    let check = |old: &str, new: &str| {
        let arguments = ["breaking", "--against", "git:HEAD~1", "--check-version", old, new];
        repository.errspec(&arguments).status.code()
    };
    assert_eq!((check("1.2.3", "1.2.4"), check("1.2.3", "1.3.0")), (Some(1), Some(0)));
    assert_eq!((check("0.2.3", "0.2.3"), check("0.2.3", "0.2.4")), (Some(1), Some(0)));
    assert_eq!(check("1.2", "1.3"), Some(2));
    fs::write(
        repository.dir.path().join("spec/errors.toml"),
        KMS.replace("status = 404", "status = 410"),
    )
    .unwrap();
    assert_eq!((check("1.2.3", "1.3.0"), check("1.2.3", "2.0.0")), (Some(1), Some(0)));
    assert_eq!((check("0.2.3", "0.2.4"), check("0.2.3", "0.3.0")), (Some(1), Some(0)));
    let minor = ["breaking", "--against", "git:HEAD", "--fail-on", "patch"];
    assert_eq!(repository.errspec(&minor).status.code(), Some(1));
}

#[test]
fn exceptions_cover_what_they_name_until_their_date() {
    let repository = Repository::new();
    repository.commit(KMS);
    let changed = KMS.replace(
        "code = \"Rejected.Disabled\"\nstatus = 409",
        "code = \"Rejected.Disabled\"\nstatus = 403",
    );
    let run = |accept: &str| {
        fs::write(repository.dir.path().join("spec/errors.toml"), format!("{changed}\n{accept}"))
            .unwrap();
        let output = repository.errspec(&["breaking", "--against", "git:HEAD"]);
        (output.status.code(), text(&output.stderr))
    };
    let accept = |code: &str, until: &str| {
        format!(
            "[[accept]]\nrule = \"status-changed\"\ncode = \"{code}\"\nreason = \"Meant.\"\n{until}\n"
        )
    };
    assert_eq!(run("").0, Some(1));
    let meant = "note: `Rejected.Disabled` had status 409 and has 403 now (status-changed), \
                 which is meant: Meant.\n";
    for until in ["", "until = \"9999-01-01\""] {
        assert_eq!(run(&accept("Rejected.Disabled", until)), (Some(0), meant.to_owned()));
    }
    let (code, stderr) = run(&accept("Rejected.Disabled", "until = \"2020-01-01\""));
    assert_eq!(code, Some(1));
    assert!(
        stderr.contains("`status-changed` of `Rejected.Disabled` is past its date"),
        "{stderr}"
    );
    let (code, stderr) = run(&accept("Forbidden.InDebt", ""));
    assert_eq!(code, Some(1));
    assert!(stderr.contains("`status-changed` of `Forbidden.InDebt` covers no change"), "{stderr}");
    let (code, stderr) =
        run("[[accept]]\nrule = \"status-change\"\nreason = \"\"\nuntil = \"soon\"\n");
    assert_eq!(code, Some(1));
    assert!(stderr.contains("did you mean `status-changed`?"), "{stderr}");
}

#[test]
fn what_is_published_is_guarded_until_it_is_released_anew() {
    let repository = Repository::new();
    repository.commit(KMS);
    let spec = repository.dir.path().join("spec/errors.toml");
    let released = "spec/errors.lock says now that 32 codes are published\n";
    assert_eq!(text(&repository.errspec(&["release"]).stdout), released);
    assert!(text(&repository.errspec(&["release"]).stdout).contains("says already"));

    let harmless = KMS.replace("is not enabled.", "is disabled.");
    fs::write(
        &spec,
        format!("{harmless}\n[[error]]\ncode = \"New\"\nstatus = 400\nmessage = \"New.\"\n"),
    )
    .unwrap();
    assert_eq!(repository.errspec(&["check"]).status.code(), Some(0));

    let removed = KMS.replace(&row("Rejected.PendingImport"), "");
    fs::write(&spec, &removed).unwrap();
    for command in ["check", "generate", "release"] {
        let output = repository.errspec(&[command]);
        assert_eq!(output.status.code(), Some(1), "{command}");
        let stderr = text(&output.stderr);
        let message = "error[code-removed]: `Rejected.PendingImport` is gone, and it is published";
        assert!(stderr.contains(message) && stderr.contains("[[retired]]"), "{stderr}");
    }
    assert!(!repository.dir.path().join("generated").exists());
    fs::write(&spec, removed.clone() + "\n[[retired]]\ncode = \"Rejected.PendingImport\"\n")
        .unwrap();
    assert_eq!(repository.errspec(&["release"]).status.code(), Some(0), "retired is not removed");
    fs::write(&spec, &removed).unwrap();
    assert_eq!(repository.errspec(&["release"]).status.code(), Some(1), "retired for ever");
    assert_eq!(repository.errspec(&["release", "--major"]).status.code(), Some(0));
    assert_eq!(repository.errspec(&["check"]).status.code(), Some(0));

    fs::write(repository.dir.path().join("spec/errors.lock"), "<<<<<<< HEAD\n").unwrap();
    let output = repository.errspec(&["check"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).starts_with("error: spec/errors.lock: line 1 is not one"));
}

#[test]
fn a_changelog_says_what_users_of_the_api_need() {
    let repository = Repository::new();
    repository.commit(KMS);
    let next =
        KMS.replace(
            "code = \"Rejected.Disabled\"\nstatus = 409",
            "code = \"Rejected.Disabled\"\nstatus = 403",
        )
        .replace("This AccessKey is not enabled.", "This AccessKey is disabled.")
        .replace(
            "code = \"Unsupported.Alias\"",
            "code = \"Unsupported.Alias\"\nvariant = \"NoAlias\"",
        ) + "\n[[error]]\ncode = \"New\"\nstatus = 400\nmessage = \"Never *seen*.\"\nfix = \"Call `Get`.\"\n
[[accept]]\nrule = \"status-changed\"\ncode = \"Rejected.Disabled\"\nreason = \"Nobody met it.\"\n";
    repository.commit(&next);
    let expected = "\
# Changes

## Breaking

- `Rejected.Disabled` had status 409 and has 403 now. It is meant: Nobody met it.

## New

- `New` is new. It is sent with 400 Bad Request: Never \\*seen\\*. What to do: Call `Get`.

## Changed

- `Forbidden.AccessKey` has another message.
";
    let output = repository.errspec(&["changelog", "--from", "git:HEAD~1", "--to", "git:HEAD"]);
    assert_eq!(text(&output.stdout), expected);
    let output = repository.errspec(&["changelog", "--from", "git:HEAD~1"]);
    assert_eq!(text(&output.stdout), expected);
    let output = repository.errspec(&["changelog", "--from", "git:HEAD"]);
    assert_eq!(text(&output.stdout), "# Changes\n\nNothing changed.\n");
    assert_eq!(repository.errspec(&["changelog", "--from", "git:nope"]).status.code(), Some(2));
}

/// macOS has no such names.
#[cfg(target_os = "linux")]
#[test]
fn a_spec_whose_name_is_no_text_has_a_past() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let repository = Repository::new();
    repository.commit(KMS);
    let folder = repository.dir.path().join("spec");
    let name = OsStr::from_bytes(b"caf\xe9.toml");
    fs::rename(folder.join("errors.toml"), folder.join(name)).unwrap();
    repository.git(&["add", "."]);
    repository.git(&["commit", "--quiet", "--message", "renamed"]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_errspec"));
    command.args(["breaking", "--against", "git:HEAD"]).arg(name).current_dir(folder);
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
}

/// GitHub shows what has a path from the repository's root.
#[test]
fn annotations_have_paths_from_the_root_and_what_is_new_is_a_notice() {
    let repository = Repository::new();
    let row = |code: &str| {
        format!("[[error]]\ncode = \"{code}\"\nstatus = 400\nmessage = \"{code} failed.\"\n")
    };
    repository.commit(&row("Old"));
    fs::write(repository.dir.path().join("spec/errors.toml"), row("New")).unwrap();
    let against = ["breaking", "--against", "git:HEAD", "--format", "github"];
    let output =
        errspec(&repository.dir.path().join("spec"), &[&against[..], &["errors.toml"]].concat());
    let lines = text(&output.stdout);
    let mut lines = lines.lines();
    let gone = "::error file=spec/errors.toml,line=1,col=1,title=code-removed::";
    let first = lines.next().unwrap();
    assert!(first.starts_with(gone), "{first}");
    assert!(first.ends_with("It was in line 2 of git:HEAD:errors.toml."), "{first}");
    let new = "::notice file=spec/errors.toml,line=2,col=8,title=code-added::";
    assert!(lines.next().unwrap().starts_with(new));
}

/// Git knows where a file that was moved came from.
#[test]
fn a_spec_that_moved_is_compared_with_what_it_was() {
    let repository = Repository::new();
    repository.commit(KMS);
    repository.git(&["mv", "spec/errors.toml", "kms.toml"]);
    let output = repository.errspec(&["breaking", "kms.toml", "--against", "git:HEAD"]);
    assert_eq!(text(&output.stderr), "note: kms.toml was git:HEAD:spec/errors.toml\n");
    assert_eq!(text(&output.stdout), "no changes: no version bump is needed\n");
    let at = |what: &str| {
        let arguments = ["breaking", "kms.toml", "--against", what];
        repository.errspec(&arguments).status.code()
    };
    assert_eq!(at("git:HEAD:kms.toml"), Some(2), "a path that is named is that path");
}

/// The first pull request has nothing to compare with.
#[test]
fn what_was_not_there_can_be_taken_for_new() {
    let repository = Repository::new();
    let compare = |more: &[&str]| {
        let arguments = ["breaking", "none.toml", "--against", "git:HEAD"];
        repository.errspec(&[&arguments[..], more].concat())
    };
    let first = "[[error]]\ncode = \"A\"\nstatus = 400\nmessage = \"It failed.\"\n";
    repository.commit(first);
    std::fs::write(repository.dir.path().join("none.toml"), first).unwrap();
    let refused = compare(&[]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("--allow-missing"));
    let new = compare(&["--allow-missing"]);
    assert_eq!(new.status.code(), Some(0));
    assert_eq!(text(&new.stdout), "git has no ./none.toml at HEAD: everything is new (1 code)\n");
}
