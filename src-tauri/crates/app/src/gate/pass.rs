//! Passing the gate: everything that the person said is held against what was shown, the essentials are read once more,
//! and only then a run begins.

use domain::change::Change;
use domain::finding::Level;
use domain::ids::{DatabaseKey, RunId};
use domain::provider::Capability;
use domain::run::{Acceptance, Method, Plan};
use domain::{Error, ErrorKind, Result};

use super::keys::OpenGate;
use super::typed;
use crate::application::App;
use crate::configure::refuse_downgrade;

impl App {
    /// Passes the gate and begins a run, which goes on by itself.
    ///
    /// # Errors
    /// `PlanChanged` for a nonce that does not open this gate (any more), another hash, other settings, or a database that
    /// is not as it was; `Blocked`, `DowngradeRefused`, `NotAccepted`, `NameMismatch`, `AlreadyRunning`, `NotSupported`;
    /// those of the provider and of the store. Nothing has been asked of the provider then.
    pub async fn migrate(&self, key: &DatabaseKey, change: &Change, acceptance: Acceptance) -> Result<RunId> {
        let nonce = acceptance.nonce.clone();
        let gate = self.gates.take(&nonce, self.now()).ok_or_else(|| changed("the nonce opens no gate"))?;
        let passed = self.pass(&gate, key, change, &acceptance).await;
        match passed {
            // What the person can put right at the same gate leaves it open.
            Err(error) if may_correct(error.kind) => {
                self.gates.give_back(nonce, gate);
                Err(error)
            }
            other => other,
        }
    }

    async fn pass(
        &self,
        gate: &OpenGate,
        key: &DatabaseKey,
        change: &Change,
        acceptance: &Acceptance,
    ) -> Result<RunId> {
        let plan = &gate.plan;
        if acceptance.plan_hash != gate.hash || plan.key != *key || plan.change != *change {
            return Err(changed("what was confirmed is not what was shown"));
        }
        refuse_downgrade(plan.kind)?;
        if plan.findings.worst() == Level::Blocker {
            return Err(Error::new(ErrorKind::Blocked, "a check says that going on is not possible"));
        }
        said(plan, acceptance)?;
        self.as_shown(plan).await?;
        self.begin_run(plan.clone(), acceptance.clone()).await
    }

    /// Reads the essentials once more: what was shown minutes ago may not be so any more.
    async fn as_shown(&self, plan: &Plan) -> Result<()> {
        let (account, provider) = self.connection_of(plan.key.account).await?;
        let id = &plan.key.database;
        let database = match plan.method {
            Method::Provider if provider.descriptor().can(Capability::Migrate) => {
                let (migrations, database) = tokio::join!(provider.migrations(id), provider.database(id));
                if migrations?.iter().any(|migration| !migration.status.is_terminal()) {
                    let why = "the provider migrates this database already";
                    return Err(Error::new(ErrorKind::AlreadyRunning, why));
                }
                database?
            }
            Method::Guided => {
                self.alone_in_account(plan).await?;
                provider.database(id).await?
            }
            Method::Transfer if provider.descriptor().can(Capability::TestCopy) => {
                self.alone(plan).await?;
                provider.database(id).await?
            }
            Method::Provider => {
                return Err(Error::new(ErrorKind::NotSupported, "this provider does not migrate by itself"));
            }
            Method::Transfer => {
                return Err(Error::new(ErrorKind::NotSupported, "this provider creates no databases"));
            }
        };
        let (now, shown) = (self.versioned(&*provider, database.summary).await, &plan.database);
        if now.version != shown.version
            || now.plan != shown.plan
            || now.zone != shown.zone
            || now.name != shown.name
        {
            return Err(changed("the database is not as it was shown"));
        }
        if self.store.mark(&account.provider, id).await? != plan.environment {
            return Err(changed("the database was marked differently meanwhile"));
        }
        Ok(())
    }
}

impl App {
    /// Two copies of one database would keep each other out.
    async fn alone(&self, plan: &Plan) -> Result<()> {
        let same = |run: &store::StoredRun| run.plan.key.database == plan.key.database;
        if self.store.open_runs().await?.iter().any(same) {
            return Err(Error::new(ErrorKind::AlreadyRunning, "a run of this database has not ended"));
        }
        Ok(())
    }

    /// One button moves the whole account: two runs in it would watch the same thing.
    async fn alone_in_account(&self, plan: &Plan) -> Result<()> {
        let same = |run: &store::StoredRun| {
            run.plan.method == Method::Guided
                && run.key.database.owner == plan.key.database.owner
                && run.plan.database.engine == plan.database.engine
        };
        if self.store.open_runs().await?.iter().any(same) {
            let why = "a migration of this account is under way";
            return Err(Error::new(ErrorKind::AlreadyRunning, why));
        }
        Ok(())
    }
}

/// Whether everything that had to be said was said.
fn said(plan: &Plan, acceptance: &Acceptance) -> Result<()> {
    let missing = |check: &&str| !acceptance.accepted.iter().any(|accepted| accepted == check);
    if let Some(check) = plan.findings.to_accept().iter().find(|check| missing(check)) {
        return Err(Error::new(ErrorKind::NotAccepted, format!("the finding {check} was not accepted")));
    }
    if let Some(name) = typed::wanted(plan.environment, &plan.database)
        && !typed::matches(&name, acceptance.typed_name.as_deref())
    {
        return Err(Error::new(ErrorKind::NameMismatch, "what was typed is not the name of the database"));
    }
    Ok(())
}

/// Whether the same gate may be tried again: nothing was begun, and what was shown may still be so.
fn may_correct(kind: ErrorKind) -> bool {
    !matches!(
        kind,
        ErrorKind::PlanChanged
            | ErrorKind::Blocked
            | ErrorKind::DowngradeRefused
            | ErrorKind::AlreadyRunning
            | ErrorKind::NotSupported
    )
}

fn changed(why: &str) -> Error {
    Error::new(ErrorKind::PlanChanged, why)
}
