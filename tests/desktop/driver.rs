//! A WebKitWebDriver of our own: what it opens is driven by the W3C protocol, and ends with it.

use std::process::{Child, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use fantoccini::{Client, ClientBuilder};
use serde_json::{Map, Value};

use crate::session::Session;

/// A driver that listens on a port of its own. Dropped, it is ended.
pub(crate) struct Driver {
    child: Child,
    port: u16,
}

impl Driver {
    /// Starts one on a desktop.
    pub(crate) async fn start(session: &Session) -> Result<Self> {
        let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let child = session
            .command("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("TAURI_AUTOMATION", "true")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            // With the safe renderer the driver cannot take pictures: it waits for a frame that never comes.
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "0")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("WebKitWebDriver cannot be started")?;
        let driver = Self { child, port };
        driver.listens().await?;
        Ok(driver)
    }

    /// Opens a session: in the program that the options name, else in the plain browser that comes with WebKit.
    pub(crate) async fn connect(&self, options: Option<Value>) -> Result<Client> {
        let mut capabilities = Map::new();
        if let Some(options) = options {
            capabilities.insert("webkitgtk:browserOptions".into(), options);
        }
        // The driver speaks plain HTTP; the client wants a default for TLS all the same, once per process.
        let _already = tokio_rustls::rustls::crypto::aws_lc_rs::default_provider().install_default();
        let mut builder = ClientBuilder::rustls()?;
        builder.capabilities(capabilities);
        let address = format!("http://127.0.0.1:{}", self.port);
        let connecting = builder.connect(&address);
        Ok(tokio::time::timeout(Duration::from_secs(60), connecting)
            .await
            .context("no session in 60 s")??)
    }

    async fn listens(&self) -> Result<()> {
        for _ in 0..100 {
            if tokio::net::TcpStream::connect(("127.0.0.1", self.port)).await.is_ok() {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        bail!("the driver does not listen")
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _gone = self.child.kill();
        let _waited = self.child.wait();
    }
}
