//! actix-web behind the contract, asked by a client over a socket.

mod ask;
mod contract;
mod events;
mod no_fallback;
mod serve;
mod service;
