//! A guided run against the practice cloud of alwaysdata: the panel is worked over HTTP as a person works it, and what became of the
//! data is asked by plain SQL.

mod stops;

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ::support::panel::{Person, said};
use ::support::postgres::texts;
use app::{App, AppConfig, Pace};
use domain::ErrorKind;
use domain::change::Change;
use domain::database::{Endpoint, Tls};
use domain::finding::Level;
use domain::ids::{DatabaseKey, RunId};
use domain::run::{DataLocation, GuideWait, RunState, RunView};
use domain::secret::{ExposeSecret, secret};
use domain::verification::{Verdict, Verification};
use domain::version::Version;
use practice::scenario::Scenario;
use practice::{Cloud, Options};

use crate::practice_rig::{accept, account_called, config, settled};
use crate::support::{PASSPHRASE, guards};

const SCENARIO: &str = r#"{
  "name": "panel", "provider": "alwaysdata", "step_ms": 10, "owners": [], "databases": [],
  "person": { "name": "Camille Morel", "email": "camille@practice.example" },
  "alwaysdata": {
    "accounts": [
      { "name": "nord", "postgresql": "14",
        "users": [ { "name": "nord" }, { "name": "nord_reports" } ],
        "databases": [
          { "name": "nord_shop", "seed": ["bookshop"], "permissions": { "nord": "FULL", "nord_reports": "READONLY" } },
          { "name": "nord_notes", "permissions": { "nord": "FULL" } }
        ],
        "sites": [
          { "name": "shop", "kind": "nodejs", "settings": { "environment": "DATABASE_URL=postgresql://nord@${host}:${port}/nord_shop" } }
        ],
        "migrations": [ { "description": "PostgreSQL 18", "to": "18" } ]
      }
    ]
  }
}"#;

/// Longer than any step here takes.
const BOUND: Duration = Duration::from_secs(90);

struct Rig {
    cloud: Cloud,
    app: Arc<App>,
    folder: tempfile::TempDir,
    key: DatabaseKey,
    /// The shop, always at this address.
    shop: Endpoint,
}

impl Rig {
    async fn start() -> Self {
        Self::with(|_| {}).await
    }

    async fn with(pace: impl FnOnce(&mut Pace)) -> Self {
        Self::configured(|config| pace(&mut config.pace)).await
    }

    async fn with_guards() -> Self {
        Self::configured(|config| config.guards = Some(guards())).await
    }

    async fn configured(change: impl FnOnce(&mut AppConfig)) -> Self {
        Self::of(Scenario::parse(SCENARIO).unwrap(), change).await
    }

    async fn of(scenario: Scenario, change: impl FnOnce(&mut AppConfig)) -> Self {
        let cloud = Box::pin(Cloud::start(Options::new(scenario))).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let mut config = config(folder.path(), &cloud);
        change(&mut config);
        let app = App::start(config).await.unwrap();
        app.vault_create(secret(PASSPHRASE)).await.unwrap();
        app.account_add(account_called("Nord", &cloud)).await.unwrap();
        let lists = app.databases(None).await.unwrap();
        let shop = lists[0].databases.iter().find(|one| one.summary.name == "nord_shop");
        let key = shop.expect("the shop is not in the list").key.clone();
        let endpoint = cloud.database("nord_shop").unwrap().endpoint.unwrap();
        let shop = Endpoint { tls: Tls::Disable, ..endpoint };
        Self { cloud, app, folder, key, shop }
    }

    fn person(&self) -> Person {
        Person::new(&self.cloud.base_url)
    }

    /// Passes the gate with every tick.
    async fn begin(&self) -> RunId {
        let change = to("18");
        let gate = self.app.gate(&self.key, &change).await.unwrap();
        assert!(!gate.blocked, "{:#?}", gate.plan.findings);
        self.app.migrate(&self.key, &change, accept(&gate)).await.unwrap()
    }

    /// A run that waits for the person to press, while nobody can write.
    async fn frozen(&self) -> RunId {
        let id = self.begin().await;
        self.waits_for(id, GuideWait::Go).await;
        self.app.run_go(id, true).await.unwrap();
        self.waits_for(id, GuideWait::Press).await;
        assert!(!self.takes_writes().await);
        id
    }

    async fn until(&self, id: RunId, wanted: impl Fn(&RunView) -> bool) -> RunView {
        until(&self.app, id, wanted).await
    }

    async fn waits_for(&self, id: RunId, wait: GuideWait) -> RunView {
        self.until(id, |view| view.guide.as_ref().is_some_and(|guide| guide.wait == Some(wait))).await
    }

    /// Its end, also where it waits for the person for a moment more.
    async fn over(&self, id: RunId) -> RunView {
        let look = async {
            loop {
                let view = self.app.run(id).await.unwrap();
                if view.header.state.is_over() {
                    return view;
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(BOUND, look).await.expect("it does not end")
    }

    async fn major(&self) -> String {
        let version = texts(&self.shop, "show server_version").await;
        version[0].split('.').next().unwrap().to_owned()
    }

    async fn takes_writes(&self) -> bool {
        texts(&self.shop, "show default_transaction_read_only").await == ["off"]
    }

    async fn stop(self) {
        self.app.shutdown().await;
        self.cloud.stop().await;
    }
}

/// To this version: plan and zone stay.
fn to(version: &str) -> Change {
    Change { plan_id: String::new(), zone: String::new(), version: Version(version.into()) }
}

/// Looks at a run until it is as wanted.
async fn until(app: &App, id: RunId, wanted: impl Fn(&RunView) -> bool) -> RunView {
    let look = async {
        loop {
            let view = app.run(id).await.unwrap();
            if wanted(&view) {
                return view;
            }
            let lost = view.header.state == RunState::Paused;
            assert!(!lost, "it will not come: {:?}", view.paused);
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(BOUND, look).await.expect("it does not come")
}

async fn reopened(folder: &Path, cloud: &Cloud) -> Arc<App> {
    let config: AppConfig = config(folder, cloud);
    let app = App::start(config).await.unwrap();
    app.vault_unlock(secret(PASSPHRASE)).await.unwrap();
    app
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_account_goes_from_14_to_18_and_back_while_the_person_presses() {
    let rig = Rig::start().await;
    let change = to("18");
    let offers = rig.app.offers(&rig.key).await.unwrap();
    assert!(offers.current.version.0.starts_with("14") && offers.proposed.version.0 == "18", "{offers:?}");
    let findings = rig.app.check(&rig.key, &change).await.unwrap();
    let of = |check: &str| findings.findings.iter().find(|one| one.check == check);
    let moves = of("account-moves").unwrap();
    assert_eq!((moves.level, moves.items.as_slice()), (Level::Warning, &["nord_notes".to_owned()][..]));
    assert_eq!(of("linked-applications").unwrap().items, ["shop · environment.DATABASE_URL"]);
    for left_out in ["zone-served", "dev-plan", "disk-space", "backup-age", "running-migration"] {
        assert!(of(left_out).is_none(), "{left_out} says nothing here");
    }
    let id = rig.begin().await;
    let waiting = rig.waits_for(id, GuideWait::Go).await;
    assert_eq!((waiting.header.state, waiting.data), (RunState::Waiting, DataLocation::Source));
    let guide = waiting.guide.unwrap();
    let page = guide.page.unwrap();
    let point = guide.restore_point.unwrap();
    assert!(
        page.starts_with(&rig.cloud.base_url) && point.name.starts_with("nord_co-restore-"),
        "{page} {point:?}"
    );
    assert!(point.rows > 1_000, "{point:?}");
    let copy = Endpoint { database: point.name.clone(), ..rig.shop.clone() };
    let orders = "select count(*)::text from book";
    assert_eq!(texts(&copy, orders).await, texts(&rig.shop, orders).await);
    let before = texts(&rig.shop, orders).await;

    rig.app.run_go(id, true).await.unwrap();
    let frozen = rig.waits_for(id, GuideWait::Press).await;
    assert_eq!(frozen.data, DataLocation::SourceReadOnly);
    assert!(!frozen.guide.unwrap().frozen.unwrap().thaw.is_empty(), "what undoes it is on screen");
    assert!(!rig.takes_writes().await);
    let again = rig.app.run_go(id, true).await.unwrap_err();
    assert_eq!(again.kind, ErrorKind::WrongState);
    let person = rig.person();
    let details = person.details_of("nord", "PostgreSQL 18").await;
    person.presses(&details, "Migrate").await;
    let view = settled(&rig.app, id).await;
    assert_eq!(view.header.state, RunState::Succeeded, "{:#?} {:#?}", view.verification, view.guide);
    let seen = view.verification.unwrap();
    assert_eq!((seen.verdict, seen.differences.len(), view.data), (Verdict::Equal, 0, DataLocation::Target));
    assert!(seen.rows_compared > 1_000);
    assert_eq!((rig.major().await.as_str(), rig.takes_writes().await), ("18", true));
    assert_eq!(texts(&rig.shop, orders).await, before);
    let week = 7 * 24 * 3_600_000;
    let until = view.header.way_back_until.unwrap().0;
    let spent = view.header.ended_at.unwrap().0 + week - until;
    assert!((0..120_000).contains(&spent), "counted from before the button: {spent} ms earlier than the end");
    assert_eq!(view.applications.len(), 1);

    // The way back is seen, and what was read-only when it was left is writable again.
    person.presses(&details, "Rollback").await;
    let back = rig.until(id, |view| view.guide.as_ref().unwrap().rolled_back_at.is_some()).await;
    assert_eq!((back.header.state, back.data), (RunState::NeedsAttention, DataLocation::Source));
    assert_eq!(back.header.way_back_until, None);
    assert_eq!((rig.major().await.as_str(), rig.takes_writes().await), ("14", true));

    // The restore point stays until the person lets it go.
    assert!(back.guide.unwrap().restore_point.is_some());
    let gone = rig.app.restore_point_delete(id).await.unwrap();
    assert!(gone.guide.unwrap().restore_point.is_none());
    let names: Vec<String> = rig.app.databases(None).await.unwrap()[0]
        .databases
        .iter()
        .map(|one| one.summary.name.clone())
        .collect();
    assert_eq!(names, ["nord_shop", "nord_notes"]);
    rig.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_gives_up_and_nothing_has_changed() {
    let rig = Rig::start().await;
    for frozen in [false, true] {
        let id = rig.begin().await;
        rig.waits_for(id, GuideWait::Go).await;
        let twice = to("18");
        let gate = rig.app.gate(&rig.key, &twice).await.unwrap();
        let refused = rig.app.migrate(&rig.key, &twice, accept(&gate)).await.unwrap_err();
        assert_eq!(refused.kind, ErrorKind::AlreadyRunning);
        if frozen {
            rig.app.run_go(id, true).await.unwrap();
            rig.waits_for(id, GuideWait::Press).await;
            assert!(!rig.takes_writes().await);
        }
        rig.app.run_abort(id).await.unwrap();
        let view = settled(&rig.app, id).await;
        assert_eq!((view.header.state, view.data), (RunState::Aborted, DataLocation::Source));
        assert_eq!((rig.major().await.as_str(), rig.takes_writes().await), ("14", true));
        assert!(rig.app.still_frozen().await.unwrap().is_empty());
        rig.app.restore_point_delete(id).await.unwrap();
    }
    rig.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_run_that_was_cut_off_while_it_waited_goes_on() {
    let rig = Rig::start().await;
    let id = rig.begin().await;
    let first = rig.waits_for(id, GuideWait::Go).await.guide.unwrap().restore_point.unwrap();
    let person = rig.person();
    let Rig { cloud, app, folder, shop, .. } = rig;
    app.shutdown().await;
    drop(app);
    let app = reopened(folder.path(), &cloud).await;
    app.run_resume(id).await.unwrap();
    let waits =
        |wait| move |view: &RunView| view.guide.as_ref().is_some_and(|guide| guide.wait == Some(wait));
    let again = until(&app, id, waits(GuideWait::Go)).await;
    assert_eq!(again.guide.unwrap().restore_point.unwrap(), first, "it is not made twice");
    // What is shown comes from the journal; somebody drives it again a moment later.
    for left in (0..100).rev() {
        match app.run_go(id, true).await {
            Ok(_) => break,
            Err(error) => assert!(error.kind == ErrorKind::WrongState && left > 0, "{error}"),
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    until(&app, id, waits(GuideWait::Press)).await;
    app.shutdown().await;
    drop(app);
    // Pressed while nobody looks.
    let details = person.details_of("nord", "PostgreSQL 18").await;
    person.presses(&details, "Migrate").await;
    person.waits(&details, "state", "Done").await;
    let app = reopened(folder.path(), &cloud).await;
    // It may have gone on by itself already.
    let _ = app.run_resume(id).await;
    let view = settled(&app, id).await;
    assert_eq!(view.header.state, RunState::Succeeded, "{:#?} {:#?}", view.verification, view.paused);
    assert_eq!(texts(&shop, "show default_transaction_read_only").await, ["off"]);
    assert!(app.still_frozen().await.unwrap().is_empty());
    app.shutdown().await;
    cloud.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_that_was_closed_while_it_kept_writers_out_lets_them_in_and_asks_anew() {
    let rig = Rig::with_guards().await;
    let id = rig.begin().await;
    rig.waits_for(id, GuideWait::Go).await;
    rig.app.run_go(id, true).await.unwrap();
    rig.waits_for(id, GuideWait::Press).await;
    assert!(!rig.takes_writes().await);
    let person = rig.person();
    let Rig { cloud, app, folder, shop, key } = rig;
    app.shutdown().await;
    drop(app);
    let began = Instant::now();
    while texts(&shop, "show default_transaction_read_only").await != ["off"] {
        assert!(began.elapsed() < Duration::from_secs(30), "nobody lets writers in");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    texts(&shop, "create table written_meanwhile (n int)").await;
    let mut config = config(folder.path(), &cloud);
    config.guards = Some(guards());
    let app = App::start(config).await.unwrap();
    assert!(app.still_frozen().await.unwrap().is_empty());
    app.vault_unlock(secret(PASSPHRASE)).await.unwrap();
    let rig = Rig { cloud, app, folder, shop, key };
    let _ = rig.app.run_resume(id).await;
    let view = rig.waits_for(id, GuideWait::Go).await;
    assert_eq!((view.data, rig.takes_writes().await), (DataLocation::Source, true));
    // Said anew, it proves what it says.
    for left in (0..100).rev() {
        match rig.app.run_go(id, true).await {
            Ok(_) => break,
            Err(error) => assert!(error.kind == ErrorKind::WrongState && left > 0, "{error}"),
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    rig.waits_for(id, GuideWait::Press).await;
    assert!(!rig.takes_writes().await);
    let details = person.details_of("nord", "PostgreSQL 18").await;
    person.presses(&details, "Migrate").await;
    let view = settled(&rig.app, id).await;
    assert_eq!(view.header.state, RunState::Succeeded, "{:#?} {:#?}", view.verification, view.guide);
    assert!(rig.takes_writes().await);
    assert_eq!(
        texts(&rig.shop, "select 'there' from pg_class where relname = 'written_meanwhile'").await,
        ["there"]
    );
    rig.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_panel_that_nobody_uses_in_time_loses_nothing() {
    let rig = Rig::with(|pace| pace.panel_for = Duration::from_millis(2_500)).await;
    let id = rig.begin().await;
    rig.waits_for(id, GuideWait::Go).await;
    rig.app.run_go(id, true).await.unwrap();
    rig.waits_for(id, GuideWait::Press).await;
    let asked = |view: &RunView| view.guide.as_ref().is_some_and(|guide| guide.problem.is_some());
    let view = rig.until(id, asked).await;
    assert_eq!((view.header.state, view.data), (RunState::Waiting, DataLocation::Source));
    assert_eq!(view.guide.unwrap().problem.unwrap().kind, ErrorKind::PanelNotUsed);
    assert_eq!((rig.major().await.as_str(), rig.takes_writes().await), ("14", true));
    // Pressed late, and without a word: seen all the same, and what was written since is not called lost.
    texts(&rig.shop, "create table written_since (n int)").await;
    texts(&rig.shop, "insert into written_since values (1)").await;
    let person = rig.person();
    let details = person.details_of("nord", "PostgreSQL 18").await;
    person.presses(&details, "Migrate").await;
    let view = settled(&rig.app, id).await;
    assert_eq!((view.header.state, view.data), (RunState::NeedsAttention, DataLocation::Target));
    let seen = view.verification.unwrap();
    assert_eq!(seen.verdict, Verdict::Different);
    assert!(seen.not_checked.contains(&"changed-since".to_owned()), "{:?}", seen.not_checked);
    assert_eq!(texts(&rig.shop, "select n::text from written_since").await, ["1"]);
    rig.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_freeze_equal_is_as_far_as_was_seen() {
    let rig = Rig::start().await;
    let id = rig.begin().await;
    rig.waits_for(id, GuideWait::Go).await;
    rig.app.run_go(id, false).await.unwrap();
    let waiting = rig.waits_for(id, GuideWait::Press).await;
    assert_eq!((waiting.data, rig.takes_writes().await), (DataLocation::Source, true));
    let person = rig.person();
    let details = person.details_of("nord", "PostgreSQL 18").await;
    person.presses(&details, "Migrate").await;
    let view = settled(&rig.app, id).await;
    let seen = view.verification.unwrap();
    assert_eq!((view.header.state, seen.verdict), (RunState::NeedsAttention, Verdict::Incomplete));
    assert_eq!(seen.not_checked, ["writes-possible"]);
    rig.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_copy_of_the_panels_own_test_is_compared_at_the_address_that_it_shows() {
    let rig = Rig::start().await;
    let person = rig.person();
    let page = person.details_of("nord", "PostgreSQL 18").await;
    person.presses(&page, "Test").await;
    let ready = person.waits(&page, "test-state", "Ready").await;
    let shown = said(&ready, "test-address").unwrap();
    let address = format!("postgresql://{}@{shown}/{}?sslmode=disable", rig.shop.user, rig.shop.database);
    let password = rig.shop.password.expose_secret();
    let compare = async || {
        let ask = serde_json::json!({
            "from": { "type": "database", "key": rig.key },
            "to": { "type": "typed", "address": address, "password": password },
        });
        let answer = rpc::dispatch(&rig.app, "compare", ask).await.unwrap();
        assert!(!answer.to_string().contains(password), "the password came out");
        serde_json::from_value::<Verification>(answer).unwrap()
    };
    let seen = compare().await;
    assert!(seen.differences.is_empty() && seen.rows_compared > 0, "{seen:?}");
    // What is not the same is named, and nothing of the person's is touched.
    let (host, port) = shown.rsplit_once(':').unwrap();
    let copy = Endpoint { host: host.to_owned(), port: port.parse().unwrap(), ..rig.shop.clone() };
    texts(&copy, "update author set born = null where author_id = (select min(author_id) from author where born is not null)").await;
    let seen = compare().await;
    assert_eq!(seen.verdict, Verdict::Different);
    assert_eq!(seen.differences.len(), 1, "{:?}", seen.differences);
    assert_eq!(rig.major().await, "14");
    rig.stop().await;
}
