//! Elestio in the window: a service is upgraded by our own copy and the old one let go; a database is brought in, by its three steps.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use practice::scenario::Scenario;
use support::scenarios;

use crate::cloud::{self, SHOP};
use crate::evidence;
use crate::session::Session;
use crate::walk::{A_MIGRATION, Walk};

#[tokio::test]
async fn a_service_is_tried_on_a_copy_upgraded_and_the_old_one_let_go() -> Result<()> {
    let cloud = cloud::start_as(Scenario::built_in("elestio")?, Duration::from_millis(150)).await?;
    let before = cloud::shop(&cloud)?;
    let content = evidence::content(&mut evidence::connect(&before).await?).await?;
    let ids = || cloud.databases().into_iter().map(|one| one.id).collect::<Vec<_>>();
    let old = ids();
    let session = Session::start(1280, 800)?;
    let mut walk = Walk::begin(&session, "state").await?;
    walk.pictures_where_asked("elestio-upgrade").await?;
    walk.add_account(&cloud, "Shop").await?;
    walk.open_database(SHOP).await?;
    walk.configure("18").await?;
    walk.validate().await?;
    walk.make_test_copy(&session.folder("copy.env")).await?;
    walk.question_test_copy("-- name: films\n-- expect: same as the source\nselect count(*) from film;")
        .await?;
    walk.go_on_tested().await?;
    walk.pass_the_gate(SHOP).await?;
    walk.picture("upgrading").await?;
    let done = [("database", SHOP), ("engine", "PostgreSQL"), ("version", "18")];
    walk.window.read_within(&walk.say("run-headline-succeeded", &done), A_MIGRATION).await?;
    walk.read_hand_over().await?;
    walk.read("run-timing-predicted-read-only", &[]).await?;
    walk.delete_test_copy().await?;

    // Both are there until the person lets the old one go.
    let new: Vec<String> = ids().into_iter().filter(|id| !old.contains(id)).collect();
    let [new] = new.as_slice() else { anyhow::bail!("{} services more", new.len()) };
    let target = cloud.databases().into_iter().find(|one| one.id == *new).context("no new service")?;
    let mut target = evidence::connect(&target).await?;
    ensure!(evidence::server_version(&mut target).await?.starts_with("18."), "the new server is not of 18");
    ensure!(evidence::content(&mut target).await? == content, "something is lost");
    drop(target);
    ensure!(ids().contains(&before.id), "the old service is gone already");
    walk.go("runs").await?;
    walk.press(SHOP).await?;
    walk.release(SHOP).await?;
    ensure!(!ids().contains(&before.id), "the old service is there");
    walk.window.close().await?;
    cloud.stop().await;
    Ok(())
}

#[tokio::test]
async fn a_disk_too_small_is_stopped_in_validation_and_a_larger_one_is_filled() -> Result<()> {
    let cloud = cloud::start_as(scenarios::old_new_and_tiny(), Duration::from_millis(150)).await?;
    let at = |name: &str| cloud.database(name).with_context(|| format!("no {name}"));
    let from = at("old")?;
    let content = evidence::content(&mut evidence::connect(&from).await?).await?;
    let session = Session::start(1180, 820)?;
    let mut walk = Walk::begin(&session, "state").await?;
    walk.pictures_where_asked("elestio-bring-in").await?;
    walk.add_account(&cloud, "Shop").await?;
    walk.ask_to_bring_in("tiny", &from).await?;
    walk.read("error-chg-dbs-019-title", &[]).await?;
    ensure!(walk.window.holds("CHG-DBS-019").await?, "its code is nowhere");
    walk.picture("bring-in-too-small").await?;
    let start = walk.say("copy-start", &[]);
    ensure!(!walk.window.offers(&start).await?, "it could be started all the same");
    ensure!(evidence::content(&mut evidence::connect(&at("tiny")?).await?).await?.is_empty(), "it was begun");

    walk.bring_in("new", &from).await?;
    walk.copy("copy-outcome-later").await?;
    walk.open_copy_log().await?;
    let mut new = evidence::connect(&at("new")?).await?;
    ensure!(evidence::content(&mut new).await? == content, "the target holds something else");
    drop(new);
    walk.window.close().await?;
    cloud.stop().await;
    Ok(())
}
