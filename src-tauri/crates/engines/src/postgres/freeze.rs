//! The freeze: new sessions of a database become read-only by its own default, and those that are there are ended. It is undone
//! by one statement that any client can say.
//!
//! Only this module writes to a source, and nothing but that default. A session that turns the default off for itself, or a role
//! that has it turned off, would go on writing: roles are looked for before, and what was written is looked for after.

use std::time::{Duration, Instant};

use domain::database::Endpoint;
use domain::engine::{FreezePlan, Frozen};
use domain::{Error, ErrorKind, Result};
use serde::Deserialize;
use sqlx::PgConnection;

use super::catalog;
use super::connect::{Purpose, close, connect, major, run};
use super::quote::{ident, literal};
use super::sql::rows;

/// How long sessions that were told to end may take.
const PATIENCE: Duration = Duration::from_secs(20);
const LOOK_AGAIN: Duration = Duration::from_millis(50);
/// Before 15 counts of rows are gathered by another process, which takes its time.
const GATHERING: Duration = Duration::from_millis(1200);
const SETTING: &str = "default_transaction_read_only";

/// Sessions of others in this database. What keeps the server going is none, and neither is what streams changes out of it.
const OTHERS: &str = "a.datname = pg_catalog.current_database() AND a.pid <> pg_catalog.pg_backend_pid() \
    AND coalesce(a.backend_type, '') NOT IN ('autovacuum worker', 'parallel worker', 'walsender', 'slotsync worker') \
    AND (a.usesysid IS NOT NULL OR coalesce(a.backend_type, '') = 'background worker')";

#[derive(Deserialize)]
struct Standing {
    database: String,
    replica: bool,
    owner: bool,
    before: Option<String>,
    own: bool,
    loose: Vec<String>,
    prepared: u64,
    applying: u64,
    sessions: u32,
    not_ours: Vec<String>,
}

#[derive(Deserialize)]
struct Count {
    transactions: String,
    changes: Option<u64>,
}

#[derive(Deserialize)]
struct Session {
    pid: i64,
    began: Option<String>,
}

/// What would be done, and what stands in the way.
pub(super) async fn plan(endpoint: &Endpoint) -> Result<FreezePlan> {
    let mut connection = connect(endpoint, Purpose::Read).await?;
    let facts = catalog::facts(&mut connection).await?;
    let standing = standing(&mut connection).await?;
    close(connection).await;
    let setting = format!("ALTER DATABASE {}", ident(&standing.database));
    let back = match &standing.before {
        None => format!("{setting} RESET {SETTING}"),
        Some(value) => format!("{setting} SET {SETTING} = {}", literal(value)),
    };
    // A setting of this user alone keeps nobody else from writing.
    let already = facts.read_only && !facts.replica && !standing.own;
    refuse(&standing, already)?;
    let end = format!(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {} AND pid <> pg_backend_pid()",
        literal(&standing.database)
    );
    Ok(FreezePlan {
        freeze: if already { Vec::new() } else { vec![format!("{setting} SET {SETTING} = on")] },
        thaw: if already { Vec::new() } else { vec![back, end] },
        already,
        sessions: standing.sessions,
    })
}

/// Makes it read-only, ends the others, and looks whether it is so.
pub(super) async fn freeze(endpoint: &Endpoint, plan: &FreezePlan) -> Result<Frozen> {
    let mut connection = connect(endpoint, Purpose::Freeze).await?;
    for statement in &plan.freeze {
        run(&mut connection, statement, "making the database read-only").await?;
    }
    let frozen = hold(endpoint, &mut connection).await;
    if frozen.is_err()
        && let Some(back) = plan.thaw.first()
    {
        let undone = run(&mut connection, back, "making the database writable again").await;
        if let Err(error) = undone {
            tracing::error!(code = error.code(), "a freeze that failed could not be undone at once");
        }
    }
    close(connection).await;
    frozen
}

async fn hold(endpoint: &Endpoint, connection: &mut PgConnection) -> Result<Frozen> {
    // Also where it was read-only before: a session that is older than that would go on writing.
    let ended = end_others(connection).await?;
    let mut fresh = connect(endpoint, Purpose::Probe).await?;
    let facts = catalog::facts(&mut fresh).await?;
    close(fresh).await;
    if !facts.read_only || facts.replica {
        return Err(impossible("a new session can still write"));
    }
    if major(connection).await? < 15 {
        tokio::time::sleep(GATHERING).await;
    }
    let count = count(connection).await?;
    Ok(Frozen { ended, transactions: count.transactions, changes: count.changes })
}

/// Makes it writable, and ends the sessions that would not notice.
pub(super) async fn thaw(endpoint: &Endpoint, plan: &FreezePlan) -> Result<()> {
    let Some(back) = plan.thaw.first() else { return Ok(()) };
    let mut connection = connect(endpoint, Purpose::Freeze).await?;
    run(&mut connection, back, "making the database writable again").await?;
    // Somebody else's session that cannot be ended keeps reading until it connects again: no reason to call this a failure.
    if let Err(error) = end_others(&mut connection).await {
        tracing::warn!(code = error.code(), "not every session that began read-only was ended");
    }
    close(connection).await;
    Ok(())
}

/// Whether the count of transactions moved, and that of changed rows in this database too; or a new session can write, so that
/// both are about to.
pub(super) async fn written_since(endpoint: &Endpoint, frozen: &Frozen) -> Result<bool> {
    let mut fresh = connect(endpoint, Purpose::Probe).await?;
    let facts = catalog::facts(&mut fresh).await?;
    close(fresh).await;
    if !facts.read_only {
        return Ok(true);
    }
    let mut connection = connect(endpoint, Purpose::Read).await?;
    let now = count(&mut connection).await?;
    close(connection).await;
    Ok(now.transactions != frozen.transactions && (now.changes.is_none() || now.changes != frozen.changes))
}

async fn standing(connection: &mut PgConnection) -> Result<Standing> {
    let sql = format!(
        "SELECT d.datname AS database, pg_catalog.pg_is_in_recovery() AS replica,
                pg_catalog.pg_has_role(d.datdba, 'USAGE') AS owner,
                (SELECT pg_catalog.split_part(c, '=', 2) FROM pg_catalog.pg_db_role_setting s, pg_catalog.unnest(s.setconfig) c
                 WHERE s.setdatabase = d.oid AND s.setrole = 0 AND c LIKE '{SETTING}=%') AS before,
                EXISTS (SELECT FROM pg_catalog.pg_db_role_setting s, pg_catalog.unnest(s.setconfig) c
                        WHERE s.setdatabase IN (0, d.oid) AND c LIKE '{SETTING}=%'
                          AND s.setrole = (SELECT r.oid FROM pg_catalog.pg_roles r WHERE r.rolname = current_user)) AS own,
                ARRAY(SELECT DISTINCT r.rolname::text FROM pg_catalog.pg_db_role_setting s
                      JOIN pg_catalog.pg_roles r ON r.oid = s.setrole, pg_catalog.unnest(s.setconfig) c
                      WHERE s.setdatabase IN (0, d.oid) AND c LIKE '{SETTING}=%'
                        AND NOT pg_catalog.split_part(c, '=', 2)::pg_catalog.bool) AS loose,
                (SELECT pg_catalog.count(*) FROM pg_catalog.pg_prepared_xacts p WHERE p.database = d.datname) AS prepared,
                (SELECT pg_catalog.count(*) FROM pg_catalog.pg_subscription s WHERE s.subdbid = d.oid AND s.subenabled) AS applying,
                (SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_activity a WHERE {OTHERS}) AS sessions,
                ARRAY(SELECT DISTINCT coalesce(a.usename::text, 'the server')
                      FROM pg_catalog.pg_stat_activity a LEFT JOIN pg_catalog.pg_roles u ON u.oid = a.usesysid,
                           (SELECT m.rolsuper FROM pg_catalog.pg_roles m WHERE m.rolname = current_user) m
                      WHERE {OTHERS} AND NOT m.rolsuper AND NOT coalesce(NOT u.rolsuper
                        AND (pg_catalog.pg_has_role(a.usesysid, 'USAGE') OR pg_catalog.pg_has_role('pg_signal_backend', 'USAGE')), false)
                     ) AS not_ours
         FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()"
    );
    let found: Vec<Standing> = rows(connection, &sql, "looking at what a freeze would need").await?;
    let odd = || Error::new(ErrorKind::Internal, "the server does not know the database of the session");
    found.into_iter().next().ok_or_else(odd)
}

fn refuse(standing: &Standing, already: bool) -> Result<()> {
    if standing.replica {
        return Err(impossible("it is a replica: the freeze belongs on its primary"));
    }
    if !standing.owner && !already {
        return Err(impossible("this user does not own the database"));
    }
    let list = |names: &[String]| names.iter().map(|name| ident(name)).collect::<Vec<_>>().join(", ");
    if !standing.loose.is_empty() {
        let names = list(&standing.loose);
        return Err(impossible(&format!("{SETTING} is turned off for roles of their own: {names}")));
    }
    if !standing.not_ours.is_empty() {
        let names = list(&standing.not_ours);
        return Err(impossible(&format!(
            "sessions of these roles cannot be ended with the rights of this user: {names}"
        )));
    }
    if standing.prepared > 0 {
        return Err(impossible("there are prepared transactions, which could be committed at any time"));
    }
    if standing.applying > 0 {
        return Err(impossible("a subscription brings rows in"));
    }
    Ok(())
}

fn impossible(why: &str) -> Error {
    Error::new(ErrorKind::FreezeImpossible, why)
}

/// Ends everybody who is there now, and waits until they are gone. Who comes later has the new default.
async fn end_others(connection: &mut PgConnection) -> Result<u32> {
    let doing = "ending the sessions of others";
    let list = format!(
        "SELECT a.pid::int8 AS pid, a.backend_start::text AS began FROM pg_catalog.pg_stat_activity a WHERE {OTHERS}"
    );
    let mut there: Vec<Session> = rows(connection, &list, doing).await?;
    let ended = u32::try_from(there.len()).unwrap_or(u32::MAX);
    let began = Instant::now();
    while !there.is_empty() {
        for session in &there {
            // It may be gone by now, or not be ours to end: the next look tells.
            let end = format!("SELECT pg_catalog.pg_terminate_backend({})", session.pid);
            match run(connection, &end, doing).await {
                Err(error) if error.kind != ErrorKind::DatabaseRight => return Err(error),
                Ok(()) | Err(_) => {}
            }
        }
        if began.elapsed() > PATIENCE {
            return Err(impossible(&format!("{} sessions of others do not end", there.len())));
        }
        tokio::time::sleep(LOOK_AGAIN).await;
        run(connection, "SELECT pg_catalog.pg_stat_clear_snapshot()", doing).await?;
        let now: Vec<Session> = rows(connection, &list, doing).await?;
        there.retain(|old| now.iter().any(|new| new.pid == old.pid && new.began == old.began));
    }
    Ok(ended)
}

/// Transactions that wrote, of the whole server, and changed rows of this database. Gathering statistics for the planner
/// changes no content.
async fn count(connection: &mut PgConnection) -> Result<Count> {
    let sql = "SELECT pg_catalog.txid_snapshot_xmax(pg_catalog.txid_current_snapshot())::text AS transactions,
                      (SELECT pg_catalog.sum(t.n_tup_ins + t.n_tup_upd + t.n_tup_del)::int8
                       FROM pg_catalog.pg_stat_all_tables t JOIN pg_catalog.pg_class c ON c.oid = t.relid AND NOT c.relisshared
                       WHERE pg_catalog.current_setting('track_counts')::bool AND t.schemaname NOT LIKE 'pg\\_toast%'
                         AND t.relname NOT IN ('pg_statistic', 'pg_statistic_ext_data')) AS changes";
    let found: Vec<Count> = rows(connection, sql, "counting what was written").await?;
    let odd = || Error::new(ErrorKind::Internal, "the server gives no count");
    found.into_iter().next().ok_or_else(odd)
}
