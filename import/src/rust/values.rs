//! What an expression returns, as far as it can be read without running it.

use syn::punctuated::Punctuated;
use syn::{Expr, ExprCall, ExprMethodCall, Lit, Macro, Stmt, Token, UnOp};

use super::format::{Argument, Arguments, pieces};
use super::said::Said;
use crate::status;

const COMPUTED: Said = Said::Unreadable("it is computed");

/// Calls that leave a text what it is.
const CONVERSIONS: &[&str] = &[
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

/// What `expr` says. `scope` has the names that stand for fields.
pub fn said(expr: &Expr, scope: &Arguments) -> Said {
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
        Expr::Block(block) => match &block.block.stmts[..] {
            [Stmt::Expr(expr, _)] => said(expr, scope),
            [Stmt::Macro(call)] => macro_said(&call.mac, scope),
            _ => COMPUTED,
        },
        Expr::Tuple(tuple) => {
            Said::Several(tuple.elems.iter().map(|expr| said(expr, scope)).collect())
        }
        Expr::Path(path) => path_said(&names(&path.path)),
        Expr::MethodCall(call) => method_said(call, scope),
        Expr::Call(call) => call_said(call, scope),
        Expr::Macro(call) => macro_said(&call.mac, scope),
        _ => COMPUTED,
    }
}

fn literal(lit: &Lit) -> Said {
    match lit {
        Lit::Str(text) => Said::Text(text.value()),
        Lit::Bool(value) => Said::Boolean(value.value),
        Lit::Int(integer) => integer.base10_parse().map_or(COMPUTED, Said::Integer),
        _ => COMPUTED,
    }
}

fn names(path: &syn::Path) -> Vec<String> {
    path.segments.iter().map(|segment| segment.ident.to_string()).collect()
}

/// `StatusCode::NOT_FOUND`, `Status::NotFound`, `None`.
fn path_said(names: &[String]) -> Said {
    match names {
        [name] if name == "None" => Said::Nothing,
        [.., of, name] if of == "StatusCode" || of == "Status" => match status::named(name) {
            Some(status) => Said::Status(status),
            None => COMPUTED,
        },
        _ => COMPUTED,
    }
}

fn method_said(call: &ExprMethodCall, scope: &Arguments) -> Said {
    let method = call.method.to_string();
    if CONVERSIONS.contains(&method.as_str()) || method == "expect" {
        return said(&call.receiver, scope);
    }
    match (method.as_str(), call.args.first()) {
        // f.write_str("..."), f.pad("...")
        ("write_str" | "pad", Some(text)) => said(text, scope),
        // "...".fmt(f)
        ("fmt", Some(_)) => said(&call.receiver, scope),
        ("write_fmt", Some(text)) => said(text, scope),
        _ => COMPUTED,
    }
}

fn call_said(call: &ExprCall, scope: &Arguments) -> Said {
    let Expr::Path(path) = &*call.func else {
        return COMPUTED;
    };
    let names = names(&path.path);
    let name = names.last().map(String::as_str).unwrap_or("");
    match call.args.first() {
        // StatusCode::from_u16(429)
        Some(argument) if name == "from_u16" => match said(argument, scope) {
            Said::Integer(status) => u16::try_from(status).map_or(COMPUTED, Said::Status),
            _ => COMPUTED,
        },
        Some(argument) if call.args.len() == 1 && WRAPPERS.contains(&name) => said(argument, scope),
        _ => COMPUTED,
    }
}

/// `write!(f, "...", ..)`, `format!("...", ..)`.
fn macro_said(call: &Macro, scope: &Arguments) -> Said {
    let name = call.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
    let skip = match name.as_str() {
        "write" => 1,
        "format" | "format_args" | "concat" => 0,
        _ => return COMPUTED,
    };
    let parser = Punctuated::<Expr, Token![,]>::parse_terminated;
    let Ok(arguments) = call.parse_body_with(parser) else {
        return COMPUTED;
    };
    let mut arguments = arguments.iter().skip(skip);
    let Some(Said::Text(format)) = arguments.next().map(|format| said(format, scope)) else {
        return COMPUTED;
    };
    if name == "concat" {
        return concat(format, arguments, scope);
    }
    let mut given = Arguments { bindings: scope.bindings.clone(), ..Arguments::default() };
    for expr in arguments {
        match expr {
            Expr::Assign(named) => {
                let name = match &*named.left {
                    Expr::Path(path) => {
                        path.path.get_ident().map(ToString::to_string).unwrap_or_default()
                    }
                    _ => return COMPUTED,
                };
                given.named.push((name, argument(&named.right, scope)));
            }
            expr => given.positional.push(argument(expr, scope)),
        }
    }
    pieces(&format, &given, &[]).unwrap_or_else(Said::Unreadable)
}

fn concat<'e>(first: String, rest: impl Iterator<Item = &'e Expr>, scope: &Arguments) -> Said {
    let mut text = first;
    for expr in rest {
        match said(expr, scope) {
            Said::Text(more) => text.push_str(&more),
            Said::Integer(integer) => text.push_str(&integer.to_string()),
            _ => return COMPUTED,
        }
    }
    Said::Text(text)
}

/// What an argument of a format string stands for.
fn argument(expr: &Expr, scope: &Arguments) -> Argument {
    match expr {
        Expr::Reference(reference) => argument(&reference.expr, scope),
        Expr::Paren(paren) => argument(&paren.expr, scope),
        Expr::Unary(unary) => argument(&unary.expr, scope),
        Expr::Lit(lit) => match literal(&lit.lit) {
            Said::Text(text) => Argument::Text(text),
            Said::Integer(integer) => Argument::Text(integer.to_string()),
            _ => Argument::Unknown,
        },
        Expr::Path(path) => match path.path.get_ident() {
            Some(name) if scope.bindings.iter().any(|(known, _)| name == known) => {
                Argument::Name(name.to_string())
            }
            _ => Argument::Unknown,
        },
        Expr::Field(field) => match argument(&field.base, scope) {
            Argument::Unknown => Argument::Unknown,
            _ => match &field.member {
                syn::Member::Named(name) => Argument::Name(name.to_string()),
                syn::Member::Unnamed(_) => Argument::Computed,
            },
        },
        Expr::MethodCall(call) => match argument(&call.receiver, scope) {
            Argument::Unknown => Argument::Unknown,
            Argument::Name(name) if CONVERSIONS.contains(&call.method.to_string().as_str()) => {
                Argument::Name(name)
            }
            _ => Argument::Computed,
        },
        _ => Argument::Unknown,
    }
}
