//! Tables of other people's with much of one thing.

use super::specs::list;

pub fn csv(rows: &str) -> String {
    format!("code,status,message\n{rows}")
}

/// A message repeats a text.
pub fn csv_of(text: &str, n: usize) -> String {
    csv(&format!("A,400,\"It failed: {}.\"\n", list(n, text)))
}

/// Columns that are of no key, and such as are of one that another has.
pub fn columns(n: usize) -> String {
    let (names, cells) = (list(n, ",error,colour @"), ",red,green".repeat(n));
    format!("code,status,message{names}\nA,400,It failed.{cells}\n")
}

pub fn markdown(tables: usize, rows: usize) -> String {
    let head = "\n| Code | Status | Message |\n| --- | --- | --- |\n";
    let table = |at: usize| {
        let row = format!("| `Code{at}.@` | 400 | It **failed**. |\n");
        head.to_owned() + &list(rows, &row)
    };
    (0..tables).map(table).collect()
}

pub fn markdown_of(text: &str, n: usize) -> String {
    markdown(1, 1).replace("It **failed**", &text.repeat(n))
}

pub fn json(rows: usize, members: usize) -> String {
    let members = list(members, r#", "member @": 1"#).replace("member 0", "cause");
    let row = format!(r#"{{"code": "Code@", "status": 400, "message": "It failed."{members}}},"#);
    format!("[{}]", list(rows, &row).trim_end_matches(','))
}

/// Each code is replaced by the next, and the last by one that there is, or not.
pub fn own_json(n: usize, last: &str) -> String {
    let row = |at: usize| {
        let next = if at + 1 < n { format!("Code{}", at + 1) } else { last.to_owned() };
        format!(
            r#"{{"code": "Code{at}", "status": 400, "template": "It failed.",
            "deprecated": {{"replaced_by": "{next}"}}}}"#
        )
    };
    let rows: String = (0..n).map(row).map(|row| row + ",").collect();
    let other = r#"{"code": "Other", "status": 400, "template": "It failed."}"#;
    format!(r#"{{"schema_version": 1, "name": "Error", "errors": [{rows}{other}]}}"#)
}

fn enum_of(at: usize, variants: &str) -> String {
    format!("#[derive(thiserror::Error)]\npub enum E{at} {{\n{variants}}}\n")
}

fn status_of(at: usize, function: &str, arms: &str) -> String {
    format!("impl E{at} {{ fn {function}(&self) -> u16 {{ match self {{ {arms} }} }} }}\n")
}

pub fn variants(n: usize) -> String {
    let variants = list(n, "#[error(\"Thing {a} failed in way @.\")]\nV@ { a: String },\n");
    enum_of(0, &variants) + &status_of(0, "status", &list(n, "Self::V@ { .. } => 400,\n"))
}

/// Each with a function of its own.
pub fn enums(n: usize) -> String {
    let one = |at| {
        enum_of(at, "#[error(\"It failed.\")] V,\n") + &status_of(at, "status", "Self::V => 400")
    };
    (0..n).map(one).collect()
}

pub fn functions(n: usize) -> String {
    let one = |at| status_of(0, &format!("f{at}"), "Self::V => 400");
    enum_of(0, "#[error(\"It failed.\")] V,\n")
        + &status_of(0, "status", "Self::V => 400")
        + &(0..n).map(one).collect::<String>()
}

pub fn arguments(n: usize) -> String {
    let (used, given) = (list(n, "{a@} "), list(n, ", a@ = b@.c()"));
    let fields = list(n, "b@: String, ");
    let variant = format!("#[error(\"{used}.\"{given})]\nV {{ {fields} }},\n");
    enum_of(0, &variant) + &status_of(0, "status", "_ => 400")
}

/// Which `match` binds all.
pub fn fields(n: usize) -> String {
    let fields = list(n, "b@: String, ");
    let (bound, used) = (list(n, "b@, "), list(n, "{b@} "));
    enum_of(0, &format!("V {{ {fields} }},\n"))
        + &status_of(0, "status", "_ => 400")
        + &format!(
            "impl std::fmt::Display for E0 {{ fn fmt(&self, f: &mut F) -> R {{ match self {{ \
             Self::V {{ {bound} }} => write!(f, \"{used}.\"), }} }} }}\n"
        )
}

/// All variants have one status.
pub fn pattern(n: usize) -> String {
    let variants = list(n, "#[error(\"It failed.\")]\nV@,\n");
    let either = list(n, "Self::V@ | ");
    enum_of(0, &variants)
        + &status_of(0, "status", &format!("{} => 400", either.trim_end_matches(" | ")))
}

/// Every code in a constant.
pub fn constants(n: usize) -> String {
    let constants = list(n, "const C@: &str = \"code.@\";\n");
    let codes = list(n, "Self::V@ => C@,\n");
    constants
        + &enum_of(0, &list(n, "#[error(\"It failed.\")] V@,\n"))
        + &status_of(0, "status", "_ => 400")
        + &format!("impl E0 {{ fn code(&self) -> &str {{ match self {{ {codes} }} }} }}\n")
}

/// Each made of the one before.
pub fn locals(n: usize) -> String {
    let locals = list(n, "let a = format!(\"{a}{a}\");\n");
    let arm = format!("Self::V => {{ let a = 400; {locals} 400 }}");
    enum_of(0, "#[error(\"It failed.\")] V,\n") + &status_of(0, "status", &arm)
}

/// A status under so many conditions.
pub fn branches(n: usize) -> String {
    let arms = list(n, "@ => 400,\n");
    let arm = format!("Self::V => match code() {{ {arms} _ => 500 }}");
    enum_of(0, "#[error(\"It failed.\")] V,\n") + &status_of(0, "status", &arm)
}

const SMITHY_ERROR: &str = "\"a#E@\": {\"type\": \"structure\", \"traits\": {\"smithy.api#error\": \
                            \"client\", \"smithy.api#documentation\": \"<p>It failed.</p>\"}},\n";
const SMITHY_OPERATION: &str =
    "\"a#O@\": {\"type\": \"operation\", \"errors\": [{\"target\": \"a#E@\"}]},\n";

/// Each operation has an error.
pub fn smithy(n: usize) -> String {
    let (errors, operations) = (list(n, SMITHY_ERROR), list(n, SMITHY_OPERATION));
    format!("{{\"smithy\": \"2.0\", \"shapes\": {{{errors}{operations}\"a#S\": {{}}}}}}")
}

/// One error, with this documentation.
pub fn smithy_of(html: &str) -> String {
    let text = format!("It failed.</p>{html}");
    let error = list(1, SMITHY_ERROR).replace("It failed.", &text);
    format!("{{\"smithy\": \"2.0\", \"shapes\": {{{error}\"a#S\": {{}}}}}}")
}

/// So many operations, with so many codes each in a schema of all.
pub fn openapi(operations: usize, codes: usize) -> String {
    let operation = "\"/@\": {\"get\": {\"operationId\": \"get@\", \"responses\": {\"404\": {\"$ref\": \
                     \"#/components/responses/R\"}}}},\n";
    let (paths, codes) = (list(operations, operation), list(codes, "\"c@\", "));
    format!(
        "{{\"openapi\": \"3.1.0\", \"paths\": {{{paths}\"/x\": {{}}}}, \"components\": {{\"responses\": \
         {{\"R\": {{\"description\": \"It failed.\", \"content\": {{\"application/json\": {{\"schema\": \
         {{\"properties\": {{\"code\": {{\"enum\": [{codes}\"c\"]}}}}}}}}}}}}}}}}}}"
    )
}

/// Each in the one before, and in itself.
pub fn schemas(n: usize) -> String {
    let response = "\"/@\": {\"get\": {\"responses\": {\"404\": {\"content\": {\"application/json\": \
                    {\"schema\": {\"$ref\": \"#/components/schemas/S@\"}}}}}}},\n";
    let paths = list(n, response);
    let schema = |at| {
        let next = format!("{{\"$ref\": \"#/components/schemas/S{}\"}}", at + 1);
        let own = format!("{{\"$ref\": \"#/components/schemas/S{at}\"}}");
        format!("\"S{at}\": {{\"oneOf\": [{next}, {own}, {next}]}},\n")
    };
    let schemas: String = (0..n).map(schema).collect();
    format!(
        "{{\"openapi\": \"3.1.0\", \"paths\": {{{paths}\"/x\": {{}}}}, \"components\": {{\"schemas\": \
         {{{schemas}\"T\": {{}}}}}}}}"
    )
}

/// Of one condition.
pub fn sub_classes(n: usize) -> String {
    let subs = list(n, "\"S@\": {\"message\": [\"<a@> <\"]},\n");
    format!(
        "{{\"A\": {{\"message\": [\"It failed:\"], \"subClass\": {{{subs}\"S\": {{\"message\": [\"B.\"]}}}}}}}}"
    )
}
