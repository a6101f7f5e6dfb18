//! The branches of `match self`, `if let` and `matches!`.

use std::borrow::Cow;

use proc_macro2::TokenStream;
use syn::parse::ParseStream;
use syn::{Block, Expr, ExprIf, Macro, Pat, Token, UnOp};

use super::syntax::{is_subject, line_of};

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

/// `matches!(self, pattern if guard)`, or `!matches!`.
pub struct Matches {
    pat: Pat,
    is_guarded: bool,
    is_negated: bool,
    pub line: usize,
}

impl Matches {
    pub fn branches<'b>(self) -> Vec<Branch<'b>> {
        let Self { pat, is_guarded, is_negated, line } = self;
        let branch = |pat, is_guarded, value| Branch {
            pat,
            is_guarded,
            returned: Returned::Boolean(value),
            line,
        };
        let matched = branch(Some(Cow::Owned(pat)), is_guarded, !is_negated);
        vec![matched, branch(None, false, is_negated)]
    }
}

pub fn matches_of(expr: &Expr, subject: &str, is_negated: bool) -> Option<Matches> {
    match expr {
        Expr::Macro(call) => matches_in(&call.mac, subject, is_negated),
        Expr::Paren(paren) => matches_of(&paren.expr, subject, is_negated),
        Expr::Unary(unary) if matches!(unary.op, UnOp::Not(_)) => {
            matches_of(&unary.expr, subject, !is_negated)
        }
        _ => None,
    }
}

pub fn matches_in(call: &Macro, subject: &str, is_negated: bool) -> Option<Matches> {
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
    pub fn of(arm: &'b syn::Arm) -> Self {
        let (pat, is_guarded) = match &arm.pat {
            Pat::Guard(guard) => (&*guard.pat, true),
            pat => (pat, false),
        };
        let returned = Returned::Expr(Cow::Borrowed(&*arm.body));
        Self { pat: Some(Cow::Borrowed(pat)), is_guarded, returned, line: line_of_arm(arm) }
    }

    /// Of a `match` in a macro's tokens, which are parsed here alone.
    pub fn of_arm(arm: syn::Arm) -> Self {
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
pub fn if_branches<'b>(of: &'b ExprIf, subject: &str) -> Option<Vec<Branch<'b>>> {
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
