//! `--sort`: rows by code or status.

use clap::ValueEnum;

use super::lines::{Block, Line, Plain};

/// What rows can be sorted by.
#[derive(Clone, Copy, ValueEnum)]
pub enum Sort {
    /// By code
    Code,
    /// By status; rows of the same status keep their order
    Status,
}

/// Sorts the rows of `[[error]]`. A row is its header with all that follows up to
/// the next table of the top level, and the comments right above the header.
/// Comments that a blank line parts from the header stay where they are.
pub fn sort(blocks: &mut Vec<Block>, by: Sort) {
    let mut rows: Vec<Vec<Block>> = Vec::new();
    for block in std::mem::take(blocks) {
        // A nested table belongs to the last row of its name, wherever it stands.
        let owner =
            block.header.as_ref().filter(|header| header.path.len() > 1).and_then(|header| {
                let is_owner = |row: &Vec<Block>| {
                    let first = row.first().and_then(|block| block.header.as_ref());
                    first.is_some_and(|first| first.path[..1] == header.path[..1])
                };
                rows.iter().rposition(is_owner)
            });
        match owner {
            Some(owner) => rows[owner].push(block),
            None => rows.push(vec![block]),
        }
    }
    let places: Vec<usize> = (0..rows.len()).filter(|place| is_row(&rows[*place])).collect();
    let mut order = places.clone();
    order.sort_by_key(|place| key(&rows[*place], by));

    let mut detached: Vec<Vec<Line>> = rows.iter_mut().map(|row| take_detached(row)).collect();
    let mut rows: Vec<Option<Vec<Block>>> = rows.into_iter().map(Some).collect();
    let mut sorted: Vec<Option<Vec<Block>>> = (0..rows.len()).map(|_| None).collect();
    for (place, from) in places.iter().zip(order) {
        sorted[*place] = rows[from].take();
    }
    for (place, (row, unmoved)) in sorted.into_iter().zip(rows).enumerate() {
        let mut row = row.or(unmoved).unwrap_or_default();
        if let Some(first) = row.first_mut() {
            let mut lead = std::mem::take(&mut detached[place]);
            lead.append(&mut first.lead);
            first.lead = lead;
        }
        blocks.append(&mut row);
    }
}

fn is_row(row: &[Block]) -> bool {
    let header = row.first().and_then(|block| block.header.as_ref());
    header.is_some_and(|header| header.path == ["error"])
}

/// The comments above the header, up to the last blank line.
fn take_detached(row: &mut [Block]) -> Vec<Line> {
    let Some(first) = row.first_mut() else {
        return Vec::new();
    };
    let end = first.lead.iter().rposition(|line| matches!(line, Line::Blank));
    let attached = first.lead.split_off(end.map_or(0, |end| end + 1));
    std::mem::replace(&mut first.lead, attached)
}

fn key(row: &[Block], by: Sort) -> Option<Plain> {
    let name = match by {
        Sort::Code => "code",
        Sort::Status => "status",
    };
    row[0].body.iter().find_map(|line| match line {
        Line::Entry(entry) if entry.path == [name] => entry.plain.clone(),
        _ => None,
    })
}
