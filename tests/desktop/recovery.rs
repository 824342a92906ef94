//! The program dies, or the answer gets lost: the migration goes on at the provider, is found again, and is never started
//! twice. The practice cloud's own log proves it.

use std::time::Duration;

use anyhow::{Result, ensure};
use practice::scenario::Fault;

use crate::cloud::{self, SHOP};
use crate::evidence;
use crate::session::Session;
use crate::walk::{A_MIGRATION, Walk};
use crate::window::Window;

#[tokio::test]
async fn a_program_that_is_killed_finds_its_migration_again() -> Result<()> {
    let cloud = cloud::start(Duration::from_millis(500)).await?;
    let session = Session::start(1280, 800)?;
    let mut walk = Walk::begin(&session, "state").await?;
    walk.migrate(&cloud, SHOP, "17").await?;
    walk.window.read("RETRIEVE_").await?;
    let Walk { window, words, .. } = walk;
    window.kill().await?;

    let window = Window::open(&session, &session.folder("state"), &[]).await?;
    let plain = |text: String| text.replace(['\u{2068}', '\u{2069}'], "");
    window.press(&plain(words.text("runs-unfinished-open-named", &[("database", SHOP)]))).await?;
    let args = [("database", SHOP), ("engine", "PostgreSQL"), ("version", "17")];
    window.read_within(&plain(words.text("run-headline-succeeded", &args)), A_MIGRATION).await?;
    ensure!(cloud::starts(&cloud) == 1, "{} migrations were asked for", cloud::starts(&cloud));
    let mut new = evidence::connect(&cloud::shop(&cloud)?).await?;
    ensure!(evidence::server_version(&mut new).await?.starts_with("17."), "the new server is not of 17");
    drop(new);
    window.close().await?;
    cloud.stop().await;
    Ok(())
}

#[tokio::test]
async fn a_start_whose_answer_is_lost_is_looked_for_and_not_repeated() -> Result<()> {
    let cloud = cloud::start(Duration::from_millis(150)).await?;
    let fault = serde_json::json!({
        "kind": "answer", "method": "POST", "path": "*/migrations", "moment": "after", "reply": { "as": "cut" }
    });
    cloud.add_fault(serde_json::from_value::<Fault>(fault)?)?;
    let session = Session::start(1280, 800)?;
    let mut walk = Walk::begin(&session, "state").await?;
    walk.migrate(&cloud, SHOP, "17").await?;
    let args = [("database", SHOP), ("engine", "PostgreSQL"), ("version", "17")];
    let headline = walk.say("run-headline-succeeded", &args);
    walk.window.read_within(&headline, A_MIGRATION).await?;
    ensure!(cloud::starts(&cloud) == 1, "{} migrations were asked for", cloud::starts(&cloud));
    walk.window.close().await?;
    cloud.stop().await;
    Ok(())
}
