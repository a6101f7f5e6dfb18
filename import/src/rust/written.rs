//! What macros of formatting write.

use syn::punctuated::Punctuated;
use syn::{Expr, Macro, Token};

use super::format::{Argument, Arguments, pieces};
use super::json_macro;
use super::said::Said;
use super::scope::Scope;
use super::syntax::names;
use super::values::{CONVERSIONS, literal, said};

/// `write!(f, "...", ..)`, `format!("...", ..)`, `json!({...})`.
pub fn macro_said(call: &Macro, scope: &Scope<'_>) -> Said {
    let name = call.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
    let skip = match name.as_str() {
        "json" => return json_macro::said(call, scope),
        "write" => 1,
        "format" | "format_args" | "concat" => 0,
        _ => return Said::COMPUTED,
    };
    let parser = Punctuated::<Expr, Token![,]>::parse_terminated;
    let Ok(arguments) = call.parse_body_with(parser) else {
        return Said::COMPUTED;
    };
    let mut arguments = arguments.iter().skip(skip);
    let Some(Said::Text(format)) = arguments.next().map(|format| said(format, scope)) else {
        return Said::COMPUTED;
    };
    if name == "concat" {
        return concat(format, arguments, scope);
    }
    let mut given = Arguments { scope: *scope, ..Arguments::default() };
    for expr in arguments {
        match expr {
            Expr::Assign(named) => {
                let name = match &*named.left {
                    Expr::Path(path) => {
                        path.path.get_ident().map(ToString::to_string).unwrap_or_default()
                    }
                    _ => return Said::COMPUTED,
                };
                let argument = argument(&named.right, &given);
                given.named.push((name, argument));
            }
            expr => {
                let argument = argument(expr, &given);
                given.positional.push(argument);
            }
        }
    }
    // `{}` of the enum itself is what `Display` says.
    match &given.positional[..] {
        [Argument::Subject] if format == "{}" => Said::Nothing,
        _ => pieces(&format, &given, &[]).unwrap_or_else(Said::unreadable),
    }
}

fn concat<'e>(first: String, rest: impl Iterator<Item = &'e Expr>, scope: &Scope<'_>) -> Said {
    let mut text = first;
    for expr in rest {
        match said(expr, scope).written() {
            Some(more) => text.push_str(&more),
            None => return Said::COMPUTED,
        }
    }
    Said::Text(text)
}

/// What an argument of a format string stands for.
fn argument(expr: &Expr, given: &Arguments<'_>) -> Argument {
    match expr {
        Expr::Reference(reference) => argument(&reference.expr, given),
        Expr::Paren(paren) => argument(&paren.expr, given),
        Expr::Unary(unary) => argument(&unary.expr, given),
        Expr::Lit(lit) => literal(&lit.lit).written().map_or(Argument::Unknown, Argument::Text),
        Expr::Path(path) => of_path(&names(&path.path), given),
        Expr::Field(field) => match argument(&field.base, given) {
            Argument::Unknown | Argument::Subject => Argument::Unknown,
            _ => match &field.member {
                syn::Member::Named(name) => Argument::Name(name.to_string()),
                syn::Member::Unnamed(_) => Argument::Computed,
            },
        },
        Expr::MethodCall(call) => match argument(&call.receiver, given) {
            Argument::Unknown | Argument::Subject => Argument::Unknown,
            Argument::Name(name) if CONVERSIONS.contains(&call.method.to_string().as_str()) => {
                Argument::Name(name)
            }
            _ => Argument::Computed,
        },
        _ => Argument::Unknown,
    }
}

fn of_path(path: &[String], given: &Arguments<'_>) -> Argument {
    match path {
        [name] if given.scope.subject == Some(name) => Argument::Subject,
        [name] if given.scope.name(name).is_some() => Argument::Name(name.clone()),
        path => {
            let text = given.scope.constant(path).and_then(Said::written);
            text.map_or(Argument::Unknown, Argument::Text)
        }
    }
}
