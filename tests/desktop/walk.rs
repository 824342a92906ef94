//! The way through the wizard as a person walks it, by what stands on the screen. Each step may take a picture.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use fantoccini::Locator;
use practice::{Cloud, PracticeDatabase};
use secrecy::ExposeSecret;
use words::Words;

use crate::session::Session;
use crate::window::Window;

/// How long a whole migration may take on a busy machine.
pub(crate) const A_MIGRATION: Duration = Duration::from_secs(120);

/// A person at the window.
pub(crate) struct Walk {
    /// What they look at.
    pub window: Window,
    /// What they read.
    pub words: Words,
    pictures: Option<PathBuf>,
    taken: usize,
}

impl Walk {
    /// Opens the window with its state in a folder of the desktop.
    pub(crate) async fn begin(session: &Session, folder: &str) -> Result<Self> {
        let data = session.folder(folder);
        std::fs::create_dir_all(&data)?;
        let window = Window::open(session, &data, &[]).await?;
        Ok(Self { window, words: Words::new("en"), pictures: None, taken: 0 })
    }

    /// From now on each screen is kept in a folder.
    pub(crate) fn keep_pictures(&mut self, folder: &Path) {
        self.pictures = Some(folder.to_owned());
    }

    /// Words of the catalogue, as they stand on the screen.
    pub(crate) fn say(&self, id: &str, args: &[(&str, &str)]) -> String {
        self.words.text(id, args).replace(['\u{2068}', '\u{2069}'], "").replace(['\u{a0}', '\u{202f}'], " ")
    }

    /// Presses what is called so in the catalogue.
    pub(crate) async fn press(&self, id: &str) -> Result<()> {
        self.window.press(&self.say(id, &[])).await
    }

    /// Waits for words of the catalogue.
    pub(crate) async fn read(&self, id: &str, args: &[(&str, &str)]) -> Result<()> {
        self.window.read(&self.say(id, args)).await
    }

    /// Keeps what the window shows, a picture for each screenful of the page.
    pub(crate) async fn picture(&mut self, name: &str) -> Result<()> {
        let Some(folder) = &self.pictures else { return Ok(()) };
        self.taken += 1;
        for screenful in 0.. {
            let moved = "const page = document.getElementById('page'); const before = page.scrollTop;\
                if (arguments[0] === 0) { page.scrollTo({ top: 0 }); return true; }\
                page.scrollBy({ top: page.clientHeight - 80 }); return page.scrollTop > before;";
            if self.window.client.execute(moved, vec![screenful.into()]).await? != true {
                break;
            }
            let part = if screenful == 0 { String::new() } else { format!("-{}", screenful + 1) };
            self.window.picture(&folder.join(format!("{:02}-{name}{part}.png", self.taken))).await?;
        }
        Ok(())
    }

    /// Goes to one of the main places by the navigation: `databases`, `runs`, `copy`, `accounts`, `settings`, `help`.
    pub(crate) async fn go(&self, place: &str) -> Result<()> {
        self.press(&format!("nav-{place}")).await
    }

    /// Chooses language and colours in the settings.
    pub(crate) async fn choose(&mut self, language: &str, theme: &str) -> Result<()> {
        self.go("settings").await?;
        self.window.press_css(&format!("input[type=radio][value={language}]")).await?;
        self.words = Words::new(language);
        self.read("settings-look-title", &[]).await?;
        self.window.press_css(&format!("input[type=radio][value={theme}]")).await
    }

    /// Adds the account of a practice cloud by its token, beginning at the welcome.
    pub(crate) async fn add_account(&mut self, cloud: &Cloud, name: &str) -> Result<()> {
        self.read("welcome-title", &[]).await?;
        self.picture("welcome").await?;
        self.press("welcome-add-action").await?;
        self.read("sign-in-how", &[]).await?;
        let summary = self.say("sign-in-further", &[]);
        let further = format!("//summary[contains(normalize-space(.), \"{summary}\")]");
        let further = self.window.client.find(Locator::XPath(&further)).await.context("no further fields")?;
        self.window.click(&further).await?;
        self.window.type_into("input[name=base_url]", &cloud.base_url).await?;
        self.window.type_into("input[name=token]", cloud.token.expose_secret()).await?;
        self.window.fill(&self.say("sign-in-name", &[]), name).await?;
        self.picture("account-form").await?;
        self.window.press_css("form button[type=submit]").await?;
        self.window.read(name).await
    }

    /// Opens the page of a database from the list.
    pub(crate) async fn open_database(&mut self, name: &str) -> Result<()> {
        self.go("databases").await?;
        self.window.read(name).await?;
        self.picture("databases").await?;
        self.window.press(name).await?;
        self.read("database-facts-title", &[]).await?;
        self.picture("database").await
    }

    /// Configure: chooses the version.
    pub(crate) async fn configure(&mut self, version: &str) -> Result<()> {
        self.press("migrate-settings").await?;
        self.read("wizard-version-title", &[]).await?;
        let radio = self.window.see(&format!("input[type=radio][value=\"{version}\"]")).await?;
        self.window.click(&radio).await?;
        self.read("wizard-summary-kind-upgrade", &[]).await?;
        self.picture("configure").await?;
        self.press("wizard-to-validation").await
    }

    /// Validation: waits for the findings, and agrees to every warning.
    pub(crate) async fn validate(&mut self) -> Result<String> {
        self.window.see("[data-finding], .findings, li.pass").await?;
        self.read("wizard-to-test", &[]).await?;
        let findings = self.window.text().await?;
        self.picture("validation").await?;
        self.window.tick_all(".tick input[type=checkbox]:not(:checked)").await?;
        self.press("wizard-to-test").await?;
        Ok(findings)
    }

    /// Test: says why one goes on without.
    pub(crate) async fn skip_test(&mut self) -> Result<()> {
        self.read("wizard-test-reason", &[]).await?;
        self.window.type_into("textarea[name=reason]", "Rehearsed on the staging database last week").await?;
        self.picture("test").await?;
        self.press("wizard-to-migration").await
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

    /// Migration: reads the review, types the name where it is wanted, presses the button.
    pub(crate) async fn pass_the_gate(&mut self, database: &str) -> Result<()> {
        self.read("wizard-gate-title", &[]).await?;
        self.picture("review").await?;
        if !self.window.client.find_all(Locator::Css("input[name=typed-name]")).await?.is_empty() {
            self.window.type_into("input[name=typed-name]", database).await?;
        }
        self.press("wizard-gate-confirm").await?;
        self.window.see(".run h2").await.map(drop)
    }

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
        self.open_database(into).await?;
        self.press("bring-in-start").await?;
        self.read("copy-into-title", &[("name", into)]).await?;
        self.picture("bring-in").await?;
        self.type_address("from", from).await?;
        self.press("copy-check").await?;
        self.read("copy-before-title", &[]).await?;
        self.picture("bring-in-checked").await
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
        let (stays, began) = (self.say("copy-freeze-stays", &[]), Instant::now());
        while self.window.text().await?.contains(&stays) {
            ensure!(began.elapsed() < A_MIGRATION, "the source stays read-only");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Ok(())
    }

    /// Starts the copy that was checked, and waits for an end that is called so in the catalogue.
    pub(crate) async fn copy(&mut self, outcome: &str) -> Result<()> {
        self.press("copy-start").await?;
        self.read("copy-tables-title", &[]).await?;
        self.picture("copy-progress").await?;
        self.window.read_within(&self.say(outcome, &[]), A_MIGRATION).await?;
        self.picture("copy-result").await
    }

    /// The whole way from the welcome to a migration under way.
    pub(crate) async fn migrate(&mut self, cloud: &Cloud, database: &str, version: &str) -> Result<()> {
        self.add_account(cloud, "Practice").await?;
        self.open_database(database).await?;
        self.configure(version).await?;
        self.validate().await?;
        self.skip_test().await?;
        self.pass_the_gate(database).await
    }
}
