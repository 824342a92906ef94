//! A database is copied into an empty one by its address, in the window; the passwords that were typed stay nowhere.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use secrecy::ExposeSecret;

use crate::cloud::{self, EMPTY};
use crate::evidence;
use crate::session::Session;
use crate::walk::Walk;

#[tokio::test]
async fn a_database_is_copied_into_an_empty_one_by_two_addresses() -> Result<()> {
    let cloud = cloud::start(Duration::from_millis(150)).await?;
    let from = cloud::shop(&cloud)?;
    let to = cloud.database(EMPTY).context("the scenario has no empty database")?;
    let before = evidence::content(&mut evidence::connect(&from).await?).await?;
    ensure!(before.values().map(|(rows, _)| rows).sum::<i64>() > 1_000, "the shop is nearly empty");
    ensure!(
        evidence::content(&mut evidence::connect(&to).await?).await?.is_empty(),
        "the target is not empty"
    );

    let session = Session::start(900, 600)?;
    let mut walk = Walk::begin(&session, "state").await?;
    walk.check_copy(&from, &to).await?;
    let check = walk.window.text().await?;
    ensure!(check.contains("PostgreSQL 14."), "the version of the source is not shown:\n{check}");
    walk.copy("copy-outcome-later").await?;

    let after = evidence::content(&mut evidence::connect(&to).await?).await?;
    ensure!(after == before, "the target holds something else");
    ensure!(
        evidence::content(&mut evidence::connect(&from).await?).await? == before,
        "the source has changed"
    );

    // What the page holds: no password.
    let fields = "return [document.body.innerText, ...[...document.querySelectorAll('input')].map((i) => i.value)].join()";
    let page = walk.window.client.execute(fields, vec![]).await?.to_string();
    for end in [&from, &to] {
        let end = end.endpoint.as_ref().context("no server")?;
        ensure!(!page.contains(end.password.expose_secret()), "a password stands on the page");
    }
    // Gone to another page and back, the result is still there.
    walk.go("runs").await?;
    walk.read("runs-title", &[]).await?;
    walk.go("copy").await?;
    walk.read("copy-outcome-later", &[]).await?;
    walk.window.close().await?;
    cloud.stop().await;
    Ok(())
}

#[tokio::test]
async fn writers_are_kept_out_until_the_target_takes_over_and_let_in_again_when_asked() -> Result<()> {
    let cloud = cloud::start(Duration::from_millis(150)).await?;
    let from = cloud::shop(&cloud)?;
    let to = cloud.database(EMPTY).context("the scenario has no empty database")?;
    let write = "create table if not exists public.written (n int); insert into public.written values (1)";
    let session = Session::start(900, 600)?;
    let mut walk = Walk::begin(&session, "state").await?;
    walk.check_copy(&from, &to).await?;
    walk.keep_writers_out().await?;
    walk.copy("copy-outcome-equal").await?;
    walk.read("copy-freeze-stays", &[]).await?;
    let refused = sqlx::raw_sql(write).execute(&mut evidence::connect(&from).await?).await;
    let code = refused.err().and_then(|error| Some(error.as_database_error()?.code()?.into_owned()));
    ensure!(code.as_deref() == Some("25006"), "the source was written to: {code:?}");
    walk.thaw().await?;
    sqlx::raw_sql(write).execute(&mut evidence::connect(&from).await?).await?;
    walk.window.close().await?;
    cloud.stop().await;
    Ok(())
}

#[tokio::test]
async fn a_database_is_brought_into_one_of_an_account_whose_address_nobody_types() -> Result<()> {
    let cloud = cloud::start(Duration::from_millis(150)).await?;
    let from = cloud::shop(&cloud)?;
    let to = cloud.database(EMPTY).context("the scenario has no empty database")?;
    let before = evidence::content(&mut evidence::connect(&from).await?).await?;
    let session = Session::start(1180, 820)?;
    let mut walk = Walk::begin(&session, "state").await?;
    walk.add_account(&cloud, "Practice").await?;
    walk.bring_in(EMPTY, &from).await?;
    walk.copy("copy-outcome-later").await?;
    walk.open_copy_log().await?;
    let after = evidence::content(&mut evidence::connect(&to).await?).await?;
    ensure!(after == before, "the target holds something else");
    walk.window.close().await?;
    cloud.stop().await;
    Ok(())
}
