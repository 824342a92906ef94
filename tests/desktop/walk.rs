//! The way through the wizard as a person walks it, by what stands on the screen. Each step may take a picture.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};
use fantoccini::Locator;
use practice::Cloud;
use secrecy::ExposeSecret;
use words::Words;

use crate::session::Session;
use crate::window::Window;

mod copying;
mod guided;
mod test_copies;
mod upgrade;

/// How long a whole migration may take on a busy machine.
pub(crate) const A_MIGRATION: Duration = Duration::from_secs(120);

/// The variable that names the folder for pictures. `cargo x screens` sets it.
pub(crate) const SCREENS: &str = "CHANGEOVER_SCREENS";

/// The variable that names the language and the colours of the pictures.
const LOOK: &str = "CHANGEOVER_LOOK";

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

    /// Where `CHANGEOVER_SCREENS` names a folder, each screen is kept in one of that name in it from now on, in the language and
    /// the colours of `CHANGEOVER_LOOK`: `fr-dark`.
    pub(crate) async fn pictures_where_asked(&mut self, name: &str) -> Result<()> {
        let Some(folder) = std::env::var_os(SCREENS) else { return Ok(()) };
        let look = std::env::var(LOOK).unwrap_or_else(|_| "en-light".to_owned());
        let (language, theme) = look.split_once('-').context("CHANGEOVER_LOOK is not like fr-dark")?;
        self.choose(language, theme).await?;
        self.go("databases").await?;
        self.pictures = Some(Path::new(&folder).join(format!("{look}-{name}")));
        Ok(())
    }

    /// Words of the catalogue, as they stand on the screen.
    pub(crate) fn say(&self, id: &str, args: &[(&str, &str)]) -> String {
        self.words.text(id, args).replace(['\u{2068}', '\u{2069}'], "").replace(['\u{a0}', '\u{202f}'], " ")
    }

    /// Presses what is called so in the catalogue.
    pub(crate) async fn press(&self, id: &str) -> Result<()> {
        self.window.press(&self.say(id, &[])).await
    }

    /// Opens what is folded away under a heading of the catalogue.
    pub(crate) async fn open(&self, id: &str) -> Result<()> {
        let summary = self.say(id, &[]);
        let path = format!("//summary[contains(normalize-space(.), \"{summary}\")]");
        let summary =
            self.window.client.find(Locator::XPath(&path)).await.context("nothing is folded away")?;
        self.window.click(&summary).await
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

    /// Adds the account of a practice cloud with what a person fills in there, beginning at the welcome.
    pub(crate) async fn add_account(&mut self, cloud: &Cloud, name: &str) -> Result<()> {
        self.read("welcome-title", &[]).await?;
        self.picture("welcome").await?;
        self.press("welcome-add-action").await?;
        self.read("sign-in-how", &[]).await?;
        self.window.press_css(&format!("input[type=radio][value=\"{}\"]", cloud.provider)).await?;
        self.open("sign-in-further").await?;
        self.window.type_into("input[name=base_url]", &cloud.base_url).await?;
        for (field, value) in &cloud.fields {
            self.window.type_into(&format!("input[name={field}]"), value.expose_secret()).await?;
        }
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
