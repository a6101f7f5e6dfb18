//! Which names say that they hold a code, or make an error.

use errspec_codegen::constructor_name;

use super::names::Names;

/// Words that may stand beside `code`: what other words there are, such as `status`, `country`
/// or `exit`, says that it is another one.
const BESIDE_CODE: [&str; 36] = [
    "actual",
    "api",
    "as",
    "body",
    "client",
    "e",
    "err",
    "error",
    "errors",
    "exception",
    "expected",
    "failure",
    "fault",
    "for",
    "from",
    "get",
    "has",
    "is",
    "its",
    "known",
    "of",
    "parse",
    "problem",
    "reason",
    "received",
    "response",
    "s",
    "server",
    "service",
    "str",
    "string",
    "text",
    "the",
    "to",
    "want",
    "with",
];

/// Names of members that say more often something else than a code.
const COMMON_MEMBERS: [&str; 8] =
    ["type", "status", "kind", "name", "title", "detail", "message", "error"];

const OF_ERRORS: [&str; 18] = [
    "abort",
    "bail",
    "deny",
    "err",
    "error",
    "errors",
    "exception",
    "exceptions",
    "fail",
    "failed",
    "failure",
    "fault",
    "problem",
    "raise",
    "refuse",
    "reject",
    "throw",
    "throws",
];

fn words(name: &str) -> Vec<String> {
    constructor_name(name).split('_').map(str::to_owned).collect()
}

/// Whether a name is that of a code of errors.
pub fn is_code(name: &str, names: &Names<'_>) -> bool {
    let member = names.code_member.as_deref().unwrap_or("code");
    if name.eq_ignore_ascii_case(member) && !COMMON_MEMBERS.contains(&member) {
        return true;
    }
    let words = words(name);
    let is_beside =
        |word: &str| BESIDE_CODE.contains(&word) || word.eq_ignore_ascii_case(&names.catalog.name);
    let is_code = |word: &str| matches!(word, "code" | "codes" | "errcode" | "errorcode");
    words.iter().any(|word| is_code(word))
        && words.iter().all(|word| is_code(word) || is_beside(word))
}

/// Whether what is called so makes or takes errors.
pub fn is_of_errors(name: &str) -> bool {
    words(name).iter().any(|word| OF_ERRORS.contains(&word.as_str()))
}

/// Whether this is how a class makes what it extends.
pub fn is_of_base(name: &str) -> bool {
    matches!(name, "__init__" | "super" | "base")
}

#[cfg(test)]
mod tests {
    use errspec_codegen::compile;

    use super::*;

    #[test]
    fn a_code_of_errors_is_told_from_other_codes() {
        let spec =
            "catalog.name = \"KMS\"\n[[error]]\ncode = \"A\"\nstatus = 400\nmessage = \"No.\"";
        let catalog = compile(spec).0.unwrap();
        let names = Names::of(&catalog, &[]);
        for name in [
            "code",
            "Code",
            "error_code",
            "errorCode",
            "getErrorCode",
            "errcode",
            "from_code",
            "kms_error_code",
            "ErrorCode",
        ] {
            assert!(is_code(name, &names), "{name}");
        }
        for name in ["status_code", "countryCode", "exit_code", "decode", "error", "code_point"] {
            assert!(!is_code(name, &names), "{name}");
        }
        assert!(is_of_errors("ApiError.new") && is_of_errors("throwFault"));
        assert!(!is_of_errors("terror") && !is_of_errors("println"));
    }
}
