//! `errspec drift`: faults, planted one at a time in responses that have none.

mod command;
mod planted;
mod rule_pages;
mod spec;
