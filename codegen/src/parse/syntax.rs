//! Keeps every row that can be read out of a file with broken TOML in it.
//!
//! One missing bracket makes any TOML parser misread what follows. So a file
//! that does not parse is cut at its headers; a block that does not parse on its
//! own is reported once and blanked out, and the rest is read in place, with all
//! its spans right.

use toml::de::DeTable;

use super::keys::arrays_of_tables;
use crate::report::{Finding, Report, Span};
use crate::rules;

/// What could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Broken {
    Nothing,
    /// Rows: a code that is nowhere may be in one of them.
    Rows,
    /// What stands before the rows: it may have a prefix for names, or levels for lints.
    Head,
}

/// A source that does not parse, with spaces for every broken block, and what these were.
pub(super) fn without_broken_blocks(source: &str, report: &mut Report) -> (String, Broken) {
    let blocks = blocks(source);
    let mut readable = source.as_bytes().to_vec();
    let mut broken = vec![false; blocks.len()];

    for (block, broken) in blocks.iter().zip(&mut broken) {
        let error = errors_of(&source[block.clone()]).into_iter().next();
        let error = error.map(|error| finding(&error, source, block, block.start));
        if let Some(finding) = error.or_else(|| single_brackets(source, block)) {
            *broken = true;
            blank(&mut readable, block);
            report.push(finding);
        }
    }

    // What is left are errors between blocks, such as `[catalog]` twice.
    loop {
        let text = String::from_utf8(readable).expect("whole blocks were blanked with spaces");
        let mut clean = true;
        let mut next = text.clone().into_bytes();
        for error in errors_of(&text) {
            let at = error.span().map_or(0, |span| span.start);
            let Some(index) = blocks.partition_point(|block| block.start <= at).checked_sub(1)
            else {
                continue;
            };
            if !std::mem::replace(&mut broken[index], true) {
                clean = false;
                blank(&mut next, &blocks[index]);
                report.push(finding(&error, source, &blocks[index], 0));
            }
        }
        if clean {
            return (text, what_is(&broken, &blocks, source));
        }
        readable = next;
    }
}

fn what_is(broken: &[bool], blocks: &[Span], source: &str) -> Broken {
    let broken = blocks.iter().zip(broken).filter(|(_, broken)| **broken);
    let kinds = broken.map(|(block, _)| {
        let block = source[block.clone()].trim_start_matches(['\u{feff}', ' ', '\t', '[']);
        match arrays_of_tables().any(|name| block.starts_with(name)) {
            true => Broken::Rows,
            false => Broken::Head,
        }
    });
    kinds.max().unwrap_or(Broken::Nothing)
}

fn errors_of(source: &str) -> Vec<toml::de::Error> {
    DeTable::parse_recoverable(source).1
}

fn blank(source: &mut [u8], block: &Span) {
    for byte in &mut source[block.clone()] {
        if !matches!(byte, b'\n' | b'\r') {
            *byte = b' ';
        }
    }
}

/// An error in a block, whose place counts from `from`.
fn finding(error: &toml::de::Error, source: &str, block: &Span, from: usize) -> Finding {
    let span = error.span().unwrap_or(0..0);
    let mut start = (from + span.start).min(block.end);
    if source[block.start..start].ends_with('\n') && start == block.end {
        start -= 1; // the end of the last line, not the line behind it
    }
    let end = (from + span.end).clamp(start, block.end);
    let message = error.message();
    if let Some(quotes) = open_string_after(&source[block.start..start], None) {
        let opened = source[..start].rfind(quotes).unwrap_or(start);
        return Finding::new(
            &rules::SYNTAX,
            opened..opened + quotes.len(),
            "this string never ends",
        )
        .help(format!("end it with `{quotes}`: up to there, everything is its text"));
    }
    let finding = Finding::new(&rules::SYNTAX, start..end, message);
    match message {
        "duplicate key" => finding.help("a key may stand once in a table: remove one of the two"),
        _ if source[start..end].contains('\0') || source[start..].starts_with('\0') => {
            finding.help("the file holds a NUL character: save it as plain UTF-8 text")
        }
        _ if source[start..].starts_with(['\u{201c}', '\u{201d}', '\u{2018}', '\u{2019}']) => {
            finding.help("curly quotes are text: write straight ones")
        }
        _ => finding.help("nothing more of this block is read: mend its TOML and run again"),
    }
}

/// `[error]` for `[[error]]`: among other rows, TOML takes it for a duplicate of them.
fn single_brackets(source: &str, block: &Span) -> Option<Finding> {
    let text = &source[block.clone()];
    let start = text.find('[')?;
    let inside = text[start..].strip_prefix('[')?.split_once(']')?.0;
    let name = arrays_of_tables().find(|name| *name == inside.trim())?;
    let span = block.start + start..block.start + start + inside.len() + 2;
    let message = format!("`{name}` must be an array of tables");
    Some(
        Finding::new(&rules::WRONG_TYPE, span.clone(), message)
            .help(format!("begin each row with `[[{name}]]`, in double brackets"))
            .fix(span, format!("[[{name}]]")),
    )
}

/// The file, cut before each header of a top-level table. Headers of tables
/// inside a row, such as `[[error.case]]`, stay with their row.
fn blocks(source: &str) -> Vec<Span> {
    let outside = cut(source, true);
    // A multi-line string that never ends hides every header behind it.
    match outside {
        Some(blocks) => blocks,
        None => cut(source, false).unwrap_or_default(),
    }
}

/// Cuts at headers; with `strings`, not inside multi-line strings, and `None`
/// where such a string never ends.
fn cut(source: &str, strings: bool) -> Option<Vec<Span>> {
    let mut blocks = Vec::new();
    let mut start = 0;
    let mut at = 0;
    let mut open = None;
    for line in source.split_inclusive('\n') {
        if open.is_none() && is_top_level_header(line) && at > start {
            blocks.push(start..at);
            start = at;
        }
        if strings {
            open = open_string_after(line, open);
        }
        at += line.len();
    }
    blocks.push(start..at);
    open.is_none().then_some(blocks)
}

fn is_top_level_header(line: &str) -> bool {
    let line = line.trim_start_matches(['\u{feff}', ' ', '\t']);
    let Some(name) = line.strip_prefix('[') else {
        return false;
    };
    let name = name.trim_start_matches(['[', ' ', '\t']);
    let end = name
        .find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '-'))
        .unwrap_or(name.len());
    end > 0 && !name[end..].trim_start().starts_with('.')
}

/// The quotes of the multi-line string that is open at the end of a line.
fn open_string_after<'q>(line: &str, mut open: Option<&'q str>) -> Option<&'q str> {
    let mut rest = line;
    loop {
        rest = match open {
            Some(quotes) => match rest.split_once(quotes) {
                Some((_, after)) => after,
                None => return open,
            },
            None => rest,
        };
        (open, rest) = next_opening(rest)?;
    }
}

/// The next multi-line string and what stands behind its opening quotes, unless a
/// comment begins before it. Behind a single quote, `#` may be text.
fn next_opening(code: &str) -> Option<(Option<&'static str>, &str)> {
    let mut rest = code;
    let mut is_quoted = false;
    loop {
        rest = &rest[rest.find(['#', '"', '\''])?..];
        for quotes in ["\"\"\"", "'''"] {
            if let Some(after) = rest.strip_prefix(quotes) {
                return Some((Some(quotes), after));
            }
        }
        if rest.starts_with('#') && !is_quoted {
            return None;
        }
        is_quoted |= !rest.starts_with('#');
        rest = &rest[1..];
    }
}
