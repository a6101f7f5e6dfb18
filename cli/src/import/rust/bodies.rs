//! Where a function decides by the variant.

use syn::parse::ParseStream;
use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprMatch, Local, Macro, Pat, Stmt, Token};

/// What a function does with the variant.
pub enum Body<'b> {
    /// `match self`, and the names of what it is bound to.
    Match { of: &'b ExprMatch, names: Vec<String> },
    /// `matches!(self, ...)`
    Matches { pattern: Pat, line: usize },
    /// The same for every variant.
    Constant { expr: &'b Expr, line: usize },
}

/// Finds where a function that begins in `line` decides by `subject`, or what it
/// returns for all.
pub fn find<'b>(block: &'b Block, subject: &str, line: usize) -> Vec<Body<'b>> {
    let mut found = Bodies { subject, bodies: Vec::new() };
    found.visit_block(block);
    let mut bodies = found.bodies;
    if let (true, [Stmt::Expr(expr, None)]) = (bodies.is_empty(), &block.stmts[..]) {
        bodies.push(Body::Constant { expr, line });
    }
    bodies
}

struct Bodies<'b, 's> {
    subject: &'s str,
    bodies: Vec<Body<'b>>,
}

impl<'ast> Visit<'ast> for Bodies<'ast, '_> {
    /// `let status = match self`, `let (status, code) = match self`
    fn visit_local(&mut self, local: &'ast Local) {
        if let Some(init) = &local.init
            && let Expr::Match(of) = &*init.expr
            && is_subject(&of.expr, self.subject)
        {
            self.bodies.push(Body::Match { of, names: binding_names(&local.pat) });
            return;
        }
        visit::visit_local(self, local);
    }

    fn visit_expr_match(&mut self, of: &'ast ExprMatch) {
        if is_subject(&of.expr, self.subject) {
            self.bodies.push(Body::Match { of, names: Vec::new() });
        } else {
            visit::visit_expr_match(self, of);
        }
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        if !call.path.is_ident("matches") {
            return;
        }
        let parsed = call.parse_body_with(|input: ParseStream<'_>| {
            let expr: Expr = input.parse()?;
            input.parse::<Token![,]>()?;
            let pattern = Pat::parse_multi_with_leading_vert(input)?;
            input.parse::<Option<Token![,]>>()?;
            Ok((expr, pattern))
        });
        if let Ok((expr, pattern)) = parsed
            && is_subject(&expr, self.subject)
        {
            let line =
                call.path.segments.first().map_or(1, |first| first.ident.span().start().line);
            self.bodies.push(Body::Matches { pattern, line });
        }
    }
}

/// `self`, `*self`, `&self`
fn is_subject(expr: &Expr, subject: &str) -> bool {
    match expr {
        Expr::Path(path) => path.path.is_ident(subject),
        Expr::Unary(unary) => is_subject(&unary.expr, subject),
        Expr::Reference(reference) => is_subject(&reference.expr, subject),
        Expr::Paren(paren) => is_subject(&paren.expr, subject),
        _ => false,
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
