//! The way of a migration that is pressed in the provider's panel.

use anyhow::Result;

use super::{A_MIGRATION, Walk};

impl Walk {
    /// Test: types the address that the panel showed, and reads that both hold the same.
    pub(crate) async fn compare_panel_test(&mut self, address: &str, password: &str) -> Result<()> {
        self.picture("guided-test").await?;
        self.window.type_into("input[name=test-address]", address).await?;
        self.window.type_into("input[name=test-password]", password).await?;
        self.press("wizard-test-guided-compare").await?;
        self.window.read_within(&self.say("wizard-test-guided-later", &[]), A_MIGRATION).await?;
        self.picture("guided-test-compared").await?;
        self.press("wizard-to-migration-tested").await
    }

    /// The run asks for the person: they are about to press, and keep writers out.
    pub(crate) async fn say_that_one_presses(&mut self) -> Result<()> {
        self.window.read_within(&self.say("guide-go-action", &[]), A_MIGRATION).await?;
        self.picture("guided-go").await?;
        self.press("guide-go-action").await?;
        self.window.read_within(&self.say("guide-thaw", &[]), A_MIGRATION).await?;
        self.open("guide-thaw").await?;
        self.picture("guided-press").await
    }

    /// Deletes the restore point of a run that is over.
    pub(crate) async fn delete_restore_point(&mut self) -> Result<()> {
        self.press("guide-restore-point-delete").await?;
        let gone = self.say("guide-restore-point-hint", &[]);
        self.window.gone_within(&gone, A_MIGRATION).await
    }
}
