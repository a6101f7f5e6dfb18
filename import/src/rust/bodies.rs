//! Where a function decides by the variant.

use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprIf, ExprLit, Lit, Local, Macro, Pat, Stmt, Token};

use super::branches::{Branch, Matches, if_branches, matches_in, matches_of};
use super::syntax::{is_subject, line_of};

/// What a function does with the variant.
pub enum Body<'b> {
    /// `match self`, `if let`, `matches!`, and the names of what it is bound to.
    Decision { branches: Vec<Branch<'b>>, names: Vec<String> },
    /// The same for every variant.
    Constant { block: &'b Block, line: usize },
    /// `matches!` in the middle of something else, or a text that is written in parts.
    Computed { line: usize },
}

/// Finds where a function that begins in `line` decides by `subject`, or what it
/// returns for all.
pub fn find<'b>(block: &'b Block, subject: &str, line: usize) -> Vec<Body<'b>> {
    let whole = match &block.stmts[..] {
        [Stmt::Expr(expr, None)] => matches_of(expr, subject, false),
        [Stmt::Macro(call)] => matches_in(&call.mac, subject, false),
        _ => None,
    };
    if let Some(whole) = whole {
        return vec![Body::Decision { branches: whole.branches(), names: Vec::new() }];
    }
    let mut found = Bodies { subject, bodies: Vec::new(), write: None };
    found.visit_block(block);
    let mut bodies = found.bodies;
    if let (Some(line), false) = (found.write, bodies.is_empty()) {
        return vec![Body::Computed { line }];
    }
    if bodies.is_empty() {
        bodies.push(Body::Constant { block, line });
    }
    bodies
}

struct Bodies<'b, 's> {
    subject: &'s str,
    bodies: Vec<Body<'b>>,
    /// The line of a `write!` beside `match self`.
    write: Option<usize>,
}

impl<'b> Bodies<'b, '_> {
    fn decision(&mut self, expr: &'b Expr, names: Vec<String>) -> bool {
        let branches = match expr {
            Expr::Match(of) if is_subject(&of.expr, self.subject) => {
                Some(of.arms.iter().map(Branch::of).collect())
            }
            Expr::If(of) => if_branches(of, self.subject),
            _ => None,
        };
        let is_found = branches.is_some();
        self.bodies.extend(branches.map(|branches| Body::Decision { branches, names }));
        is_found
    }
}

impl<'ast> Visit<'ast> for Bodies<'ast, '_> {
    /// `let status = match self`, `let (status, code) = match self`
    fn visit_local(&mut self, local: &'ast Local) {
        let is_found = local
            .init
            .as_ref()
            .is_some_and(|init| self.decision(&init.expr, binding_names(&local.pat)));
        if !is_found {
            visit::visit_local(self, local);
        }
    }

    fn visit_expr(&mut self, expr: &'ast Expr) {
        if !self.decision(expr, Vec::new()) {
            visit::visit_expr(self, expr);
        }
    }

    /// One that is not the whole of the function, and no `else if` of one.
    fn visit_expr_if(&mut self, of: &'ast ExprIf) {
        if let Expr::Let(found) = &*of.cond
            && is_subject(&found.expr, self.subject)
        {
            self.bodies.push(Body::Computed { line: of.if_token.span.start().line });
        }
        visit::visit_expr_if(self, of);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        if let Some(Matches { line, .. }) = matches_in(call, self.subject, false) {
            self.bodies.push(Body::Computed { line });
        }
        match written_match(call, self.subject) {
            Some(body) => self.bodies.push(body),
            None if call.path.is_ident("write") => self.write = line_of(call),
            None => {}
        }
    }
}

/// `write!(f, "{}", match self { ... })`. With more text in the format string the
/// arms say but a part of the whole.
fn written_match<'b>(call: &Macro, subject: &str) -> Option<Body<'b>> {
    let arguments = call.parse_body_with(Punctuated::<Expr, Token![,]>::parse_terminated).ok()?;
    let is_plain = |expr: &Expr| matches!(expr, Expr::Lit(ExprLit { lit: Lit::Str(format), .. }) if format.value() == "{}");
    match arguments.into_iter().skip_while(|argument| !is_plain(argument)).nth(1)? {
        Expr::Match(of) if is_subject(&of.expr, subject) => {
            let branches = of.arms.into_iter().map(Branch::of_arm).collect();
            Some(Body::Decision { branches, names: Vec::new() })
        }
        _ => None,
    }
}

fn binding_names(pat: &Pat) -> Vec<String> {
    match pat {
        Pat::Ident(name) => vec![name.ident.to_string()],
        Pat::Tuple(tuple) => tuple.elems.iter().flat_map(binding_names).collect(),
        Pat::Type(typed) => binding_names(&typed.pat),
        _ => vec![String::new()],
    }
}
