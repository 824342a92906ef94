//! Pictures of every screen, in both languages and both themes. Taken by `cargo x screens`, which names the folder.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Result;

use crate::cloud::{self, SHOP};
use crate::session::Session;
use crate::walk::{A_MIGRATION, Walk};

/// The folder for the pictures; nothing is taken without it.
const FOLDER: &str = "CHANGEOVER_SCREENS";

#[tokio::test]
async fn every_screen_in_both_languages_and_both_themes() -> Result<()> {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else { return Ok(()) };
    for language in ["en", "fr"] {
        for theme in ["light", "dark"] {
            Box::pin(walk_through(&folder.join(format!("{language}-{theme}")), language, theme)).await?;
        }
    }
    Ok(())
}

async fn walk_through(folder: &Path, language: &str, theme: &str) -> Result<()> {
    let cloud = cloud::start(Duration::from_millis(400)).await?;
    let session = Session::start(1280, 800)?;
    let mut walk = Walk::begin(&session, "state").await?;
    walk.choose(language, theme).await?;
    walk.keep_pictures(folder);
    walk.picture("settings").await?;
    walk.go("databases").await?;
    walk.add_account(&cloud, "Agence Lumière").await?;
    walk.window.read("Agence Lumière").await?;
    walk.picture("accounts").await?;
    walk.open_database(SHOP).await?;
    walk.configure("17").await?;
    walk.validate().await?;
    walk.skip_test().await?;
    walk.pass_the_gate(SHOP).await?;
    walk.window.read_within("DUMP_AND_RESTORE", A_MIGRATION).await?;
    walk.picture("progress").await?;
    let args = [("database", SHOP), ("engine", "PostgreSQL"), ("version", "17")];
    let done = walk.say("run-headline-succeeded", &args);
    walk.window.read_within(&done, A_MIGRATION).await?;
    walk.picture("success").await?;
    walk.go("runs").await?;
    walk.window.read(SHOP).await?;
    walk.picture("runs").await?;
    walk.go("help").await?;
    walk.picture("help").await?;
    walk.window.close().await?;
    cloud.stop().await;
    Ok(())
}
