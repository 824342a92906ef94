//! Runs: what a person confirmed, and where it stands at the provider. How a run stands is derived from its journal by
//! others.

use domain::ids::{DatabaseId, DatabaseKey, ProviderId, RunId};
use domain::run::{Acceptance, Plan};
use domain::time::Timestamp;
use domain::{Error, ErrorKind, Result};

use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;

use crate::chain;
use crate::fault::{damaged, fault, is_unique_violation};
use crate::open::Store;
use crate::text;

/// A run to be begun.
#[derive(Clone, Debug, PartialEq)]
pub struct NewRun {
    /// Ours; version 7, so that ids sort by time.
    pub id: RunId,
    /// The provider of the account.
    pub provider: ProviderId,
    /// What was confirmed. It names the database.
    pub plan: Plan,
    /// How it was confirmed. Its nonce is used up and is not kept.
    pub acceptance: Acceptance,
    /// When the gate was passed.
    pub created_at: Timestamp,
}

/// A run as it is remembered.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredRun {
    /// Ours.
    pub id: RunId,
    /// Its provider.
    pub provider: ProviderId,
    /// Which database.
    pub key: DatabaseKey,
    /// What was confirmed.
    pub plan: Plan,
    /// How it was confirmed; the nonce is empty.
    pub acceptance: Acceptance,
    /// When the gate was passed.
    pub created_at: Timestamp,
    /// The provider's id of the migration, once known.
    pub migration_id: Option<String>,
    /// When it was over; `None` while it goes on.
    pub ended_at: Option<Timestamp>,
}

const COLUMNS: &str = "SELECT id, provider, account, owner, database, plan, acceptance, created_at, migration_id, \
                       ended_at FROM runs";

impl Store {
    /// Begins a run. Error `AlreadyRunning` when one of the same database has not ended.
    pub async fn create_run(&self, new: &NewRun) -> Result<StoredRun> {
        let acceptance = Acceptance { nonce: String::new(), ..new.acceptance.clone() };
        let (plan_text, acceptance_text) = (text::write(&new.plan)?, text::write(&acceptance)?);
        let id = new.id.to_string();
        let head = chain::root(&id, &plan_text, &acceptance_text, new.created_at.0);
        let key = &new.plan.key;
        let mut change = self.change().await?;
        sqlx::query(
            "INSERT INTO runs (id, provider, account, owner, database, plan, acceptance, created_at, head)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(&id)
        .bind(&new.provider.0)
        .bind(key.account.to_string())
        .bind(&key.database.owner)
        .bind(&key.database.id)
        .bind(&plan_text)
        .bind(&acceptance_text)
        .bind(new.created_at.0)
        .bind(&head)
        .execute(change.on())
        .await
        .map_err(|error| match is_unique_violation(&error) {
            true => Error::new(ErrorKind::AlreadyRunning, "a run of this database has not ended"),
            false => fault("beginning a run")(error),
        })?;
        change.commit().await?;
        Ok(StoredRun {
            id: new.id,
            provider: new.provider.clone(),
            key: key.clone(),
            plan: new.plan.clone(),
            acceptance,
            created_at: new.created_at,
            migration_id: None,
            ended_at: None,
        })
    }

    /// One run, `None` when it is not here.
    pub async fn run(&self, id: RunId) -> Result<Option<StoredRun>> {
        let mut found = self.runs_where("WHERE id = ?", &[id.to_string()]).await?;
        Ok(found.pop())
    }

    /// Every run, newest first.
    pub async fn runs(&self) -> Result<Vec<StoredRun>> {
        self.runs_where("ORDER BY created_at DESC, id DESC", &[]).await
    }

    /// Runs that have not ended, oldest first: what a start of the application takes up again.
    pub async fn open_runs(&self) -> Result<Vec<StoredRun>> {
        self.runs_where("WHERE ended_at IS NULL ORDER BY created_at, id", &[]).await
    }

    /// Runs of one database, newest first, through whichever account they went.
    pub async fn runs_of(&self, provider: &ProviderId, database: &DatabaseId) -> Result<Vec<StoredRun>> {
        let names = [provider.0.clone(), database.owner.clone(), database.id.clone()];
        self.runs_where(
            "WHERE provider = ? AND owner = ? AND database = ? ORDER BY created_at DESC, id DESC",
            &names,
        )
        .await
    }

    /// Remembers what the provider calls the migration.
    pub async fn set_migration_id(&self, run: RunId, migration: &str) -> Result<()> {
        self.update(run, "UPDATE runs SET migration_id = ? WHERE id = ?", Some(migration)).await
    }

    /// Says when a run was over. It no longer stands in the way of another of the same database.
    pub async fn end_run(&self, run: RunId, at: Timestamp) -> Result<()> {
        self.update(run, "UPDATE runs SET ended_at = ? WHERE id = ?", at.0).await
    }

    async fn update<'q, V>(&self, run: RunId, sql: &'static str, value: V) -> Result<()>
    where
        V: sqlx::Encode<'q, sqlx::Sqlite> + sqlx::Type<sqlx::Sqlite> + Send + 'q,
    {
        let mut change = self.change().await?;
        let done = sqlx::query(sql)
            .bind(value)
            .bind(run.to_string())
            .execute(change.on())
            .await
            .map_err(fault("writing to a run"))?;
        change.commit().await?;
        match done.rows_affected() {
            0 => Err(Error::new(ErrorKind::NotFound, "there is no such run")),
            _ => Ok(()),
        }
    }

    async fn runs_where(&self, tail: &'static str, values: &[String]) -> Result<Vec<StoredRun>> {
        let mut query = sqlx::query(sqlx::AssertSqlSafe(format!("{COLUMNS} {tail}")));
        for value in values {
            query = query.bind(value.clone());
        }
        let rows = query.fetch_all(&mut *self.read().await?).await.map_err(fault("reading the runs"))?;
        rows.iter().map(stored).collect()
    }
}

fn stored(row: &SqliteRow) -> Result<StoredRun> {
    let column = |name: &'static str| -> Result<String> { row.try_get(name).map_err(fault("reading a run")) };
    let account = column("account")?.parse().map_err(|_| damaged("a run names no account"))?;
    let created_at: i64 = row.try_get("created_at").map_err(fault("reading a run"))?;
    let ended_at: Option<i64> = row.try_get("ended_at").map_err(fault("reading a run"))?;
    Ok(StoredRun {
        id: column("id")?.parse().map_err(|_| damaged("a run has no id"))?,
        provider: ProviderId(column("provider")?),
        key: DatabaseKey {
            account,
            database: DatabaseId { owner: column("owner")?, id: column("database")? },
        },
        plan: text::read(&column("plan")?, "the plan of a run")?,
        acceptance: text::read(&column("acceptance")?, "the confirmation of a run")?,
        created_at: Timestamp(created_at),
        migration_id: row.try_get("migration_id").map_err(fault("reading a run"))?,
        ended_at: ended_at.map(Timestamp),
    })
}
