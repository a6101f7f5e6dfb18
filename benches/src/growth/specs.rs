//! Specs with much of one thing.

/// So many times the text, with the number for `@`.
pub fn list(n: usize, text: &str) -> String {
    (0..n).map(|at| text.replace('@', &at.to_string())).collect()
}

pub fn row(code: &str) -> String {
    format!("[[error]]\ncode = \"{code}\"\nstatus = 400\nmessage = \"It failed.\"\n")
}

pub fn rows(n: usize) -> String {
    list(n, &row("Code@"))
}

/// A text of a row repeats another.
pub fn with(key: &str, text: &str, n: usize) -> String {
    let message = if key == "message" { "" } else { "message = \"It failed.\"\n" };
    let text = text.repeat(n);
    format!("[[error]]\ncode = \"A\"\nstatus = 400\n{message}{key} = \"{text}.\"\n")
}

pub fn full_rows(n: usize) -> String {
    list(
        n,
        r#"
[[error]]
code = "Code@"
status = 503
message = "The {thing} `{count}` is <busy>."
number = @
title = "Busy"
cause = "Somebody *else* [uses] `it`."
fix = "Wait."
doc_url = "https://docs.example.com/@"
retryable = true
throttling = true
retry_after = 5
params.thing = { example = "key", doc = "What is busy." }
params.count = { type = "integer", example = 5 }
since = "1.@"
deprecated = { since = "2", note = "It goes." }
aliases = ["Alias@"]
"#,
    )
}

pub fn constants(n: usize) -> String {
    list(n, &format!("{}members = {{ \"error.type\" = \"@\", \"error.by\" = 1 }}\n", row("Code@")))
}

/// Each row in an operation of its own, and in one that has all.
pub fn operations(n: usize) -> String {
    let own = "[[operation]]\nname = \"Get@It\"\nerrors = [\"Code@\"]\n";
    let all = format!("[[operation]]\nname = \"All\"\nerrors = [{}]\n", list(n, "\"Code@\", "));
    format!("{all}{}{}", list(n, own), rows(n))
}

pub fn cases(n: usize) -> String {
    let case = "[[error.case]]\nname = \"in@\"\nmessage = \"Way @ of {thing} failed.\"\n";
    format!("[[error]]\ncode = \"A\"\nstatus = 400\n{}", list(n, case))
}

pub fn parameters(n: usize) -> String {
    let message = list(n, "{name@} ");
    let described = list(n, "params.name@ = { type = \"integer\" }\n");
    format!("[[error]]\ncode = \"A\"\nstatus = 400\nmessage = \"{message}.\"\n{described}")
}

pub fn aliases(n: usize) -> String {
    format!("{}aliases = [{}]\n", row("A"), list(n, "\"Alias@\", "))
}

/// Each code is replaced by the next.
pub fn chain(n: usize) -> String {
    let link = |at| {
        let next = format!("deprecated.replaced_by = \"Code{}\"\n", at + 1);
        row(&format!("Code{at}")) + &next
    };
    (0..n).map(link).collect::<String>() + &row(&format!("Code{n}"))
}

/// So many codes that are gone, and as many rows that one of them replaces.
pub fn retired(n: usize) -> String {
    let replaced = row("Code@") + "deprecated.replaced_by = \"Old@\"\n";
    list(n, &replaced) + &list(n, "[[retired]]\ncode = \"Old@\"\nreason = \"It went.\"\n")
}

pub fn unknown_lints(n: usize) -> String {
    format!("[lints]\n{}{}", list(n, "x@ = \"deny\"\n"), row("A"))
}

pub fn one_line(n: usize) -> String {
    format!(
        "error = [{}]\n",
        list(n, "{ code = \"A@\", status = 200, message = \"It failed.\" }, ")
    )
}
