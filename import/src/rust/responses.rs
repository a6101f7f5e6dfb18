//! What a response has beside code, status and message, which no key of a row holds.

use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprMethodCall, ExprPath, Macro};

use super::json_macro;
use super::syntax::names;
use crate::headers::key_of;

/// Functions that make a response of an enum.
pub fn is_response(function: &str, of_trait: Option<&str>, self_type: Option<&str>) -> bool {
    matches!(function, "into_response" | "error_response" | "as_response" | "respond_to")
        || (of_trait == Some("From") && self_type.is_some_and(|name| name.ends_with("Response")))
}

/// What the function sends of its own, for the sentence "... is left to the service".
pub fn beside(block: &Block) -> Vec<String> {
    let mut beside = Beside { found: Vec::new() };
    beside.visit_block(block);
    beside.found
}

struct Beside {
    found: Vec<String>,
}

impl Beside {
    fn push(&mut self, what: String) {
        if !self.found.contains(&what) && self.found.len() < MOST {
            self.found.push(what);
        }
    }
}

/// A sentence names no more than so many.
const MOST: usize = 16;

/// Methods that add a header to a response.
const ADDS_HEADER: &[&str] = &["append_header", "header", "insert_header", "with_header"];

impl<'ast> Visit<'ast> for Beside {
    fn visit_expr_path(&mut self, path: &'ast ExprPath) {
        if let [.., name] = &names(&path.path)[..]
            && name != "CONTENT_TYPE"
            && is_header(name)
        {
            self.push(format!("the header {}", name.to_lowercase().replace('_', "-")));
        }
    }

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        let method = call.method.to_string();
        let first = call.args.first().map(|argument| match argument {
            Expr::Tuple(tuple) => tuple.elems.first().unwrap_or(argument),
            argument => argument,
        });
        if let Some(Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(name), .. })) = first
            && ADDS_HEADER.contains(&method.as_str())
        {
            self.push(format!("the header {}", name.value().to_lowercase()));
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        if call.path.segments.last().is_some_and(|last| last.ident == "json") {
            for (name, _) in json_macro::members(call) {
                let key = key_of(&name).map(|key| key.name);
                if !matches!(key, Some("code" | "status" | "message")) {
                    self.push(format!("the member `{name}`"));
                }
            }
        }
    }
}

/// The headers that responses of errors have, as constants of `http`.
fn is_header(name: &str) -> bool {
    matches!(
        name,
        "ACCEPT_RANGES"
            | "ALLOW"
            | "CACHE_CONTROL"
            | "CONNECTION"
            | "CONTENT_LANGUAGE"
            | "CONTENT_RANGE"
            | "ETAG"
            | "LAST_MODIFIED"
            | "LINK"
            | "LOCATION"
            | "PROXY_AUTHENTICATE"
            | "RETRY_AFTER"
            | "SET_COOKIE"
            | "VARY"
            | "WWW_AUTHENTICATE"
    )
}
