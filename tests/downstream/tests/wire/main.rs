//! Responses that make the round trip, whatever is in them: a file a format.

mod json;
mod nested;
mod params;
mod problem;
mod shop;
mod styles;
mod xml;
