//! `json!({ "code": ..., "message": ... })`: the members of an object, in their order.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::{Expr, LitStr, Macro};

use super::said::Said;
use super::scope::Scope;
use super::values;

/// What the members say that are no objects.
pub fn said(call: &Macro, scope: &Scope<'_>) -> Said {
    let members = members(call);
    let said = members.into_iter().map(|member| {
        let value =
            member.value.as_ref().map_or(Said::COMPUTED, |value| values::said(value, scope));
        Said::Member(member.name().to_owned(), Box::new(value))
    });
    Said::Several(said.collect())
}

/// A member that is no object.
pub struct Member {
    /// The names that lead to it.
    pub path: Vec<String>,
    /// `None` where it is no expression.
    pub value: Option<Expr>,
}

impl Member {
    pub fn name(&self) -> &str {
        self.path.last().map_or("", String::as_str)
    }
}

/// The members of the object and of the objects in it.
pub fn members(call: &Macro) -> Vec<Member> {
    let mut found = Vec::new();
    collect(call.tokens.clone(), &mut Vec::new(), &mut found);
    found
}

fn collect(tokens: TokenStream, path: &mut Vec<String>, found: &mut Vec<Member>) {
    let Some(TokenTree::Group(object)) = tokens.into_iter().next() else { return };
    if object.delimiter() != Delimiter::Brace {
        return;
    }
    let mut member: Vec<TokenTree> = Vec::new();
    for token in object.stream() {
        match token {
            TokenTree::Punct(comma) if comma.as_char() == ',' => {
                push(std::mem::take(&mut member), path, found);
            }
            token => member.push(token),
        }
    }
    push(member, path, found);
}

/// `"name": value`
fn push(member: Vec<TokenTree>, path: &mut Vec<String>, found: &mut Vec<Member>) {
    let mut tokens = member.into_iter();
    let name = tokens.next().map(|name| syn::parse2::<LitStr>(TokenStream::from(name)));
    let (Some(Ok(name)), Some(TokenTree::Punct(_))) = (name, tokens.next()) else { return };
    let value: TokenStream = tokens.collect();
    let is_object = matches!(
        value.clone().into_iter().next(),
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace
    );
    path.push(name.value());
    match is_object {
        true => collect(value, path, found),
        false => found.push(Member { path: path.clone(), value: syn::parse2(value).ok() }),
    }
    path.pop();
}
