//! What a user's Cargo does with this workspace: a copy of it is edited, built
//! and broken.
#![cfg(unix)]

mod checkout;
mod contents;
mod dependencies;
mod no_std;
mod package;
mod rebuild;
