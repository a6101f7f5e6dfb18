//! Text as Markdown that shows just this text, on GitHub and in rustdoc.

use std::borrow::Cow;

use crate::prose::{self, Span};
use crate::text::{is_plain, prefix, visible};

/// Shows nothing, and parts what stands before it from what follows.
const NOTHING: &str = "<!-- -->";

/// One line of Markdown that shows `text`, white space folded.
pub(super) fn line(text: &str) -> String {
    escape(&fold(text))
}

/// A message, for rustdoc, which would set straight quotes curly and draw dots
/// and dashes together: a reader may look for the text that was sent.
pub(super) fn message(text: &str) -> String {
    let escaped = line(text).replace('"', "\\\"").replace('\'', "\\'");
    escaped.replace("--", "-\\-").replace("..", ".\\.")
}

/// The paragraphs of a text under a label, each one line of Markdown.
pub(super) fn labelled(label: &str, text: &str) -> Vec<String> {
    let paragraphs = prose::paragraphs(text).into_iter().enumerate();
    let lines = paragraphs.map(|(index, paragraph)| match index {
        0 => format!("{label} {}", with_code_spans(&paragraph)),
        _ => with_code_spans(&paragraph),
    });
    lines.collect()
}

/// Code that a reader may copy. The text must hold no backtick.
pub(super) fn code(text: &str) -> String {
    format!("`{}`", visible(text))
}

/// Codes, one after the other.
pub(super) fn codes(texts: &[String]) -> String {
    texts.iter().map(|text| code(text)).collect::<Vec<_>>().join(", ")
}

/// A link to an address of the web, or its text where it is no such address.
pub(super) fn link(url: &str) -> String {
    let web = url.starts_with("https://") || url.starts_with("http://");
    let plain = url.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '\\' | '`'));
    if web && plain { format!("<{url}>") } else { line(url) }
}

/// A block of code. Its fence is longer than any that the text has.
pub(super) fn fenced(language: &str, text: &str) -> String {
    let longest = match text.contains("```") {
        true => text.split(|c| c != '`').map(str::len).max().unwrap_or(0),
        false => 2, // as nearly always: to look at each character costs a build script much
    };
    let fence = "`".repeat(longest + 1);
    format!("{fence}{language}\n{text}\n{fence}\n")
}

fn fold(text: &str) -> Cow<'_, str> {
    if is_plain(text) && !text.contains("  ") && text.trim().len() == text.len() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(prose::folded(text))
}

fn with_code_spans(paragraph: &str) -> String {
    let mut markdown = String::with_capacity(paragraph.len() + 16);
    for span in prose::spans(paragraph) {
        match span {
            Span::Text(text) => push_escaped(&mut markdown, text),
            Span::Code(inside) => {
                if markdown.ends_with('`') && !markdown.ends_with("\\`") {
                    markdown.push_str(NOTHING); // two spans that touch would be one
                }
                markdown.push_str(&code(inside));
            }
        }
    }
    markdown
}

fn escape(text: &str) -> String {
    let mut markdown = String::with_capacity(text.len() + 16);
    push_escaped(&mut markdown, text);
    markdown
}

fn push_escaped(markdown: &mut String, text: &str) {
    let text = visible(text);
    let mut at_start = markdown.is_empty();
    let mut digits = at_start;
    let mut at = 0;
    loop {
        // Most characters are no markup wherever they stand.
        let run = prefix(&text[at..], |byte| byte.is_ascii_alphabetic() || byte == b' ');
        if run > 0 {
            markdown.push_str(&text[at..at + run]);
            (at_start, digits) = (false, false);
        }
        at += run;
        let Some(c) = text[at..].chars().next() else { return };
        let rest = &text[at + c.len_utf8()..];
        let markup = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '$' | '&' => true,
            // What begins a list, a heading or a rule does so at the start only.
            '-' | '+' | '=' | '#' => at_start,
            ')' => digits && !at_start,
            '.' => digits && !at_start || is_www(&text[..at]),
            // An address stays text: rustdoc asks for a link, GitHub makes one. A line
            // that begins with two colons is a command in the log of a workflow.
            ':' => rest.starts_with("//") || at_start && rest.starts_with(':'),
            _ => false,
        };
        if markup {
            markdown.push('\\');
        }
        markdown.push(c);
        // GitHub makes a link of an e-mail address whatever is escaped in it.
        if c == '@' && rest.starts_with(char::is_alphanumeric) {
            markdown.push_str(NOTHING);
        }
        digits &= c.is_ascii_digit();
        at_start = false;
        at += c.len_utf8();
    }
}

/// Whether GitHub would take a full stop behind this for the begin of an address.
fn is_www(before: &str) -> bool {
    let start = before.len().saturating_sub(3);
    before.get(start..).is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_text() {
        for (text, markdown) in [
            ("- a", "\\- a"),
            ("1. a", "1\\. a"),
            ("version 1. a", "version 1. a"),
            ("# a #", "\\# a #"),
            ("<b>|x|</b>", "\\<b\\>\\|x\\|\\</b\\>"),
            ("[x](javascript:1)", "\\[x\\](javascript:1)"),
            ("see https://a.example", "see https\\://a.example"),
            ("    indented\n\n\tcode", "indented code"),
            ("see www.a.example/x_y", "see www\\.a.example/x\\_y"),
            ("a@b.example", "a@<!-- -->b.example"),
            ("::warning::a", "\\::warning::a"),
            ("```rust", "\\`\\`\\`rust"),
            ("a\u{202e}b", "a\\\\u{202e}b"),
        ] {
            assert_eq!(line(text), markdown);
        }
    }

    #[test]
    fn prose_knows_paragraphs_and_code_spans_alone() {
        let text = "Call `Get*`.\nThen\n\n\n* `open\n\n``\n\n`a``b`";
        let found: Vec<String> =
            prose::paragraphs(text).iter().map(|paragraph| with_code_spans(paragraph)).collect();
        let expected = ["Call `Get*`. Then", "\\* \\`open", "\\`\\`", "`a`<!-- -->`b`"];
        assert_eq!(found, expected);
    }
}
