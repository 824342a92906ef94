//! alwaysdata's guided way against the practice cloud: the panel is worked by HTTP as a person works it (a page is read, a form
//! on it is sent), and what became of the data is asked by plain SQL.

use std::time::Duration;

use domain::change::Change;
use domain::database::{Endpoint, Tls};
use domain::error::ErrorKind;
use domain::ids::DatabaseId;
use domain::version::Version;
use practice::scenario::Scenario;
use practice::{Cloud, Options};
use secrecy::ExposeSecret;
use support::panel::{Person, part, said};
use support::postgres::{assert_same, carry, texts};

const SCENARIO: &str = r#"{
  "name": "panel", "provider": "alwaysdata", "step_ms": 10, "owners": [], "databases": [],
  "person": { "name": "Camille Morel", "email": "camille@practice.example" },
  "alwaysdata": {
    "clients": [ { "email": "amis@practice.example", "name": "Amis", "grants": true }, { "email": "closed@practice.example", "name": "Closed" } ],
    "write_delay_ms": 400,
    "accounts": [
      { "name": "nord", "postgresql": "14",
        "users": [ { "name": "nord" }, { "name": "nord_app" }, { "name": "nord_reports" }, { "name": "nord_blog", "kind": "MYSQL" } ],
        "databases": [
          { "name": "nord_shop", "seed": ["bookshop"], "permissions": { "nord": "FULL", "nord_app": "FULL", "nord_reports": "READONLY" } },
          { "name": "nord_notes", "permissions": { "nord": "FULL" } },
          { "name": "nord_blog", "kind": "MYSQL", "permissions": { "nord_blog": "FULL" } }
        ],
        "sites": [
          { "name": "shop", "kind": "nodejs", "settings": { "environment": "PORT=8100\nDATABASE_URL=postgresql://nord_app:${password:nord_app}@${host}:${port}/nord_shop" } },
          { "name": "old", "kind": "php", "disabled": true, "settings": { "vars": [ { "name": "DB", "value": "nord_shop" } ] } },
          { "name": "pages", "kind": "static" }
        ],
        "jobs": [ { "name": "export", "kind": "TYPE_COMMAND", "settings": { "argument": "pg_dump -h ${host} -p ${port} nord_shop" } } ],
        "migrations": [
          { "description": "PostgreSQL 18", "to": "18" },
          { "description": "PostgreSQL 17", "to": "17", "deadline_hours": 48 },
          { "description": "PostgreSQL 16", "to": "16", "testable": false, "run_fails": "no space left on the new server" }
        ]
      },
      { "name": "amis", "client": "amis@practice.example", "postgresql": "16", "users": [ { "name": "amis" } ],
        "databases": [ { "name": "amis_music", "permissions": { "amis": "FULL" } } ] }
    ]
  }
}"#;

async fn cloud() -> Cloud {
    cloud_of(SCENARIO).await
}

async fn cloud_of(scenario: &str) -> Cloud {
    Box::pin(Cloud::start(Options::new(Scenario::parse(scenario).unwrap()))).await.unwrap()
}

/// Fields of the sign-in beside the token.
fn login(cloud: &Cloud) -> Vec<(String, String)> {
    let fields = cloud.fields.iter().filter(|(name, _)| name != "token");
    fields.map(|(name, value)| (name.clone(), value.expose_secret().to_owned())).collect()
}

fn account(cloud: &Cloud, more: &[(&str, &str)]) -> std::sync::Arc<dyn domain::provider::Provider> {
    let login = login(cloud);
    let mut fields: Vec<(&str, &str)> =
        login.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.extend_from_slice(more);
    let mut limits = crate::rig::quick();
    limits.timeouts.usual = Duration::from_secs(20);
    limits.timeouts.long = Duration::from_secs(20);
    crate::alwaysdata::signed_within(&cloud.base_url, cloud.token.expose_secret(), &fields, limits).0
}

async fn major(at: &Endpoint) -> String {
    texts(at, "show server_version").await[0].split('.').next().unwrap().to_owned()
}

/// Everything in the shop as text, with who owns it.
async fn contents(at: &Endpoint) -> Vec<String> {
    let mut all = texts(
        at,
        "select tablename || ' ' || tableowner from pg_tables where schemaname = 'public' order by 1",
    )
    .await;
    let tables =
        texts(at, "select quote_ident(tablename) from pg_tables where schemaname = 'public' order by 1")
            .await;
    assert!(tables.len() > 3, "{tables:?}");
    for table in tables {
        let hash = format!(
            "select '{table} ' || count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from {table} t"
        );
        all.extend(texts(at, &hash).await);
    }
    all
}

async fn shop(provider: &std::sync::Arc<dyn domain::provider::Provider>) -> (DatabaseId, Endpoint) {
    let list = provider.list_databases().await.unwrap();
    let id = list.into_iter().find(|one| one.name == "nord_shop").unwrap().id;
    let endpoint = provider.endpoint(&id).await.unwrap().unwrap();
    // The server of this scenario speaks plainly.
    (id, Endpoint { tls: Tls::Disable, ..endpoint })
}

fn as_it_is() -> Change {
    Change { plan_id: String::new(), zone: String::new(), version: Version(String::new()) }
}

#[tokio::test]
async fn a_token_lists_everything_and_reaches_the_data() {
    let cloud = cloud().await;
    let provider = account(&cloud, &[]);
    assert_eq!(provider.who_am_i().await.unwrap().email, "camille@practice.example");
    let list = provider.list_databases().await.unwrap();
    let names: Vec<_> = list.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["nord_shop", "nord_notes", "nord_blog"], "the client's are not the person's");
    let (id, endpoint) = shop(&provider).await;
    assert_eq!(major(&endpoint).await, "14");
    assert!(contents(&endpoint).await.len() > 8);
    let known = provider.database(&id).await.unwrap();
    assert_eq!(known.read_only_users, ["nord_reports"]);
    let page = known.panel_url.unwrap();
    assert!(
        Person::new(&cloud.base_url)
            .reads(page.strip_prefix(&cloud.base_url).unwrap())
            .await
            .contains("PostgreSQL 18")
    );

    let scan = provider.address_mentions(&id).await.unwrap();
    let found: Vec<_> =
        scan.mentions.iter().map(|one| (one.holder.as_str(), one.variable.as_str())).collect();
    assert_eq!(found, [("shop", "environment.DATABASE_URL"), ("old", "vars.DB"), ("export", "argument")]);
    let sites = provider.linked_applications(&id).await.unwrap();
    assert_eq!(sites.iter().map(|it| it.should_run).collect::<Vec<_>>(), [true, false]);
    provider.redeploy(&sites[0].id).await.unwrap();
    assert_eq!(provider.redeploy(&sites[1].id).await.unwrap_err().kind, ErrorKind::WrongState);
    assert_eq!(cloud.asked("POST", "/restart/"), 1);

    let client = account(&cloud, &[("customer", "amis@practice.example")]);
    let list = client.list_databases().await.unwrap();
    assert_eq!((list.len(), list[0].name.as_str()), (1, "amis_music"));
    let closed = account(&cloud, &[("customer", "closed@practice.example")]);
    assert_eq!(closed.list_databases().await.unwrap_err().kind, ErrorKind::Forbidden);
    cloud.revoke_credentials();
    assert_eq!(provider.who_am_i().await.unwrap_err().kind, ErrorKind::SignedOut);
    cloud.stop().await;
}

#[tokio::test]
async fn a_database_is_made_reached_and_deleted_and_a_write_that_nobody_waits_for_comes_late() {
    let cloud = cloud().await;
    let provider = account(&cloud, &[]);
    let (like, original) = shop(&provider).await;
    let made = provider.create_database(&like, "co-test-1", &as_it_is()).await.unwrap();
    let endpoint = provider.endpoint(&made).await.unwrap().unwrap();
    let endpoint = Endpoint { tls: Tls::Disable, ..endpoint };
    assert_eq!(endpoint.database, "nord_co-test-1");
    assert_eq!((endpoint.host.as_str(), endpoint.port), (original.host.as_str(), original.port));
    texts(&endpoint, "create table note (id int)").await;
    let error = provider.create_database(&like, "co-test-1", &as_it_is()).await.unwrap_err();
    assert_eq!(
        (error.kind, error.detail.as_str()),
        (ErrorKind::ProviderRefused, "name: This name is already used.")
    );
    provider.delete_database(&made).await.unwrap();
    provider.delete_database(&made).await.unwrap();
    assert_eq!(provider.database(&made).await.unwrap_err().kind, ErrorKind::NotFound);
    assert_eq!(provider.list_databases().await.unwrap().len(), 3);

    // Without the header an answer comes before its effect, empty, with a place.
    let client =
        reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let user = format!("{} account=nord", cloud.token.expose_secret());
    let at = |path: &str| format!("{}{path}", cloud.base_url);
    let post = |body: &'static str| {
        let request = client.post(at("/v1/database/")).basic_auth(&user, Some(""));
        request.header("content-type", "application/json").body(body).send()
    };
    let answer =
        post(r#"{"name":"nord_late","type":"POSTGRESQL","permissions":{"nord":"FULL"}}"#).await.unwrap();
    assert_eq!(answer.status(), 201);
    let place = answer.headers()["location"].to_str().unwrap().to_owned();
    assert!(
        place.starts_with("/v1/database/")
            && place.ends_with('/')
            && answer.bytes().await.unwrap().is_empty()
    );
    let names = async || -> Vec<String> {
        provider.list_databases().await.unwrap().into_iter().map(|one| one.name).collect()
    };
    assert!(!names().await.contains(&"nord_late".to_owned()), "it is queued");
    for left in (0..50).rev() {
        if names().await.contains(&"nord_late".to_owned()) {
            break;
        }
        assert!(left > 0, "it never came");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let refused = post(r#"{"name":"other_late","type":"POSTGRESQL"}"#).await.unwrap();
    assert_eq!(refused.status(), 400);
    assert_eq!(refused.text().await.unwrap(), r#"{"name":["The name must start with nord_"]}"#);

    // Slashes.
    let get = |path: &str| client.get(at(path)).basic_auth(&user, Some("")).send();
    let moved = get("/v1/database").await.unwrap();
    assert_eq!(
        (moved.status().as_u16(), moved.headers()["location"].to_str().unwrap()),
        (301, "/v1/database/")
    );
    assert_eq!(get(place.trim_end_matches('/')).await.unwrap().status(), 200, "an item is answered without");
    assert_eq!(get("/v1//database//").await.unwrap().status(), 200);
    let head = client.head(at("/v1//token//")).basic_auth(&user, Some("")).send().await.unwrap();
    assert!(head.status() == 200 && head.bytes().await.unwrap().is_empty());
    let unknown = get("/v1/migration/").await.unwrap();
    assert_eq!(unknown.status(), 404);
    assert!(unknown.text().await.unwrap().starts_with("<!doctype html>"), "no JSON, also to programs");
    assert_eq!(client.get(at("/v1/site/")).send().await.unwrap().status(), 401);
    cloud.stop().await;
}

#[tokio::test]
async fn a_minute_holds_so_many_requests() {
    let text = SCENARIO
        .replace("\"write_delay_ms\": 400", "\"quotas\": { \"strangers\": 2, \"reads\": 5, \"effects\": 1 }");
    let cloud = cloud_of(&text).await;
    let user = format!("{} account=nord", cloud.token.expose_secret());
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let mut statuses = Vec::new();
    for name in [Some(&user), None] {
        for _ in 0..6 {
            let mut request = client.get(format!("{}/v1/site/", cloud.base_url));
            if let Some(user) = name {
                request = request.basic_auth(user, Some(""));
            }
            statuses.push(request.send().await.unwrap().status().as_u16());
        }
    }
    assert_eq!(statuses, [200, 200, 200, 200, 200, 429, 401, 401, 429, 429, 429, 429]);
    let provider = account(&cloud, &[]);
    assert_eq!(provider.list_databases().await.unwrap_err().kind, ErrorKind::RateLimited);
    cloud.stop().await;
}

#[tokio::test]
async fn test_migrate_and_rollback_are_pressed_and_the_data_is_where_the_panel_says() {
    let cloud = cloud_of(&SCENARIO.replace(", \"deadline_hours\": 48", "")).await;
    let provider = account(&cloud, &[]);
    let (id, before) = shop(&provider).await;
    let original = contents(&before).await;
    let readers = cloud.databases();
    let person = Person::new(&cloud.base_url);
    let page = person.details_of("nord", "PostgreSQL 18").await;

    // Test: a copy elsewhere, with the same credentials; what is in production is not touched.
    person.presses(&page, "Test").await;
    let ready = person.waits(&page, "test-state", "Ready").await;
    assert_eq!(said(&ready, "test-databases"), Some("nord_shop, nord_notes"));
    let (host, port) = said(&ready, "test-address").unwrap().rsplit_once(':').unwrap();
    let copy = Endpoint { host: host.to_owned(), port: port.parse().unwrap(), ..before.clone() };
    assert_eq!((major(&copy).await, major(&before).await), ("18".into(), "14".into()));
    assert_eq!(contents(&copy).await, original);
    assert_same(&before, &copy).await;
    texts(&copy, "create table only_in_the_copy (id int)").await;
    assert_eq!(contents(&before).await, original);
    // Another test overwrites the copy.
    person.presses(&page, "Test").await;
    let again = person.waits(&page, "test-state", "Ready").await;
    let (host, port) = said(&again, "test-address").unwrap().rsplit_once(':').unwrap();
    let copy = Endpoint { host: host.to_owned(), port: port.parse().unwrap(), ..before.clone() };
    assert_eq!(contents(&copy).await, original, "the former copy is gone");

    // A form that is not the panel's own does nothing.
    let forged = person.sends(&format!("{page}migrate/"), "guessed").await;
    assert_eq!(forged.status(), 403);

    person.presses(&page, "Migrate").await;
    let done = person.waits(&page, "state", "Done").await;
    assert!(said(&done, "version").unwrap().starts_with("18"));
    let list = person.reads("/migration/?account=nord").await;
    assert!(
        list.contains("PostgreSQL 18") && !list.contains("PostgreSQL 17"),
        "older ones are not offered: {list}"
    );
    let (same, after) = shop(&provider).await;
    assert_eq!(same, id);
    assert_eq!((&after.host, after.port), (&before.host, before.port), "clients see the same address");
    assert_eq!(major(&before).await, "18");
    assert_eq!(contents(&before).await, original);
    let reports = texts(&before, "select has_table_privilege('nord_reports', 'public.' || quote_ident(tablename), 'select')::text from pg_tables where schemaname = 'public'").await;
    assert!(reports.iter().all(|may| may == "true"), "rights go along: {reports:?}");
    assert_eq!(readers.len(), cloud.databases().len());

    // Rollback within seven days: what was written since is lost.
    texts(&before, "create table written_later (id int)").await;
    cloud.pass_time(24 * 6);
    person.presses(&page, "Rollback").await;
    person.waits(&page, "state", "Available").await;
    assert_eq!(major(&before).await, "14");
    assert_eq!(contents(&before).await, original, "what was written later is lost, everything else is there");
    texts(&before, "create table written_again (id int)").await;
    cloud.stop().await;
}

#[tokio::test]
async fn the_way_back_ends_deadlines_fire_and_a_failure_leaves_the_original() {
    let cloud = cloud().await;
    let provider = account(&cloud, &[]);
    let (_, at) = shop(&provider).await;
    let original = contents(&at).await;
    let person = Person::new(&cloud.base_url);

    // No Test for some; a run that fails leaves everything as it was, writable.
    let page = person.details_of("nord", "PostgreSQL 16").await;
    assert!(!person.reads(&page).await.contains("<button>Test</button>"));
    let word = part(&person.reads(&page).await, "value=\"", "\"").to_owned();
    let refused = person.sends(&format!("{page}test/"), &word).await.text().await.unwrap();
    assert_eq!(said(&refused, "said"), Some("This migration cannot be tested."));
    person.presses(&page, "Migrate").await;
    let failed = person.waits(&page, "state", "Failed").await;
    assert_eq!(said(&failed, "message"), Some("no space left on the new server"));
    assert_eq!(major(&at).await, "14");
    texts(&at, "create table still_writable (id int)").await;
    texts(&at, "drop table still_writable").await;
    assert_eq!(contents(&at).await, original);

    // A mandatory one runs by itself once its deadline has passed.
    let page = person.details_of("nord", "PostgreSQL 17").await;
    assert!(said(&person.reads(&page).await, "deadline").is_some());
    cloud.pass_time(49);
    person.waits(&page, "state", "Done").await;
    assert_eq!(major(&at).await, "17");
    assert_eq!(contents(&at).await, original);

    // After seven days there is no way back.
    assert!(person.reads(&page).await.contains("<button>Rollback</button>"));
    cloud.pass_time(24 * 7);
    let late = person.reads(&page).await;
    assert!(!late.contains("<button>Rollback</button>"), "{late}");
    let word = part(&person.reads(&person.details_of("nord", "PostgreSQL 18").await).await, "value=\"", "\"")
        .to_owned();
    let refused = person.sends(&format!("{page}rollback/"), &word).await.text().await.unwrap();
    assert!(said(&refused, "said").unwrap().ends_with("is over."), "{refused}");
    assert_eq!(major(&at).await, "17");
    cloud.stop().await;
}

/// Writes numbered rows, one commit each, reconnecting as a site would; returns what was acknowledged.
async fn writer(at: Endpoint, stop: std::sync::Arc<std::sync::atomic::AtomicBool>) -> Vec<i32> {
    use sqlx::{ConnectOptions, Connection, Executor};
    let options = sqlx::postgres::PgConnectOptions::new_without_pgpass()
        .host(&at.host)
        .port(at.port)
        .username(&at.user)
        .password(at.password.expose_secret())
        .database(&at.database)
        .ssl_mode(sqlx::postgres::PgSslMode::Disable);
    let (mut acknowledged, mut number) = (Vec::new(), 0);
    while !stop.load(std::sync::atomic::Ordering::Relaxed) {
        let Ok(mut connection) = options.connect().await else {
            tokio::time::sleep(Duration::from_millis(20)).await;
            continue;
        };
        while !stop.load(std::sync::atomic::Ordering::Relaxed) {
            number += 1;
            let insert = sqlx::query("insert into numbered values ($1)").bind(number);
            if connection.execute(insert).await.is_err() {
                break;
            }
            acknowledged.push(number);
        }
        let _ = connection.close().await;
    }
    acknowledged
}

#[tokio::test]
async fn every_row_that_was_acknowledged_while_the_account_moved_is_there() {
    let cloud = cloud_of(&SCENARIO.replace(", \"deadline_hours\": 48", "")).await;
    let provider = account(&cloud, &[]);
    let (_, at) = shop(&provider).await;
    texts(&at, "create table numbered (n int primary key)").await;
    let stop = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let writing = tokio::spawn(writer(at.clone(), std::sync::Arc::clone(&stop)));
    tokio::time::sleep(Duration::from_millis(300)).await;
    let person = Person::new(&cloud.base_url);
    let page = person.details_of("nord", "PostgreSQL 18").await;
    person.presses(&page, "Migrate").await;
    person.waits(&page, "state", "Done").await;
    let moved: i32 = texts(&at, "select coalesce(max(n), 0)::text from numbered").await[0].parse().unwrap();
    tokio::time::sleep(Duration::from_millis(500)).await;
    stop.store(true, std::sync::atomic::Ordering::Relaxed);
    let acknowledged = writing.await.unwrap();
    assert!(acknowledged.len() > 50 && acknowledged.last() > Some(&moved), "it wrote before and after");
    let there: std::collections::BTreeSet<i32> =
        texts(&at, "select n::text from numbered").await.iter().map(|n| n.parse().unwrap()).collect();
    let lost: Vec<_> = acknowledged.iter().filter(|number| !there.contains(number)).collect();
    assert!(
        lost.is_empty(),
        "{} of {} are lost: {:?}",
        lost.len(),
        acknowledged.len(),
        &lost[..lost.len().min(9)]
    );
    assert_eq!(major(&at).await, "18");
    cloud.stop().await;
}

#[tokio::test]
async fn a_restore_point_in_the_account_and_a_move_to_another_are_transfers_by_its_own_users() {
    let cloud = cloud().await;
    let provider = account(&cloud, &[]);
    let (id, from) = shop(&provider).await;
    let point = provider.create_database(&id, "co-point", &as_it_is()).await.unwrap();
    let point = provider.endpoint(&point).await.unwrap().unwrap();
    let point = Endpoint { tls: Tls::Disable, ..point };
    let elsewhere = cloud.database("amis_music").unwrap().endpoint.unwrap();
    for to in [point, elsewhere] {
        let options = transfer::Options { jobs: 2, ..Default::default() };
        let (done, _) = Box::pin(carry(&from, &to, options)).await;
        let report = done.unwrap();
        let verified = report.verification.unwrap();
        // The source is not read-only meanwhile, so the comparison is never more than that.
        assert!(verified.differences.is_empty(), "{:#?}", verified.differences);
        assert_same(&from, &to).await;
    }
    cloud.stop().await;
}
