//! From a code's text to the code: errspec against the other ways to do it.
//!
//! Each way at each size is a crate of its own in cargo's target directory, so
//! that a `match` of 16,384 arms costs those who ask for it, and a way that
//! rustc cannot compile spoils only its own line. The programs take turns.

mod gate;
mod instructions;
mod keys;
mod program;
mod size;

pub use self::gate::run as gate;
pub use self::instructions::report as instructions;
use self::keys::Kind;
use self::program::Running;
pub use self::size::report as size;
use crate::median;
use crate::peers::Peer;

const SIZES: [usize; 4] = [32, 256, 2_048, 16_384];
const ROUNDS: usize = 25;
const LAPS: usize = 4;

pub fn report() {
    println!("ns a lookup, and how many times errspec's");
    println!("{:>8} {:>10} {:>16} {:>16} {:>16}", "codes", "", "hit", "miss", "near miss");
    for codes in SIZES {
        table_of(codes);
    }
}

fn table_of(codes: usize) {
    let texts = program::texts(codes).expect("the target directory can be written");
    let mut running: Vec<(Peer, Result<Running, &str>)> = Vec::new();
    for peer in Peer::ALL {
        let program = program::lookup(peer, codes);
        running.push((
            peer,
            program
                .and_then(|program| Running::start(&program, &texts).map_err(|_| "does not run")),
        ));
    }
    let names: Vec<String> = (0..codes).map(crate::table::code).collect();
    let expected = Kind::ALL.map(|kind| kind.texts(&names).1 * LAPS);
    // For each peer and kind, the time of each round.
    let mut times = vec![[const { Vec::new() }; 3]; running.len()];
    for _ in 0..ROUNDS {
        for (place, kind) in Kind::ALL.into_iter().enumerate() {
            for (peer, (_, program)) in running.iter_mut().enumerate() {
                let Ok(program) = program else { continue };
                let (time, sum) = program.turn(kind, LAPS).expect("it answers");
                assert_eq!(sum, expected[place], "it finds every code and nothing else");
                times[peer][place].push(time);
            }
        }
    }
    for (index, (peer, program)) in running.iter().enumerate() {
        print!("{codes:>8} {:>10}", peer.name());
        match program {
            Err(reason) => println!(" {reason}"),
            Ok(_) => {
                for (own, ours) in times[index].iter().zip(&times[0]) {
                    let ratios = own.iter().zip(ours).map(|(own, ours)| own / ours);
                    print!(" {:>8.1} {:>7.2}", median(own.clone()), median(ratios.collect()));
                }
                println!();
            }
        }
    }
}
