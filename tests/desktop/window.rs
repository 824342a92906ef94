//! The real window, driven through WebKitWebDriver as a person would: by what is written on it.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::{Client, Locator};
use serde_json::json;

use crate::driver::Driver;
use crate::session::Session;

/// How long anything on the screen may take to appear.
pub(crate) const SOON: Duration = Duration::from_secs(20);

/// A window under the driver. Close it with [`Window::close`], or end it hard with [`Window::kill`].
pub(crate) struct Window {
    /// The W3C client.
    pub client: Client,
    /// Ends after the window.
    _driver: Driver,
    app: PathBuf,
    data: PathBuf,
}

impl Window {
    /// Starts the program with its state in `data` and waits for its first page.
    pub(crate) async fn open(session: &Session, data: &Path, extra: &[&str]) -> Result<Self> {
        let app = program()?;
        let driver = Driver::start(session).await?;
        let mut arguments = vec!["--data-dir".to_owned(), data.display().to_string()];
        arguments.extend(extra.iter().map(|text| (*text).to_owned()));
        let client = driver.connect(Some(json!({ "binary": app, "args": arguments }))).await?;
        let window = Self { client, _driver: driver, app, data: data.to_owned() };
        window.see("main").await?;
        Ok(window)
    }

    /// Waits until an element is there.
    pub(crate) async fn see(&self, css: &str) -> Result<Element> {
        self.appeared(Locator::Css(css), css).await
    }

    async fn appeared(&self, place: Locator<'_>, what: &str) -> Result<Element> {
        let found = self.client.wait().at_most(SOON).for_element(place).await;
        if found.is_err() {
            self.keep_failure().await;
        }
        found.with_context(|| format!("{what} never appeared"))
    }

    /// Waits until a text stands anywhere in the page, for at most `patience`.
    pub(crate) async fn read_within(&self, text: &str, patience: Duration) -> Result<()> {
        let begun = Instant::now();
        loop {
            let page = self.text().await.unwrap_or_default();
            if page.contains(text) {
                return Ok(());
            }
            if begun.elapsed() > patience {
                self.keep_failure().await;
                bail!("«{text}» never appeared; the page says:\n{page}");
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Waits until a text stands nowhere in the page.
    pub(crate) async fn gone_within(&self, text: &str, patience: Duration) -> Result<()> {
        let begun = Instant::now();
        while self.text().await?.contains(text) {
            if begun.elapsed() > patience {
                self.keep_failure().await;
                bail!("«{text}» stays");
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Ok(())
    }

    /// Waits until a text stands anywhere in the page.
    pub(crate) async fn read(&self, text: &str) -> Result<()> {
        self.read_within(text, SOON).await
    }

    /// All that can be read on the page.
    pub(crate) async fn text(&self) -> Result<String> {
        // The driver's own text leaves out what is cut by an ellipsis.
        let text = self.client.execute("return document.body.innerText", vec![]).await?;
        Ok(text.as_str().context("the page has no text")?.replace(['\u{a0}', '\u{202f}'], " "))
    }

    /// Whether a text stands in the page, or is folded away in it.
    pub(crate) async fn holds(&self, text: &str) -> Result<bool> {
        let all = self.client.execute("return document.body.textContent", vec![]).await?;
        Ok(all.as_str().is_some_and(|all| all.contains(text)))
    }

    /// Presses the button or link of that accessible name.
    pub(crate) async fn press(&self, name: &str) -> Result<()> {
        let element = self.appeared(Locator::XPath(&called(name)), &format!("button «{name}»")).await?;
        self.click(&element).await
    }

    /// Whether there is a button or link of that accessible name.
    pub(crate) async fn offers(&self, name: &str) -> Result<bool> {
        Ok(!self.client.find_all(Locator::XPath(&called(name))).await?.is_empty())
    }

    /// Clicks, once the element can be clicked.
    pub(crate) async fn click(&self, element: &Element) -> Result<()> {
        self.bring_into_view(element).await?;
        let begun = Instant::now();
        loop {
            match element.click().await {
                Ok(()) => return Ok(()),
                Err(error) if begun.elapsed() > SOON => {
                    let what = element.html(false).await.unwrap_or_default();
                    self.keep_failure().await;
                    return Err(error).with_context(|| format!("cannot be clicked: {what}"));
                }
                Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
            }
        }
    }

    /// Scrolls until the element is in the middle, and waits until it stands still.
    async fn bring_into_view(&self, element: &Element) -> Result<()> {
        // The driver looks at the page's own scroll alone, and the content has one of its own. A person does not press
        // what still moves either.
        let settled = "const [element, done] = arguments;\
            element.scrollIntoView({ block: 'center' });\
            const place = () => { const { x, y } = element.getBoundingClientRect(); return `${x} ${y}`; };\
            let [last, same] = ['', 0];\
            const look = () => {\
              const now = place();\
              same = now === last ? same + 1 : 0;\
              last = now;\
              if (same > 3) done(); else requestAnimationFrame(look);\
            };\
            look();";
        let settled = self.client.execute_async(settled, vec![serde_json::to_value(element)?]).await;
        settled.map(drop).context("it cannot be brought into view")
    }

    /// Clicks the first of what is found until nothing is found: each tick may draw its neighbours again.
    pub(crate) async fn tick_all(&self, css: &str) -> Result<()> {
        let begun = Instant::now();
        while let Some(tick) = self.client.find_all(Locator::Css(css)).await?.first() {
            let into_view = "arguments[0].scrollIntoView({ block: 'center' })";
            let seen = self.client.execute(into_view, vec![serde_json::to_value(tick)?]).await;
            let ticked = seen.and(tick.click().await);
            if begun.elapsed() > SOON {
                self.keep_failure().await;
                ticked.with_context(|| format!("{css} cannot be ticked"))?;
                bail!("{css} is ticked and still there");
            }
        }
        Ok(())
    }

    /// Types into the field with that label.
    pub(crate) async fn fill(&self, label: &str, text: &str) -> Result<()> {
        let path = format!("//*[@id=//label[starts-with(normalize-space(.), \"{label}\")]/@for]");
        let element = self.appeared(Locator::XPath(&path), &format!("field «{label}»")).await?;
        self.bring_into_view(&element).await?;
        element.clear().await?;
        element.send_keys(text).await?;
        Ok(())
    }

    /// Types into a field that is found by its place in the form.
    pub(crate) async fn type_into(&self, css: &str, text: &str) -> Result<()> {
        let element = self.see(css).await?;
        self.bring_into_view(&element).await?;
        element.clear().await?;
        // A line break that is typed is a key of its own.
        element.send_keys(&text.replace('\n', &String::from(char::from(Key::Enter)))).await?;
        let kept = element.prop("value").await?.unwrap_or_default();
        anyhow::ensure!(kept == text, "{css} holds {} of {} characters typed", kept.len(), text.len());
        Ok(())
    }

    /// Presses Escape.
    pub(crate) async fn escape(&self) -> Result<()> {
        let element = self.client.active_element().await?;
        Ok(element.send_keys(&String::from(char::from(Key::Escape))).await?)
    }

    /// Presses a button that is found by its place in the form.
    pub(crate) async fn press_css(&self, css: &str) -> Result<()> {
        let element = self.see(css).await?;
        self.click(&element).await
    }

    /// Writes what the window shows into a file, after the next two frames.
    pub(crate) async fn picture(&self, file: &Path) -> Result<()> {
        let script = "const done = arguments[arguments.length - 1];\
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 80)));";
        self.client.execute_async(script, vec![]).await?;
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        Ok(std::fs::write(file, self.client.screenshot().await?)?)
    }

    /// Keeps what the window shows when something is missing, where `CHANGEOVER_FAILURE` names a file for it.
    async fn keep_failure(&self) {
        if let Some(file) = std::env::var_os("CHANGEOVER_FAILURE") {
            let _kept = self.picture(Path::new(&file)).await;
        }
    }

    /// Ends the program as a person would: the session is closed.
    pub(crate) async fn close(self) -> Result<()> {
        Ok(self.client.clone().close().await?)
    }

    /// Ends the program with `kill -9`, in the middle of whatever it does.
    pub(crate) async fn kill(self) -> Result<()> {
        let killed = kill_hard(&self.app, &self.data)?;
        anyhow::ensure!(killed == 1, "{killed} processes of this window were found");
        let _session_gone = tokio::time::timeout(Duration::from_secs(3), self.client.clone().close()).await;
        Ok(())
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        let _already = kill_hard(&self.app, &self.data);
    }
}

/// Buttons and links of an accessible name. Catalogues write the typographic apostrophe, so a straight double quote stands in none.
fn called(name: &str) -> String {
    format!(
        "//*[self::button or self::a or @role='button'][normalize-space(.)=\"{name}\" or @aria-label=\"{name}\"]"
    )
}

/// Ends the processes of this program that were started with this data folder: ours, and nobody else's.
fn kill_hard(app: &Path, data: &Path) -> Result<usize> {
    let data = data.as_os_str().as_encoded_bytes();
    let mut killed = 0;
    for entry in std::fs::read_dir("/proc")?.flatten() {
        let name = entry.file_name();
        let Some(pid) = name.to_str().and_then(|name| name.parse::<i32>().ok()) else { continue };
        let ours = std::fs::read_link(entry.path().join("exe")).is_ok_and(|exe| exe == app);
        let arguments = std::fs::read(entry.path().join("cmdline")).unwrap_or_default();
        if ours && arguments.split(|byte| *byte == 0).any(|part| part == data) {
            let status = std::process::Command::new("kill").args(["-9", &pid.to_string()]).status()?;
            killed += usize::from(status.success());
        }
    }
    Ok(killed)
}

/// The program that was built beside this test.
fn program() -> Result<PathBuf> {
    let test = std::env::current_exe()?;
    let folder = test.parent().and_then(Path::parent).context("no target folder")?;
    let app = folder.join("changeover-desktop");
    anyhow::ensure!(app.exists(), "{} is not built: cargo build -p changeover-desktop", app.display());
    Ok(app)
}
