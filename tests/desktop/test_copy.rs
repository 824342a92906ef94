//! Tested first on a copy of the real data: made in the window, migrated by the provider, asked, its times on the review and beside
//! those of the real migration, and deleted at the provider.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use sqlx::{Connection, PgConnection};

use crate::cloud::{self, SHOP};
use crate::evidence;
use crate::session::Session;
use crate::walk::{A_MIGRATION, Walk};

/// One that agrees, and one that is wrong on purpose.
const CHECKS: &str = "-- name: films\n-- expect: same as the source\nselect count(*) from film;\n\n\
                      -- name: wrong on purpose\n-- expect: 3\nselect 4;";

#[tokio::test]
async fn a_test_copy_is_made_asked_promised_by_and_deleted() -> Result<()> {
    let cloud = cloud::start(Duration::from_millis(150)).await?;
    let before = evidence::content(&mut evidence::connect(&cloud::shop(&cloud)?).await?).await?;
    let there = || cloud.databases().len();
    let count = there();
    let session = Session::start(1280, 800)?;
    let mut walk = Walk::begin(&session, "state").await?;
    walk.pictures_where_asked("test-copy").await?;
    walk.add_account(&cloud, "Practice").await?;
    walk.open_database(SHOP).await?;
    walk.configure("18").await?;
    walk.validate().await?;
    let file = session.folder("copy.env");
    walk.ask_to_rehearse().await?;
    walk.make_test_copy(&file).await?;
    let rehearsed = [("provider", "Clever Cloud")];
    walk.read("test-copy-rehearsed-equal", &rehearsed).await?;
    ensure!(cloud::starts(&cloud) == 1, "the provider was not asked to migrate the copy");
    ensure!(there() == count + 1, "the provider has no database more");

    // The file opens the copy, and it is the shop on the targeted version.
    let env = std::fs::read_to_string(&file)?;
    let url =
        env.lines().find_map(|line| line.strip_prefix("DATABASE_URL=")).context("no address in the file")?;
    let url = url.trim_matches(['"', '\'']);
    let mut copy = PgConnection::connect(url).await?;
    ensure!(evidence::server_version(&mut copy).await?.starts_with("18."), "the copy is not of 18");
    ensure!(evidence::content(&mut copy).await? == before, "the copy holds something else");
    drop(copy);
    let password = env.lines().find_map(|line| line.strip_prefix("PGPASSWORD=")).context("no password")?;
    let password = password.trim_matches(['"', '\'']);
    ensure!(!walk.window.text().await?.contains(password), "the password stands on the page");

    walk.question_test_copy(CHECKS).await?;
    let sum = walk.say("test-copy-checks-sum", &[("equal", "1"), ("differ", "1"), ("failed", "0")]);
    walk.window.read(&sum).await?;

    // The review says what was measured, and the result puts it beside what came.
    walk.go_on_tested().await?;
    walk.read("wizard-review-title", &[]).await?;
    let label = env.lines().next().and_then(|line| line.strip_prefix("# ")).context("no label")?.to_owned();
    walk.read("wizard-review-test-done", &[("label", &label)]).await?;
    let page = walk.window.text().await?;
    let unknown = walk.say("wizard-review-read-only-unknown", &[]);
    ensure!(!page.contains(&unknown), "the review says that nothing was measured:\n{page}");
    walk.pass_the_gate(SHOP).await?;
    let args = [("database", SHOP), ("engine", "PostgreSQL"), ("version", "18")];
    walk.window.read_within(&walk.say("run-headline-succeeded", &args), A_MIGRATION).await?;
    walk.read("run-timing-predicted-read-only", &[]).await?;

    walk.delete_test_copy().await?;
    ensure!(there() == count, "the provider still has the copy");
    walk.window.close().await?;
    cloud.stop().await;
    Ok(())
}
