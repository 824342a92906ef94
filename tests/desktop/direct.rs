//! Servers that no account knows, in the window: one by the name of its service, with a CA and a client certificate of one's own, one by an
//! address that asks for encryption alone. What is shown of their protection and of where each value comes from; what is remembered.

use std::os::unix::fs::PermissionsExt as _;

use anyhow::{Context, Result, ensure};
use fantoccini::Locator;
use practice::servers::{self, ClusterOptions};
use secrecy::ExposeSecret as _;
use support::authority::{authority, signed, strict};
use support::postgres::{empty, text};

use crate::session::Session;
use crate::walk::Walk;

#[tokio::test]
async fn servers_of_no_account_are_named_as_for_psql_and_shown_with_their_protection() -> Result<()> {
    let ours = authority("ours")?;
    let (old, from) = strict(14, &ours, "127.0.0.1").await?;
    let tls = ClusterOptions { tls: true, ..ClusterOptions::default() };
    let new = servers::start_with(18, tls).await?;
    let to = empty(&new, "copy").await;

    let session = Session::start(1100, 800)?;
    let home = session.folder("");
    let put = |name: &str, text: &str| -> Result<String> {
        let path = home.join(name);
        std::fs::create_dir_all(path.parent().context("no folder")?)?;
        std::fs::write(&path, text)?;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600))?;
        Ok(path.display().to_string())
    };
    let ca = put("ours.crt", &ours.pem())?;
    let (certificate, key) = signed(&[], "ann", &ours)?;
    put(".postgresql/postgresql.crt", &certificate)?;
    put(".postgresql/postgresql.key", &key)?;
    let password = from.password.expose_secret();
    let passwords = put(".pgpass", &format!("127.0.0.1:*:shop:ann:{password}\n"))?;
    let services = format!(
        "[shop]\nhost=127.0.0.1\nport={}\nuser=ann\ndbname=shop\nsslmode=verify-full\nsslrootcert={ca}\n",
        from.port
    );
    put(".pg_service.conf", &services)?;

    let mut walk = Walk::begin(&session, "state").await?;
    walk.pictures_where_asked("direct").await?;
    walk.go("copy").await?;
    walk.window.type_into("input[name=from-address]", "service=shop").await?;
    let address = format!("postgresql://{}@{}:{}/{}?sslmode=require", to.user, to.host, to.port, to.database);
    walk.window.type_into("input[name=to-address]", &address).await?;
    walk.window.type_into("input[name=to-password]", to.password.expose_secret()).await?;
    walk.picture("addresses").await?;
    walk.press("copy-check").await?;
    walk.read("copy-start", &[]).await?;
    for strength in ["verify-full", "pinned"] {
        walk.read(&format!("tls-{strength}"), &[]).await?;
    }
    let folded = walk.window.client.find_all(Locator::Css("details summary")).await?;
    for summary in folded.iter().take(2) {
        walk.window.click(summary).await?;
    }
    walk.read("address-source-password-file", &[("file", &passwords)]).await?;
    walk.read("address-source-usual-place", &[]).await?;
    walk.picture("checked").await?;
    let wide = "const page = document.getElementById('page'); return page.scrollWidth > page.clientWidth + 1";
    ensure!(walk.window.client.execute(wide, vec![]).await? == false, "something is cut off at the side");
    let page = walk.window.text().await?;
    for secret in [password, to.password.expose_secret()] {
        ensure!(!page.contains(secret), "a password stands on the page");
    }
    walk.press("copy-start").await?;
    walk.read("copy-outcome-later", &[]).await?;
    ensure!(text(&to, "SELECT sum(i)::text FROM public.t").await == "500500", "something else arrived");

    // The one whose certificate nobody vouches for is remembered, and forgotten when it is asked.
    walk.go("settings").await?;
    let server = format!("{}:{}", to.host, to.port);
    walk.window.read(&server).await?;
    walk.picture("remembered").await?;
    walk.window.press(&walk.say("certificates-forget-server", &[("server", &server)])).await?;
    walk.read("certificates-question-body", &[]).await?;
    walk.picture("forget").await?;
    walk.window.press_css("dialog[open] button.danger").await?;
    walk.read("certificates-none", &[]).await?;
    ensure!(!walk.window.text().await?.contains(&server), "the server is still remembered");
    walk.window.close().await?;
    drop(old);
    Ok(())
}
