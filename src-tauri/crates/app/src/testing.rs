//! Ready-made values for the tests of this crate.

use domain::change::{Change, ChangeKind};
use domain::database::{DatabaseSummary, EngineKind, Migratable, Owner, PlanName};
use domain::finding::Findings;
use domain::ids::{AccountId, DatabaseId, DatabaseKey, ProviderId, RunId};
use domain::offer::{PriceBasis, PriceChange};
use domain::provider::{MigrationStatus, ObservedStep, Phase, ProviderMigration};
use domain::run::{
    Acceptance, EntryKind, Environment, JournalEntry, Method, Plan, RedeployedApplication, Step, StepOutcome,
};
use domain::time::{Millis, Timestamp};
use domain::verification::{Fingerprint, ObjectPrint, PrintForm, TablePrint, Verdict, Verification};
use domain::version::Version;
use serde::Serialize;
use uuid::Uuid;

use crate::run::record::{Ready, SourcePrint, StartIntent, Verified, attempts, value};
use crate::run::view::Confirmed;

/// A journal under construction: one entry a second.
#[derive(Clone, Debug, Default)]
pub(crate) struct Book {
    pub(crate) entries: Vec<JournalEntry>,
}

impl Book {
    pub(crate) fn intent(&mut self, step: Step, parameters: &impl Serialize) -> &mut Self {
        self.add(step, EntryKind::Intent { parameters: value(parameters) })
    }

    pub(crate) fn observe(&mut self, step: Step, outcome: StepOutcome, data: &impl Serialize) -> &mut Self {
        self.add(step, EntryKind::Observation { outcome, data: value(data) })
    }

    pub(crate) fn done(&mut self, step: Step, data: &impl Serialize) -> &mut Self {
        self.observe(step, StepOutcome::Done, data)
    }

    pub(crate) fn progress(&mut self, step: Step, data: &impl Serialize) -> &mut Self {
        self.observe(step, StepOutcome::Progress, data)
    }

    fn add(&mut self, step: Step, kind: EntryKind) -> &mut Self {
        let seq = self.entries.len() as u64 + 1;
        let attempt = attempts(&self.entries, step).max(1);
        let at = Timestamp(1_000 * i64::try_from(seq).expect("small"));
        self.entries.push(JournalEntry { seq, at, step, attempt, kind, hash: format!("{seq:064x}") });
        self
    }
}

pub(crate) fn version(text: &str) -> Version {
    Version(text.into())
}

pub(crate) fn change(to: &str) -> Change {
    Change { plan_id: "plan_1".into(), zone: "par".into(), version: version(to) }
}

pub(crate) fn key() -> DatabaseKey {
    DatabaseKey {
        account: AccountId(Uuid::from_u128(1)),
        database: DatabaseId { owner: "orga_1".into(), id: "addon_1".into() },
    }
}

pub(crate) fn summary() -> DatabaseSummary {
    DatabaseSummary {
        id: key().database,
        real_id: Some("postgresql_1".into()),
        name: "shop".into(),
        owner: Owner { id: "orga_1".into(), name: "Shop".into(), role: Some("ADMIN".into()) },
        engine: EngineKind::Postgresql,
        engine_name: "PostgreSQL".into(),
        version: Some(version("14")),
        plan: Some(PlanName { id: "plan_1".into(), slug: "xs_sml".into(), name: "XS Small".into() }),
        zone: Some("par".into()),
        status: Some("ACTIVE".into()),
        created_at: None,
        migratable: Migratable::Yes,
    }
}

pub(crate) fn plan() -> Plan {
    Plan {
        key: key(),
        database: summary(),
        account_name: "Shop".into(),
        workspace: String::new(),
        environment: Environment::Staging,
        change: change("17"),
        kind: ChangeKind::Upgrade,
        from_version: Some(version("14")),
        plan_name: "XS Small".into(),
        method: Method::Provider,
        consequences: vec![],
        price: PriceChange {
            current_monthly: None,
            target_monthly: None,
            lines: vec![],
            basis: PriceBasis::Unknown,
        },
        findings: Findings { findings: vec![], observed_at: Timestamp(0) },
        restarts: vec![],
        restore_point: None,
        estimate: None,
    }
}

pub(crate) fn acceptance() -> Acceptance {
    Acceptance {
        plan_hash: "hash".into(),
        nonce: "nonce".into(),
        typed_name: None,
        accepted: vec![],
        test_skipped_because: None,
    }
}

pub(crate) fn confirmed() -> Confirmed {
    Confirmed {
        id: RunId(Uuid::from_u128(7)),
        provider: ProviderId("clever-cloud".into()),
        plan: plan(),
        acceptance: acceptance(),
        created_at: Timestamp(500),
    }
}

pub(crate) fn start_intent() -> StartIntent {
    StartIntent { change: change("17"), known: vec![] }
}

pub(crate) fn migration(status: MigrationStatus, steps: Vec<ObservedStep>) -> ProviderMigration {
    ProviderMigration {
        id: "migration_1".into(),
        status,
        status_word: format!("{status:?}").to_uppercase(),
        requested_at: Some(Timestamp(2_000)),
        steps,
        reference: Some("req_0".into()),
    }
}

pub(crate) fn step(word: &str, phase: Option<Phase>, status: MigrationStatus) -> ObservedStep {
    ObservedStep {
        word: word.into(),
        phase,
        status,
        status_word: format!("{status:?}").to_uppercase(),
        started_at: Some(Timestamp(3_000)),
        ended_at: (status != MigrationStatus::Running).then_some(Timestamp(4_000)),
        message: None,
    }
}

pub(crate) fn fingerprint() -> Fingerprint {
    Fingerprint {
        server_version: "14.20".into(),
        form: PrintForm::default(),
        taken_at: Timestamp(3_500),
        read_only: Some(true),
        size_bytes: 8_000_000,
        objects: vec![ObjectPrint { kind: "table".into(), name: "public.a".into(), hash: "00".into() }],
        tables: vec![TablePrint { name: "public.a".into(), rows: 3, hash: "11".into() }],
        rights: vec![],
        user: "app".into(),
        roles: Some(vec![]),
        took: Millis(20),
    }
}

pub(crate) fn source_print() -> SourcePrint {
    SourcePrint { fingerprint: fingerprint() }
}

pub(crate) fn ready() -> Ready {
    Ready { server_version: "17.4".into(), waited: Millis(100) }
}

pub(crate) fn verified(verdict: Verdict) -> Verified {
    let verification = Verification {
        verdict,
        objects_compared: 1,
        tables_compared: 1,
        rows_compared: 3,
        differences: vec![],
        not_checked: vec![],
        at: Timestamp(9_000),
    };
    Verified { verification, took: Millis(30) }
}

pub(crate) fn redeployed(should_run: bool, deployed_at: Option<Timestamp>) -> RedeployedApplication {
    RedeployedApplication {
        id: "app_1".into(),
        owner: "orga_1".into(),
        name: "web".into(),
        should_run,
        deployed_at,
        state: None,
    }
}

/// A test copy that was just written down.
pub(crate) fn test_copy() -> domain::test_copy::TestCopyRecord {
    let id = domain::ids::TestCopyId(Uuid::from_u128(9));
    domain::test_copy::TestCopyRecord {
        provider: ProviderId("clever-cloud".into()),
        database_name: "shop".into(),
        account_name: "Atelier".into(),
        from_version: Some(version("14")),
        plan_name: "XS".into(),
        label: "co-test-1".into(),
        ..domain::test_copy::TestCopyRecord::begun(
            id,
            plan().key,
            change("18"),
            (Timestamp(0), Timestamp(86_400_000)),
        )
    }
}
