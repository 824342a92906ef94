//! The main job: an account is added by its token, a database goes through the wizard, 14 becomes 17, nothing is lost.

use std::time::Duration;

use anyhow::{Result, ensure};
use secrecy::ExposeSecret;

use crate::cloud::{self, SHOP};
use crate::evidence;
use crate::session::Session;
use crate::walk::{A_MIGRATION, Walk};

#[tokio::test]
async fn a_database_of_14_becomes_one_of_17_in_the_window() -> Result<()> {
    let cloud = cloud::start(Duration::from_millis(150)).await?;
    let before = cloud::shop(&cloud)?;
    let mut old = evidence::connect(&before).await?;
    ensure!(evidence::server_version(&mut old).await?.starts_with("14."), "the shop does not begin at 14");
    let content_before = evidence::content(&mut old).await?;
    ensure!(content_before.values().map(|(rows, _)| rows).sum::<i64>() > 1_000, "the shop is nearly empty");
    drop(old);

    let session = Session::start(1280, 800)?;
    let mut walk = Walk::begin(&session, "state").await?;
    walk.add_account(&cloud, "Practice").await?;
    let kept = session.secrets(&["service", "app.changeover.dev"])?;
    ensure!(
        kept.contains(cloud.token.expose_secret()),
        "another program does not find the token in the keyring"
    );

    walk.open_database(SHOP).await?;
    walk.configure("17").await?;
    let findings = walk.validate().await?;
    ensure!(
        findings.contains("LEGACY_DATABASE_HOST") || findings.contains("DATABASE"),
        "no hard-coded address:\n{findings}"
    );
    walk.skip_test().await?;
    walk.pass_the_gate(SHOP).await?;
    let done = walk
        .say("run-headline-succeeded", &[("database", SHOP), ("engine", "PostgreSQL"), ("version", "17")]);
    let look = walk.say("run-headline-needs-attention", &[("database", SHOP)]);
    tokio::select! {
        seen = walk.window.read_within(&done, A_MIGRATION) => seen?,
        seen = walk.window.read_within(&look, A_MIGRATION) => { seen?; anyhow::bail!("it needs a look:\n{}", walk.window.text().await?) }
    }
    let page = walk.window.text().await?;
    ensure!(page.contains("POSTGRESQL_ADDON_HOST"), "the variables are not shown:\n{page}");

    let after = cloud::shop(&cloud)?;
    let address = |database: &practice::PracticeDatabase| {
        database
            .endpoint
            .as_ref()
            .map(|endpoint| (endpoint.host.clone(), endpoint.port, endpoint.database.clone()))
    };
    ensure!(address(&before) != address(&after), "the address is still the old one");
    let mut new = evidence::connect(&after).await?;
    ensure!(evidence::server_version(&mut new).await?.starts_with("17."), "the new server is not of 17");
    let content_after = evidence::content(&mut new).await?;
    ensure!(content_before == content_after, "before: {content_before:#?}\nafter: {content_after:#?}");
    ensure!(cloud::starts(&cloud) == 1, "{} migrations were asked for", cloud::starts(&cloud));
    drop(new);

    walk.window.close().await?;
    cloud.stop().await;
    Ok(())
}
