//! Engines: one folder per kind of database server, each fulfilling the contract of `domain::engine`.
//!
//! No engine imports another; none knows a provider, a window or a store.

pub mod postgres;

pub use postgres::libpq::Address;

use std::sync::Arc;

use domain::database::EngineKind;
use domain::engine::Engine;

/// The engine of a kind; `None` where we have none yet.
#[must_use]
pub fn by_kind(kind: EngineKind) -> Option<Arc<dyn Engine>> {
    match kind {
        EngineKind::Postgresql => Some(postgres::engine()),
        EngineKind::Mysql
        | EngineKind::Mariadb
        | EngineKind::Redis
        | EngineKind::Mongodb
        | EngineKind::Elasticsearch
        | EngineKind::Other => None,
    }
}

/// An address, completed by what the machine knows of it. `beside` is a password that was given with it; empty for none.
///
/// # Errors
/// `InvalidInput`, `FileUnreadable`; the detail names the part, never its content.
pub fn address(
    typed: &str,
    beside: &domain::Secret,
    around: &dyn domain::address::Surroundings,
) -> domain::Result<Address> {
    // One engine so far takes addresses.
    postgres::libpq::complete(typed, beside, around)
}
