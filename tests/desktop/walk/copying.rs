//! The way of a copy between two addresses, and into a database of an account.

use anyhow::{Context, Result};
use practice::PracticeDatabase;
use secrecy::ExposeSecret;

use super::{A_MIGRATION, Walk};

impl Walk {
    /// Types both addresses of a copy, with the passwords beside them, and waits for what the check says.
    pub(crate) async fn check_copy(&mut self, from: &PracticeDatabase, to: &PracticeDatabase) -> Result<()> {
        self.go("copy").await?;
        self.read("copy-check", &[]).await?;
        self.picture("copy-form").await?;
        for (side, database) in [("from", from), ("to", to)] {
            self.type_address(side, database).await?;
        }
        self.press("copy-check").await?;
        self.read("copy-before-title", &[]).await?;
        self.picture("copy-checked").await
    }

    /// Types the address and the password of one side.
    async fn type_address(&mut self, side: &str, database: &PracticeDatabase) -> Result<()> {
        let end = database.endpoint.as_ref().context("no server")?;
        let address = format!("postgresql://{}@{}:{}/{}", end.user, end.host, end.port, end.database);
        self.window.type_into(&format!("input[name={side}-address]"), &address).await?;
        let password = end.password.expose_secret();
        self.window.type_into(&format!("input[name={side}-password]"), password).await
    }

    /// From the page of a database: what is to be brought into it, and what the check says.
    pub(crate) async fn bring_in(&mut self, into: &str, from: &PracticeDatabase) -> Result<()> {
        self.ask_to_bring_in(into, from).await?;
        self.read("copy-before-title", &[]).await?;
        self.picture("bring-in-checked").await
    }

    /// From the page of a database: what is to be brought into it, and the check asked for.
    pub(crate) async fn ask_to_bring_in(&mut self, into: &str, from: &PracticeDatabase) -> Result<()> {
        self.open_database(into).await?;
        self.press("bring-in-start").await?;
        self.read("copy-into-title", &[("name", into)]).await?;
        self.picture("bring-in").await?;
        self.type_address("from", from).await?;
        self.press("copy-check").await
    }

    /// Opens the log of a copy that is over.
    pub(crate) async fn open_copy_log(&mut self) -> Result<()> {
        self.press("copy-log-show").await?;
        self.read("copy-log-verifying", &[]).await?;
        self.picture("copy-log").await
    }

    /// Chooses that nobody writes to the source while it is copied.
    pub(crate) async fn keep_writers_out(&mut self) -> Result<()> {
        self.window.press_css("input[type=radio][value=freeze]").await?;
        self.read("copy-before-frozen", &[]).await?;
        self.picture("copy-frozen").await
    }

    /// Makes the source writable again that a copy has left to the target.
    pub(crate) async fn thaw(&mut self) -> Result<()> {
        self.press("copy-thaw").await?;
        self.read("copy-thaw-body", &[]).await?;
        self.picture("copy-thaw").await?;
        self.window.press_css("dialog[open] button.danger").await?;
        self.window.gone_within(&self.say("copy-freeze-stays", &[]), A_MIGRATION).await
    }

    /// Starts the copy that was checked, and waits for an end that is called so in the catalogue.
    pub(crate) async fn copy(&mut self, outcome: &str) -> Result<()> {
        self.press("copy-start").await?;
        self.read("copy-tables-title", &[]).await?;
        self.picture("copy-progress").await?;
        self.window.read_within(&self.say(outcome, &[]), A_MIGRATION).await?;
        self.picture("copy-result").await
    }
}
