//! A code that was published once.

use errspec_codegen::catalog::Retired;
use errspec_codegen::visible;
use serde_json::{Value, json};

use crate::spec::Spec;

pub fn human(code: &Retired, spec: &Spec) -> String {
    let since = code.since.iter().map(|since| format!(" since {since}"));
    let reason = code.reason.iter().map(|reason| format!("\n\n    {reason}"));
    let sentence: String = since.chain(reason).collect();
    let text = format!("{} is retired{sentence}", code.code);
    let lines: Vec<String> = text.lines().map(|line| visible(line).into_owned()).collect();
    format!(
        "{}\n\nIt is never sent, and never used for anything else.\nSpec        {}\n",
        lines.join("\n"),
        spec.place(code.span.start),
    )
}

pub fn json(code: &Retired, spec: &Spec) -> Value {
    json!({
        "code": code.code,
        "retired": true,
        "since": code.since,
        "reason": code.reason,
        "place": spec.place(code.span.start),
    })
}
