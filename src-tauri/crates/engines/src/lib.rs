//! Engines: one folder per kind of database server, each fulfilling the contract of `domain::engine`.
//!
//! No engine imports another; none knows a provider, a window or a store.

pub mod postgres;

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

/// The engine and the endpoint that a connection address names, by its scheme.
///
/// # Errors
/// `InvalidInput`; the detail names the part, never its content.
pub fn endpoint(address: &str) -> domain::Result<(Arc<dyn Engine>, domain::database::Endpoint)> {
    Ok((postgres::engine(), postgres::url::parse(address)?))
}
