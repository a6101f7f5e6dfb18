#![no_main]

use fuzz_checks::imports;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| imports::traffic(bytes));
