//! How deep a file can be for who parses it, from its tokens alone.
//!
//! The parser recurses, so does who visits its tree, and so does the end of the tree:
//! a file of `return return return ..` would exhaust any stack. What bounds every
//! file, whatever it looks like, is that each level begins with a token of its own and
//! ends at the latest
//!
//! - with the brackets that it is in,
//! - at `;` and `=>`, and where an item begins behind a `}`,
//! - at `,`, unless there is a `<` or `|` since the one before: the comma may then be
//!   one between types, or between the parameters of a closure.

#[cfg(test)]
mod tests;

use proc_macro2::{Delimiter, Group, Spacing, Span, TokenStream, TokenTree};

/// How deep a file may be.
#[derive(Clone, Copy)]
pub struct Limits {
    /// Brackets in each other.
    pub brackets: usize,
    /// Tokens of which each may begin a level in that of the one before.
    pub tokens: usize,
}

/// Which limit a file is beyond, and where.
pub enum TooDeep {
    Brackets(Span),
    Tokens(Span),
}

/// Finds where a file may be deeper than the limits.
pub fn check(tokens: TokenStream, limits: Limits) -> Result<(), TooDeep> {
    let mut levels = Levels::default();
    for token in tokens {
        if let Some(keeps) = levels.end_before(&token) {
            levels.end(keeps, limits)?;
        }
        levels.begin(&token);
        if levels.open > limits.tokens {
            return Err(TooDeep::Tokens(token.span()));
        }
        if let TokenTree::Group(group) = token {
            levels.groups.push(group);
        }
    }
    levels.end(Keeps::Nothing, limits)
}

/// What may be open between two brackets.
#[derive(Default)]
struct Levels {
    open: usize,
    /// The brackets that are in them. They may be at the bottom of all, also of those
    /// that begin later: in `(a).b().c()` the call of `c` is the outermost.
    groups: Vec<Group>,
    /// How many of the levels and of the brackets the next comma does not end.
    kept: (usize, usize),
    /// Whether the next comma may be one of a list without brackets.
    is_in_list: bool,
    last: Last,
}

enum Keeps {
    Nothing,
    /// What was open at the last comma of a list without brackets.
    List,
}

/// What stands before a token, as far as it says what the token is.
#[derive(Default, PartialEq)]
enum Last {
    Equals,
    Braces,
    #[default]
    Other,
}

impl Levels {
    /// Which levels end before this token.
    fn end_before(&mut self, token: &TokenTree) -> Option<Keeps> {
        let is_end = match token {
            TokenTree::Punct(sign) => match sign.as_char() {
                ',' if self.is_in_list => {
                    self.kept = (self.open, self.groups.len());
                    self.is_in_list = false;
                    return None;
                }
                ',' => return Some(Keeps::List),
                ';' => true,
                '>' => self.last == Last::Equals,
                '#' => self.last == Last::Braces,
                _ => false,
            },
            TokenTree::Ident(word) => self.last == Last::Braces && begins_item(&word.to_string()),
            _ => false,
        };
        is_end.then_some(Keeps::Nothing)
    }

    fn end(&mut self, keeps: Keeps, limits: Limits) -> Result<(), TooDeep> {
        if let Keeps::Nothing = keeps {
            self.kept = (0, 0);
        }
        let inner = |open| Limits { tokens: limits.tokens - open, brackets: limits.brackets - 1 };
        for group in self.groups.drain(self.kept.1..) {
            if limits.brackets == 0 {
                return Err(TooDeep::Brackets(group.span_open()));
            }
            check(group.stream(), inner(self.open))?;
        }
        self.open = self.kept.0;
        self.is_in_list = false;
        Ok(())
    }

    fn begin(&mut self, token: &TokenTree) {
        self.last = match token {
            TokenTree::Punct(sign) => {
                self.is_in_list |= matches!(sign.as_char(), '<' | '|');
                match sign.as_char() == '=' && sign.spacing() == Spacing::Joint {
                    true => Last::Equals,
                    false => Last::Other,
                }
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Last::Braces,
            _ => Last::Other,
        };
        // What follows a colon is a part of what the word before it began.
        self.open += usize::from(!matches!(token, TokenTree::Punct(sign) if sign.as_char() == ':'));
    }
}

/// Words that nothing goes on with which began before a `}`.
fn begins_item(word: &str) -> bool {
    matches!(word, "enum" | "fn" | "impl" | "mod" | "pub" | "struct" | "trait" | "use")
}
