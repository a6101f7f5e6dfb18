//! Where a function decides by the variant.

use std::borrow::Cow;

use proc_macro2::TokenStream;
use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprIf, ExprLit, Lit, Local, Macro, Pat, Stmt, Token, UnOp};

/// What a function does with the variant.
pub enum Body<'b> {
    /// `match self`, `if let`, `matches!`, and the names of what it is bound to.
    Decision { branches: Vec<Branch<'b>>, names: Vec<String> },
    /// The same for every variant.
    Constant { block: &'b Block, line: usize },
    /// `matches!` in the middle of something else, or a text that is written in parts.
    Computed { line: usize },
}

/// What is returned where a pattern is the first to match.
pub struct Branch<'b> {
    /// `None` matches whatever is left.
    pub pat: Option<Cow<'b, Pat>>,
    /// Whether it depends on more than the pattern.
    pub is_guarded: bool,
    pub returned: Returned<'b>,
    pub line: usize,
}

pub enum Returned<'b> {
    Expr(Cow<'b, Expr>),
    Block(&'b Block),
    Boolean(bool),
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
        return vec![whole.decision()];
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

/// `matches!(self, pattern if guard)`, or `!matches!`.
struct Matches {
    pat: Pat,
    is_guarded: bool,
    is_negated: bool,
    line: usize,
}

impl Matches {
    fn decision<'b>(self) -> Body<'b> {
        let Self { pat, is_guarded, is_negated, line } = self;
        let branch = |pat, is_guarded, value| Branch {
            pat,
            is_guarded,
            returned: Returned::Boolean(value),
            line,
        };
        let matched = branch(Some(Cow::Owned(pat)), is_guarded, !is_negated);
        let branches = vec![matched, branch(None, false, is_negated)];
        Body::Decision { branches, names: Vec::new() }
    }
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
        let pat = Pat::parse_multi_with_leading_vert(input)?;
        let is_guarded = input.peek(Token![if]);
        input.parse::<TokenStream>()?;
        Ok((expr, pat, is_guarded))
    });
    let (expr, pat, is_guarded) = parsed.ok()?;
    let line = line_of(call)?;
    is_subject(&expr, subject).then_some(Matches { pat, is_guarded, is_negated, line })
}

impl<'b> Branch<'b> {
    /// Of a `match` in the file.
    fn of(arm: &'b syn::Arm) -> Self {
        let (pat, is_guarded) = match &arm.pat {
            Pat::Guard(guard) => (&*guard.pat, true),
            pat => (pat, false),
        };
        let returned = Returned::Expr(Cow::Borrowed(&*arm.body));
        Self { pat: Some(Cow::Borrowed(pat)), is_guarded, returned, line: line_of_arm(arm) }
    }

    /// Of a `match` in a macro's tokens, which are parsed here alone.
    fn of_arm(arm: syn::Arm) -> Self {
        let line = line_of_arm(&arm);
        let (pat, is_guarded) = match arm.pat {
            Pat::Guard(guard) => (*guard.pat, true),
            pat => (pat, false),
        };
        let returned = Returned::Expr(Cow::Owned(*arm.body));
        Self { pat: Some(Cow::Owned(pat)), is_guarded, returned, line }
    }
}

fn line_of_arm(arm: &syn::Arm) -> usize {
    arm.fat_arrow_token.spans[0].start().line
}

/// `if let Self::A = self { .. } else if matches!(self, Self::B) { .. } else { .. }`:
/// `None` where a condition is about something else, or there is no `else`.
fn if_branches<'b>(of: &'b ExprIf, subject: &str) -> Option<Vec<Branch<'b>>> {
    let mut branches = Vec::new();
    let mut next = of;
    loop {
        let line = next.if_token.span.start().line;
        let returned = Returned::Block(&next.then_branch);
        let (pat, is_guarded) = match &*next.cond {
            Expr::Let(of) if is_subject(&of.expr, subject) => (Cow::Borrowed(&*of.pat), false),
            cond => {
                let found = matches_of(cond, subject, false).filter(|found| !found.is_negated)?;
                (Cow::Owned(found.pat), found.is_guarded)
            }
        };
        branches.push(Branch { pat: Some(pat), is_guarded, returned, line });
        match &*next.else_branch.as_ref()?.1 {
            Expr::If(of) => next = of,
            rest => {
                let returned = Returned::Expr(Cow::Borrowed(rest));
                branches.push(Branch { pat: None, is_guarded: false, returned, line });
                return Some(branches);
            }
        }
    }
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
            let branches = of.arms.into_iter().map(Branch::of_arm).collect();
            Some(Body::Decision { branches, names: Vec::new() })
        }
        _ => None,
    }
}

/// `self`, `*self`, `&self`
pub fn is_subject(expr: &Expr, subject: &str) -> bool {
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
