//! A service behind `contract`: whatever goes wrong, a client reads an error of the table.

mod client;
mod failures;
mod service;
mod untouched;
