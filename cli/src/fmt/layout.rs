//! Blocks as text: the order of keys, the spacing, the blank lines.

use super::lines::{Block, Entry, Header, Line};
use super::names::{dotted, rank};

pub fn print(blocks: Vec<Block>) -> String {
    let mut text = String::new();
    for block in blocks {
        let path = block.header.as_ref().map_or(&[][..], |header| &header.path);
        let body = in_order(block.body, path);
        if !text.is_empty() && (block.header.is_some() || has_comment(&block.lead)) {
            text.push('\n');
        }
        print_lines(&block.lead, &mut text);
        if let Some(header) = &block.header {
            // A blank line between comments and header parts them for good.
            if matches!(block.lead.last(), Some(Line::Blank)) && has_comment(&block.lead) {
                text.push('\n');
            }
            print_header(header, &mut text);
        }
        print_lines(&body, &mut text);
    }
    text
}

fn has_comment(lines: &[Line]) -> bool {
    lines.iter().any(|line| matches!(line, Line::Comment(_)))
}

/// Prints lines without blank ones at the edges, and with one where there are several.
fn print_lines(lines: &[Line], text: &mut String) {
    let is_blank = |line: &Line| matches!(line, Line::Blank);
    let start = lines.iter().position(|line| !is_blank(line)).unwrap_or(lines.len());
    let mut after_blank = false;
    for line in &lines[start..] {
        if is_blank(line) {
            after_blank = true;
            continue;
        }
        if std::mem::take(&mut after_blank) {
            text.push('\n');
        }
        match line {
            Line::Comment(comment) => text.push_str(comment),
            Line::Entry(entry) => print_entry(entry, text),
            Line::Blank => {}
        }
        text.push('\n');
    }
}

fn print_header(header: &Header, text: &mut String) {
    let path = dotted(&header.path);
    text.push_str(&if header.is_array { format!("[[{path}]]") } else { format!("[{path}]") });
    if let Some(comment) = &header.comment {
        text.push_str(&format!(" {comment}"));
    }
    text.push('\n');
}

fn print_entry(entry: &Entry, text: &mut String) {
    for comment in &entry.value.comments {
        text.push_str(&format!("{comment}\n"));
    }
    text.push_str(&format!("{} = {}", dotted(&entry.path), entry.value.text));
    if let Some(comment) = &entry.comment {
        text.push_str(&format!(" {comment}"));
    }
}

/// Sorts the entries of each run that no blank line interrupts. Comments above
/// an entry stay with it.
fn in_order(body: Vec<Line>, path: &[String]) -> Vec<Line> {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    let mut ordered = Vec::new();
    let mut run: Vec<(usize, Vec<Line>)> = Vec::new();
    let mut comments = Vec::new();
    for line in body {
        match line {
            Line::Comment(_) => comments.push(line),
            Line::Entry(ref entry) => {
                let rank = rank(&path, &entry.path[0]);
                comments.push(line);
                run.push((rank, std::mem::take(&mut comments)));
            }
            Line::Blank => {
                end_run(&mut run, &mut ordered);
                ordered.append(&mut comments);
                ordered.push(line);
            }
        }
    }
    end_run(&mut run, &mut ordered);
    ordered.append(&mut comments);
    ordered
}

fn end_run(run: &mut Vec<(usize, Vec<Line>)>, ordered: &mut Vec<Line>) {
    run.sort_by_key(|(rank, _)| *rank);
    ordered.extend(run.drain(..).flat_map(|(_, lines)| lines));
}
