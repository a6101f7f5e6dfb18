//! Where a function decides by the variant.

use proc_macro2::TokenStream;
use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprLit, ExprMatch, Lit, Local, Macro, Pat, Stmt, Token, UnOp};

/// What a function does with the variant.
pub enum Body<'b> {
    /// `match self`, and the names of what it is bound to.
    Match { of: MatchSelf<'b>, names: Vec<String> },
    /// `matches!(self, ...)`
    Matches(Matches),
    /// The same for every variant.
    Constant { expr: &'b Expr, line: usize },
    /// `matches!` in the middle of something else, or a text that is written in parts.
    Computed { line: usize },
}

/// A `match self` of the file, or of a macro's tokens.
pub enum MatchSelf<'b> {
    InCode(&'b ExprMatch),
    InMacro(ExprMatch),
}

impl std::ops::Deref for MatchSelf<'_> {
    type Target = ExprMatch;

    fn deref(&self) -> &ExprMatch {
        match self {
            Self::InCode(of) => of,
            Self::InMacro(of) => of,
        }
    }
}

/// `matches!(self, pattern if guard)`, or `!matches!`.
pub struct Matches {
    pub pattern: Pat,
    pub is_guarded: bool,
    pub is_negated: bool,
    pub line: usize,
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
        return vec![Body::Matches(whole)];
    }
    let mut found = Bodies { subject, bodies: Vec::new(), write: None };
    found.visit_block(block);
    let mut bodies = found.bodies;
    if let (Some(line), false) = (found.write, bodies.is_empty()) {
        return vec![Body::Computed { line }];
    }
    if let (true, [Stmt::Expr(expr, None)]) = (bodies.is_empty(), &block.stmts[..]) {
        bodies.push(Body::Constant { expr, line });
    }
    bodies
}

fn matches_of(expr: &Expr, subject: &str, is_negated: bool) -> Option<Matches> {
    match expr {
        Expr::Macro(call) => matches_in(&call.mac, subject, is_negated),
        Expr::Paren(paren) => matches_of(&paren.expr, subject, is_negated),
        Expr::Unary(unary) if matches!(unary.op, UnOp::Not(_)) => {
            matches_of(&unary.expr, subject, !is_negated)
        }
        _ => None,
    }
}

fn matches_in(call: &Macro, subject: &str, is_negated: bool) -> Option<Matches> {
    if !call.path.is_ident("matches") {
        return None;
    }
    let parsed = call.parse_body_with(|input: ParseStream<'_>| {
        let expr: Expr = input.parse()?;
        input.parse::<Token![,]>()?;
        let pattern = Pat::parse_multi_with_leading_vert(input)?;
        let is_guarded = input.peek(Token![if]);
        input.parse::<TokenStream>()?;
        Ok((expr, pattern, is_guarded))
    });
    let (expr, pattern, is_guarded) = parsed.ok()?;
    let line = line_of(call)?;
    is_subject(&expr, subject).then_some(Matches { pattern, is_guarded, is_negated, line })
}

struct Bodies<'b, 's> {
    subject: &'s str,
    bodies: Vec<Body<'b>>,
    /// The line of a `write!` beside `match self`.
    write: Option<usize>,
}

impl<'ast> Visit<'ast> for Bodies<'ast, '_> {
    /// `let status = match self`, `let (status, code) = match self`
    fn visit_local(&mut self, local: &'ast Local) {
        if let Some(init) = &local.init
            && let Expr::Match(of) = &*init.expr
            && is_subject(&of.expr, self.subject)
        {
            let names = binding_names(&local.pat);
            self.bodies.push(Body::Match { of: MatchSelf::InCode(of), names });
            return;
        }
        visit::visit_local(self, local);
    }

    fn visit_expr_match(&mut self, of: &'ast ExprMatch) {
        if is_subject(&of.expr, self.subject) {
            self.bodies.push(Body::Match { of: MatchSelf::InCode(of), names: Vec::new() });
        } else {
            visit::visit_expr_match(self, of);
        }
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

fn line_of(call: &Macro) -> Option<usize> {
    Some(call.path.segments.first()?.ident.span().start().line)
}

/// `write!(f, "{}", match self { ... })`. With more text in the format string the
/// arms say but a part of the whole.
fn written_match<'b>(call: &Macro, subject: &str) -> Option<Body<'b>> {
    let arguments = call.parse_body_with(Punctuated::<Expr, Token![,]>::parse_terminated).ok()?;
    let is_plain = |expr: &Expr| matches!(expr, Expr::Lit(ExprLit { lit: Lit::Str(format), .. }) if format.value() == "{}");
    match arguments.into_iter().skip_while(|argument| !is_plain(argument)).nth(1)? {
        Expr::Match(of) if is_subject(&of.expr, subject) => {
            Some(Body::Match { of: MatchSelf::InMacro(of), names: Vec::new() })
        }
        _ => None,
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
