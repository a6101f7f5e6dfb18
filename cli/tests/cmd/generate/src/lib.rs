//! Somebody wrote this.
