//! alwaysdata, imitated: `/v1/` as documented, oddities included, and the pages of its panel in which migrations are done, over
//! real servers of its own.
//!
//! A migration there is no call: the pages are pressed by a person. An account's databases share one server behind an address
//! that stays whatever stands behind it.

mod answers;
mod api;
mod build;
mod changes;
mod entry;
mod moving;
mod panel;
mod relay;
mod server;
mod state;

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use axum::http::StatusCode;
use domain::{Error, ErrorKind, Result, Secret};
use jiff::{SignedDuration, Timestamp};
use secrecy::ExposeSecret;

use self::entry::Counts;
use self::state::State;
use crate::cloud::PracticeDatabase;
use crate::core::Core;
use crate::door::{Answer, Call};
use crate::imitation::Imitation;
use crate::scenario::{Quotas, Scenario};

/// How often deadlines are looked at.
const TICK: Duration = Duration::from_millis(200);

/// The imitation, as the practice cloud holds it.
pub(crate) struct Alwaysdata(Arc<House>);

/// What its parts share.
pub(crate) struct House {
    token: Secret,
    revoked: AtomicBool,
    state: Mutex<State>,
    counts: Counts,
    quotas: Quotas,
    write_delay_ms: u64,
    rollback_hours: i64,
    /// How far the clock of this cloud is ahead.
    ahead_hours: AtomicI64,
    /// What only our own pages know.
    word: String,
}

impl Alwaysdata {
    /// Starts the servers of a scenario and fills them.
    pub(crate) async fn start(
        scenario: &Scenario,
        token: Secret,
        folder: Option<&Path>,
        files: &Path,
    ) -> Result<Self> {
        let hosting = scenario.alwaysdata.as_ref().ok_or_else(|| {
            Error::new(ErrorKind::ScenarioInvalid, "a scenario of this provider says what alwaysdata holds")
        })?;
        let state = Box::pin(build::build(hosting, &scenario.person, folder, files)).await?;
        Ok(Self(Arc::new(House {
            token,
            revoked: AtomicBool::default(),
            state: Mutex::new(state),
            counts: Counts::default(),
            quotas: hosting.quotas,
            write_delay_ms: hosting.write_delay_ms,
            rollback_hours: hosting.rollback_hours,
            ahead_hours: AtomicI64::default(),
            word: uuid::Uuid::new_v4().simple().to_string(),
        })))
    }
}

impl House {
    /// Looks at the state, or changes it. The lock is held for the closure only, which cannot await.
    fn with<T>(&self, look: impl FnOnce(&mut State) -> T) -> T {
        look(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The time here: the machine's, and what was passed over.
    fn now(&self) -> Timestamp {
        let now = Timestamp::now();
        let ahead = SignedDuration::from_hours(self.ahead_hours.load(Ordering::Relaxed));
        now.checked_add(ahead).unwrap_or(now)
    }

    fn accepts(&self, token: &str) -> bool {
        !self.revoked.load(Ordering::Relaxed) && token == self.token.expose_secret()
    }

    /// As much of the token as the API shows.
    fn shown_token(&self) -> String {
        self.token.expose_secret().chars().take(4).chain("...".chars()).collect()
    }
}

#[async_trait]
impl Imitation for Alwaysdata {
    async fn handle(&self, core: &Arc<Core>, call: Call) -> Answer {
        match call.segments.first().map(String::as_str) {
            Some("v1") => api::handle(&self.0, core, &call).await,
            _ => panel::handle(&self.0, core, &call),
        }
    }

    fn refusal(&self, status: StatusCode, message: &str) -> Answer {
        answers::detail(status, message)
    }

    /// The token, and a user with all rights on the first database.
    fn fields(&self) -> Vec<(String, Secret)> {
        let mut fields = vec![("token".to_owned(), self.0.token.clone())];
        self.0.with(|state| {
            let first = state
                .accounts
                .iter()
                .find_map(|account| account.real().find_map(|database| account.full_user(database)));
            if let Some(user) = first {
                fields.push(("database_user".into(), Secret::from(user.name.clone())));
                fields.push(("database_password".into(), user.password.clone()));
            }
        });
        fields
    }

    fn revoke(&self, _core: &Core) {
        self.0.revoked.store(true, Ordering::Relaxed);
    }

    fn begin(&self, core: &Arc<Core>) {
        let (house, core_of_ticks) = (Arc::clone(&self.0), Arc::clone(core));
        core.spawn(async move {
            loop {
                tokio::time::sleep(TICK).await;
                house.let_time_pass(&core_of_ticks).await;
            }
        });
    }

    fn databases(&self) -> Vec<PracticeDatabase> {
        self.0.with(|state| {
            let mut all = Vec::new();
            for account in &state.accounts {
                all.extend(account.databases.iter().map(|database| {
                    let is_real = database.kind == state::POSTGRESQL;
                    let user = account.full_user(database).filter(|_| is_real);
                    PracticeDatabase {
                        key: database.name.clone(),
                        id: database.id.to_string(),
                        owner_id: account.name.clone(),
                        name: database.name.clone(),
                        engine: database.kind.to_lowercase(),
                        version: if is_real { account.server.major.clone() } else { String::new() },
                        endpoint: user.map(|user| account.endpoint(&database.name, user)),
                    }
                }));
            }
            all
        })
    }

    fn pass_time(&self, hours: i64) {
        self.0.ahead_hours.fetch_add(hours, Ordering::Relaxed);
    }

    async fn stop(&self) {
        let clusters: Vec<_> = self.0.with(|state| {
            let mut all = Vec::new();
            for account in &state.accounts {
                all.push(Arc::clone(&account.server.cluster));
                for migration in &account.migrations {
                    all.extend(migration.previous.iter().map(|server| Arc::clone(&server.cluster)));
                    let tests = migration.test.iter().filter_map(|test| test.server.as_ref());
                    all.extend(tests.map(|server| Arc::clone(&server.cluster)));
                }
            }
            all
        });
        futures::future::join_all(clusters.iter().map(|cluster| cluster.stop())).await;
        self.let_go();
    }

    fn let_go(&self) {
        self.0.with(|state| state.accounts.clear());
    }
}
