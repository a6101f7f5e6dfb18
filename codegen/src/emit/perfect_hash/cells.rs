//! Cells whose values say which hash it was. A hash has a cell in each of two halves, and
//! what these two hold, put together by exclusive or, is its index (Czech, Havas, Majewski:
//! "An optimal algorithm for generating minimal perfect hash functions").

use errspec::lookup::cells;

/// The values of both halves, one after the other, where there are some: cells are joined
/// by hashes, and as long as they are so without a circle, one cell after another is free
/// to hold what its last hash wants.
pub(super) fn fill(hashes: &[u64]) -> Option<Vec<u32>> {
    let half = hashes.len().next_power_of_two().max(2);
    let joined = |index: u32| {
        let [first, second] = cells(hashes[index as usize], half);
        [first, half + second]
    };
    let other = |index, cell| {
        let [first, second] = joined(index);
        if cell == first { second } else { first }
    };

    let mut cells = vec![Cell::default(); 2 * half];
    for index in 0..hashes.len() as u32 {
        for cell in joined(index) {
            cells[cell].toggle(index, 1);
        }
    }
    let mut freed = Vec::with_capacity(hashes.len());
    for cell in 0..cells.len() {
        let mut cell = cell;
        while cells[cell].hashes == 1 {
            let index = cells[cell].indices;
            let next = other(index, cell);
            freed.push((index, cell));
            cells[cell].toggle(index, -1);
            cells[next].toggle(index, -1);
            cell = next;
        }
    }
    if freed.len() < hashes.len() {
        return None;
    }
    let mut values = vec![0; 2 * half];
    for (index, cell) in freed.into_iter().rev() {
        values[cell] = index ^ values[other(index, cell)];
    }
    Some(values)
}

/// How many hashes have this cell, and their indices by exclusive or.
#[derive(Clone, Copy, Default)]
struct Cell {
    hashes: i32,
    indices: u32,
}

impl Cell {
    /// One hash more or less.
    fn toggle(&mut self, index: u32, more: i32) {
        self.hashes += more;
        self.indices ^= index;
    }
}
