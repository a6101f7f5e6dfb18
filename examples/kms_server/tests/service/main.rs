//! The service over sockets: what it answers, what it refuses, and how it ends.

mod contract;
mod limits;
mod metrics;
mod shutdown;
mod slow_clients;
mod support;
