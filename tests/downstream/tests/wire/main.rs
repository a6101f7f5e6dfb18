//! Responses that make the round trip, whatever is in them: a file a format.

mod json;
mod params;
mod problem;
mod shop;
mod xml;
