//! A test copy: the real data on a temporary database at the targeted version, as it is written down and as it is shown. No
//! secret, and nothing of a row but what a person's own questions answered.

mod checks;
mod estimate;
mod rehearsal;
mod statements;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use checks::{Answer, CheckOutcome, Expected, SqlCheck, SqlCheckResult, SqlChecks};
pub use estimate::Estimate;
pub use rehearsal::Rehearsal;
pub use statements::{PlanLook, StatementLook, Statements, StatementsSource};

use crate::change::Change;
use crate::copy::{CopyProblem, CopyView};
use crate::database::{Endpoint, Tls};
use crate::engine::Uncarried;
use crate::ids::{DatabaseId, DatabaseKey, ProviderId, TestCopyId};
use crate::money::Money;
use crate::provider::{Capability, Descriptor};
use crate::run::Method;
use crate::time::{Millis, Timestamp};
use crate::verification::Verification;
use crate::version::Version;

/// How the name of everything begins that was ordered for a test.
pub const LABEL: &str = "co-test-";

/// How long a test copy lives at most, in hours.
pub const LONGEST_HOURS: u32 = 7 * 24;

/// How long it lives when nothing else was chosen, in hours.
pub const USUAL_HOURS: u32 = 24;

/// Whether a provider gives temporary databases to be filled by us. Where migrations are a person's work in a panel, so are tests.
#[must_use]
pub fn is_offered(provider: &Descriptor) -> bool {
    provider.can(Capability::TestCopy) && provider.method != Method::Guided
}

/// How a test copy stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TestCopyState {
    /// The database is being ordered, or it is being found out whether it was.
    Ordering,
    /// It was ordered and does not answer yet.
    Waiting,
    /// It is being filled and compared.
    Filling,
    /// It is filled, and the provider carries its own migration out on it.
    Rehearsing,
    /// It is there, filled and compared.
    Ready,
    /// It did not come about; what was ordered is there until it is deleted.
    Failed,
    /// It is being deleted, as often as it takes.
    Deleting,
    /// The provider says that it is gone.
    Gone,
}

impl TestCopyState {
    /// Whether it may still be billed.
    #[must_use]
    pub fn is_there(self) -> bool {
        self != Self::Gone
    }
}

/// Where a test copy is reached. The password is handed over in a file only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TestCopyPlace {
    /// Host name or address.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Name of the database.
    pub database: String,
    /// User name.
    pub user: String,
    /// How a connection is to be protected.
    pub tls: Tls,
}

impl From<&Endpoint> for TestCopyPlace {
    fn from(end: &Endpoint) -> Self {
        Self {
            host: end.host.clone(),
            port: end.port,
            database: end.database.clone(),
            user: end.user.clone(),
            tls: end.tls,
        }
    }
}

/// How long each part took. `None`: not known, because it has not ended, or was interrupted in the middle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TestCopyTimes {
    /// From the order to the provider's answer.
    pub order: Option<Millis>,
    /// From there until the database answered.
    pub answering: Option<Millis>,
    /// Reading what the source holds, and checking both sides.
    pub reading: Option<Millis>,
    /// Objects before the rows.
    pub objects: Option<Millis>,
    /// Rows, and indexes beside them.
    pub rows: Option<Millis>,
    /// What comes after the rows.
    pub finishing: Option<Millis>,
    /// Comparing both sides.
    pub comparison: Option<Millis>,
}

/// A test copy as it is written down, before anything is ordered and after each step. No secret.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TestCopyRecord {
    /// Ours.
    pub id: TestCopyId,
    /// The database whose data it holds; of a left-over one, itself.
    pub key: DatabaseKey,
    /// Its provider.
    pub provider: ProviderId,
    /// Name of that database.
    pub database_name: String,
    /// Name of the account.
    pub account_name: String,
    /// The version of the source, where known.
    pub from_version: Option<Version>,
    /// What was ordered.
    pub change: Change,
    /// Name of the plan, for people.
    pub plan_name: String,
    /// What its name at the provider holds.
    pub label: String,
    /// Whether it was found without a record and taken over to be deleted.
    pub left_over: bool,
    /// How it stands.
    pub state: TestCopyState,
    /// Whether the provider may have taken an order whose answer is not known.
    pub order_unknown: bool,
    /// What the provider calls it, once known.
    pub created: Option<DatabaseId>,
    /// Where it is reached, once known.
    pub place: Option<TestCopyPlace>,
    /// When it was begun.
    pub began: Timestamp,
    /// When the provider had taken the order, as far as known.
    pub ordered_at: Option<Timestamp>,
    /// When it was filled and compared.
    pub ready_at: Option<Timestamp>,
    /// When it is deleted by itself.
    pub expires: Timestamp,
    /// When the provider said that it was gone.
    pub gone_at: Option<Timestamp>,
    /// What an hour costs, where the provider says so.
    pub hourly: Option<Money>,
    /// How long each part took.
    pub times: TestCopyTimes,
    /// Whether the filling has begun before: then no time of it is that of the whole.
    pub filled_before: bool,
    /// The comparison, once made.
    pub verification: Option<Verification>,
    /// What did not arrive as it is.
    pub uncarried: Vec<Uncarried>,
    /// Why it failed, or why it does not go on for now.
    pub problem: Option<CopyProblem>,
    /// How often its deletion was tried in vain.
    pub delete_tries: u32,
    /// When that is tried again.
    pub next_try: Option<Timestamp>,
    /// The provider's own migration carried out on it, where that was asked for.
    #[serde(default)]
    pub rehearsal: Option<Rehearsal>,
}

impl TestCopyRecord {
    /// One that was just written down: nothing is ordered, nothing is known of it. It lives from `began` to `expires`.
    #[must_use]
    pub fn begun(
        id: TestCopyId,
        key: DatabaseKey,
        change: Change,
        (began, expires): (Timestamp, Timestamp),
    ) -> Self {
        Self {
            id,
            key,
            provider: ProviderId(String::new()),
            database_name: String::new(),
            account_name: String::new(),
            from_version: None,
            change,
            plan_name: String::new(),
            label: format!("{LABEL}{id}"),
            left_over: false,
            state: TestCopyState::Ordering,
            order_unknown: true,
            created: None,
            place: None,
            began,
            ordered_at: None,
            ready_at: None,
            expires,
            gone_at: None,
            hourly: None,
            times: TestCopyTimes::default(),
            filled_before: false,
            verification: None,
            uncarried: Vec::new(),
            problem: None,
            delete_tries: 0,
            next_try: None,
            rehearsal: None,
        }
    }

    /// What is ordered: as the migration will leave it, or as it is now where the provider is to migrate it.
    #[must_use]
    pub fn ordered(&self) -> Change {
        match &self.rehearsal {
            Some(rehearsal) => Change { version: rehearsal.from.clone(), ..self.change.clone() },
            None => self.change.clone(),
        }
    }
}

/// A test copy as it is shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TestCopyView {
    /// Ours.
    pub id: TestCopyId,
    /// The database whose data it holds; of a left-over one, itself.
    pub key: DatabaseKey,
    /// Its provider.
    pub provider: ProviderId,
    /// Name of that database.
    pub database_name: String,
    /// Name of the account.
    pub account_name: String,
    /// The version of the source, where known.
    pub from_version: Option<Version>,
    /// What was ordered.
    pub change: Change,
    /// Name of the plan, for people.
    pub plan_name: String,
    /// What its name at the provider holds.
    pub label: String,
    /// Whether it was found without a record and taken over to be deleted.
    pub left_over: bool,
    /// How it stands.
    pub state: TestCopyState,
    /// What the provider calls it, once known.
    pub created: Option<DatabaseId>,
    /// Where it is reached, once known.
    pub place: Option<TestCopyPlace>,
    /// When it was begun.
    pub began: Timestamp,
    /// When it was filled and compared.
    pub ready_at: Option<Timestamp>,
    /// When it is deleted by itself.
    pub expires: Timestamp,
    /// When the provider said that it was gone.
    pub gone_at: Option<Timestamp>,
    /// What an hour costs, where the provider says so.
    pub hourly: Option<Money>,
    /// Hours begun so far; `None` while nothing is billed for sure.
    pub hours: Option<u32>,
    /// What it has cost so far; `None` where that is not known.
    pub price_so_far: Option<Money>,
    /// How long each part took.
    pub times: TestCopyTimes,
    /// The comparison, once made.
    pub verification: Option<Verification>,
    /// What did not arrive as it is.
    pub uncarried: Vec<Uncarried>,
    /// Why it failed, or why it does not go on for now.
    pub problem: Option<CopyProblem>,
    /// How often its deletion was tried in vain.
    pub delete_tries: u32,
    /// When that is tried again.
    pub next_try: Option<Timestamp>,
    /// The provider's own migration carried out on it, where that was asked for.
    pub rehearsal: Option<Rehearsal>,
    /// How it is filled, since the application was opened; its events can be listened to by its id.
    pub copy: Option<CopyView>,
}

/// A database at a provider that was ordered for a test by somebody who no longer knows of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Leftover {
    /// Which.
    pub key: DatabaseKey,
    /// Name of the account.
    pub account_name: String,
    /// Its name at the provider.
    pub name: String,
    /// When it was created, where the provider says so.
    pub created_at: Option<Timestamp>,
    /// The provider's own word for its state.
    pub status: Option<String>,
}

/// An account in which nobody could look for what was left over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UnreadAccount {
    /// Its name.
    pub account_name: String,
    /// Why.
    pub problem: CopyProblem,
}

/// Every test copy that may still be billed, and what else was found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct TestCopies {
    /// Those that are not gone, newest first.
    pub copies: Vec<TestCopyView>,
    /// Those that are gone, newest first.
    pub gone: Vec<TestCopyView>,
    /// Databases that bear our label and are none of them.
    pub leftovers: Vec<Leftover>,
    /// Accounts in which nobody could look.
    pub unread: Vec<UnreadAccount>,
}
