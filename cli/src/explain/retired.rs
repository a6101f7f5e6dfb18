//! A code that was published once.

use errspec_codegen::catalog::Retired;
use errspec_codegen::{retired_section, visible};
use serde_json::json;

use super::{Format, Spec};

pub fn explain(code: &Retired, spec: &Spec, format: Format) -> Result<String, serde_json::Error> {
    let place = spec.place(code.span.start);
    if let Format::Json = format {
        let object = json!({
            "code": code.code,
            "retired": true,
            "since": code.since,
            "reason": code.reason,
            "place": place,
        });
        return errspec_codegen::to_json(&object);
    }
    if let Format::Markdown = format {
        return Ok(retired_section(code));
    }
    let since = code.since.iter().map(|since| format!(" since {since}"));
    let reason = code.reason.iter().map(|reason| format!("\n\n    {reason}"));
    let sentence: String = since.chain(reason).collect();
    let text = format!("{} is retired{sentence}", code.code);
    let lines: Vec<String> = text.lines().map(|line| visible(line).into_owned()).collect();
    Ok(format!(
        "{}\n\nIt is never sent, and never used for anything else.\nSpec        {place}\n",
        lines.join("\n")
    ))
}
