//! `cause` and `fix`: blank lines part paragraphs, backticks mark code, nothing
//! else is markup.

/// A piece of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span<'p> {
    /// Text.
    Text(&'p str),
    /// Code, without its backticks.
    Code(&'p str),
}

/// The paragraphs of a text, each as one line.
pub fn paragraphs(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let parts = lines.split(|line| line.is_empty()).filter(|lines| !lines.is_empty());
    parts.map(|lines| folded(&lines.join(" "))).filter(|line| !line.is_empty()).collect()
}

/// A text as one line, with the white space folded that a reader of HTML would see
/// folded. Other separators stay, to be shown for what they are.
pub fn folded(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// The spans of a paragraph. A backtick without a partner, or with nothing between
/// the two, is text.
pub fn spans(paragraph: &str) -> Vec<Span<'_>> {
    let mut spans = Vec::new();
    let (mut text, mut at) = (0, 0);
    while let Some((opening, inside, end)) = next_code(paragraph, at) {
        if inside.trim().is_empty() {
            at = opening + 1;
            continue;
        }
        spans.extend((text < opening).then(|| Span::Text(&paragraph[text..opening])));
        spans.push(Span::Code(inside));
        (text, at) = (end, end);
    }
    spans.extend((text < paragraph.len()).then(|| Span::Text(&paragraph[text..])));
    spans
}

/// The next two backticks: where the first is, what is between them, where it goes on.
fn next_code(paragraph: &str, from: usize) -> Option<(usize, &str, usize)> {
    let opening = from + paragraph[from..].find('`')?;
    let inside = &paragraph[opening + 1..];
    let inside = &inside[..inside.find('`')?];
    Some((opening, inside, opening + inside.len() + 2))
}

#[cfg(test)]
mod tests {
    use super::Span::{Code, Text};
    use super::*;

    #[test]
    fn blank_lines_part_paragraphs() {
        let text = "Call `Get`.\n  Then  wait\n \n\n\nand *try* <b>again</b>.";
        assert_eq!(paragraphs(text), ["Call `Get`. Then wait", "and *try* <b>again</b>."]);
        assert_eq!(paragraphs(" \n\n"), [""; 0]);
    }

    #[test]
    fn backticks_mark_code_and_alone_are_text() {
        assert_eq!(spans("Call `Get`."), [Text("Call "), Code("Get"), Text(".")]);
        assert_eq!(spans("`a``b`"), [Code("a"), Code("b")]);
        for text in ["one ` alone", "``", "` `"] {
            assert_eq!(spans(text), [Text(text)]);
        }
        assert_eq!(spans("``a`"), [Text("`"), Code("a")]);
        assert_eq!(spans(""), []);
    }
}
