//! What every provider must keep, whoever it is: cases chosen by what it says it can do, played against its own practice cloud. A
//! provider that is added to the registry is here from then on, and fails until it has a practice cloud.

mod cases;
mod life;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use domain::account::SignInWay;
use domain::change::Change;
use domain::database::{DatabaseSummary, EngineKind};
use domain::provider::{Capability, Descriptor, Provider};
use domain::secret::Secret;
use practice::scenario::Scenario;
use practice::{Cloud, Options};
use providers::transport::RequestLog;
use providers::{ConnectOptions, base_url};
use secrecy::ExposeSecret;
use support::postgres::Wall;

/// A provider over its practice cloud.
struct Subject {
    descriptor: Descriptor,
    cloud: Cloud,
    provider: Arc<dyn Provider>,
    log: Arc<RequestLog>,
    databases: Vec<DatabaseSummary>,
}

impl Subject {
    /// A database that we connect to, and that is the account's own to change.
    fn one(&self) -> &DatabaseSummary {
        let ours = |one: &&DatabaseSummary| one.engine == EngineKind::Postgresql;
        self.databases.iter().find(ours).unwrap_or_else(|| panic!("{}: no PostgreSQL", self.descriptor.name))
    }

    /// Its settings as they are.
    fn as_it_is(&self) -> Change {
        let one = self.one();
        Change {
            plan_id: one.plan.as_ref().map(|plan| plan.id.clone()).unwrap_or_default(),
            zone: one.zone.clone().unwrap_or_default(),
            version: one.version.clone().unwrap_or_else(|| domain::version::Version(String::new())),
        }
    }
}

/// The scenario that stands for a provider, with what its cases need.
fn scenario(descriptor: &Descriptor) -> Scenario {
    let of_it = |name: &&&str| Scenario::built_in(name).unwrap().provider == descriptor.id.0;
    let name = Scenario::BUILT_IN.iter().find(of_it);
    let name = name.unwrap_or_else(|| panic!("{} has no practice cloud", descriptor.name));
    let mut scenario = Scenario::built_in(name).unwrap();
    scenario.step_ms = 20;
    for database in &mut scenario.databases {
        // The smallest seed that is part of the product: what is in there does not matter here.
        database.seed.retain(|seed| seed == "bookshop");
    }
    let mut servers = 0;
    scenario.databases.retain(|database| {
        servers += u32::from(!database.seed.is_empty());
        database.seed.is_empty() || servers <= 1
    });
    let kept: Vec<String> = scenario.databases.iter().map(|database| database.key.clone()).collect();
    for application in &mut scenario.applications {
        application.databases.retain(|key| kept.contains(key));
    }
    scenario
}

#[tokio::test]
async fn every_provider_keeps_what_it_says_that_it_can() {
    let mut played = BTreeSet::new();
    for descriptor in providers::registry() {
        let subject = Box::pin(subject(descriptor)).await;
        cases::inventory(&subject).await;
        cases::addresses(&subject).await;
        cases::offers(&subject).await;
        cases::capabilities(&subject).await;
        for capability in [Capability::TestCopy, Capability::MakeBackup, Capability::DeletionLock] {
            if !subject.descriptor.can(capability) {
                continue;
            }
            played.insert(format!("{capability:?}"));
            match capability {
                Capability::TestCopy => Box::pin(life::temporary_database(&subject)).await,
                Capability::MakeBackup => life::backup(&subject).await,
                _ => life::lock(&subject).await,
            }
        }
        // The last one: nothing works after it.
        cases::revoked(&subject).await;
        subject.cloud.stop().await;
    }
    assert_eq!(played.len(), 3, "of these alone somebody is capable: {played:?}");
}

/// A provider, signed in to its practice cloud.
async fn subject(descriptor: Descriptor) -> Subject {
    let cloud = Box::pin(Cloud::start(Options::new(scenario(&descriptor)))).await.unwrap();
    let plain = |(name, value): &(String, Secret)| (name.clone(), value.expose_secret().to_owned());
    let fields: BTreeMap<String, String> = cloud.fields.iter().map(plain).collect();
    let way = descriptor.sign_in.iter().map(|form| form.way).find(|way| *way == SignInWay::Token);
    let way = way.unwrap_or_else(|| panic!("{} takes no token", descriptor.name));
    let credential = providers::credential_from_fields(&descriptor.id, way, &fields).unwrap();
    let log = Arc::new(RequestLog::new(2000));
    let options = ConnectOptions::new(credential, Arc::new(Wall))
        .at(Some(base_url(&cloud.base_url).unwrap()))
        .observed_by(Arc::<RequestLog>::clone(&log));
    let provider = providers::connect(&descriptor.id, options).unwrap();
    let databases = provider.list_databases().await.unwrap();
    Subject { descriptor, cloud, provider, log, databases }
}

/// Asks until something is so, for a quarter of a minute.
async fn until(what: &str, holds: impl AsyncFn() -> bool) {
    for _ in 0..150 {
        if holds().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("never: {what}");
}
