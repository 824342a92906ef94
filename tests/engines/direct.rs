//! Poolers and balancers in front of servers: told before anything is written, and harmless to their other clients.

use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use domain::ErrorKind;
use domain::database::{Endpoint, Tls};
use domain::secret::ExposeSecret;
use support::aliases::alias;
use support::postgres::{carry, empty, run, server, text};
use tokio::net::{TcpListener, TcpStream};

/// A pooler of its own; ends with this.
struct Pooler {
    child: Child,
    folder: tempfile::TempDir,
    port: u16,
}

impl Drop for Pooler {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Pooler {
    async fn start(to: &Endpoint, mode: &str, size: u16) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let port = TcpListener::bind("127.0.0.1:0").await?.local_addr()?.port();
        let settings = format!(
            "[databases]\n* = host={} port={} user={} password='{}'\n[pgbouncer]\nlisten_addr=127.0.0.1\nlisten_port={port}\nunix_socket_dir=\n\
             auth_type=any\npool_mode={mode}\ndefault_pool_size={size}\n",
            to.host,
            to.port,
            to.user,
            to.password.expose_secret(),
        );
        let file = folder.path().join("pooler.ini");
        std::fs::write(&file, settings)?;
        let mut command = Command::new("pgbouncer");
        // It refuses to run as root.
        if std::fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0) {
            let open = |mode| std::os::unix::fs::PermissionsExt::from_mode(mode);
            std::fs::set_permissions(folder.path(), open(0o755))?;
            std::fs::set_permissions(&file, open(0o644))?;
            command.args(["-u", "nobody"]);
        }
        let child =
            command.arg(&file).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let pooler = Self { child: child.context("pgbouncer is not installed")?, folder, port };
        for _ in 0..100 {
            if TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
                return Ok(pooler);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        bail!("the pooler does not listen: {}", pooler.folder.path().display())
    }

    fn endpoint(&self, of: &Endpoint) -> Endpoint {
        Endpoint { host: "127.0.0.1".into(), port: self.port, tls: Tls::Disable, ..of.clone() }
    }
}

const SCRIPT: &str = "CREATE TABLE public.t AS SELECT i AS n FROM generate_series(1, 1000) i";

async fn refused(from: &Endpoint, to: &Endpoint) -> Result<()> {
    let (done, events) = carry(from, to, transfer::Options::default()).await;
    assert_eq!(done.err().map(|error| error.kind), Some(ErrorKind::NotDirect));
    let written = events.iter().any(|event| matches!(event, domain::engine::TransferEvent::Objects { .. }));
    assert!(!written);
    Ok(())
}

#[tokio::test]
async fn a_pooler_that_lends_its_sessions_is_told_on_either_side_and_keeps_no_setting() -> Result<()> {
    let (old, new) = tokio::join!(server(16), server(17));
    let (source, target) = (empty(&old, "pooled").await, empty(&new, "pooled").await);
    run(&source, SCRIPT).await;
    for size in [1, 20] {
        let (before, after) = (
            Pooler::start(&source, "transaction", size).await?,
            Pooler::start(&target, "transaction", size).await?,
        );
        refused(&before.endpoint(&source), &target).await?;
        refused(&source, &after.endpoint(&target)).await?;
        let engine = engines::postgres::engine();
        engine.probe(&before.endpoint(&source)).await?;
        // Whoever comes next through the pooler finds a session as it should be.
        for setting in ["default_transaction_read_only", "search_path", "row_security"] {
            let ask = format!("SELECT s.setting FROM pg_catalog.pg_settings s WHERE s.name = '{setting}'");
            for (pooled, direct) in [(before.endpoint(&source), &source), (after.endpoint(&target), &target)]
            {
                assert_eq!(text(&pooled, &ask).await, text(direct, &ask).await, "{setting} {size}");
            }
        }
        assert_eq!(text(&target, "SELECT count(*)::text FROM pg_class WHERE relname = 't'").await, "0");
    }
    Ok(())
}

#[tokio::test]
async fn a_pooler_that_keeps_a_session_for_each_client_is_no_obstacle() -> Result<()> {
    let (old, new) = tokio::join!(server(15), server(18));
    let (source, target) = (empty(&old, "kept").await, empty(&new, "kept").await);
    run(&source, SCRIPT).await;
    let (before, after) =
        (Pooler::start(&source, "session", 40).await?, Pooler::start(&target, "session", 40).await?);
    let (done, _) =
        carry(&before.endpoint(&source), &after.endpoint(&target), transfer::Options::default()).await;
    assert_eq!(done?.verification.context("not compared")?.differences, []);
    Ok(())
}

#[tokio::test]
async fn an_address_with_several_servers_behind_it_is_told_on_either_side() -> Result<()> {
    let (one, two, new) = tokio::join!(server(17), server(17), server(17));
    let mut sides = Vec::new();
    for cluster in [&one, &two, &new] {
        sides.push(Endpoint { tls: Tls::Disable, ..empty(cluster, "balanced").await });
    }
    // Servers behind one address know the same password.
    let password = sides.first().context("no side")?.password.clone();
    for side in &mut sides {
        run(side, &format!("ALTER ROLE {} PASSWORD '{}'", side.user, password.expose_secret())).await;
        side.password = password.clone();
    }
    let [first, second, other] = sides.as_slice() else { bail!("three sides") };
    run(first, SCRIPT).await;
    run(second, SCRIPT).await;
    let (both, _guard) = alias(&[first, second]).await;
    refused(&both, other).await?;
    let (alone, _guard) = alias(&[other]).await;
    let (done, _) = carry(first, &alone, transfer::Options::default()).await;
    assert_eq!(done?.verification.context("not compared")?.differences, []);
    run(second, "DROP TABLE public.t").await;
    let (both, _guard) = alias(&[second, second, second, other]).await;
    // The first sessions lead to one server, a later one to the other: no row is written there.
    let (done, _) = carry(first, &both, transfer::Options::default()).await;
    assert_eq!(done.err().map(|error| error.kind), Some(ErrorKind::NotDirect));
    Ok(())
}
