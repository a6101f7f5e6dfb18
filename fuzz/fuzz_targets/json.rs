#![no_main]

use fuzz_checks::bodies;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| bodies::json(bytes));
