//! Prose of a spec as the templates show it.

use errspec_codegen::prose;

use super::shown::Shown;

/// A piece of a paragraph.
pub enum Span {
    Text(Shown),
    Code(Shown),
}

pub type Paragraph = Vec<Span>;

pub fn paragraphs(text: &str) -> Vec<Paragraph> {
    prose::paragraphs(text).iter().map(|paragraph| spans(paragraph)).collect()
}

fn spans(paragraph: &str) -> Paragraph {
    let spans = prose::spans(paragraph).into_iter().map(|span| match span {
        prose::Span::Text(text) => Span::Text(Shown::exactly(text)),
        prose::Span::Code(code) => Span::Code(Shown::exactly(code)),
    });
    spans.collect()
}
