//! Validation.

/// The check for addresses written by hand.
pub const ADDRESSES: &str = "hard-coded-addresses";
