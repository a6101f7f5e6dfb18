//! Looks up texts on command. A line of input such as `hit 4` means: four times
//! every line of the file `hit`. The answer is the nanoseconds of one lookup and
//! the sum of what was found, each counted from 1.

mod peer;

use std::hint::black_box;
use std::time::Instant;

/// What is measured, as a call from another crate would be.
#[inline(never)]
fn measured(text: &str) -> Option<peer::ErrorCode> {
    peer::find(text)
}

fn main() {
    let directory = std::env::args().nth(1).expect("the directory of the texts");
    let files = ["hit", "miss", "near"].map(|kind| {
        let texts = std::fs::read_to_string(format!("{directory}/{kind}"));
        (kind, texts.expect("a file of texts"))
    });
    let kinds: Vec<(&str, Vec<&str>)> =
        files.iter().map(|(kind, texts)| (*kind, texts.lines().collect())).collect();
    for line in std::io::stdin().lines() {
        let line = line.expect("text");
        let (kind, laps) = line.split_once(' ').expect("a kind and a number");
        let laps: usize = laps.parse().expect("a number");
        let (_, texts) = kinds.iter().find(|(name, _)| *name == kind).expect("a known kind");
        let mut sum = 0;
        let start = Instant::now();
        for _ in 0..laps {
            for text in texts {
                sum += measured(black_box(text)).map_or(0, |code| code as usize + 1);
            }
        }
        let time = start.elapsed().as_nanos() as f64;
        println!("{} {sum}", time / (laps * texts.len()) as f64);
    }
}
