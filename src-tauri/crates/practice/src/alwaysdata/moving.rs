//! What the panel's buttons do: Test copies everything to a temporary server, Migrate puts a new server behind the account's
//! address, Rollback returns to the old one. Data is moved for real; nothing here answers a request.

use std::sync::Arc;

use domain::{Error, ErrorKind, Result};
use jiff::SignedDuration;

use super::House;
use super::server::{Server, Wanted};
use super::state::{Database, Migration, Stage, Test, TestStage};
use crate::core::Core;

/// Why a button does nothing.
pub(super) type Refused = &'static str;

const PASSED: Refused = "The account has this version, or a newer one.";

impl House {
    /// Copies all databases and users to a temporary server of the new version. An earlier copy is thrown away.
    pub(super) fn begin_test(self: &Arc<Self>, core: &Arc<Core>, id: u32) -> Result<(), Refused> {
        let now = self.now();
        let (from, to, folder_name, databases, tls) = self.with(|state| {
            let (account, at) = state.migration_mut(id).ok_or("There is no such migration.")?;
            if account.is_moving() {
                return Err("A migration of this account is running.");
            }
            if !account.is_ahead(&account.migrations[at]) {
                return Err(PASSED);
            }
            let migration = &mut account.migrations[at];
            if !migration.testable {
                return Err("This migration cannot be tested.");
            }
            if migration.test.as_ref().is_some_and(|test| test.stage == TestStage::Running) {
                return Err("A test of this migration is running.");
            }
            let to = migration.to.clone();
            let name = format!("{}-test", account.name);
            // What it holds of an earlier server ends here.
            migration.test =
                Some(Test { begun: now, stage: TestStage::Running, server: None, databases: Vec::new() });
            Ok((account.server.clone(), to, name, account.real().cloned().collect::<Vec<_>>(), account.tls))
        })?;
        let (house, core_of_copy) = (Arc::clone(self), Arc::clone(core));
        core.spawn(async move {
            let fails = house.with(|state| {
                let (account, at) = state.migration_mut(id)?;
                account.migrations[at].test_fails.take()
            });
            let copied = match fails {
                Some(message) => Err(Error::new(ErrorKind::DatabaseRefused, message)),
                None => Box::pin(copied(&core_of_copy, &from, &folder_name, &to, tls, &databases)).await,
            };
            house.with(|state| {
                let Some((account, at)) = state.migration_mut(id) else { return };
                let Some(test) = &mut account.migrations[at].test else { return };
                match copied {
                    Ok(server) => {
                        test.server = Some(server);
                        test.stage = TestStage::Ready;
                        test.databases = databases.into_iter().map(|database| database.name).collect();
                    }
                    Err(error) => test.stage = TestStage::Failed(error.detail),
                }
            });
        });
        Ok(())
    }

    /// Moves the account to the new version. It is unavailable meanwhile.
    pub(super) fn begin_migration(self: &Arc<Self>, core: &Arc<Core>, id: u32) -> Result<(), Refused> {
        self.with(|state| {
            let (account, at) = state.migration_mut(id).ok_or("There is no such migration.")?;
            if account.is_moving() {
                return Err("A migration of this account is running.");
            }
            if !account.is_ahead(&account.migrations[at]) {
                return Err(PASSED);
            }
            let migration = &mut account.migrations[at];
            migration.stage = Stage::Running;
            migration.message = None;
            Ok(())
        })?;
        let (house, core_of_run) = (Arc::clone(self), Arc::clone(core));
        core.spawn(async move {
            if let Err(error) = Box::pin(house.migrate(&core_of_run, id)).await {
                tracing::warn!(code = error.code(), "a migration of the practice cloud failed");
                house.with(|state| {
                    let Some((account, at)) = state.migration_mut(id) else { return };
                    account.migrations[at].stage = Stage::Failed;
                    account.migrations[at].message = Some(error.detail);
                });
            }
        });
        Ok(())
    }

    async fn migrate(&self, core: &Arc<Core>, id: u32) -> Result<()> {
        let launched = self.now();
        let gone = || Error::new(ErrorKind::Internal, "the migration is gone");
        let (relay, old, name, to, tls, databases, fails) = self
            .with(|state| {
                let (account, at) = state.migration_mut(id)?;
                let fails = account.migrations[at].run_fails.take();
                let to = account.migrations[at].to.clone();
                let databases: Vec<Database> = account.real().cloned().collect();
                let relay = Arc::clone(&account.relay);
                Some((relay, account.server.clone(), account.name.clone(), to, account.tls, databases, fails))
            })
            .ok_or_else(gone)?;
        relay.lead_to(None);
        let moved = async {
            old.cluster.freeze().await?;
            let new = Box::pin(copied(core, &old, &name, &to, tls, &databases)).await?;
            match fails {
                Some(message) => Err(Error::new(ErrorKind::DatabaseRefused, message)),
                None => Ok(new),
            }
        };
        let new = match moved.await {
            Ok(new) => new,
            Err(error) => {
                // The original serves again, as it was.
                old.cluster.thaw().await?;
                relay.lead_to(Some(old.address()));
                return Err(error);
            }
        };
        relay.lead_to(Some(new.address()));
        let until = launched.checked_add(SignedDuration::from_hours(self.rollback_hours)).unwrap_or(launched);
        self.with(|state| {
            let (account, at) = state.migration_mut(id)?;
            account.server = new;
            let migration = &mut account.migrations[at];
            migration.stage = Stage::Done;
            migration.previous = Some(old);
            migration.rollback_until = Some(until);
            Some(())
        })
        .ok_or_else(gone)
    }

    /// Returns to the server of before. What was written since is lost.
    pub(super) fn begin_rollback(self: &Arc<Self>, core: &Arc<Core>, id: u32) -> Result<(), Refused> {
        let now = self.now();
        let old = self.with(|state| {
            let (account, at) = state.migration_mut(id).ok_or("There is no such migration.")?;
            if account.is_moving() {
                return Err("A migration of this account is running.");
            }
            let migration = &mut account.migrations[at];
            let in_time = migration.rollback_until.is_some_and(|until| now < until);
            match (migration.stage, migration.previous.clone()) {
                (Stage::Done, Some(old)) if in_time => {
                    migration.stage = Stage::RollingBack;
                    Ok(old)
                }
                (Stage::Done, _) => Err("The time in which this migration can be rolled back is over."),
                _ => Err("This migration has not been done."),
            }
        })?;
        let house = Arc::clone(self);
        core.spawn(async move {
            let relay =
                house.with(|state| state.migration_mut(id).map(|(account, _)| Arc::clone(&account.relay)));
            let Some(relay) = relay else { return };
            relay.lead_to(None);
            let thawed = old.cluster.thaw().await;
            let given_up = house.with(|state| {
                let (account, at) = state.migration_mut(id)?;
                let migration = &mut account.migrations[at];
                match thawed {
                    Ok(()) => {
                        migration.stage = Stage::Available;
                        migration.rollback_until = None;
                        migration.previous = None;
                        relay.lead_to(Some(old.address()));
                        Some(std::mem::replace(&mut account.server, old))
                    }
                    Err(error) => {
                        migration.stage = Stage::Done;
                        migration.message = Some(error.detail);
                        relay.lead_to(Some(account.server.address()));
                        None
                    }
                }
            });
            if let Some(server) = given_up {
                let _ = server.cluster.stop().await;
            }
        });
        Ok(())
    }

    /// What happens by itself as time goes by: deadlines pass, old servers go when nobody can return to them any more.
    pub(super) async fn let_time_pass(self: &Arc<Self>, core: &Arc<Core>) {
        let now = self.now();
        let (due, over) = self.with(|state| {
            let (mut due, mut over) = (Vec::new(), Vec::new());
            for account in &mut state.accounts {
                let moving = account.is_moving();
                let passed = |it: &Migration| it.deadline.is_some_and(|deadline| deadline <= now);
                let mandatory = account.migrations.iter().filter(|it| passed(it) && account.is_ahead(it));
                if !moving {
                    // Once: a migration that failed does not start again by itself.
                    due.extend(mandatory.filter(|it| it.stage == Stage::Available).map(|it| it.id).next());
                }
                for migration in &mut account.migrations {
                    if migration.rollback_until.is_some_and(|until| until <= now) && !moving {
                        over.extend(migration.previous.take());
                    }
                }
            }
            (due, over)
        });
        for id in due {
            if let Err(why) = self.begin_migration(core, id) {
                tracing::warn!(id, why, "a deadline passed and nothing could be done");
            }
        }
        for server in over {
            let _ = server.cluster.stop().await;
        }
    }
}

/// A new server with all users, databases, rights and rows of another.
async fn copied(
    core: &Arc<Core>,
    from: &Server,
    name: &str,
    major: &str,
    tls: bool,
    databases: &[Database],
) -> Result<Server> {
    let new = Server::start(name, major, tls, core.folder.as_deref()).await?;
    new.take_users_of(from).await?;
    for database in databases {
        new.add_database(&Wanted { extensions: &[], ..Wanted::of(database) }).await?;
        let (source, target) = (from.cluster.admin(&database.name), new.cluster.admin(&database.name));
        core.mover.carry(&source, &target).await?;
    }
    Ok(new)
}
