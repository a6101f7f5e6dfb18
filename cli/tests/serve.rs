//! `errspec serve`, as a client on this machine meets it. What a browser makes of it
//! is tested in `tests/browser/`.

use std::collections::HashSet;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::time::Duration;

use kms_errors::errspec::ErrorCode as _;
use kms_errors::errspec::http::{Format, error_response};
use kms_errors::{Error, ErrorCode};
use tempfile::{TempDir, tempdir};

const KMS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec/errors.toml");
const HOSTILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/hostile.toml");

const GOOD: &str = "[[error]]\ncode = \"A\"\nstatus = 400\nmessage = \"It failed.\"\n";
const BROKEN: &str = "[[error]]\ncode = \"<b>&\"\nstatus = 200\nmessage = \"It failed.\"\n";

/// Less than between two signs of life where there is no event.
const PATIENCE: Duration = Duration::from_secs(10);

/// Ends with the test.
struct Server {
    child: Child,
    stdout: BufReader<ChildStdout>,
    port: u16,
}

impl Server {
    fn start(dir: &Path, arguments: &[&str]) -> Self {
        let mut child =
            errspec(dir, arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let port = line.strip_prefix("http://127.0.0.1:").unwrap().strip_suffix("/\n").unwrap();
        Self { child, stdout, port: port.parse().unwrap() }
    }

    fn of(spec: &str) -> Self {
        Self::start(Path::new("."), &[spec, "--port", "0"])
    }

    fn get(&self, path: &str) -> Response {
        self.ask("GET", path, &[])
    }

    fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Response {
        let host = format!("127.0.0.1:{}", self.port);
        let host = [("Host", host.as_str())];
        let host = host.iter().filter(|_| !headers.iter().any(|(name, _)| *name == "Host"));
        let headers = host.chain(headers).map(|(name, value)| format!("{name}: {value}\r\n"));
        let headers: String = headers.collect();
        let mut stream =
            self.send(&format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n{headers}\r\n"));
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        Response::parse(&String::from_utf8(bytes).unwrap())
    }

    fn send(&self, request: &str) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        stream
    }

    /// What a page hears: the version it has, and then every other.
    fn events(&self) -> Events {
        let host = format!("127.0.0.1:{}", self.port);
        let stream = self.send(&format!("GET /events HTTP/1.1\r\nHost: {host}\r\n\r\n"));
        Events(BufReader::new(stream))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Response {
    /// "404 Not Found"
    status: String,
    headers: Vec<(String, String)>,
    body: String,
}

impl Response {
    fn parse(text: &str) -> Self {
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let mut lines = head.lines();
        let status = lines.next().unwrap().strip_prefix("HTTP/1.1 ").unwrap().to_owned();
        let headers = lines.map(|line| line.split_once(": ").unwrap());
        let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        Self { status, headers, body: body.to_owned() }
    }

    fn header(&self, name: &str) -> Option<&str> {
        let (_, value) = self.headers.iter().find(|(known, _)| known == name)?;
        Some(value)
    }
}

struct Events(BufReader<TcpStream>);

impl Events {
    #[track_caller]
    fn next(&mut self) -> String {
        loop {
            let mut line = String::new();
            assert_ne!(self.0.read_line(&mut line).unwrap(), 0, "the events ended");
            if let Some(version) = line.strip_prefix("data: ") {
                return version.trim_end().to_owned();
            }
        }
    }
}

fn errspec(dir: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_errspec"));
    command.arg("serve").args(arguments).current_dir(dir).stdin(Stdio::null());
    command
}

fn package(spec: &str) -> TempDir {
    let dir = tempdir().unwrap();
    fs::write(dir.path().join("errors.toml"), spec).unwrap();
    dir
}

/// As most editors save: another file in the place of the old one.
fn replace(dir: &TempDir, name: &str, text: &str) {
    let new = dir.path().join("new");
    fs::write(&new, text).unwrap();
    fs::rename(&new, dir.path().join(name)).unwrap();
}

/// What the page says, as its reader sees it.
fn shown(page: &str) -> String {
    let (_, text) = page.split_once("<pre>").unwrap();
    let (text, _) = text.split_once("</pre>").unwrap();
    let text = text.replace("&#60;", "<").replace("&#62;", ">").replace("&#34;", "\"");
    text.replace("&#39;", "'").replace("&#38;", "&")
}

fn check(dir: &TempDir) -> String {
    let mut check = Command::new(env!("CARGO_BIN_EXE_errspec"));
    let output = check.args(["check", "--color", "never"]).current_dir(dir).output().unwrap();
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn every_code_is_answered_as_the_generated_crate_encodes_it() {
    let server = Server::of(KMS);
    let mut ids = HashSet::new();
    for code in ErrorCode::ALL {
        for format in [Format::Json, Format::Xml, Format::Problem] {
            let accept = [("Accept", format.content_type())];
            let response = server.ask("GET", &format!("/mock?code={code}"), &accept);
            let id = response.header(ErrorCode::ENVELOPE.request_id_header).unwrap().to_owned();
            // With the examples of the spec.
            let error = match code {
                ErrorCode::MissingParameter => ErrorCode::missing_parameter("KeyId"),
                ErrorCode::InvalidParameter => ErrorCode::invalid_parameter("KeyId"),
                code => Error::documented(*code),
            };
            let expected = error_response(&error.with_request_id(id.clone()), format);
            assert_eq!(response.status, expected.status().to_string(), "{code}");
            for (name, value) in expected.headers() {
                assert_eq!(response.header(name.as_str()), value.to_str().ok(), "{code}: {name}");
            }
            assert_eq!(response.header("retry-after").is_some(), code.retry_after().is_some());
            assert_eq!(response.body.as_bytes(), expected.body(), "{code}");
            assert_eq!((id.len(), &id[14..15]), (36, "4"), "a UUID v4");
            assert!(ids.insert(id), "every response has an id of its own");
        }
    }
}

#[test]
fn the_parameter_format_comes_before_accept() {
    let server = Server::of(KMS);
    let xml = [("Accept", "application/xml")];
    for (query, headers, expected) in [
        ("", &[][..], "application/json"),
        ("&Format=XML", &[], "application/xml"),
        ("&Format=xMl", &[], "application/xml"),
        ("&Format=JSON", &xml, "application/json"),
        ("&Format=yaml", &xml, "application/json"),
        ("", &xml, "application/xml"),
        ("", &[("Accept", "application/problem+json, */*;q=0.1")], "application/problem+json"),
    ] {
        let response = server.ask("GET", &format!("/mock?code=InternalFailure{query}"), headers);
        assert_eq!(response.header("content-type"), Some(expected), "{query} {headers:?}");
    }
    let path = server.get("/mock/InternalFailure?Format=XML");
    assert!(path.body.starts_with("<KMS>"));
}

#[test]
fn a_message_is_filled_in_from_the_query() {
    let server = Server::of(KMS);
    let sent = server.get("/mock/MissingParameter?parameter_name=%22%3CPage%3E");
    assert!(sent.body.contains(r#""The parameter \"\"<Page>\" is needed"#), "{}", sent.body);
    let xml = server.get("/mock?code=MissingParameter&parameter_name=%3C&Format=XML");
    assert!(xml.body.contains("\"&lt;\" is needed"), "{}", xml.body);
    let row = "[[error]]\ncode = \"Full\"\nstatus = 400\nparams.most.type = \"integer\"\n\
               case = [{ name = \"all\", message = \"Full.\" }, \
               { name = \"one\", message = \"At most {most}.\" }]\n";
    let dir = tempdir().unwrap();
    let spec = dir.path().join("errors.toml");
    fs::write(&spec, row).unwrap();
    let server = Server::of(spec.to_str().unwrap());
    assert!(server.get("/mock/Full").body.contains("\"Full.\""));
    assert!(server.get("/mock/Full?case=one&most=7").body.contains("\"At most 7.\""));
    let none = server.get("/mock/Full?case=two");
    assert_eq!((&*none.status, &*none.body), ("400 Bad Request", "`Full` has no case `two`.\n"));
    let text = server.get("/mock/Full?case=one&most=a");
    assert_eq!(text.body, "`a` is no integer: most is one.\n");
}

#[test]
fn a_code_is_found_however_its_address_writes_it() {
    let server = Server::of(HOSTILE);
    for path in ["/mock?code=a/b:c", "/mock?code=a%2Fb%3ac", "/mock/a/b:c", "/mock/a%2Fb%3Ac"] {
        let response = server.get(path);
        assert_eq!(response.status, "404 Not Found");
        assert!(response.body.contains(r#""Code":"a/b:c""#), "{path}: {}", response.body);
    }
    assert!(server.get("/mock/A/B:C").body.contains(r#""Code":"A/B:C""#));
    let alias = server.get("/mock/Old.Markup");
    assert_eq!(alias.status, "400 Bad Request");
    assert!(alias.body.contains(r#""Code":"Markup""#));
    let long = format!("/mock/{}", "a".repeat(128));
    assert_eq!(server.get(&long).header("retry-after"), Some("4294967295"));
}

#[test]
fn what_the_table_does_not_have_is_said_in_words() {
    let server = Server::of(HOSTILE);
    let sentence = |path: &str| {
        let response = server.get(path);
        assert_eq!(response.header("content-type"), Some("text/plain; charset=utf-8"), "{path}");
        assert_eq!(response.header("x-request-id"), None, "{path}");
        (response.status, response.body)
    };
    let not_found = |text: &str| ("404 Not Found".to_owned(), text.to_owned());
    let close = "There is no code `Mrkup`; did you mean one of these?\n  Markup  400 Bad Request\n";
    assert_eq!(sentence("/mock/Mrkup"), not_found(close));
    let hidden = "There is no code `\\u{1b}<i>`\n";
    assert_eq!(sentence("/mock?code=%1b%3Ci%3E"), not_found(hidden));
    let (status, text) = sentence("/mock/Gone");
    assert_eq!(status, "404 Not Found");
    assert!(text.starts_with("`Gone` is retired since <i> and never sent."), "{text}");
    assert!(text.ends_with("\\u{1b}]0;x\\u{7}\n"), "{text}");
    assert_eq!(sentence("/mock/%FF").0, "400 Bad Request");
    for path in ["/mock", "/mock/", "/mock?code="] {
        let (status, text) = sentence(path);
        assert_eq!(status, "200 OK");
        assert!(text.contains("\n/mock?code=Markup  400 Bad Request\n"), "{text}");
        assert!(text.contains("\n/mock?code=Old.Markup  400 Bad Request, as Markup\n"), "{text}");
    }
}

#[test]
fn a_page_of_any_origin_may_ask_the_mock_and_nothing_else() {
    let server = Server::of(KMS);
    for method in ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"] {
        let response = server.ask(method, "/mock/InternalFailure", &[]);
        assert_eq!(response.status, "500 Internal Server Error", "{method}");
        assert_eq!(response.header("access-control-allow-origin"), Some("*"));
        assert_eq!(response.header("access-control-expose-headers"), Some("*"));
        assert_eq!(response.body.is_empty(), method == "HEAD");
    }
    let preflight = [("Access-Control-Request-Method", "PUT")];
    let response = server.ask("OPTIONS", "/mock/InternalFailure", &preflight);
    assert_eq!(response.status, "204 No Content");
    assert_eq!(response.header("access-control-allow-origin"), Some("*"));
    assert_eq!(response.header("access-control-allow-methods"), Some("*"));
    assert_eq!(response.header("access-control-allow-headers"), Some("*, Authorization"));
    for path in ["/", "/errors.json", "/events-are-elsewhere"] {
        assert_eq!(server.get(path).header("access-control-allow-origin"), None, "{path}");
    }
}

#[test]
fn only_hosts_of_this_machine_are_answered() {
    let server = Server::of(KMS);
    let port = server.port;
    for path in ["/", "/mock/InternalFailure", "/events"] {
        for host in ["evil.example", &format!("evil.example:{port}"), "127.0.0.1:1", "localhost"] {
            let response = server.ask("GET", path, &[("Host", host)]);
            assert_eq!(response.status, "403 Forbidden", "{path} {host}");
            assert!(!response.body.contains("InternalFailure"));
            assert_eq!(response.header("access-control-allow-origin"), None);
        }
    }
    for host in ["localhost", "LOCALHOST", "127.0.0.1", "[::1]"] {
        let host = format!("{host}:{port}");
        assert_eq!(server.ask("GET", "/", &[("Host", &host)]).status, "200 OK", "{host}");
    }
}

#[test]
fn the_site_is_the_one_of_docs_with_one_more_script() {
    let dir = tempdir().unwrap();
    let mut docs = Command::new(env!("CARGO_BIN_EXE_errspec"));
    docs.args(["docs", HOSTILE, "--out"]).arg(dir.path());
    assert!(docs.output().unwrap().status.success());
    let server = Server::of(HOSTILE);
    for (path, file, media_type) in [
        ("/", "index.html", "text/html; charset=utf-8"),
        ("/index.html", "index.html", "text/html; charset=utf-8"),
        ("/errors/a%252Fb%253Ac.html", "errors/a%2Fb%3Ac.html", "text/html; charset=utf-8"),
        ("/errors/Gone.html", "errors/Gone.html", "text/html; charset=utf-8"),
        ("/errors.json", "errors.json", "application/json"),
        ("/llms.txt", "llms.txt", "text/plain; charset=utf-8"),
    ] {
        let response = server.get(path);
        assert_eq!(response.status, "200 OK", "{path}");
        assert_eq!(response.header("content-type"), Some(media_type), "{path}");
        assert_eq!(response.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(response.header("content-security-policy"), Some("frame-ancestors 'none'"));
        let lines: HashSet<&str> = response.body.lines().collect();
        let file = fs::read_to_string(dir.path().join(file)).unwrap();
        let is_policy = |line: &str| line.contains("Content-Security-Policy");
        let missing = file.lines().filter(|line| !is_policy(line) && !lines.contains(line));
        assert_eq!(missing.collect::<Vec<_>>(), Vec::<&str>::new(), "{path}");
        let scripts = |text: &str| text.matches("\n<script>").count();
        let more = usize::from(media_type.starts_with("text/html"));
        assert_eq!(scripts(&response.body), scripts(&file) + more, "{path}");
        assert_eq!(response.body.contains("connect-src &#39;self&#39;"), more == 1, "{path}");
    }
    for path in ["/errors/Nobody.html", "/../Cargo.toml", "/%2e%2e/Cargo.toml", "/favicon.ico"] {
        let response = server.get(path);
        assert_eq!(response.status, "404 Not Found", "{path}");
        assert!(response.body.contains("EventSource"), "it is back when its code is");
    }
    assert_eq!(server.ask("POST", "/", &[]).status, "405 Method Not Allowed");
}

#[test]
fn an_edit_is_an_event() {
    let dir = package(GOOD);
    let server = Server::start(dir.path(), &["--port", "0"]);
    let mut events = server.events();
    let first = events.next();
    assert!(server.get("/").body.contains(&format!("const version = \"{first}\";")));

    replace(&dir, "errors.toml", &GOOD.replace("\"A\"", "\"B\""));
    let second = events.next();
    assert_ne!(second, first);
    assert!(server.get("/").body.contains(&format!("const version = \"{second}\";")));
    assert_eq!(server.get("/errors/B.html").status, "200 OK");
    assert_eq!(server.get("/errors/A.html").status, "404 Not Found");
    assert_eq!(server.get("/mock/B").status, "400 Bad Request");

    // In place, too; and the same text is the same version.
    fs::write(dir.path().join("errors.toml"), GOOD).unwrap();
    assert_eq!(events.next(), first);
    assert_eq!(server.events().next(), first, "who comes later hears at once what there is");
}

#[test]
fn the_lock_beside_the_spec_counts() {
    let named = format!("[catalog]\nname = \"T\"\n\n{GOOD}");
    let dir = package(&named);
    let server = Server::start(dir.path(), &["--port", "0"]);
    let mut events = server.events();
    events.next();
    let mut release = Command::new(env!("CARGO_BIN_EXE_errspec"));
    let released = release.arg("release").current_dir(&dir).output().unwrap();
    assert!(released.status.success());
    events.next();
    replace(&dir, "errors.toml", &named.replace("\"A\"", "\"B\""));
    events.next();
    let response = server.get("/");
    assert_eq!(response.status, "503 Service Unavailable");
    assert!(shown(&response.body).contains("error[code-renamed]"), "{}", response.body);
    replace(&dir, "errors.lock", "what is this");
    events.next();
    assert_eq!(shown(&server.get("/").body), check(&dir));
    assert!(check(&dir).contains("errors.lock"));
}

#[test]
fn a_broken_spec_is_a_page_until_it_is_mended() {
    let dir = package(GOOD);
    let server = Server::start(dir.path(), &["--port", "0"]);
    let mut events = server.events();
    let first = events.next();
    replace(&dir, "errors.toml", BROKEN);
    let broken = events.next();
    for path in ["/", "/errors/A.html"] {
        let response = server.get(path);
        assert_eq!(response.status, "503 Service Unavailable");
        assert_eq!(response.header("content-type"), Some("text/html; charset=utf-8"));
        let page = response.body;
        assert!(page.contains("<h1>errors.toml is broken</h1>"), "{page}");
        assert_eq!(shown(&page), check(&dir));
        assert!(shown(&page).contains("code = \"<b>&\""));
        assert!(!page.contains("<b>"), "the text of a spec is text");
        assert!(page.contains(&format!("const version = \"{broken}\";")));
    }
    let mock = server.get("/mock/A");
    assert_eq!(mock.status, "400 Bad Request", "by the last table that was good");

    fs::remove_file(dir.path().join("errors.toml")).unwrap();
    assert_ne!(events.next(), broken);
    assert_eq!(shown(&server.get("/").body), "error: there is no file errors.toml\n");
    replace(&dir, "errors.toml", GOOD);
    assert_eq!(events.next(), first);
    assert_eq!(server.get("/").status, "200 OK");
}

#[test]
fn a_folder_that_goes_and_comes_back_is_served_again() {
    let dir = tempdir().unwrap();
    for started_in in ["api", "."] {
        let api = dir.path().join("api");
        fs::create_dir(&api).unwrap();
        fs::write(api.join("errors.toml"), GOOD).unwrap();
        let spec = if started_in == "api" { "errors.toml" } else { "api/errors.toml" };
        let server = Server::start(&dir.path().join(started_in), &[spec, "--port", "0"]);
        let mut events = server.events();
        let first = events.next();

        fs::remove_dir_all(&api).unwrap();
        assert_ne!(events.next(), first);
        let page = server.get("/");
        assert_eq!(page.status, "503 Service Unavailable");
        assert_eq!(shown(&page.body), format!("error: there is no file {spec}\n"));
        assert_eq!(server.get("/mock/A").status, "400 Bad Request");

        fs::create_dir(&api).unwrap();
        fs::write(api.join("errors.toml"), GOOD).unwrap();
        assert_eq!(events.next(), first, "served from {started_in}");
        fs::remove_dir_all(&api).unwrap();
    }
}

#[test]
fn a_spec_that_is_broken_from_the_start_is_served_too() {
    let dir = package(BROKEN);
    let server = Server::start(dir.path(), &["--port", "0"]);
    assert_eq!(shown(&server.get("/").body), check(&dir));
    let mock = server.get("/mock/A");
    assert_eq!(mock.status, "503 Service Unavailable");
    assert_eq!(mock.body, "The spec is broken and was from the start: see / for what is wrong.\n");
    let mut events = server.events();
    events.next();
    replace(&dir, "errors.toml", GOOD);
    events.next();
    assert_eq!(server.get("/mock/A").status, "400 Bad Request");
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_quietly() {
    let dir = package(GOOD);
    let mut server = Server::start(dir.path(), &["--port", "0"]);
    let mut events = server.events();
    events.next();
    let id = server.child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    assert_eq!(server.child.wait().unwrap().code(), Some(0));
    let mut rest = String::new();
    server.stdout.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "", "standard output has the address alone");
}

#[test]
fn what_cannot_be_served_is_one_sentence() {
    let dir = package(GOOD);
    let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let expect = |output: Output, sentence: &str| {
        assert_eq!(output.status.code(), Some(2), "{sentence}");
        assert!(output.stdout.is_empty());
        assert_eq!(String::from_utf8(output.stderr).unwrap(), format!("error: {sentence}\n"));
    };
    let port = taken.local_addr().unwrap().port().to_string();
    let in_use = format!("port {port} is in use: name another with --port, or none for a free one");
    expect(errspec(dir.path(), &["--port", &port]).output().unwrap(), &in_use);
    let stdin = "standard input cannot be edited while it is served: name a file";
    expect(errspec(dir.path(), &["-"]).output().unwrap(), stdin);
    expect(errspec(dir.path(), &["no.toml"]).output().unwrap(), "there is no file no.toml");
}

#[test]
fn without_a_port_it_finds_one() {
    let dir = package(GOOD);
    let one = Server::start(dir.path(), &[]);
    let other = Server::start(dir.path(), &[]);
    assert_ne!(one.port, other.port);
    assert_eq!(other.get("/").status, "200 OK");
}

/// One language is in memory at a time.
#[test]
fn a_reader_goes_from_one_language_to_another_and_back() {
    let of = |language: &str| format!("translations.{language}.message = \"In {language}.\"\n");
    let dir = package(&format!("{GOOD}{}{}", of("de"), of("fr")));
    let server = Server::start(dir.path(), &["--port", "0"]);
    for language in ["de", "fr", "de"] {
        for page in ["index.html", "errors/A.html"] {
            let response = server.get(&format!("/{language}/{page}"));
            assert_eq!(response.status, "200 OK", "{language}/{page}");
            assert!(response.body.contains(&format!("In {language}.")), "{language}/{page}");
        }
    }
    assert_eq!(server.get("/de/errors/B.html").status, "404 Not Found");
    assert_eq!(server.get("/it/index.html").status, "404 Not Found");
}
