//! The databases of all accounts at once. One account that fails hides no other.

use std::collections::HashMap;

use domain::account::Account;
use domain::database::{DatabaseSummary, EngineKind};
use domain::ids::{AccountId, DatabaseId, DatabaseKey, RunId};
use domain::provider::Provider;
use domain::run::Environment;
use domain::time::Timestamp;
use domain::version::{Version, VersionLife};
use domain::{Error, Result};
use futures::StreamExt as _;

use crate::application::App;
use crate::fault::Fault;

/// Accounts asked at the same time.
const AT_ONCE: usize = 6;

/// The databases of one account.
#[derive(Clone, Debug)]
pub struct AccountDatabases {
    /// Whose.
    pub account: Account,
    /// Its databases; empty when it failed.
    pub databases: Vec<ListedDatabase>,
    /// Why it failed, when it did.
    pub error: Option<Fault>,
    /// When that was observed.
    pub observed_at: Timestamp,
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedDatabase {
    /// Ours.
    pub key: DatabaseKey,
    /// As the provider describes it.
    pub summary: DatabaseSummary,
    /// How its version stands; `None` for an engine whose calendar we do not keep.
    pub life: Option<VersionLife>,
    /// What the person says it is for.
    pub environment: Environment,
    /// An unfinished run of it, when there is one.
    pub open_run: Option<RunId>,
}

impl App {
    /// The databases of one account, or of all, account by account in the order in which they were added.
    ///
    /// # Errors
    /// `NotFound` for an account that is not here; those of the store. What a provider says is part of the answer.
    pub async fn databases(&self, of: Option<AccountId>) -> Result<Vec<AccountDatabases>> {
        let accounts = match of {
            Some(id) => vec![self.known_account(id).await?],
            None => self.store.accounts().await?,
        };
        let looks = accounts.into_iter().map(|account| self.databases_of(account));
        futures::stream::iter(looks).buffered(AT_ONCE).collect::<Vec<_>>().await.into_iter().collect()
    }

    async fn databases_of(&self, account: Account) -> Result<AccountDatabases> {
        let marks = self.store.marks(&account.provider).await?;
        let open = self.open_runs(&account).await?;
        let looked: Result<_, Error> = async {
            let provider = self.connection(&account).await?;
            let summaries = provider.list_databases().await?;
            let versions = newest_versions(&*provider, &summaries).await;
            Ok((summaries, versions))
        }
        .await;
        let observed_at = self.now();
        self.look(account.id, looked.as_ref().err());
        Ok(match looked {
            Ok((summaries, versions)) => {
                let line = |summary: DatabaseSummary| ListedDatabase {
                    key: DatabaseKey { account: account.id, database: summary.id.clone() },
                    life: self.life(&summary, versions.get(&summary.engine).map_or(&[], Vec::as_slice)),
                    environment: marks.get(&summary.id).copied().unwrap_or_default(),
                    open_run: open.get(&summary.id).copied(),
                    summary,
                };
                let databases = summaries.into_iter().map(line).collect();
                AccountDatabases { databases, error: None, observed_at, account }
            }
            Err(error) => AccountDatabases {
                databases: Vec::new(),
                error: Some(Fault::from(&error)),
                observed_at,
                account,
            },
        })
    }

    /// Unfinished runs by database.
    async fn open_runs(&self, account: &Account) -> Result<HashMap<DatabaseId, RunId>> {
        let runs = self.store.open_runs().await?;
        let of_provider = runs.into_iter().filter(|run| run.provider == account.provider);
        Ok(of_provider.map(|run| (run.key.database, run.id)).collect())
    }

    /// How a version stands today, among what its provider offers.
    pub(crate) fn life(&self, summary: &DatabaseSummary, offered: &[Version]) -> Option<VersionLife> {
        let (engine, version) = (self.engine(summary.engine)?, summary.version.as_ref()?);
        Some(engine.life(version, self.now(), offered))
    }

    /// One database as a line of the list.
    pub(crate) async fn listed(
        &self,
        account: &Account,
        summary: DatabaseSummary,
        offered: &[Version],
    ) -> Result<ListedDatabase> {
        let open = self.open_runs(account).await?;
        Ok(ListedDatabase {
            key: DatabaseKey { account: account.id, database: summary.id.clone() },
            life: self.life(&summary, offered),
            environment: self.store.mark(&account.provider, &summary.id).await?,
            open_run: open.get(&summary.id).copied(),
            summary,
        })
    }
}

/// The versions that are offered for each engine, asked once an engine. What could not be asked is left out: a list must
/// not fail for what is good to know.
async fn newest_versions(
    provider: &dyn Provider,
    summaries: &[DatabaseSummary],
) -> HashMap<EngineKind, Vec<Version>> {
    let mut first: HashMap<EngineKind, &DatabaseId> = HashMap::new();
    for summary in summaries.iter().filter(|summary| summary.engine != EngineKind::Other) {
        first.entry(summary.engine).or_insert(&summary.id);
    }
    let asked = first.into_iter().map(|(engine, id)| async move {
        match provider.offers(id).await {
            Ok(offers) => {
                Some((engine, offers.versions.into_iter().map(|offered| offered.version).collect()))
            }
            Err(error) => {
                tracing::debug!(code = error.code(), "the offers could not be read for the list");
                None
            }
        }
    });
    futures::future::join_all(asked).await.into_iter().flatten().collect()
}
