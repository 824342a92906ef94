//! The way of a test copy: made, asked, believed, deleted.

use std::path::Path;

use anyhow::{Context, Result};

use super::{A_MIGRATION, Walk};

impl Walk {
    /// Test: the provider is to migrate the copy as well.
    pub(crate) async fn ask_to_rehearse(&mut self) -> Result<()> {
        self.read("test-copy-make-title", &[]).await?;
        self.window.tick_all(".order input[type=checkbox]:not(:checked)").await
    }

    /// Test: makes a test copy, waits until it is there, and has its address written to a file.
    pub(crate) async fn make_test_copy(&mut self, env: &Path) -> Result<()> {
        self.read("test-copy-make-title", &[]).await?;
        self.picture("test").await?;
        self.press("test-copy-make").await?;
        self.read("test-copy-leave", &[]).await?;
        self.picture("test-copy-filling").await?;
        self.window.read_within(&self.say("test-copy-place-title", &[]), A_MIGRATION).await?;
        self.read("test-copy-equal", &[]).await?;
        let path = env.to_str().context("a path that is no text")?;
        self.window.type_into("input[name=env-path]", path).await?;
        self.press("test-copy-env-write").await?;
        self.read("test-copy-env-written", &[]).await
    }

    /// Test: asks own questions of the test copy, and compares the expensive statements.
    pub(crate) async fn question_test_copy(&mut self, checks: &str) -> Result<()> {
        self.window.type_into("textarea[name=checks]", checks).await?;
        self.press("test-copy-checks-run").await?;
        self.read("test-copy-checks-column-outcome", &[]).await?;
        self.press("test-copy-statements-run").await?;
        self.window.see("[data-statements]").await?;
        self.picture("test-copy").await
    }

    /// Goes on to the review with a test copy that is done.
    pub(crate) async fn go_on_tested(&mut self) -> Result<()> {
        self.press("wizard-to-migration-tested").await
    }

    /// Deletes the only test copy from the list, and waits until the provider says that it is gone.
    pub(crate) async fn delete_test_copy(&mut self) -> Result<()> {
        self.go("test_copies").await?;
        self.read("test-copies-intro", &[]).await?;
        self.press("test-copy-delete").await?;
        self.picture("test-copies").await?;
        self.window.read_within(&self.say("test-copies-empty-title", &[]), A_MIGRATION).await?;
        self.picture("test-copies-empty").await
    }
}
