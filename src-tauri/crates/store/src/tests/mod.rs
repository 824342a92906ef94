//! Tests of the store: what is kept, what is refused, and what a crash, a full disk or a forger can do to it.

mod crash;
mod journal;
mod kept;
mod limits;
mod schema;

use std::collections::BTreeMap;

use domain::account::{Account, SignInWay};
use domain::change::{Change, ChangeKind};
use domain::database::{DatabaseSummary, EngineKind, Migratable, Owner};
use domain::finding::Findings;
use domain::ids::{AccountId, DatabaseId, DatabaseKey, ProviderId, RunId};
use domain::offer::{PriceBasis, PriceChange};
use domain::run::{Acceptance, EntryKind, Environment, Method, Plan, StepOutcome};
use domain::time::Timestamp;
use domain::version::Version;
use serde_json::json;
use uuid::Uuid;

use crate::NewRun;

fn account(name: &str) -> Account {
    Account {
        id: AccountId(Uuid::new_v4()),
        provider: ProviderId("clever-cloud".into()),
        name: name.into(),
        workspace: String::new(),
        base_url: None,
        way: SignInWay::Token,
        practice: false,
        created_at: Timestamp(1),
        expires_at: None,
        identity: None,
    }
}

fn database(id: &str) -> DatabaseId {
    DatabaseId { owner: "orga_1".into(), id: id.into() }
}

fn new_run(id: &str, at: i64) -> NewRun {
    let database = database(id);
    let plan = Plan {
        key: DatabaseKey { account: AccountId(Uuid::from_u128(7)), database: database.clone() },
        database: DatabaseSummary {
            id: database,
            real_id: None,
            name: "shop".into(),
            owner: Owner { id: "orga_1".into(), name: "Org".into(), role: None },
            engine: EngineKind::Postgresql,
            engine_name: "PostgreSQL".into(),
            version: Some(Version("14".into())),
            plan: None,
            zone: Some("par".into()),
            status: None,
            created_at: None,
            migratable: Migratable::Yes,
        },
        account_name: "main".into(),
        workspace: String::new(),
        environment: Environment::Production,
        change: Change { plan_id: "plan_1".into(), zone: "par".into(), version: Version("17".into()) },
        kind: ChangeKind::Upgrade,
        from_version: Some(Version("14".into())),
        plan_name: "XS".into(),
        method: Method::Provider,
        consequences: Vec::new(),
        price: PriceChange {
            current_monthly: None,
            target_monthly: None,
            lines: Vec::new(),
            basis: PriceBasis::Preview,
        },
        findings: Findings { findings: Vec::new(), observed_at: Timestamp(at) },
        restarts: Vec::new(),
        restore_point: None,
        estimate: None,
    };
    let acceptance = Acceptance {
        plan_hash: "abc".into(),
        nonce: "nonce-that-opened-the-gate".into(),
        typed_name: Some("shop".into()),
        accepted: vec!["last-backup".into()],
        test_skipped_because: None,
    };
    NewRun {
        id: RunId(Uuid::now_v7()),
        provider: ProviderId("clever-cloud".into()),
        plan,
        acceptance,
        created_at: Timestamp(at),
    }
}

fn intent(text: &str) -> EntryKind {
    EntryKind::Intent { parameters: json!({ "z": text, "a": 1 }) }
}

fn done() -> EntryKind {
    EntryKind::Observation { outcome: StepOutcome::Done, data: json!(null) }
}

fn params(name: &str) -> BTreeMap<String, String> {
    BTreeMap::from([("name".into(), name.into())])
}
