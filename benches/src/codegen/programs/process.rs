//! The number of codes asked for, and what it cost to compile them.

use std::fs;
use std::time::Instant;

/// Compiles a table of the size that the command line names, and prints the CPU
/// time in microseconds.
pub fn measure<T>(input: impl FnOnce(usize) -> T, compile: impl FnOnce(T) -> usize) {
    let codes = std::env::args().nth(1).and_then(|codes| codes.parse().ok());
    let input = input(codes.expect("a number of codes"));
    let (start, wall) = (cpu(), Instant::now());
    let bytes = compile(input);
    let wall = wall.elapsed().as_secs_f64() * 1e6;
    // The system counts in ticks of some milliseconds: too few in a short run.
    let time = start.zip(cpu()).map(|(start, end)| end - start);
    let time = time.filter(|_| wall > 100_000.0).unwrap_or(wall);
    assert!(bytes > 0, "it compiles to something");
    println!("{time}");
}

/// CPU time of this thread in microseconds, where the system tells.
fn cpu() -> Option<f64> {
    let times = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = times.split(' ').next()?.parse().ok()?;
    Some(nanoseconds / 1e3)
}
