//! What blocks and branches return: those that decide by something else than the variant.

use std::collections::HashMap;

use syn::{Block, Expr, ExprIf, ExprMatch, Local, Pat, Stmt};

use super::patterns::is_irrefutable;
use super::said::Said;
use super::scope::Scope;
use super::values::said;
use super::written::macro_said;

/// The last expression of a block. What stands before it is logging and the like, unless
/// it names a value or returns early.
pub fn block_said(block: &Block, scope: &Scope<'_>) -> Said {
    let Some((last, before)) = block.stmts.split_last() else { return Said::Nothing };
    let mut locals: HashMap<String, Said> = HashMap::new();
    let mut early = Vec::new();
    for stmt in before {
        let inner = scope.with_locals(&locals);
        match stmt {
            Stmt::Local(local) => {
                let named = local_said(local, &inner);
                locals.extend(named);
            }
            Stmt::Expr(expr @ Expr::Return(_), _) => return said(expr, &inner).unless(early),
            Stmt::Expr(Expr::If(of), _) if returns(&of.then_branch) => {
                early.push(block_said(&of.then_branch, &inner));
            }
            _ => {}
        }
    }
    let inner = scope.with_locals(&locals);
    let value = match last {
        Stmt::Expr(expr, None) | Stmt::Expr(expr @ Expr::Return(_), Some(_)) => said(expr, &inner),
        Stmt::Macro(call) if call.semi_token.is_none() => macro_said(&call.mac, &inner),
        _ => Said::Nothing,
    };
    value.unless(early)
}

/// `let name = value;`
fn local_said(local: &Local, scope: &Scope<'_>) -> Option<(String, Said)> {
    let pat = match &local.pat {
        Pat::Type(typed) => &*typed.pat,
        pat => pat,
    };
    let (Pat::Ident(name), Some(init)) = (pat, &local.init) else { return None };
    Some((name.ident.to_string(), said(&init.expr, scope).bounded()))
}

fn returns(block: &Block) -> bool {
    matches!(block.stmts.last(), Some(Stmt::Expr(Expr::Return(_), _)))
}

pub fn match_said(of: &ExprMatch, scope: &Scope<'_>) -> Said {
    let mut values = Vec::new();
    let mut is_rest = false;
    for arm in &of.arms {
        // A name that the pattern binds may hide one from outside.
        let locals = bound(&arm.pat);
        values.push(said(&arm.body, &scope.with_locals(&locals)));
        is_rest = is_irrefutable(&arm.pat);
    }
    Said::one_of(values, is_rest)
}

fn bound(pat: &Pat) -> HashMap<String, Said> {
    match pat {
        Pat::Ident(name) => HashMap::from([(name.ident.to_string(), Said::COMPUTED)]),
        Pat::Guard(guard) => bound(&guard.pat),
        Pat::Reference(reference) => bound(&reference.pat),
        Pat::Paren(paren) => bound(&paren.pat),
        Pat::Or(or) => or.cases.first().map(bound).unwrap_or_default(),
        Pat::Tuple(tuple) => tuple.elems.iter().flat_map(bound).collect(),
        Pat::TupleStruct(tuple) => tuple.elems.iter().flat_map(bound).collect(),
        Pat::Struct(named) => named.fields.iter().flat_map(|field| bound(&field.pat)).collect(),
        _ => HashMap::new(),
    }
}

pub fn if_said(of: &ExprIf, scope: &Scope<'_>) -> Said {
    let then = block_said(&of.then_branch, scope);
    match &of.else_branch {
        Some((_, other)) => Said::one_of(vec![then, said(other, scope)], true),
        None => Said::Nothing.unless(vec![then]),
    }
}
