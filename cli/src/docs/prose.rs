//! `cause` and `fix`: blank lines part paragraphs, backticks mark code, nothing
//! else is markup.

use super::shown::{Shown, folded};

/// A piece of a paragraph.
pub enum Span {
    Text(Shown),
    Code(Shown),
}

pub type Paragraph = Vec<Span>;

pub fn paragraphs(text: &str) -> Vec<Paragraph> {
    let lines: Vec<&str> = text.lines().map(str::trim_ascii).collect();
    let parts = lines.split(|line| line.is_empty()).filter(|lines| !lines.is_empty());
    parts.map(|lines| spans(&folded(&lines.join(" ")))).collect()
}

/// A backtick without a partner, or with nothing between, is a backtick.
fn spans(text: &str) -> Paragraph {
    let mut spans = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('`') {
        plain.push_str(before);
        rest = match after.split_once('`') {
            Some((code, after)) if !code.trim().is_empty() => {
                push_text(&mut spans, &plain);
                plain.clear();
                spans.push(Span::Code(Shown::exactly(code)));
                after
            }
            _ => {
                plain.push('`');
                after
            }
        };
    }
    plain.push_str(rest);
    push_text(&mut spans, &plain);
    spans
}

fn push_text(spans: &mut Paragraph, text: &str) {
    if !text.is_empty() {
        spans.push(Span::Text(Shown::exactly(text)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Vec<String> {
        let spans = |paragraph: &Paragraph| {
            let spans = paragraph.iter().map(|span| match span {
                Span::Text(text) => text.to_string(),
                Span::Code(code) => format!("[{code}]"),
            });
            spans.collect()
        };
        paragraphs(text).iter().map(spans).collect()
    }

    #[test]
    fn blank_lines_part_paragraphs_and_backticks_mark_code() {
        let text = "Call `Get`.\n  Then `wait`\n \n\n\nand *try* <b>again</b>.";
        assert_eq!(written(text), ["Call [Get]. Then [wait]", "and *try* <b>again</b>."]);
    }

    #[test]
    fn a_backtick_without_a_partner_is_text() {
        assert_eq!(written("one ` alone"), ["one ` alone"]);
        assert_eq!(written("``"), ["``"]);
        assert_eq!(written("`a``b`"), ["[a][b]"]);
        assert_eq!(written(""), [""; 0]);
    }
}
