#![no_main]

use fuzz_checks::specs;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| specs::spec(bytes));
