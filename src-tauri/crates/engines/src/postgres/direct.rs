//! Whether an address leads straight to one server, by sessions that stay what they are.
//!
//! A pooler that lends its sessions for a transaction at a time, and a balancer in front of several servers, both let an ordinary
//! client work and would mix up ours: settings of a session go astray, a moment of one server is not known to the other, rows
//! are written to the wrong one. It is found out with sessions on which nothing is set, so that no other client inherits it.

use std::time::Duration;

use domain::database::Endpoint;
use domain::engine::Identity;
use domain::{Error, ErrorKind, Result};
use serde::Deserialize;
use sqlx::PgConnection;

use super::connect::{bare, close, run};
use super::sql::rows;

/// How long a session may take to answer while another is in a transaction. A pooler with one session never does.
const PATIENCE: Duration = Duration::from_secs(10);

/// Where a session is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(super) struct Place {
    session: i64,
    started: i64,
    database: i64,
}

const PLACE: &str = "SELECT pg_catalog.pg_backend_pid() AS session, d.oid::int8 AS database,
    (extract(epoch FROM pg_catalog.pg_postmaster_start_time()) * 1000000)::int8 AS started
    FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()";

/// Finds out with two sessions, and says where they were.
pub(super) async fn require(endpoint: &Endpoint) -> Result<Place> {
    let mut first = bare(endpoint).await?;
    let mut second = bare(endpoint).await?;
    let before = place(&mut first).await?;
    run(&mut second, "BEGIN READ ONLY", "looking where connections lead").await?;
    let other = place(&mut second).await?;
    let after = match tokio::time::timeout(PATIENCE, place(&mut first)).await {
        Ok(after) => after?,
        Err(_) => return Err(pooled()),
    };
    let shared = before.session == other.session || before.session != after.session;
    close(second).await;
    close(first).await;
    match (same(before, other) && same(before, after), shared) {
        (false, _) => Err(balanced()),
        (true, true) => Err(pooled()),
        (true, false) => Ok(before),
    }
}

/// Fails unless one more session is on the same server.
pub(super) async fn require_here(connection: &mut PgConnection, there: Place) -> Result<()> {
    if same(place(connection).await?, there) { Ok(()) } else { Err(balanced()) }
}

/// The same for a server that may have been started again since: by its own mark, where it tells it.
pub(super) async fn require_same(connection: &mut PgConnection, identity: &Identity) -> Result<()> {
    match (&identity.cluster, super::mark(connection).await) {
        (Some(known), Some(here)) if *known != here => Err(balanced()),
        _ => Ok(()),
    }
}

/// Different servers behind one address.
pub(super) fn balanced() -> Error {
    Error::new(ErrorKind::NotDirect, "connections to the address reach different servers")
}

fn pooled() -> Error {
    Error::new(ErrorKind::NotDirect, "connections to the address share the sessions of a pooler")
}

fn same(one: Place, other: Place) -> bool {
    (one.started, one.database) == (other.started, other.database)
}

async fn place(connection: &mut PgConnection) -> Result<Place> {
    let found: Vec<Place> = rows(connection, PLACE, "looking where connections lead").await?;
    found.first().copied().ok_or_else(|| Error::new(ErrorKind::Internal, "a session is nowhere"))
}
