//! The way of a migration by our own copy: progress, hand-over, and the old server that is let go.

use anyhow::Result;

use super::{A_MIGRATION, Walk};

impl Walk {
    /// Reads the new address of a run that is over.
    pub(crate) async fn read_hand_over(&mut self) -> Result<()> {
        self.read("transfer-hand-over-title", &[]).await?;
        self.picture("hand-over").await
    }

    /// Lets the old server go, its name typed.
    pub(crate) async fn release(&mut self, name: &str) -> Result<()> {
        self.press("transfer-release").await?;
        self.read("transfer-release-body", &[("provider", "Elestio")]).await?;
        self.window.fill(&self.say("transfer-release-type", &[("name", name)]), name).await?;
        self.picture("release").await?;
        self.press("transfer-release-confirm").await?;
        self.window.gone_within(&self.say("transfer-release-hint", &[]), A_MIGRATION).await?;
        self.picture("released").await
    }
}
