//! Pictures of every screen, in both languages and both themes. Taken by `cargo x screens`, which names the folder.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};

use crate::cloud::{self, EMPTY, SHOP};
use crate::session::Session;
use crate::walk::{A_MIGRATION, SCREENS, Walk};

/// A name that fits in no column.
const LONG: &str = "customer-relationship-archive-of-the-north-western-branch-offices-2019-2024";

/// What the provider says of a copy that failed.
const SAID: &str =
    "pg_restore: error: could not execute query: ERROR: could not extend file: No space left on device";

#[tokio::test]
#[ignore = "takes pictures and asserts little: `cargo x screens` runs it"]
async fn every_screen_in_both_languages_and_both_themes() -> Result<()> {
    let folder =
        std::env::var_os(SCREENS).map(PathBuf::from).context("CHANGEOVER_SCREENS names no folder")?;
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
    walk.go("runs").await?;
    walk.picture("runs-empty").await?;
    let to = cloud.database(EMPTY).context("the scenario has no empty database")?;
    walk.check_copy(&cloud::shop(&cloud)?, &to).await?;
    walk.keep_writers_out().await?;
    walk.copy("copy-outcome-equal").await?;
    walk.thaw().await?;
    walk.go("databases").await?;
    walk.add_account(&cloud, "Agence Lumière").await?;
    walk.picture("accounts").await?;
    walk.open_database(SHOP).await?;
    walk.configure("17").await?;
    walk.validate().await?;
    let env = session.folder(&format!("{language}-{theme}.env"));
    walk.make_test_copy(&env).await?;
    walk.question_test_copy("-- name: films\n-- expect: same as the source\nselect count(*) from film;\n\n-- expect: 3\nselect 4;").await?;
    walk.go_on_tested().await?;
    walk.pass_the_gate(SHOP).await?;
    walk.window.read_within("DUMP_AND_RESTORE", A_MIGRATION).await?;
    walk.picture("progress").await?;
    let args = [("database", SHOP), ("engine", "PostgreSQL"), ("version", "17")];
    let done = walk.say("run-headline-succeeded", &args);
    walk.window.read_within(&done, A_MIGRATION).await?;
    walk.picture("success").await?;
    walk.press("run-log-open").await?;
    walk.picture("log").await?;
    walk.window.escape().await?;
    walk.delete_test_copy().await?;

    // A long name, and a migration that fails.
    cloud.add_fault(cloud::copy_fails(SAID)?)?;
    walk.open_database(LONG).await?;
    walk.configure("18").await?;
    walk.validate().await?;
    walk.skip_test().await?;
    walk.pass_the_gate(LONG).await?;
    let failed = walk.say("run-headline-failed", &[("database", LONG)]);
    walk.window.read_within(&failed, A_MIGRATION).await?;
    walk.picture("failure").await?;
    walk.go("runs").await?;
    walk.window.read(SHOP).await?;
    walk.picture("runs").await?;
    walk.go("help").await?;
    walk.picture("help").await?;
    walk.window.close().await?;
    cloud.stop().await;
    Ok(())
}
