//! A service behind `contract`: whatever goes wrong, a client reads an error of the table.

mod carried;
mod client;
mod events;
mod failures;
mod forms;
mod layers;
mod request_ids;
mod secrets;
mod service;
mod untouched;
