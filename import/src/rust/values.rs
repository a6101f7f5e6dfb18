//! What an expression returns, as far as it can be read without running it.

use syn::{Expr, ExprCall, ExprMethodCall, Lit, UnOp};

use super::blocks::{block_said, if_said, match_said};
use super::said::Said;
use super::scope::{Named, Scope};
use super::syntax::{is_subject, names};
use super::written::macro_said;
use crate::status;

const COMPUTED: Said = Said::COMPUTED;

/// Calls that leave a text what it is.
pub const CONVERSIONS: &[&str] = &[
    "into",
    "to_string",
    "to_owned",
    "into_response",
    "as_str",
    "as_u16",
    "clone",
    "unwrap",
    "into_owned",
    "as_ref",
];

/// Functions that are no more than what is in their parentheses.
const WRAPPERS: &[&str] =
    &["Some", "Ok", "from", "Borrowed", "Owned", "Json", "from_static", "new"];

/// What `expr` says.
pub fn said(expr: &Expr, scope: &Scope<'_>) -> Said {
    match expr {
        Expr::Lit(lit) => literal(&lit.lit),
        Expr::Paren(paren) => said(&paren.expr, scope),
        Expr::Group(group) => said(&group.expr, scope),
        Expr::Reference(reference) => said(&reference.expr, scope),
        Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => said(&unary.expr, scope),
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => match said(&unary.expr, scope) {
            Said::Integer(integer) => Said::Integer(-integer),
            _ => COMPUTED,
        },
        Expr::Cast(cast) => said(&cast.expr, scope),
        Expr::Return(returned) => returned.expr.as_ref().map_or(COMPUTED, |expr| said(expr, scope)),
        Expr::Try(tried) => said(&tried.expr, scope),
        Expr::Block(block) => block_said(&block.block, scope),
        Expr::Match(of) => match_said(of, scope),
        Expr::If(of) => if_said(of, scope),
        Expr::Tuple(tuple) if tuple.elems.is_empty() => Said::Nothing,
        Expr::Tuple(tuple) => several(tuple.elems.iter().map(|expr| said(expr, scope))),
        Expr::Path(path) => path_said(&names(&path.path), scope),
        Expr::MethodCall(call) => method_said(call, scope),
        Expr::Call(call) => call_said(call, scope),
        Expr::Macro(call) => macro_said(&call.mac, scope),
        _ => COMPUTED,
    }
}

/// What stands in a tuple, and in the tuples in it.
fn several(values: impl Iterator<Item = Said>) -> Said {
    let values = values.flat_map(|value| match value {
        Said::Several(inner) => inner,
        value => vec![value],
    });
    Said::Several(values.collect())
}

pub fn literal(lit: &Lit) -> Said {
    match lit {
        Lit::Str(text) => Said::Text(text.value()),
        Lit::Bool(value) => Said::Boolean(value.value),
        Lit::Int(integer) => integer.base10_parse().map_or(COMPUTED, Said::Integer),
        _ => COMPUTED,
    }
}

/// A local name, `StatusCode::NOT_FOUND`, `Status::NotFound`, `None`, or a constant.
fn path_said(path: &[String], scope: &Scope<'_>) -> Said {
    if let [name] = path {
        if name == "None" || scope.subject == Some(name) {
            return Said::Nothing;
        }
        match scope.name(name) {
            Some(Named::Value(value)) => return value.clone(),
            Some(Named::Field(_)) => return COMPUTED,
            None => {}
        }
    }
    if let Some(value) = scope.constant(path) {
        return value.clone();
    }
    match path {
        [.., of, name] if of == "StatusCode" || of == "Status" => {
            status::named(name).map_or(COMPUTED, Said::Status)
        }
        [.., of, name]
            if name.starts_with(char::is_uppercase) && of.starts_with(char::is_uppercase) =>
        {
            Said::unreadable(format!("it is `{of}::{name}`"))
        }
        _ => COMPUTED,
    }
}

fn method_said(call: &ExprMethodCall, scope: &Scope<'_>) -> Said {
    let method = call.method.to_string();
    // What another method says of the enum is read there.
    if scope.subject.is_some_and(|subject| is_subject(&call.receiver, subject))
        && call.args.is_empty()
    {
        return Said::Nothing;
    }
    if CONVERSIONS.contains(&method.as_str()) || method == "expect" {
        return said(&call.receiver, scope);
    }
    match (method.as_str(), call.args.first()) {
        // f.write_str("..."), f.pad("...")
        ("write_str" | "pad", Some(text)) => said(text, scope),
        // "...".fmt(f)
        ("fmt", Some(_)) => said(&call.receiver, scope),
        ("write_fmt", Some(text)) => said(text, scope),
        // HttpResponse::NotFound().json("...")
        ("json" | "body", Some(text)) => match said(&call.receiver, scope) {
            status @ Said::Status(_) => several([status, said(text, scope)].into_iter()),
            _ => COMPUTED,
        },
        ("finish", None) => said(&call.receiver, scope),
        _ => COMPUTED,
    }
}

fn call_said(call: &ExprCall, scope: &Scope<'_>) -> Said {
    let Expr::Path(path) = &*call.func else {
        return COMPUTED;
    };
    let path = names(&path.path);
    match (path.as_slice(), call.args.first(), call.args.get(1)) {
        // StatusCode::from_u16(429)
        ([.., name], Some(argument), None) if name == "from_u16" => match said(argument, scope) {
            Said::Integer(status) => u16::try_from(status).map_or(COMPUTED, Said::Status),
            status @ Said::Status(_) => status,
            _ => COMPUTED,
        },
        // Display::fmt(self.description(), f)
        ([.., name], Some(argument), Some(_)) if name == "fmt" => said(argument, scope),
        // warp::reply::with_status("...", StatusCode::NOT_FOUND)
        ([.., name], Some(reply), Some(status)) if name == "with_status" => {
            several([said(status, scope), said(reply, scope)].into_iter())
        }
        ([.., name], Some(argument), None) if WRAPPERS.contains(&name.as_str()) => {
            said(argument, scope)
        }
        // HttpResponse::NotFound()
        ([.., of, name], None, _) if of == "HttpResponse" => {
            status::named(name).map_or(COMPUTED, Said::Status)
        }
        _ => COMPUTED,
    }
}
