//! Text with tags of HTML in it.

use crate::table::Cell;

/// Tags that only format what is in them. Every other one is text: in a table of
/// errors `<parameter name>` is a placeholder.
const FORMATTING: &[&str] = &[
    "a", "b", "code", "em", "i", "kbd", "li", "ol", "p", "small", "span", "strong", "sub", "sup",
    "tt", "u", "ul",
];

/// As it reads, and with code in backticks and breaks kept.
#[derive(Default)]
pub struct Text {
    pub plain: String,
    pub marked: String,
}

/// The paragraphs of a document, as documentation in HTML has them.
pub fn paragraphs(html: &str) -> Vec<String> {
    let mut text = Text::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        text.push(&unescaped(before));
        // A tag has a name and an end before the next one: any other `<` is text.
        let end = tag[1..].find(['<', '>']).map(|end| end + 1);
        let is_tag = tag[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        let (tag, after) = match end.filter(|end| is_tag && tag[*end..].starts_with('>')) {
            Some(end) => tag.split_at(end + 1),
            None => tag.split_at(1),
        };
        match tag {
            "<" => text.push("<"),
            tag if is_known(tag) => text.take_html(tag),
            // Where text has `&lt;`, every other tag is one that parts what is around it.
            _ => text.marked.push_str("\n\n"),
        }
        rest = after;
    }
    text.push(&unescaped(rest));
    let paragraphs = text.marked.split("\n\n").map(one_line);
    paragraphs.filter(|paragraph| !paragraph.is_empty()).collect()
}

fn is_known(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']);
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
    name == "br" || FORMATTING.contains(&name.to_ascii_lowercase().as_str())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn unescaped(text: &str) -> String {
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " ")];
    let text = named.iter().fold(text.to_owned(), |text, (name, c)| text.replace(name, c));
    text.replace("&amp;", "&")
}

impl Text {
    pub fn push(&mut self, text: &str) {
        self.plain.push_str(text);
        self.marked.push_str(text);
    }

    /// Takes a tag.
    pub fn take_html(&mut self, html: &str) {
        let bare = html.trim_start_matches(['<', '/']).trim_end_matches(['>', '/']);
        let name = bare.split_whitespace().next().unwrap_or("").to_ascii_lowercase();
        let has_words = bare.split_whitespace().nth(1).is_some_and(|word| !word.contains('='));
        match name.as_str() {
            "code" | "tt" | "kbd" if !has_words => self.marked.push('`'),
            "br" | "li" | "p" | "ul" | "ol" if !has_words || name == "br" => {
                self.plain.push(' ');
                self.marked.push_str("\n\n");
            }
            name if !has_words && FORMATTING.contains(&name) => {}
            _ => self.push(html),
        }
    }

    pub fn into_cell(self) -> Cell {
        let plain =
            self.plain.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        let paragraphs = self.marked.split("\n\n").map(str::trim).filter(|text| !text.is_empty());
        let marked = paragraphs.collect::<Vec<_>>().join("\n\n");
        if plain.is_empty() { Cell::Empty } else { Cell::Marked { plain, marked } }
    }
}
