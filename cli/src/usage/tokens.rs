//! A source file as its words, signs and quoted texts: the same for every language.

use std::borrow::Cow;
use std::ops::Range;

/// A part of a source file that is no comment.
pub struct Token<'s> {
    pub kind: Kind,
    /// As it stands in the file; of a quoted text what it says.
    pub text: Cow<'s, str>,
    /// Where it is, in bytes, with its quotes.
    pub span: Range<usize>,
    /// Whether it is compiled for tests alone.
    pub is_test: bool,
    /// Whether it is the first of its line, where lines say how a text is read.
    pub begins_line: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A name, a keyword or a number.
    Word,
    /// A text in quotes.
    Quoted,
    /// Other signs than brackets, as many as belong together: `==`, `::`, `.`.
    Sign,
    Open,
    Close,
}

/// The tokens of a file, and in which brackets each is.
pub struct Tokens<'s> {
    tokens: Vec<Token<'s>>,
    /// The opening bracket around each.
    around: Vec<Option<usize>>,
    /// The other bracket of each bracket.
    partners: Vec<Option<usize>>,
}

impl<'s> Tokens<'s> {
    /// A bracket that nothing opened or closes is one without a partner.
    pub fn of(tokens: Vec<Token<'s>>) -> Self {
        let mut open: Vec<usize> = Vec::new();
        let mut around = Vec::with_capacity(tokens.len());
        let mut partners = vec![None; tokens.len()];
        for (at, token) in tokens.iter().enumerate() {
            if token.kind == Kind::Close
                && let Some(opened) =
                    open.pop_if(|opened| closing(&tokens[*opened].text) == Some(&token.text))
            {
                (partners[opened], partners[at]) = (Some(at), Some(opened));
            }
            around.push(open.last().copied());
            if token.kind == Kind::Open {
                open.push(at);
            }
        }
        Self { tokens, around, partners }
    }

    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    pub fn get(&self, at: usize) -> Option<&Token<'s>> {
        self.tokens.get(at)
    }

    /// The one before, in the same brackets or not.
    pub fn before(&self, at: usize) -> Option<(usize, &Token<'s>)> {
        let before = at.checked_sub(1)?;
        Some((before, self.get(before)?))
    }

    /// The opening bracket around a token.
    pub fn around(&self, at: usize) -> Option<usize> {
        *self.around.get(at)?
    }

    pub fn partner(&self, at: usize) -> Option<usize> {
        *self.partners.get(at)?
    }

    /// Whether there is such a token here.
    pub fn is(&self, at: usize, kind: Kind, text: &str) -> bool {
        self.get(at).is_some_and(|token| token.kind == kind && token.text == text)
    }

    pub fn is_sign(&self, at: usize, signs: &[&str]) -> bool {
        let token = self.get(at).filter(|token| token.kind == Kind::Sign);
        token.is_some_and(|token| signs.contains(&&*token.text))
    }

    pub fn word(&self, at: usize) -> Option<&str> {
        let word = self.get(at).filter(|token| token.kind == Kind::Word)?;
        Some(&word.text)
    }

    pub fn quoted(&self, at: usize) -> Option<&str> {
        let text = self.get(at).filter(|token| token.kind == Kind::Quoted)?;
        Some(&text.text)
    }

    pub fn is_test(&self, at: usize) -> bool {
        self.get(at).is_some_and(|token| token.is_test)
    }

    /// Marks what is compiled for tests alone.
    pub fn mark_as_test(&mut self, range: Range<usize>) {
        for token in &mut self.tokens[range] {
            token.is_test = true;
        }
    }
}

fn closing(open: &str) -> Option<&'static str> {
    match open {
        "(" => Some(")"),
        "[" => Some("]"),
        "{" => Some("}"),
        _ => None,
    }
}
