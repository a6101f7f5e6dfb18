//! How languages write comments and quoted texts, in families.

use std::path::Path;

/// What a reader of quoted texts must know of a language.
pub struct Language {
    /// The ends of its files' names.
    pub extensions: &'static [&'static str],
    /// What begins a comment that ends with its line.
    pub line_comments: &'static [&'static str],
    /// What begins and ends a comment over several lines.
    pub block_comment: Option<(&'static str, &'static str)>,
    /// The quotes, the longer ones first.
    pub quotes: &'static [Quote],
}

pub struct Quote {
    pub open: &'static str,
    pub close: &'static str,
    pub escapes: Escapes,
    pub is_multiline: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Escapes {
    Backslash,
    /// The quote twice, as in `@"..."` of C#.
    Doubled,
    None,
}

const fn line(quote: &'static str) -> Quote {
    Quote { open: quote, close: quote, escapes: Escapes::Backslash, is_multiline: false }
}

const fn block(quote: &'static str) -> Quote {
    Quote { open: quote, close: quote, escapes: Escapes::Backslash, is_multiline: true }
}

const fn raw(open: &'static str, close: &'static str) -> Quote {
    Quote { open, close, escapes: Escapes::None, is_multiline: true }
}

const DOUBLED: Quote =
    Quote { open: "@\"", close: "\"", escapes: Escapes::Doubled, is_multiline: true };

const SLASHES: &[&str] = &["//"];
const STARS: Option<(&str, &str)> = Some(("/*", "*/"));

const LANGUAGES: &[Language] = &[
    Language {
        extensions: &["js", "jsx", "mjs", "cjs", "ts", "tsx", "mts", "cts", "vue", "svelte"],
        line_comments: SLASHES,
        block_comment: STARS,
        quotes: &[line("\""), line("'"), block("`")],
    },
    Language {
        extensions: &["py", "pyi"],
        line_comments: &["#"],
        block_comment: None,
        quotes: &[block("\"\"\""), block("'''"), line("\""), line("'")],
    },
    Language {
        extensions: &["go"],
        line_comments: SLASHES,
        block_comment: STARS,
        quotes: &[line("\""), raw("`", "`"), line("'")],
    },
    Language {
        extensions: &["java", "kt", "kts", "scala", "swift", "groovy", "dart"],
        line_comments: SLASHES,
        block_comment: STARS,
        quotes: &[block("\"\"\""), line("\""), line("'")],
    },
    Language {
        extensions: &["cs"],
        line_comments: SLASHES,
        block_comment: STARS,
        quotes: &[raw("\"\"\"", "\"\"\""), DOUBLED, line("\""), line("'")],
    },
    Language {
        extensions: &["c", "h", "cc", "cpp", "cxx", "hpp", "m", "mm"],
        line_comments: SLASHES,
        block_comment: STARS,
        quotes: &[raw("R\"(", ")\""), line("\""), line("'")],
    },
    Language {
        extensions: &["php"],
        line_comments: &["//", "#"],
        block_comment: STARS,
        quotes: &[block("\""), block("'")],
    },
    Language {
        extensions: &["rb", "rake"],
        line_comments: &["#"],
        block_comment: Some(("=begin", "=end")),
        quotes: &[line("\""), line("'")],
    },
    Language {
        extensions: &["ex", "exs", "pl", "pm", "sh", "bash", "r"],
        line_comments: &["#"],
        block_comment: None,
        quotes: &[block("\"\"\""), line("\""), line("'")],
    },
    Language {
        extensions: &["lua"],
        line_comments: &["--"],
        block_comment: None,
        quotes: &[line("\""), line("'"), raw("[[", "]]")],
    },
];

/// Rust, where its own tokens cannot be had.
pub static BROKEN_RUST: Language = Language {
    extensions: &["rs"],
    line_comments: SLASHES,
    block_comment: STARS,
    quotes: &[raw("r#\"", "\"#"), block("\"")],
};

/// The language of a file, by its name.
pub fn of(path: &Path) -> Option<&'static Language> {
    let extension = path.extension()?.to_str()?;
    let mut languages = LANGUAGES.iter().chain([&BROKEN_RUST]);
    languages.find(|language| language.extensions.contains(&extension))
}

impl Language {
    pub fn is_rust(&self) -> bool {
        self.extensions == BROKEN_RUST.extensions
    }

    pub fn is_python(&self) -> bool {
        self.extensions.contains(&"py")
    }
}
