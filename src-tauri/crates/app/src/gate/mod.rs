//! The gate: what the person saw, bound by its hash to a nonce that opens it once. Nothing passes it by itself.

mod hash;
mod keys;
mod open;
mod pass;
mod plan;
pub(crate) mod typed;

pub use hash::plan_hash;
pub(crate) use keys::Gates;
