//! Instructions a lookup, counted by callgrind: the same on a busy machine.

use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use super::keys::{Kind, TEXTS};
use super::{SIZES, program};
use crate::peers::Peer;

pub fn report() {
    println!("instructions a lookup, from the text to the code");
    println!("{:>8} {:>10} {:>8} {:>8} {:>10}", "codes", "", "hit", "miss", "near miss");
    for codes in SIZES {
        for peer in Peer::ALL {
            print!("{codes:>8} {:>10}", peer.name());
            match program::lookup(peer, codes) {
                Err(reason) => println!(" {reason}"),
                Ok(program) => match Kind::ALL.map(|kind| count(&program, codes, kind)) {
                    [Some(hit), Some(miss), Some(near)] => {
                        println!(" {hit:>8.0} {miss:>8.0} {near:>10.0}");
                    }
                    _ => println!(" not counted: it needs valgrind"),
                },
            }
        }
    }
}

/// Instructions of one lookup, on average.
pub fn count(program: &Path, codes: usize, kind: Kind) -> Option<f64> {
    let counted = run(program, codes, kind).ok()?;
    let line = counted.lines().find_map(|line| line.split_once("Collected : "))?;
    let instructions: f64 = line.1.trim().parse().ok()?;
    Some(instructions / TEXTS as f64)
}

fn run(program: &Path, codes: usize, kind: Kind) -> io::Result<String> {
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]);
    valgrind.arg("--toggle-collect=*::measured").arg(program).arg(program::texts(codes)?);
    valgrind.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut running = valgrind.spawn()?;
    if let Some(mut commands) = running.stdin.take() {
        writeln!(commands, "{} 1", kind.name())?;
    }
    let output = running.wait_with_output()?;
    Ok(String::from_utf8_lossy(&output.stderr).into_owned())
}
