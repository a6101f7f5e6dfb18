//! What an expression is called: `code` of `error.code()`, of `body["code"]`, and of
//! `code.as_str()`.

use super::tokens::{Kind, Tokens};

/// How many tokens are looked at for a name: what is farther away says little.
pub const FAR: usize = 24;

/// What says nothing of its own about the value that it is called on.
const ACCESSORS: [&str; 14] = [
    "as_str",
    "as_ref",
    "as_deref",
    "to_string",
    "to_owned",
    "into",
    "clone",
    "trim",
    "lower",
    "toLowerCase",
    "toUpperCase",
    "upper",
    "unwrap",
    "toString",
];

/// The name of the expression that ends with this token.
pub fn name_up_to(tokens: &Tokens<'_>, end: usize) -> Option<String> {
    let mut at = end;
    for _ in 0..FAR {
        let token = tokens.get(at)?;
        match token.kind {
            Kind::Quoted => return Some(token.text.to_string()),
            Kind::Word => {
                let is_method = at >= 2 && tokens.is_sign(at - 1, &["."]);
                if !(is_method && ACCESSORS.contains(&&*token.text)) {
                    return Some(token.text.to_string());
                }
                at -= 2;
            }
            Kind::Close => {
                let open = tokens.partner(at)?;
                if let Some(key) = tokens.quoted(open + 1).filter(|_| open + 2 == at) {
                    return Some(key.to_owned()); // ["code"], .get("code")
                }
                let before = open.checked_sub(1)?;
                let is_keyword =
                    matches!(tokens.word(before), Some("switch" | "match" | "when" | "case"));
                let is_call = tokens.word(before).is_some() && !is_keyword;
                at = if is_call || token.text == "]" { before } else { at.checked_sub(1)? };
            }
            Kind::Sign => {
                let is_passed = matches!(&*token.text, "?" | "!" | "." | "?." | "!.");
                at = at.checked_sub(1).filter(|_| is_passed)?;
            }
            Kind::Open => return None,
        }
    }
    None
}

/// The name of the expression that begins with this token.
pub fn name_from(tokens: &Tokens<'_>, start: usize) -> Option<String> {
    let mut name = None;
    let mut at = start;
    for _ in 0..FAR {
        let Some(token) = tokens.get(at) else { break };
        match token.kind {
            Kind::Word if !ACCESSORS.contains(&&*token.text) => name = Some(token.text.to_string()),
            Kind::Word => {}
            Kind::Sign if matches!(&*token.text, "." | "::" | "?" | "->" | "&" | "*" | "?.") => {}
            Kind::Open if at > start => {
                let Some(close) = tokens.partner(at).filter(|_| token.text != "{") else { break };
                if let Some(key) = tokens.quoted(at + 1).filter(|_| at + 2 == close) {
                    name = Some(key.to_owned());
                }
                at = close;
            }
            _ => break,
        }
        at += 1;
    }
    name
}
