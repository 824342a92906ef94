//! The whole way at Elestio over real servers.

use domain::database::{EngineKind, Migratable, Tls};
use domain::error::ErrorKind;
use domain::offer::PriceBasis;
use secrecy::ExposeSecret;
use support::postgres::{assert_same, carry, run, text, texts};

use super::{change, cloud, id_of, signed, until};

#[tokio::test]
async fn a_service_is_found_reached_and_priced() {
    let cloud = cloud(&[]).await;
    let provider = signed(&cloud);
    let me = provider.who_am_i().await.unwrap();
    assert_eq!((me.email.as_str(), me.id.as_str()), ("camille@practice.example", "camille@practice.example"));
    let list = provider.list_databases().await.unwrap();
    let found: Vec<_> = list
        .iter()
        .map(|one| (one.name.as_str(), one.owner.name.as_str(), one.engine, one.migratable))
        .collect();
    assert_eq!(
        found,
        [
            ("prod-pg", "Shop", EngineKind::Postgresql, Migratable::Yes),
            ("letters", "Shop", EngineKind::Mysql, Migratable::NotThisProduct),
            ("figures", "Reports", EngineKind::Redis, Migratable::NotThisProduct),
        ],
        "what is no database is not listed"
    );
    let shop = id_of(&cloud, "prod-pg");
    assert_eq!(list[0].id, shop);
    let seen = provider.database(&shop).await.unwrap();
    assert_eq!(seen.summary.version.as_ref().unwrap().0, "14");
    assert_eq!((seen.summary.status.as_deref(), seen.dedicated), (Some("running"), Some(true)));
    assert!(seen.options.iter().any(|option| option.name == "termination-protection" && !option.enabled));

    let endpoint = provider.endpoint(&shop).await.unwrap().unwrap();
    assert_eq!((seen.host.as_deref(), seen.port), (Some(endpoint.host.as_str()), Some(endpoint.port)));
    assert_eq!(
        (endpoint.tls, endpoint.database.as_str(), endpoint.user.as_str()),
        (Tls::Require, "postgres", "postgres")
    );
    assert!(text(&endpoint, "show server_version").await.starts_with("14"));
    assert_eq!(
        text(&endpoint, "select ssl::text from pg_stat_ssl where pid = pg_backend_pid()").await,
        "true"
    );
    assert!(!texts(&endpoint, "select table_name::text from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema')").await.is_empty());
    assert!(
        provider.endpoint(&id_of(&cloud, "letters")).await.unwrap().is_none(),
        "an engine that we do not connect to"
    );

    let offers = provider.offers(&shop).await.unwrap();
    let versions: Vec<_> = offers.versions.iter().map(|one| (one.version.0.as_str(), one.default)).collect();
    assert_eq!(
        versions,
        [("13", false), ("14", false), ("15", false), ("16", false), ("17", false), ("18", true)]
    );
    assert!(offers.versions_known);
    let plans: Vec<_> =
        offers.plans.iter().map(|plan| (plan.id.as_str(), plan.hourly.as_ref().unwrap().amount)).collect();
    assert_eq!(plans, [("MEDIUM-2C-4G", 0.019), ("LARGE-4C-8G", 0.036), ("XLARGE-8C-16G", 0.067)]);
    let zones: Vec<_> = offers.zones.iter().map(|zone| zone.name.as_str()).collect();
    assert_eq!(zones, ["nbg", "vie", "mns"], "regions of the service's own provider alone");
    let mut wanted = change("18");
    wanted.plan_id = "LARGE-4C-8G".into();
    let price = provider.price(&shop, &wanted).await.unwrap();
    let amount = |money: &Option<domain::money::Money>| {
        money.as_ref().map(|money| (money.amount, money.currency.clone()))
    };
    assert_eq!(amount(&price.current_monthly), Some((13.68, "USD".into())));
    assert_eq!(amount(&price.target_monthly), Some((25.92, "USD".into())));
    assert_eq!((price.basis, price.lines.len()), (PriceBasis::PriceList, 2));
    wanted.zone = "fsn1".into();
    assert_eq!(
        provider.price(&shop, &wanted).await.unwrap().target_monthly,
        None,
        "not sold there by this provider"
    );
    assert_eq!(cloud.asked("POST", "/checkAPIToken"), 1, "one sign-in for all of it");
    cloud.stop().await;
}

#[tokio::test]
async fn a_new_service_is_made_filled_and_deleted() {
    let cloud = cloud(&[]).await;
    let provider = signed(&cloud);
    let shop = id_of(&cloud, "prod-pg");
    let new = provider.create_database(&shop, "test-5f1e77", &change("18")).await.unwrap();
    assert_eq!(new.owner, shop.owner);
    let line = provider.list_databases().await.unwrap().into_iter().find(|one| one.id == new).unwrap();
    assert_eq!((line.name.as_str(), line.status.as_deref()), ("prod-pg-test-5f1e77", Some("IN PROGRESS")));
    let early = provider.endpoint(&new).await.unwrap_err();
    assert_eq!((early.kind, early.retry()), (ErrorKind::ProviderUnavailable, domain::error::Retry::Later));
    let endpoint = until(async || provider.endpoint(&new).await.ok().flatten()).await;
    assert!(text(&endpoint, "show server_version").await.starts_with("18"));
    let old = provider.endpoint(&shop).await.unwrap().unwrap();
    assert_ne!(
        (&endpoint.host, endpoint.password.expose_secret()),
        (&old.host, old.password.expose_secret())
    );
    // The way of an upgrade here: our engine carries everything from the old service to the new one, both as they are.
    let (carried, _) =
        Box::pin(carry(&old, &endpoint, transfer::Options { jobs: 2, ..Default::default() })).await;
    let found = carried.unwrap().verification.unwrap();
    assert!(found.differences.is_empty(), "{:?}", found.differences);
    assert_same(&old, &endpoint).await;

    let again = provider.create_database(&shop, "test-5f1e77", &change("18")).await.unwrap_err();
    assert_eq!(again.kind, ErrorKind::ProviderRefused, "the name is taken: {again}");

    provider.lock_deletion(&new, true).await.unwrap();
    assert!(
        provider
            .database(&new)
            .await
            .unwrap()
            .options
            .iter()
            .any(|it| it.name == "termination-protection" && it.enabled)
    );
    assert_eq!(provider.delete_database(&new).await.unwrap_err().kind, ErrorKind::ProviderRefused);
    provider.lock_deletion(&new, false).await.unwrap();
    provider.delete_database(&new).await.unwrap();
    // While it goes, and after it went.
    provider.delete_database(&new).await.unwrap();
    until(async || (!provider.list_databases().await.unwrap().iter().any(|one| one.id == new)).then_some(()))
        .await;
    provider.delete_database(&new).await.unwrap();
    assert_eq!(provider.database(&new).await.unwrap_err().kind, ErrorKind::NotFound);
    assert_eq!(cloud.asked("POST", "/deleteServer"), 2, "what is going is not deleted again");
    assert!(
        sqlx::Connection::close(support::postgres::connect(&old).await).await.is_ok(),
        "the old one stays"
    );
    cloud.stop().await;
}

#[tokio::test]
async fn a_restore_point_is_made_and_really_restores() {
    let cloud = cloud(&[]).await;
    let provider = signed(&cloud);
    let shop = id_of(&cloud, "prod-pg");
    let before = provider.backups(&shop).await.unwrap();
    assert_eq!(before.len(), 2);
    assert!(
        before[0].created_at > before[1].created_at && before.iter().all(|one| one.id.starts_with("remote/"))
    );
    let endpoint = provider.endpoint(&shop).await.unwrap().unwrap();
    run(&endpoint, "create table kept as select 7 as n").await;
    provider.make_backup(&shop).await.unwrap();
    let after = provider.backups(&shop).await.unwrap();
    let new: Vec<_> = after
        .iter()
        .filter(|one| !before.contains(one))
        .map(|one| one.id.split('/').next().unwrap())
        .collect();
    assert_eq!(new.iter().filter(|kind| **kind == "remote").count(), 1, "{new:?}");
    assert_eq!(new.iter().filter(|kind| **kind == "snapshot").count(), 1, "{new:?}");
    run(&endpoint, "drop table kept").await;
    // What a person would do in the dashboard.
    let caller = super::calls::Caller::new(&cloud).await;
    let name = after.iter().find(|one| !before.contains(one) && one.id.starts_with("remote/")).unwrap().id
        ["remote/".len()..]
        .to_owned();
    let body = serde_json::json!({ "serverID": shop.id, "snapshotName": name });
    assert_eq!(caller.post("backups/RestoreBackup", body).await["status"], "OK");
    assert_eq!(text(&endpoint, "select n::text from kept").await, "7");
    cloud.stop().await;
}

#[tokio::test]
async fn firewall_and_log_page_are_told() {
    let cloud = cloud(&[]).await;
    let provider = signed(&cloud);
    let shop = id_of(&cloud, "prod-pg");
    let rules = provider.firewall(&shop).await.unwrap().unwrap();
    let open = rules.iter().find(|rule| rule.port == "25432").unwrap();
    assert_eq!((open.direction.as_str(), open.networks.len()), ("INPUT", 2));
    let page = provider.log_page(&shop).await.unwrap();
    assert!(page.expose_secret().starts_with("https://") && page.expose_secret().ends_with(":18445/"));
    let caller = super::calls::Caller::new(&cloud).await;
    caller.action(&shop.id, "disableFirewall", serde_json::json!({})).await;
    assert_eq!(provider.firewall(&shop).await.unwrap(), None);
    cloud.stop().await;
}
