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

/// What a function sends.
#[derive(Default)]
pub struct Sent {
    /// For the sentence "... is left to the service".
    pub beside: Vec<String>,
    /// The bodies in JSON, by what their members are.
    pub bodies: Vec<Body>,
}

/// Roles of the envelope, and where a body has them, in its order.
pub type Body = Vec<(&'static str, String)>;

pub fn sent(block: &Block) -> Sent {
    let mut sent = Sent::default();
    sent.visit_block(block);
    sent
}

impl Sent {
    fn push(&mut self, what: String) {
        if !self.beside.contains(&what) && self.beside.len() < MOST {
            self.beside.push(what);
        }
    }

    /// The shape of all bodies, if they have a code and a message.
    pub fn body(&self) -> Option<&Body> {
        let (first, others) = self.bodies.split_first()?;
        let has = |role| first.iter().any(|(known, _)| *known == role);
        (has("code") && has("message") && others.iter().all(|other| other == first))
            .then_some(first)
    }
}

/// A sentence names no more than so many.
const MOST: usize = 16;

/// Methods that add a header to a response.
const ADDS_HEADER: &[&str] = &["append_header", "header", "insert_header", "with_header"];

impl<'ast> Visit<'ast> for Sent {
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
        if call.path.segments.last().is_none_or(|last| last.ident != "json") {
            return;
        }
        let mut body = Body::new();
        for member in json_macro::members(call) {
            let role = key_of(member.name()).map(|key| key.name);
            let is_new = |role: &&str| !body.iter().any(|(known, _)| *known == *role);
            match role.filter(|role| matches!(*role, "code" | "status" | "message") && is_new(role))
            {
                Some(role) => body.push((role, member.path.join("."))),
                None => self.push(format!("the member `{}`", member.path.join("."))),
            }
        }
        self.bodies.push(body);
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
