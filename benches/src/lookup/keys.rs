//! Codes, and the texts that are looked up among them.

use std::fmt::Write;

use super::tables::Table;

/// Texts of one kind: so many that a processor does not learn their order.
pub const TEXTS: usize = 65_536;

/// What is looked up.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A code of the table.
    Hit,
    /// A code of the same make that the table does not have.
    Miss,
    /// A code of the table with one byte changed.
    Near,
}

impl Kind {
    pub const ALL: [Self; 3] = [Self::Hit, Self::Miss, Self::Near];

    pub fn name(self) -> &'static str {
        match self {
            Self::Hit => "hit",
            Self::Miss => "miss",
            Self::Near => "near",
        }
    }

    /// The texts, a line each, and the sum of what they find, each counted from 1.
    pub fn texts(self, table: Table) -> (String, usize) {
        let codes = table.codes();
        let mut random = Random(0x0123_4567_89AB_CDEF);
        let (mut texts, mut sum) = (String::new(), 0);
        for _ in 0..TEXTS {
            let index = random.below(codes.len());
            let code = &codes[index];
            let _ = match self {
                Self::Hit => {
                    sum += index + 1;
                    writeln!(texts, "{code}")
                }
                Self::Miss => writeln!(texts, "{}", table.other_code(index)),
                Self::Near => {
                    let mut near = code.clone().into_bytes();
                    near[random.below(code.len())] = b'~';
                    writeln!(texts, "{}", String::from_utf8_lossy(&near))
                }
            };
        }
        (texts, sum)
    }
}

/// Marsaglia's xorshift64: the same numbers on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 32) as usize % limit
    }
}
