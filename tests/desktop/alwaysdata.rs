//! A guided migration end to end: the window on one side, the provider's panel in a browser on the other, both worked by a person.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use practice::PracticeDatabase;
use practice::scenario::Scenario;
use secrecy::ExposeSecret;

use crate::browser::Browser;
use crate::cloud;
use crate::evidence;
use crate::session::Session;
use crate::walk::{A_MIGRATION, Walk};

/// The database that is meant; its account has others.
const SHOP: &str = "nord_shop";

#[tokio::test]
async fn a_person_presses_test_migrate_and_rollback_in_the_panel_and_the_window_goes_along() -> Result<()> {
    let cloud = cloud::start_as(Scenario::built_in("alwaysdata")?, Duration::from_millis(150)).await?;
    let shop = || cloud.database(SHOP).context("no shop");
    let before = evidence::content(&mut evidence::connect(&shop()?).await?).await?;
    let session = Session::start(1280, 800)?;
    let mut walk = Walk::begin(&session, "state").await?;
    walk.pictures_where_asked("alwaysdata").await?;
    walk.add_account(&cloud, "Nord").await?;
    walk.open_database(SHOP).await?;
    walk.configure("18").await?;
    let findings = walk.validate().await?;
    ensure!(findings.contains("DATABASE_URL") && findings.contains("nord_notes"), "not told:\n{findings}");

    // The panel's own Test, compared.
    let panel = Browser::open(&session, &format!("{}/migration/?account=nord", cloud.base_url)).await?;
    panel.press_in_row("PostgreSQL 18").await?;
    panel.press("Test").await?;
    panel.waits_for("test-state", "Ready", A_MIGRATION).await?;
    let end = shop()?.endpoint.context("no server")?;
    let address = format!("postgresql://{}@{}/{SHOP}", end.user, panel.said("test-address").await?);
    walk.compare_panel_test(&address, end.password.expose_secret()).await?;
    walk.pass_the_gate(SHOP).await?;

    // The restore point is made, then it is the person's turn; writers are kept out.
    walk.say_that_one_presses().await?;
    ensure!(!takes_writes(&shop()?).await?, "the shop takes writes");
    panel.press("Migrate").await?;
    let done = [("database", SHOP), ("engine", "PostgreSQL"), ("version", "18")];
    walk.window.read_within(&walk.say("run-headline-succeeded", &done), A_MIGRATION).await?;
    walk.read("guide-way-back-title", &[]).await?;
    walk.picture("guided-success").await?;
    let mut now = evidence::connect(&shop()?).await?;
    ensure!(evidence::server_version(&mut now).await?.starts_with("18."), "the server is not of 18");
    ensure!(evidence::content(&mut now).await? == before, "something is lost");
    ensure!(takes_writes(&shop()?).await?, "the shop takes no writes");
    drop(now);

    // Within the seven days, back again.
    panel.press("Rollback").await?;
    walk.window.read_within(&walk.say("guide-rolled-back-title", &[]), A_MIGRATION).await?;
    walk.picture("guided-back").await?;
    let mut back = evidence::connect(&shop()?).await?;
    ensure!(evidence::server_version(&mut back).await?.starts_with("14."), "the server is not of 14");
    ensure!(takes_writes(&shop()?).await?, "what was left takes no writes");
    drop(back);
    walk.delete_restore_point().await?;
    ensure!(cloud.databases().iter().all(|one| !one.name.contains("restore")), "the restore point is there");

    panel.close().await?;
    walk.window.close().await?;
    cloud.stop().await;
    Ok(())
}

async fn takes_writes(shop: &PracticeDatabase) -> Result<bool> {
    let mut shop = evidence::connect(shop).await?;
    let said: String = sqlx::query_scalar("show default_transaction_read_only").fetch_one(&mut shop).await?;
    Ok(said == "off")
}
