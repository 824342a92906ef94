//! Begins a test copy: everything that could make it fail without an order is looked at first, then it is written down, then
//! it goes on by itself.

use domain::change::{Change, ChangeKind};
use domain::database::DatabaseSummary;
use domain::ids::{DatabaseKey, TestCopyId};
use domain::offer::{Offers, Plan};
use domain::test_copy::{
    LONGEST_HOURS, TestCopyRecord, TestCopyState, TestCopyView, USUAL_HOURS, is_offered,
};
use domain::time::Timestamp;
use domain::{Error, ErrorKind, Result};

use super::live::TestCopying;
use super::view;
use crate::application::App;
use crate::configure::{kind, refuse_downgrade};
use crate::place::enough_room;

const HOUR: i64 = 3_600_000;

impl App {
    /// Begins a test copy of a database with the settings of a change, to be deleted after these hours. It goes on by itself.
    ///
    /// # Errors
    /// Before anything is ordered: `NotSupported` where the provider gives no temporary databases; `InvalidInput` for the hours
    /// or the settings; `DowngradeRefused`; `AlreadyRunning` while another with these settings is there or on its way;
    /// `CannotBeCarried`, `DatabaseVersion`, `TargetTooSmall`; those of the provider and of reaching the source; those of the store.
    pub async fn test_copy_start(
        &self,
        key: &DatabaseKey,
        change: &Change,
        hours: Option<u32>,
    ) -> Result<TestCopyView> {
        self.begin_test_copy(key, change, hours, false).await
    }

    /// Begins a test copy that is made as the database is now, and on which the provider then carries its own migration out.
    ///
    /// # Errors
    /// As for [`App::test_copy_start`]; `NotSupported` also where the provider does not migrate by itself.
    pub async fn test_copy_rehearse(
        &self,
        key: &DatabaseKey,
        change: &Change,
        hours: Option<u32>,
    ) -> Result<TestCopyView> {
        self.begin_test_copy(key, change, hours, true).await
    }

    async fn begin_test_copy(
        &self,
        key: &DatabaseKey,
        change: &Change,
        hours: Option<u32>,
        rehearse: bool,
    ) -> Result<TestCopyView> {
        let hours = hours.unwrap_or(USUAL_HOURS);
        if !(1..=LONGEST_HOURS).contains(&hours) {
            let detail = format!("a test copy lives from 1 to {LONGEST_HOURS} hours");
            return Err(Error::new(ErrorKind::InvalidInput, detail));
        }
        let (account, provider) = self.connection_of(key.account).await?;
        if !is_offered(provider.descriptor()) {
            let detail = "this provider gives no temporary databases to be filled from here";
            return Err(Error::new(ErrorKind::NotSupported, detail));
        }
        let (database, offers) =
            tokio::try_join!(provider.database(&key.database), provider.offers(&key.database))?;
        let summary = database.summary;
        let size = self.is_possible(key, &summary, change).await?;
        let plan = offered(&offers, change)?;
        enough_room(size, plan.disk_bytes)?;
        let rehearsal =
            if rehearse { Some(self.rehearsal(&*provider, &summary, change).await?) } else { None };
        let now = self.now();
        let lives = (now, Timestamp(now.0.saturating_add(i64::from(hours) * HOUR)));
        let id = TestCopyId(self.config.randomness.id());
        let record = TestCopyRecord {
            provider: account.provider.clone(),
            database_name: summary.name.clone(),
            account_name: account.name.clone(),
            from_version: summary.version.clone(),
            plan_name: plan.name.clone(),
            hourly: plan.hourly.clone(),
            rehearsal,
            ..TestCopyRecord::begun(id, key.clone(), change.clone(), lives)
        };
        let live = self.written_test_copy(record).await?;
        self.drive_test_copy(std::sync::Arc::clone(&live))?;
        Ok(view::of_live(&live, self.now()))
    }

    /// Writes it down, unless one with the same settings is on its way: two clicks are one order.
    async fn written_test_copy(&self, record: TestCopyRecord) -> Result<std::sync::Arc<TestCopying>> {
        let _one = self.ordering.lock().await;
        let same = |other: &TestCopyRecord| {
            let state = other.state;
            other.key == record.key
                && other.change == record.change
                && !other.left_over
                && !matches!(state, TestCopyState::Gone | TestCopyState::Deleting | TestCopyState::Failed)
        };
        if self.store.test_copies().await?.iter().any(same) {
            let detail = "a test copy of this database with these settings is there or on its way";
            return Err(Error::new(ErrorKind::AlreadyRunning, detail));
        }
        self.config.failpoint.reach_test_copy(&record, false).await;
        self.store.write_test_copy(&record).await?;
        self.config.failpoint.reach_test_copy(&record, true).await;
        tracing::info!(test_copy = %record.id, "a test copy begins");
        Ok(TestCopying::new(record))
    }

    /// Whether it can be filled from here, as far as that can be told without the copy. Gives the bytes of the source.
    async fn is_possible(
        &self,
        key: &DatabaseKey,
        summary: &DatabaseSummary,
        change: &Change,
    ) -> Result<u64> {
        let what = kind(summary, change);
        refuse_downgrade(what)?;
        if what == ChangeKind::Unknown {
            return Err(Error::new(ErrorKind::InvalidInput, "the versions cannot be compared"));
        }
        let not_ours = || Error::new(ErrorKind::NotSupported, "this engine is not one that we copy");
        let engine = self.engine(summary.engine).ok_or_else(not_ours)?;
        let (_, provider) = self.connection_of(key.account).await?;
        let from = provider.endpoint(&key.database).await?.ok_or_else(not_ours)?;
        let probe = engine.probe(&from).await?;
        if !engine.can_carry(&probe.version, &change.version) {
            let detail = format!("from {} to {}", probe.version, change.version);
            return Err(Error::new(ErrorKind::DatabaseVersion, detail));
        }
        let inventory = engine.inventory(&from, Some(&change.version)).await?;
        if inventory.is_blocked() {
            let detail = "the source holds something that cannot be carried";
            return Err(Error::new(ErrorKind::CannotBeCarried, detail));
        }
        Ok(probe.size_bytes)
    }
}

/// The plan, where the settings are ones that are offered.
fn offered<'a>(offers: &'a Offers, change: &Change) -> Result<&'a Plan> {
    let refused = |what: &str| Error::new(ErrorKind::InvalidInput, format!("this {what} is not offered"));
    let plan = offers.plans.iter().find(|plan| plan.id == change.plan_id).ok_or_else(|| refused("plan"))?;
    if !plan.zones.is_empty() && !plan.zones.contains(&change.zone) {
        return Err(refused("zone for this plan"));
    }
    if !plan.only_versions.is_empty() && !plan.only_versions.contains(&change.version) {
        return Err(refused("version for this plan"));
    }
    Ok(plan)
}
