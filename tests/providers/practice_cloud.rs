//! The whole way against the practice cloud: real servers behind the provider's API, all three kinds of signature, the
//! sign-in with a scripted browser, a start whose answer is lost.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use domain::account::SignInWay;
use domain::change::Change;
use domain::database::{EngineKind, Migratable, Tls, VariableRole};
use domain::error::ErrorKind;
use domain::ids::DatabaseId;
use domain::offer::PriceBasis;
use domain::provider::{MigrationStatus, Provider, ProviderMigration};
use domain::secret::Secret;
use domain::version::Version;
use practice::scenario::{Fault, Moment, Reply, Scenario};
use practice::{Cloud, EngineMover, Options};
use secrecy::ExposeSecret;

use crate::rig::{account, clever_cloud, fields, quick, token};
use crate::sign_in::options;

const SCENARIO: &str = r#"{
  "name": "providers", "step_ms": 15,
  "person": { "name": "Camille Morel", "email": "camille@practice.example" },
  "owners": [ { "key": "camille", "personal": true }, { "key": "nord", "name": "Atelier Nord", "role": "ADMIN" } ],
  "databases": [
    { "key": "shop", "owner": "nord", "product": "postgresql-addon", "version": "14", "plan": "xs_sml", "zone": "par", "seed": ["bookshop"],
      "read_only_users": ["reporting"], "direct_host": true, "backups": [ { "hours_ago": 31 }, { "hours_ago": 7 } ] },
    { "key": "letters", "owner": "nord", "product": "mysql-addon", "version": "8.0", "plan": "xs_sml", "zone": "par" },
    { "key": "sessions", "owner": "camille", "product": "redis-addon", "version": "7.2.4", "plan": "s_mono", "zone": "par" }
  ],
  "configurations": [ { "key": "settings", "owner": "nord", "env": { "REPORTING_USER": "${db:shop.user}" } } ],
  "applications": [
    { "key": "web", "owner": "nord", "databases": ["shop"], "env": { "PORT": "8080" } },
    { "key": "worker", "owner": "nord", "env": { "DATABASE_URL": "postgresql://${db:shop.user}:${db:shop.password}@${db:shop.host}:${db:shop.port}/${db:shop.database}" } },
    { "key": "archive", "owner": "nord", "state": "SHOULD_BE_DOWN", "databases": ["shop"] }
  ]
}"#;

async fn cloud() -> Cloud {
    let start = Cloud::start(Options {
        scenario: Scenario::parse(SCENARIO).unwrap(),
        data_dir: None,
        seed_dir: PathBuf::from("."),
        step: None,
        mover: Arc::new(EngineMover),
    });
    Box::pin(start).await.unwrap()
}

/// An account by a kind of signature: none for the pasted token.
fn signed(cloud: &Cloud, method: Option<&str>) -> Arc<dyn Provider> {
    let credential: Secret = match method {
        None => token(cloud.token.expose_secret()),
        Some(method) => {
            let all = fields(&[
                ("consumer_key", &cloud.oauth.consumer_key),
                ("consumer_secret", cloud.oauth.consumer_secret.expose_secret()),
                ("token", &cloud.oauth.token),
                ("secret", cloud.oauth.secret.expose_secret()),
                ("method", method),
            ]);
            providers::credential_from_fields(&clever_cloud(), SignInWay::Browser, &all).unwrap()
        }
    };
    let mut limits = quick();
    limits.timeouts.usual = Duration::from_secs(20);
    limits.timeouts.long = Duration::from_secs(20);
    account(&cloud.base_url, credential, limits).0
}

async fn watched(provider: &Arc<dyn Provider>, id: &DatabaseId, migration: &str) -> ProviderMigration {
    for _ in 0..1200 {
        let seen = provider.migration(id, migration).await.unwrap();
        if seen.status.is_terminal() {
            return seen;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the migration does not end");
}

#[tokio::test]
async fn the_whole_way_with_a_token() {
    let cloud = cloud().await;
    let provider = signed(&cloud, None);
    assert_eq!(provider.who_am_i().await.unwrap().email, "camille@practice.example");
    let list = provider.list_databases().await.unwrap();
    let found: Vec<_> = list.iter().map(|one| (one.name.as_str(), one.engine, one.migratable)).collect();
    assert_eq!(
        found,
        [
            ("sessions", EngineKind::Redis, Migratable::Yes),
            ("shop", EngineKind::Postgresql, Migratable::Yes),
            ("letters", EngineKind::Mysql, Migratable::Yes),
        ]
    );
    let shop = &list[1];
    assert_eq!(shop.owner.name, "Atelier Nord");
    let before = provider.database(&shop.id).await.unwrap();
    assert_eq!(
        (before.dedicated, before.read_only_users.as_slice()),
        (Some(true), &["reporting".to_owned()][..])
    );
    let endpoint = provider.endpoint(&shop.id).await.unwrap().unwrap();
    assert_eq!(version_of(&endpoint).await, "14");

    let offers = provider.offers(&shop.id).await.unwrap();
    assert!(offers.versions_known && offers.versions.iter().any(|offered| offered.version.0 == "17"));
    let own = offers.plans.iter().find(|plan| plan.slug == "xs_sml").unwrap();
    assert!(own.hourly.is_some() && own.disk_bytes.is_some() && own.zones.contains(&"par".to_owned()));
    let change = Change { plan_id: own.id.clone(), zone: "par".into(), version: Version("17".into()) };
    let price = provider.price(&shop.id, &change).await.unwrap();
    assert_eq!(price.basis, PriceBasis::Preview);
    assert!(price.target_monthly.is_some() && price.current_monthly.is_some());

    let scan = provider.address_mentions(&shop.id).await.unwrap();
    let holders: Vec<_> =
        scan.mentions.iter().map(|one| (one.holder.as_str(), one.variable.as_str())).collect();
    assert_eq!(holders, [("worker", "DATABASE_URL"), ("settings", "REPORTING_USER")]);
    assert!(scan.places_unreadable.is_empty());
    let backups = provider.backups(&shop.id).await.unwrap();
    assert!(backups.len() == 2 && backups[0].created_at > backups[1].created_at);
    assert_eq!(provider.backups(&list[0].id).await.unwrap(), []);
    assert_eq!(provider.migrations(&shop.id).await.unwrap(), []);

    let host_before = provider.variables(&shop.id).await.unwrap();
    assert!(host_before.iter().any(|variable| variable.role == VariableRole::Direct));
    let started = provider.start_migration(&shop.id, &change).await.unwrap();
    assert_eq!(started.status, MigrationStatus::Running);
    let end = watched(&provider, &shop.id, &started.id).await;
    assert_eq!(end.status, MigrationStatus::Ok, "{end:#?}");
    assert!(
        end.steps.iter().all(|step| step.phase.is_some() && step.ended_at >= step.started_at),
        "{end:#?}"
    );
    assert!(end.reference.is_some());
    let after = provider.endpoint(&shop.id).await.unwrap().unwrap();
    assert_eq!(version_of(&after).await, "17");
    assert_ne!(
        (after.port, &after.database),
        (endpoint.port, &endpoint.database),
        "it is reached elsewhere now"
    );
    assert_eq!(provider.database(&shop.id).await.unwrap().summary.version.unwrap().0, "17");
    assert_eq!(provider.migrations(&shop.id).await.unwrap()[0].id, started.id);

    let linked = provider.linked_applications(&shop.id).await.unwrap();
    let (web, archive) = (&linked[0], &linked[1]);
    assert!(web.should_run && !archive.should_run);
    let deployment = provider.redeploy(&web.id).await.unwrap();
    assert_eq!(provider.deployments(&web.id).await.unwrap()[0].id, deployment);
    assert_eq!(provider.redeploy(&archive.id).await.unwrap_err().kind, ErrorKind::WrongState);
    cloud.stop().await;
}

/// The major version by plain SQL, not by anything of ours.
async fn version_of(endpoint: &domain::database::Endpoint) -> String {
    // The practice server of this scenario speaks plainly.
    let plain = domain::database::Endpoint { tls: Tls::Disable, ..endpoint.clone() };
    let told = support::postgres::texts(&plain, "show server_version").await;
    told[0].split('.').next().unwrap().to_owned()
}

#[tokio::test]
async fn both_signatures_of_oauth_carry_a_migration() {
    let cloud = cloud().await;
    let shop = cloud.database("shop").unwrap();
    let id = DatabaseId { owner: shop.owner_id, id: shop.id };
    for method in ["hmac-sha512", "plaintext"] {
        let provider = signed(&cloud, Some(method));
        let me = provider.who_am_i().await.unwrap();
        assert!(me.expires_at.is_some(), "a token of OAuth says when it lapses");
        let plan_id = provider.database(&id).await.unwrap().summary.plan.unwrap().id;
        // Signed with a query, with a body, with a repeated look.
        let change = Change { plan_id, zone: "par".into(), version: Version("14".into()) };
        provider.price(&id, &change).await.unwrap();
        let started = provider.start_migration(&id, &change).await.unwrap();
        assert_eq!(watched(&provider, &id, &started.id).await.status, MigrationStatus::Ok, "{method}");
    }
    let wrong = fields(&[
        ("consumer_key", &cloud.oauth.consumer_key),
        ("consumer_secret", cloud.oauth.consumer_secret.expose_secret()),
        ("token", &cloud.oauth.token),
        ("secret", "not-the-secret"),
    ]);
    let credential = providers::credential_from_fields(&clever_cloud(), SignInWay::Browser, &wrong).unwrap();
    let (stranger, _) = account(&cloud.base_url, credential, quick());
    assert_eq!(
        stranger.who_am_i().await.unwrap_err().kind,
        ErrorKind::SignedOut,
        "signatures are really checked"
    );
    cloud.stop().await;
}

#[tokio::test]
async fn a_person_signs_in_with_the_browser_and_out_again() {
    let cloud = cloud().await;
    let own = cloud.oauth.consumer_secret.expose_secret().to_owned();
    let asked = options(&cloud.base_url, &cloud.oauth.consumer_key, &own);
    let sign_in = providers::sign_in(&clever_cloud(), asked).await.unwrap();
    let consent = sign_in.url().to_string();
    let browser = tokio::spawn(async move {
        // The person's browser follows redirects, unlike us.
        let browser = reqwest::Client::builder().no_proxy().build().unwrap();
        let page = browser.get(&consent).send().await.unwrap().text().await.unwrap();
        assert!(page.contains("oauth_token"), "{page}");
        let body = "access_personal_information=on&access_organisations=on&manage_organisations_services=on&\
                    manage_organisations_applications=on";
        let sent =
            browser.post(&consent).header("content-type", "application/x-www-form-urlencoded").body(body);
        sent.send().await.unwrap().text().await.unwrap()
    });
    let signed_in = sign_in.wait().await.unwrap();
    assert!(browser.await.unwrap().contains("C’est fait"));
    assert!(signed_in.expires_at.is_some());
    let at = signed_in.base_url.unwrap();
    let (provider, _) = account(at.as_str(), signed_in.credential, quick());
    assert_eq!(provider.who_am_i().await.unwrap().name, "Camille Morel");
    assert_eq!(provider.list_databases().await.unwrap().len(), 3);
    provider.sign_out().await.unwrap();
    assert_eq!(provider.who_am_i().await.unwrap_err().kind, ErrorKind::SignedOut, "the token is revoked");
    cloud.stop().await;
}

#[tokio::test]
async fn a_start_that_took_effect_and_hung_is_found_and_not_repeated() {
    let cloud = cloud().await;
    let shop = cloud.database("shop").unwrap();
    let id = DatabaseId { owner: shop.owner_id, id: shop.id };
    let provider = account(&cloud.base_url, token(cloud.token.expose_secret()), quick()).0;
    let plan_id = provider.database(&id).await.unwrap().summary.plan.unwrap().id;
    let hang = Fault::Answer {
        method: Some("POST".into()),
        path: "*/migrations".into(),
        skip: 0,
        times: 1,
        moment: Moment::After,
        reply: Reply::Hang {},
    };
    cloud.add_fault(hang).unwrap();
    let change = Change { plan_id, zone: "par".into(), version: Version("14".into()) };
    let error = provider.start_migration(&id, &change).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::TimedOut);
    assert_eq!(error.retry(), domain::error::Retry::Probe);
    let found = provider.migrations(&id).await.unwrap();
    assert_eq!(found.len(), 1, "it was started all the same");
    assert_eq!(watched(&provider, &id, &found[0].id).await.status, MigrationStatus::Ok);
    assert_eq!(cloud.asked("POST", "/migrations"), 1, "one start, whatever happened to its answer");
    cloud.stop().await;
}

#[tokio::test]
async fn the_clouds_faults_have_their_kinds() {
    let cloud = cloud().await;
    let shop = cloud.database("shop").unwrap();
    let id = DatabaseId { owner: shop.owner_id, id: shop.id };
    let mut limits = quick();
    limits.retry.attempts = 1;
    let provider = account(&cloud.base_url, token(cloud.token.expose_secret()), limits).0;
    let plan_id = provider.database(&id).await.unwrap().summary.plan.unwrap().id;
    for (reply, kind) in [
        (Reply::Html { code: 200 }, ErrorKind::MalformedAnswer),
        (Reply::Html { code: 502 }, ErrorKind::ProviderUnavailable),
        (Reply::Malformed {}, ErrorKind::MalformedAnswer),
        (Reply::WrongShape {}, ErrorKind::MalformedAnswer),
        (Reply::Empty {}, ErrorKind::MalformedAnswer),
        (Reply::Cut {}, ErrorKind::ConnectionLost),
        (Reply::Hang {}, ErrorKind::TimedOut),
        (Reply::Huge { bytes: 20_000_000 }, ErrorKind::AnswerTooLarge),
        (Reply::Redirect { location: "https://example.org/".into() }, ErrorKind::Redirected),
        (Reply::Status { code: 429, retry_after: Some(60), body: None }, ErrorKind::RateLimited),
    ] {
        let path = "*/migrations".to_owned();
        let said = format!("{reply:?}");
        let fault = Fault::Answer { method: None, path, skip: 0, times: 1, moment: Moment::Before, reply };
        cloud.add_fault(fault).unwrap();
        assert_eq!(provider.migrations(&id).await.unwrap_err().kind, kind, "{said}");
        cloud.clear_faults();
    }
    let change = Change { plan_id, zone: "par".into(), version: Version("17".into()) };
    cloud.add_fault(Fault::NoCapacity { zone: None, plan: None, times: 1 }).unwrap();
    let error = provider.start_migration(&id, &change).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::NoCapacity, "{error}");
    assert!(!error.detail.contains('{') && error.reference.is_some(), "{error:?}");
    cloud.add_fault(Fault::PaymentRequired { times: 1 }).unwrap();
    assert_eq!(provider.start_migration(&id, &change).await.unwrap_err().kind, ErrorKind::PaymentRequired);
    cloud.revoke_credentials();
    assert_eq!(provider.who_am_i().await.unwrap_err().kind, ErrorKind::SignedOut);
    cloud.stop().await;
}
