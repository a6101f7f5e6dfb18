//! `cargo run -p kms_client -- http://127.0.0.1:8080 DescribeKey KeyId=...`
#![forbid(unsafe_code)]

use std::process::ExitCode;

use kms_client::Client;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [endpoint, action, parameters @ ..] = arguments.as_slice() else {
        eprintln!("usage: kms_client ENDPOINT ACTION [NAME=VALUE ...]");
        return ExitCode::from(2);
    };
    let parameters: Vec<_> = parameters.iter().filter_map(|pair| pair.split_once('=')).collect();
    match Client::new(endpoint).call(action, &parameters) {
        Ok(answer) => {
            println!("{}", serde_json::Value::from(answer));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}\n{}", error.advice());
            ExitCode::FAILURE
        }
    }
}
