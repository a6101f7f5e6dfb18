//! The format strings of attributes, as thiserror, derive_more and snafu have them.

use proc_macro2::{Punct, Spacing, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Ident, LitStr, Meta, Token};

use super::format::{Argument, Arguments, pieces};
use super::model::Variant;
use super::said::Said;
use super::scope::Scope;
use super::syntax::names;

/// `#[error("...")]`, `#[display("...")]` or `#[snafu(display("..."))]`.
pub fn display(attribute: &Attribute, variant: &Variant, scope: &Scope<'_>) -> Option<Said> {
    let Meta::List(list) = &attribute.meta else {
        return None;
    };
    let mut tokens = list.tokens.clone();
    if list.path.is_ident("snafu") {
        tokens = nested(tokens, "display")?;
    }
    let format = |input: ParseStream<'_>| {
        // derive_more once wrote `fmt = "..."`; thiserror has a path there.
        if input.peek(Ident) && input.peek2(Token![=]) && input.peek3(LitStr) {
            input.parse::<Ident>()?;
            input.parse::<Token![=]>()?;
        }
        if input.peek(Ident) {
            input.parse::<TokenStream>()?;
            return Ok(None);
        }
        let format: LitStr = input.parse()?;
        Ok(Some((format.value(), input.parse::<TokenStream>()?)))
    };
    Some(match format.parse2(tokens) {
        Ok(Some((format, rest))) => {
            let arguments = Arguments::of_attribute(rest, scope);
            pieces(&format, &arguments, &variant.fields).unwrap_or_else(Said::unreadable)
        }
        Ok(None) => Said::unreadable("it is that of another error"),
        Err(_) => Said::unreadable("it is no format string"),
    })
}

/// The tokens in `name(...)`.
fn nested(tokens: TokenStream, name: &str) -> Option<TokenStream> {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        if let (TokenTree::Ident(ident), Some(TokenTree::Group(group))) = (&token, tokens.peek())
            && ident == name
        {
            return Some(group.stream());
        }
    }
    None
}

impl<'s> Arguments<'s> {
    /// What follows the format string: `, .0, .name, total = .0.len(), x`.
    fn of_attribute(tokens: TokenStream, scope: &Scope<'s>) -> Self {
        let mut arguments = Self { scope: *scope, ..Self::default() };
        let mut current: Vec<TokenTree> = Vec::new();
        let end = TokenTree::Punct(Punct::new(',', Spacing::Alone));
        for token in tokens.into_iter().chain([end]) {
            let is_comma = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ',');
            if !is_comma {
                current.push(token);
            } else if !current.is_empty() {
                arguments.push_attribute(&std::mem::take(&mut current));
            }
        }
        arguments
    }

    fn push_attribute(&mut self, tokens: &[TokenTree]) {
        let is = |token: Option<&TokenTree>, c: char| matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == c);
        match tokens {
            [TokenTree::Ident(name), equals, rest @ ..]
                if is(Some(equals), '=') && !is(rest.first(), '=') =>
            {
                let argument = argument(rest, &self.scope);
                self.named.push((name.to_string(), argument));
            }
            _ => self.positional.push(argument(tokens, &self.scope)),
        }
    }
}

/// thiserror's `.0` and `.name` are the variant's fields.
fn argument(tokens: &[TokenTree], scope: &Scope<'_>) -> Argument {
    match tokens {
        [TokenTree::Punct(dot), TokenTree::Ident(field)] if dot.as_char() == '.' => {
            Argument::Name(field.to_string())
        }
        [TokenTree::Punct(dot), TokenTree::Literal(index)] if dot.as_char() == '.' => {
            index.to_string().parse().map_or(Argument::Computed, Argument::Field)
        }
        [TokenTree::Ident(name)] => Argument::Name(name.to_string()),
        tokens => {
            // `Self::MOST`, `limits::MOST`
            let path: Option<syn::Path> = syn::parse2(tokens.iter().cloned().collect()).ok();
            let text = path.and_then(|path| scope.constant(&names(&path))?.written());
            text.map_or(Argument::Computed, Argument::Text)
        }
    }
}
