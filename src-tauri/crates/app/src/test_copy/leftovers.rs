//! Databases that bear our label and that no record knows of: found in every account that could have them, listed, deleted when
//! the person says so.

use std::sync::Arc;

use domain::account::Account;
use domain::change::Change;
use domain::database::DatabaseSummary;
use domain::ids::{DatabaseKey, TestCopyId};
use domain::test_copy::{
    LABEL, Leftover, TestCopies, TestCopyRecord, TestCopyState, TestCopyView, UnreadAccount, is_offered,
};
use domain::version::Version;
use domain::{Error, ErrorKind, Result};
use futures::StreamExt as _;

use super::live::TestCopying;
use super::view;
use crate::application::App;
use crate::copy::problem;

/// Accounts asked at the same time.
const AT_ONCE: usize = 6;

/// Letters of an id in a label.
const ID: usize = 36;

impl App {
    /// Every test copy, and what was left over in any account. Asks every provider.
    ///
    /// # Errors
    /// Those of the store. What a provider says is part of the answer.
    pub async fn test_copies(&self) -> Result<TestCopies> {
        let looks = self.store.accounts().await?.into_iter().map(|account| self.leftovers_of(account));
        let looked: Vec<_> = futures::stream::iter(looks).buffered(AT_ONCE).collect().await;
        // Read after the providers were: what went meanwhile is no leftover, and what came meanwhile is known.
        let (copies, gone): (Vec<_>, Vec<_>) =
            self.every_test_copy().await?.into_iter().partition(|copy| copy.state.is_there());
        let mut all = TestCopies { copies, gone, ..TestCopies::default() };
        for account in looked {
            match account {
                Ok(found) => all.leftovers.extend(found),
                Err(unread) => all.unread.push(unread),
            }
        }
        let known = |left: &Leftover| {
            let same = |copy: &TestCopyView| {
                left.name.contains(&copy.label)
                    && copy.created.as_ref().is_none_or(|created| *created == left.key.database)
            };
            all.copies.iter().any(same)
        };
        all.leftovers = std::mem::take(&mut all.leftovers).into_iter().filter(|left| !known(left)).collect();
        Ok(all)
    }

    async fn leftovers_of(&self, account: Account) -> Result<Vec<Leftover>, UnreadAccount> {
        let looked = async {
            let provider = self.connection(&account).await?;
            if !is_offered(provider.descriptor()) {
                return Ok(Vec::new());
            }
            provider.list_databases().await
        };
        let listed = looked.await.map_err(|error: Error| UnreadAccount {
            account_name: account.name.clone(),
            problem: problem(&error),
        })?;
        let line = |one: DatabaseSummary| Leftover {
            key: DatabaseKey { account: account.id, database: one.id },
            account_name: account.name.clone(),
            name: one.name,
            created_at: one.created_at,
            status: one.status,
        };
        Ok(listed.into_iter().filter(|one| label(&one.name).is_some()).map(line).collect())
    }

    /// Takes a database that was left over and deletes it in the background, as often as it takes.
    ///
    /// # Errors
    /// `InvalidInput` for a database that does not bear our label, or that is a test copy here; `NotFound`; those of the
    /// provider and of the store.
    pub async fn leftover_delete(&self, key: &DatabaseKey) -> Result<TestCopyView> {
        let (account, provider) = self.connection_of(key.account).await?;
        let summary = provider.database(&key.database).await?.summary;
        let refused = |why: &str| Error::new(ErrorKind::InvalidInput, why);
        let label =
            label(&summary.name).ok_or_else(|| refused("this database was not ordered for a test"))?;
        let _one = self.ordering.lock().await;
        let known = self.store.test_copies().await?;
        let of_label = known.iter().find(|copy| copy.label == label && copy.state.is_there());
        if let Some(copy) = of_label {
            return match &copy.created {
                // An order whose answer was lost, and which came about after all.
                None => self.test_copy_delete(copy.id).await,
                Some(created) if *created == key.database => self.test_copy_delete(copy.id).await,
                Some(_) => Err(refused("another test copy has this label: delete it at the provider")),
            };
        }
        let now = self.now();
        let id = TestCopyId(self.config.randomness.id());
        let change = Change {
            plan_id: summary.plan.as_ref().map(|plan| plan.id.clone()).unwrap_or_default(),
            zone: summary.zone.clone().unwrap_or_default(),
            version: summary.version.clone().unwrap_or(Version(String::new())),
        };
        let lived = (summary.created_at.unwrap_or(now), now);
        let record = TestCopyRecord {
            provider: account.provider.clone(),
            database_name: summary.name.clone(),
            account_name: account.name.clone(),
            plan_name: summary.plan.map(|plan| plan.name).unwrap_or_default(),
            label: label.to_owned(),
            left_over: true,
            state: TestCopyState::Deleting,
            order_unknown: false,
            created: Some(key.database.clone()),
            ordered_at: summary.created_at,
            ..TestCopyRecord::begun(id, key.clone(), change, lived)
        };
        self.store.write_test_copy(&record).await?;
        let live = TestCopying::found(record);
        self.drive_test_copy(Arc::clone(&live))?;
        Ok(view::of_live(&live, now))
    }
}

/// Our label in a name, whole: nothing else is ever taken for ours.
fn label(name: &str) -> Option<&str> {
    name.match_indices(LABEL).find_map(|(at, _)| {
        let end = at + LABEL.len() + ID;
        let id: TestCopyId = name.get(at + LABEL.len()..end)?.parse().ok()?;
        let label = name.get(at..end)?;
        (label == format!("{LABEL}{id}")).then_some(label)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_label_is_ours() {
        let ours = "co-test-0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";
        for name in [ours.to_owned(), format!("shop {ours}"), format!("co-test-x-{ours}-more")] {
            assert_eq!(label(&name), Some(ours), "{name}");
        }
        for name in ["co-test-", "co-test-shop", "shop", &ours[..43], &ours.to_uppercase(), "co-test-é"] {
            assert_eq!(label(name), None, "{name}");
        }
    }
}
