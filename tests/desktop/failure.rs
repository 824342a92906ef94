//! When it goes wrong: the screen tells the truth, and the original takes writes again.

use std::time::Duration;

use anyhow::{Result, ensure};

use crate::cloud::{self, SHOP};
use crate::evidence;
use crate::session::Session;
use crate::walk::{A_MIGRATION, Walk};

const SAID: &str = "pg_restore: error: could not execute query";

#[tokio::test]
async fn a_failure_while_the_data_moves_leaves_the_original_at_work() -> Result<()> {
    let cloud = cloud::start(Duration::from_millis(150)).await?;
    cloud.add_fault(cloud::copy_fails(SAID)?)?;
    let mut shop = evidence::connect(&cloud::shop(&cloud)?).await?;
    let before = evidence::content(&mut shop).await?;
    drop(shop);

    let session = Session::start(1280, 800)?;
    let mut walk = Walk::begin(&session, "state").await?;
    walk.migrate(&cloud, SHOP, "17").await?;
    let headline = walk.say("run-headline-failed", &[("database", SHOP)]);
    walk.window.read_within(&headline, A_MIGRATION).await?;
    let shop = cloud::shop(&cloud)?;
    // What support asks for is gathered once the failure is on the screen.
    for needed in ["DUMP_AND_RESTORE", SAID, shop.id.as_str(), "migration_"] {
        walk.window.read_within(needed, A_MIGRATION).await?;
    }

    let mut original = evidence::connect(&shop).await?;
    ensure!(evidence::server_version(&mut original).await?.starts_with("14."), "the original does not serve");
    ensure!(evidence::content(&mut original).await? == before, "the original has changed");
    drop(original);
    ensure!(evidence::accepts_a_write(&shop).await?, "the original refuses a write");
    walk.window.close().await?;
    cloud.stop().await;
    Ok(())
}

#[tokio::test]
async fn a_migration_that_is_stopped_leaves_the_original_at_work() -> Result<()> {
    let cloud = cloud::start(Duration::from_millis(900)).await?;
    let session = Session::start(1280, 800)?;
    let mut walk = Walk::begin(&session, "state").await?;
    walk.migrate(&cloud, SHOP, "17").await?;
    // It can be stopped once the provider has given the migration its name.
    walk.window.press_css(".abort button:not([aria-disabled])").await?;
    walk.read("run-abort-question", &[("database", SHOP)]).await?;
    walk.window.press_css("dialog[open] button.danger").await?;
    let headline = walk.say("run-headline-aborted", &[("database", SHOP)]);
    walk.window.read_within(&headline, A_MIGRATION).await?;

    let shop = cloud::shop(&cloud)?;
    let mut original = evidence::connect(&shop).await?;
    ensure!(evidence::server_version(&mut original).await?.starts_with("14."), "the original does not serve");
    drop(original);
    ensure!(evidence::accepts_a_write(&shop).await?, "the original refuses a write");
    walk.window.close().await?;
    cloud.stop().await;
    Ok(())
}
