//! A service behind `contract`: whatever goes wrong, a client reads an error of the table.

mod carried;
mod client;
mod failures;
mod forms;
mod request_ids;
mod service;
mod untouched;
