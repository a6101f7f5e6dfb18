//! `errspec docs`: which files it writes, and that text from a table stays text.
//! What a browser makes of them is tested in `tests/browser/`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use kms_errors::{Error, ErrorCode, errspec as runtime};
use tempfile::tempdir;

const KMS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec/errors.toml");
const GENERATED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../generated/errors.json");
const HOSTILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/hostile.toml");

fn errspec(dir: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_errspec")).args(arguments).current_dir(dir).output().unwrap()
}

/// The site of a spec, by path.
fn site(spec: &str) -> BTreeMap<String, String> {
    let dir = tempdir().unwrap();
    assert!(errspec(dir.path(), &["docs", spec, "--out", "site"]).status.success());
    files(&dir.path().join("site"))
}

fn files(dir: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for file in fs::read_dir(dir).into_iter().flatten().map(Result::unwrap) {
        let name = file.file_name().into_string().unwrap();
        match file.path().is_dir() {
            true => files.extend(
                self::files(&file.path())
                    .into_iter()
                    .map(|(inner, text)| (format!("{name}/{inner}"), text)),
            ),
            false => drop(files.insert(name, fs::read_to_string(file.path()).unwrap())),
        }
    }
    files
}

fn row(code: &str) -> String {
    format!("[[error]]\ncode = \"{code}\"\nstatus = 400\nmessage = \"It failed.\"\n\n")
}

/// The names of a text's elements, in order.
fn elements(html: &str) -> Vec<&str> {
    let starts = html.match_indices('<').map(|(at, _)| &html[at + 1..]);
    let names = starts.filter(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    let end = |rest: &str| rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap();
    names.map(|rest| &rest[..end(rest)]).collect()
}

#[test]
fn every_code_has_a_place_on_the_index_and_a_page() {
    let site = site(KMS);
    let errors = fs::read_to_string(GENERATED).unwrap();
    assert_eq!(site["errors.json"], errors);
    let errors: serde_json::Value = serde_json::from_str(&errors).unwrap();
    let codes = errors["errors"].as_array().unwrap();
    // The index, errors.json, llms.txt; the index and the pages in Chinese, too.
    assert_eq!(site.len(), 4 + 2 * codes.len());
    let (original, chinese) = (&site["index.html"], &site["zh-CN/index.html"]);
    assert!(original.contains("href=\"zh-CN/index.html\""));
    assert!(chinese.contains("href=\"../index.html\"") && chinese.contains("指定的密钥不存在。"));
    assert!(chinese.contains("The specified Key is not found."), "what is sent stays as it is");
    for code in codes {
        let (code, message) = (code["code"].as_str().unwrap(), code["message"].as_str().unwrap());
        let message = message.replace('<', "&#60;").replace('>', "&#62;").replace('"', "&#34;");
        let page = &site[&format!("errors/{code}.html")];
        assert!(site["index.html"].contains(&format!(" id=\"{code}\"")), "{code}");
        assert!(page.contains(&format!("<h1>{code}</h1>")), "{code}");
        assert!(page.contains(&message), "{message}\n{page}");
        assert!(page.contains(&format!("href=\"../index.html#{code}\"")), "{code}");
        assert!(site["llms.txt"].contains(&format!("- [{code}](errors/{code}.html): ")), "{code}");
    }
}

#[test]
fn sample_responses_are_what_the_runtime_sends() {
    let site = site(KMS);
    for code in ErrorCode::ALL {
        // With the examples of the spec.
        let error = match code {
            ErrorCode::MissingParameter => ErrorCode::missing_parameter("KeyId"),
            ErrorCode::InvalidParameter => ErrorCode::invalid_parameter("KeyId"),
            code => Error::documented(*code),
        };
        let error = error.with_request_id("0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630");
        let page = &site[&format!("errors/{code}.html")];
        let (page, _) = page.split_once("<section").unwrap();
        let samples: Vec<String> = page.split("<pre>").skip(1).map(text_of_pre).collect();
        let sent = [runtime::json::encode(&error), runtime::xml::encode(&error)];
        assert_eq!(samples, sent.map(|body| String::from_utf8(body).unwrap()));
    }
}

#[test]
fn a_code_s_page_shows_how_clients_handle_it_and_leads_on() {
    let site = site(KMS);
    let page = &site["errors/MissingParameter.html"];
    let lines = [
        "println!(&#34;{:?}&#34;, received.param(&#34;parameter_name&#34;));",
        "except MissingParameter as error:",
        "if (error.is(&#34;MissingParameter&#34;)) {",
        "if errors.Is(err, kms.MissingParameter) &#38;&#38; errors.As(err, &#38;e) {",
        "<a rel=\"prev\" href=\"ParseRequestParameterException.html\">",
        "<a rel=\"next\" href=\"InvalidParameter.html\">",
    ];
    for line in lines {
        assert!(page.contains(line), "{line}");
    }
    assert!(!site["errors/InternalFailure.html"].contains("rel=\"prev\""));
    assert!(site["errors/InternalFailure.html"].contains("time.sleep(error.retry_after or 1)"));
}

/// What a browser copies from a `<pre>`, of which this is the rest of the page.
fn text_of_pre(rest: &str) -> String {
    let (inside, _) = rest.split_once("</pre>").unwrap();
    let text = inside.replace("<span>", "").replace("</span>", "");
    let text = text.replace("&#60;", "<").replace("&#62;", ">").replace("&#34;", "\"");
    text.replace("&#39;", "'").replace("&#38;", "&")
}

#[test]
fn pages_ask_for_nothing_and_run_only_what_is_ours() {
    for (name, text) in site(HOSTILE).iter().filter(|(name, _)| name.ends_with(".html")) {
        let policy = text.lines().find(|line| line.contains("Content-Security-Policy")).unwrap();
        assert!(policy.contains("default-src &#39;none&#39;"), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
        let scripts = elements(text).iter().filter(|name| **name == "script").count();
        let is_of_live_code = text.contains("<details name=\"client\"");
        let expected = if name == "index.html" { 2 } else { usize::from(is_of_live_code) };
        assert_eq!(scripts, expected, "{name}");
        for asking in [" src=\"", "@import", "url(", "<link rel=\"stylesheet\""] {
            assert!(!text.contains(asking), "{name} has {asking}");
        }
    }
}

#[test]
fn text_from_a_table_is_never_markup() {
    let site = site(HOSTILE);
    let ours = [
        "a", "body", "br", "button", "code", "dd", "details", "div", "dl", "dt", "footer", "h1",
        "h2", "h3", "head", "header", "html", "input", "kbd", "li", "link", "main", "meta", "nav",
        "option", "p", "pre", "script", "section", "select", "small", "span", "strong", "style",
        "summary", "title", "ul", "var",
    ];
    for (name, text) in site.iter().filter(|(name, _)| name.ends_with(".html")) {
        let body = &text[text.find("<body").unwrap()..];
        let body = body.split("<script>").next().unwrap();
        for element in elements(body).into_iter().chain(elements(text)) {
            assert!(ours.contains(&element), "{name} has <{element}>");
        }
        assert!(!text.contains("href=\"javascript:"), "{name}");
        let attributes = ["onerror=", "onload=", "onfocus=", "onmouseover="];
        for attribute in attributes.iter().flat_map(|name| body.match_indices(name)) {
            let before = &body[..attribute.0];
            assert!(before.rfind('>') > before.rfind('<'), "{name} has an attribute {attribute:?}");
        }
    }
    for (name, text) in &site {
        let hidden = text.chars().find(|c| {
            c.is_control() && !matches!(c, '\n' | '\t')
                || matches!(c, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
                || matches!(c, '\u{2028}' | '\u{feff}' | '\u{e0041}')
        });
        assert_eq!(hidden, None, "{name} hides a character");
    }
    assert!(site["errors/Hidden.html"].contains(r"bidi \u{202e}abc\u{202c}"));
    assert!(site["errors/Hidden.html"].contains(r"line \u{2028} end"));
}

#[test]
fn codes_that_look_alike_have_pages_of_their_own() {
    let site = site(HOSTILE);
    let names: Vec<&str> = site.keys().map(String::as_str).collect();
    let mut folded: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
    folded.sort();
    folded.dedup();
    assert_eq!(folded.len(), names.len());
    assert!(site["errors/a%2Fb%3Ac.html"].contains("Not here."));
    assert!(site["index.html"].contains("href=\"errors/a%252Fb%253Ac.html\""));
    assert!(site["errors/Markup.html"].contains("Use <a href=\"a%252Fb%253Ac.html\">a/b:c</a>"));
    assert!(site["index.html"].contains("Use <a href=\"#a/b:c\">a/b:c</a>"));
}

#[test]
fn a_code_and_a_language_claim_no_page_together() {
    let dir = tempdir().unwrap();
    let translation = "translations.errors.message = \"Anders.\"\n";
    fs::write(dir.path().join("a.toml"), row("index").trim_end().to_owned() + "\n" + translation)
        .unwrap();
    let site = site(dir.path().join("a.toml").to_str().unwrap());
    assert!(!site["errors/index.html"].contains("Anders."));
    assert!(site["~errors/index.html"].contains("Anders."));
    assert!(site["index.html"].contains("href=\"~errors/index.html\""));
}

const OPERATIONS: &str = "
[common]
errors = [\"Busy\"]

[[operation]]
name = \"GetKey\"
errors = [\"A\"]
doc = \"Returns a key.\"

[[operation]]
name = \"Con\"
errors = [\"A\", \"a/b\"]
";

/// The site of a table with operations; one of its codes is named like one of them.
fn site_with_operations() -> BTreeMap<String, String> {
    let dir = tempdir().unwrap();
    let rows: String = ["A", "a/b", "Busy", "GetKey"].map(row).concat();
    fs::write(dir.path().join("a.toml"), rows + OPERATIONS).unwrap();
    site(dir.path().join("a.toml").to_str().unwrap())
}

#[test]
fn every_operation_has_a_page_that_leads_to_its_codes() {
    let site = site_with_operations();
    let index = &site["operations.html"];
    assert!(index.contains("href=\"operations/GetKey.html\">GetKey</a>"));
    assert!(index.contains("<p>Returns a key.</p>") && index.contains(">2 codes<"));
    assert!(index.contains("href=\"errors/Busy.html\""), "what all of them answer with");
    assert!(site["index.html"].contains("href=\"operations.html\""));

    let page = &site["operations/GetKey.html"];
    assert!(page.contains("<h1>GetKey</h1>") && page.contains("Returns a key."));
    assert!(page.contains("href=\"../operations.html\""));
    let (own, common) = page.split_once("Errors of every operation").unwrap();
    assert!(own.contains("href=\"../errors/A.html\">A</a>"));
    assert!(!own.contains("Busy") && !page.contains("a/b"));
    assert!(common.contains("href=\"../errors/Busy.html\">Busy</a>"));
    assert!(site["operations/~Con.html"].contains("href=\"../errors/a%252Fb.html\">a/b</a>"));
}

#[test]
fn a_code_leads_to_the_operations_that_answer_with_it() {
    let site = site_with_operations();
    let page = &site["errors/A.html"];
    assert!(page.contains("<a href=\"../operations/GetKey.html\">GetKey</a>, "));
    assert!(page.contains("<a href=\"../operations/~Con.html\">Con</a>"));
    assert!(site["index.html"].contains("<a href=\"operations/~Con.html\">Con</a>"));
    assert!(site["errors/Busy.html"].contains(">every operation<"));
    assert!(!site["errors/GetKey.html"].contains("Occurs in"), "a code of the same name");
    assert!(site["index.html"].contains("<option value=\"Con\">Con (3)</option>"));
}

#[test]
fn language_models_find_the_operations() {
    let site = site_with_operations();
    let (_, operations) = site["llms.txt"].split_once("\n## Operations\n\n").unwrap();
    let expected = "- [GetKey](operations/GetKey.html): 2 error codes. Returns a key.\n\
                    - [Con](operations/~Con.html): 3 error codes.\n";
    assert_eq!(operations, expected);
}

#[test]
fn without_operations_nothing_speaks_of_them() {
    let dir = tempdir().unwrap();
    let spec = dir.path().join("errors.toml");
    let run = || assert!(errspec(dir.path(), &["docs", "--out", "site"]).status.success());
    fs::write(&spec, ["A", "a/b", "Busy"].map(row).concat() + OPERATIONS).unwrap();
    run();
    fs::write(&spec, row("A")).unwrap();
    run();
    let site = files(&dir.path().join("site"));
    let names: Vec<&str> = site.keys().map(String::as_str).collect();
    assert_eq!(names, ["errors.json", "errors/A.html", "index.html", "llms.txt"]);
    for (name, text) in &site {
        assert!(!text.to_lowercase().contains("operation"), "{name}");
    }
}

#[test]
fn a_retired_code_and_an_alias_keep_their_places() {
    let site = site(HOSTILE);
    assert!(site["index.html"].contains("id=\"Gone\""));
    assert!(site["index.html"].contains("id=\"Old.Markup\""));
    assert!(site["errors/Gone.html"].contains("never used for anything else"));
}

#[test]
fn a_page_is_canonical_where_docs_url_says_so() {
    let dir = tempdir().unwrap();
    for (url, expected) in [
        ("https://docs.example.com/errors/{code}", Some("https://docs.example.com/errors/A")),
        ("https://docs.example.com/errors#{code}", None),
        ("https://docs.example.com/errors", None),
        ("javascript:alert({code})", None),
    ] {
        let spec = format!("[catalog]\ndocs_url = \"{url}\"\n{}", row("A"));
        fs::write(dir.path().join("errors.toml"), spec).unwrap();
        assert!(errspec(dir.path(), &["docs", "--out", "site"]).status.success());
        let page = fs::read_to_string(dir.path().join("site/errors/A.html")).unwrap();
        let link = expected.map(|url| format!("<link rel=\"canonical\" href=\"{url}\">"));
        assert_eq!(page.contains("canonical"), link.is_some(), "{url}");
        assert!(link.is_none_or(|link| page.contains(&link)), "{url}");
    }
}

#[test]
fn what_is_for_the_team_alone_is_shown_to_nobody_else() {
    let dir = tempdir().unwrap();
    let notes = "notes = \"Page the shop's on-call.\"\ncause = \"No bread.\"\n";
    fs::write(dir.path().join("errors.toml"), row("A") + notes).unwrap();
    let run = |arguments: &[&str]| {
        let output = errspec(dir.path(), arguments);
        assert!(output.status.success(), "{arguments:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let has_notes = |text: &str| text.contains("on-call");
    let page = || fs::read_to_string(dir.path().join("site/errors/A.html")).unwrap();
    run(&["docs"]);
    assert!(page().contains("No bread.") && !has_notes(&page()));
    run(&["docs", "--internal"]);
    assert!(has_notes(&page()));
    assert!(has_notes(&run(&["explain", "A"])));
    for to in ["json", "openapi", "python", "typescript", "go"] {
        assert!(!has_notes(&run(&["export", "--to", to])), "{to}");
    }
    run(&["generate", "--out", "out"]);
    for file in ["errors.rs", "ERRORS.md", "errors.json"] {
        assert!(!has_notes(&fs::read_to_string(dir.path().join("out").join(file)).unwrap()));
    }
}

#[test]
fn the_page_of_a_code_that_is_gone_is_removed_and_nothing_else() {
    let dir = tempdir().unwrap();
    let run = |spec: &str| {
        fs::write(dir.path().join("errors.toml"), spec).unwrap();
        let output = errspec(dir.path(), &["docs", "--out", "site"]);
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap().lines().last().unwrap().to_owned()
    };
    let both = row("A") + &row("B");
    assert_eq!(run(&both), "site/index.html: 5 files written, 0 unchanged, 0 removed");
    assert_eq!(run(&both), "site/index.html: 0 files written, 5 unchanged, 0 removed");
    let foreign = [
        ("site/CNAME", "errors.example.com"),
        ("site/errors/notes.html", "<!doctype html><p>Notes"),
        ("site/errors/B.txt", "<meta name=\"generator\" content=\"errspec docs\">"),
        ("site/errors/quote.html", "<body>\n<meta name=\"generator\" content=\"errspec docs\">"),
    ];
    for (path, text) in foreign {
        fs::write(dir.path().join(path), text).unwrap();
    }
    // The page that is left leads to no other any more.
    assert_eq!(run(&row("A")), "site/index.html: 4 files written, 0 unchanged, 1 removed");
    assert!(!dir.path().join("site/errors/B.html").exists());
    for (path, text) in foreign {
        assert_eq!(fs::read_to_string(dir.path().join(path)).unwrap(), text);
    }
    // Where upper and lower case are one, the old page is the new one's file.
    assert_eq!(run(&row("a")), "site/index.html: 4 files written, 0 unchanged, 1 removed");
    assert!(dir.path().join("site/errors/a.html").exists());
}

#[test]
fn a_file_of_someone_else_is_not_replaced() {
    for name in ["index.html", "llms.txt", "errors.json", "errors/A.html"] {
        let dir = tempdir().unwrap();
        fs::write(dir.path().join("errors.toml"), row("A")).unwrap();
        let path = dir.path().join("site").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, "precious").unwrap();
        let output = errspec(dir.path(), &["docs", "--out", "site"]);
        assert_eq!(output.status.code(), Some(2));
        let sentence = format!("error: site/{name} is there and was not made by `errspec docs`");
        assert!(String::from_utf8(output.stderr).unwrap().starts_with(&sentence));
        let only = BTreeMap::from([(name.to_owned(), "precious".to_owned())]);
        assert_eq!(files(&dir.path().join("site")), only);
    }
}

#[test]
fn nothing_is_written_for_a_broken_spec() {
    let dir = tempdir().unwrap();
    fs::write(dir.path().join("errors.toml"), row("A")).unwrap();
    errspec(dir.path(), &["docs", "--out", "site"]);
    let before = files(&dir.path().join("site"));
    let broken = row("B").replace("400", "200");
    fs::write(dir.path().join("errors.toml"), broken).unwrap();
    let output = errspec(dir.path(), &["docs", "--out", "site"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    assert!(String::from_utf8(output.stderr).unwrap().contains("error[invalid-status]"));
    assert_eq!(files(&dir.path().join("site")), before);
}

#[test]
fn the_same_spec_gives_the_same_site() {
    assert_eq!(site(HOSTILE), site(HOSTILE));
}
