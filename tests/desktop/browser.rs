//! A plain browser on the same desktop: what a person has open beside our window.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use fantoccini::{Client, Locator};

use crate::driver::Driver;
use crate::session::Session;
use crate::window::SOON;

/// A browser with one page.
pub(crate) struct Browser {
    client: Client,
    /// Ends after the browser.
    _driver: Driver,
}

impl Browser {
    /// Opens a page.
    pub(crate) async fn open(session: &Session, url: &str) -> Result<Self> {
        let driver = Driver::start(session).await?;
        let client = driver.connect(None).await?;
        client.goto(url).await?;
        Ok(Self { client, _driver: driver })
    }

    /// Presses the button or follows the link that says so, or that bears this title in a row of a table with this text.
    pub(crate) async fn press(&self, said: &str) -> Result<()> {
        self.click(&format!("//*[self::button or self::a][normalize-space(.)=\"{said}\"]")).await
    }

    /// Follows the link of a row of a table.
    pub(crate) async fn press_in_row(&self, row: &str) -> Result<()> {
        self.click(&format!("//tr[td[normalize-space(.)=\"{row}\"]]//a")).await
    }

    async fn click(&self, path: &str) -> Result<()> {
        let element = self.client.wait().at_most(SOON).for_element(Locator::XPath(path)).await;
        Ok(element.with_context(|| format!("{path} is not on the page"))?.click().await?)
    }

    /// What the element with this id says.
    pub(crate) async fn said(&self, id: &str) -> Result<String> {
        Ok(self.client.find(Locator::Id(id)).await?.text().await?)
    }

    /// Waits until the element with this id says so; the page loads itself again meanwhile.
    pub(crate) async fn waits_for(&self, id: &str, wanted: &str, patience: Duration) -> Result<()> {
        let begun = Instant::now();
        loop {
            let said = self.said(id).await.unwrap_or_default();
            if said == wanted {
                return Ok(());
            }
            ensure!(begun.elapsed() < patience, "{id} says «{said}», not «{wanted}»");
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }

    /// Closes it.
    pub(crate) async fn close(self) -> Result<()> {
        Ok(self.client.clone().close().await?)
    }
}
