//! Servers whose certificates nobody vouches for: the one that is remembered is spoken to, another one hears nothing.

use std::time::Duration;

use anyhow::{Context, Result};
use base64::Engine as _;
use domain::ErrorKind;
use domain::certificate::CertificatePrint;
use domain::database::{Endpoint, Tls};
use domain::engine::{Pace, TransferEvent};
use practice::servers::{self, Cluster, ClusterOptions};
use sha2::{Digest, Sha256};
use support::postgres::{assert_same, carry, empty, run, server, text};

async fn encrypted(major: u16, settings: &[(&str, &str)]) -> Result<Cluster> {
    let settings = settings.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Ok(servers::start_with(major, ClusterOptions { tls: true, settings, ..ClusterOptions::default() })
        .await?)
}

/// The print of the certificate in the server's folder, made without the engine.
fn on_disk(cluster: &Cluster) -> Result<CertificatePrint> {
    let pem = std::fs::read_to_string(cluster.data().join("server.crt"))?;
    let body: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    Ok(CertificatePrint(Sha256::digest(base64::engine::general_purpose::STANDARD.decode(body)?).into()))
}

fn pinned(endpoint: &Endpoint, print: CertificatePrint) -> Endpoint {
    Endpoint { tls: Tls::Pinned(print), ..endpoint.clone() }
}

/// The server shows a new certificate to whoever connects from now on.
async fn renewed(cluster: &Cluster) -> Result<CertificatePrint> {
    cluster.renew_certificate().await?;
    on_disk(cluster)
}

#[tokio::test]
async fn the_certificate_that_is_remembered_is_the_only_one_that_is_spoken_to() -> Result<()> {
    let engine = engines::postgres::engine();
    // The oldest speaks TLS 1.2 at least, the newest 1.3; one is kept to 1.2.
    for (major, settings) in [(10, &[][..]), (18, &[]), (16, &[("ssl_max_protocol_version", "TLSv1.2")])] {
        let settings: Vec<_> = settings.iter().copied().chain([("log_connections", "on")]).collect();
        let cluster = encrypted(major, &settings).await?;
        let shop = empty(&cluster, "shop").await;
        let shown = engine.certificate(&shop).await?.context("no certificate")?;
        assert_eq!(shown.print, on_disk(&cluster)?, "{major}");
        assert!(!shown.verified, "nobody vouches for it");

        let known = pinned(&shop, shown.print);
        assert!(engine.probe(&known).await?.encrypted);
        // A restart changes nothing.
        cluster.stop().await?;
        cluster.start().await?;
        assert!(engine.probe(&known).await?.encrypted);

        let new = renewed(&cluster).await?;
        let log = cluster.data().with_file_name("server.log");
        let signed_in = || -> Result<usize> {
            Ok(std::fs::read_to_string(&log)?.matches("connection authorized: user=").count())
        };
        let before = signed_in()?;
        let refused = engine.probe(&known).await.err().context("spoken to")?;
        assert_eq!(refused.kind, ErrorKind::CertificateChanged, "{refused:?}");
        assert!(
            refused.detail.contains(&new.to_string()) && refused.detail.contains(&shown.print.to_string())
        );
        assert_eq!(signed_in()?, before, "somebody signed in");
        assert!(engine.probe(&pinned(&shop, new)).await?.encrypted);
        assert_eq!(signed_in()?, before + 1);
    }
    Ok(())
}

#[tokio::test]
async fn what_goes_wrong_behind_the_certificate_keeps_its_kind() -> Result<()> {
    let engine = engines::postgres::engine();
    let cluster = encrypted(17, &[]).await?;
    let shop = empty(&cluster, "shop").await;
    let known = pinned(&shop, on_disk(&cluster)?);
    let wrong = Endpoint { password: domain::secret::secret("wrong"), ..known.clone() };
    assert_eq!(engine.probe(&wrong).await.err().map(|e| e.kind), Some(ErrorKind::DatabaseLogin));
    let nowhere = Endpoint { database: "nowhere".into(), ..known.clone() };
    assert_eq!(engine.probe(&nowhere).await.err().map(|e| e.kind), Some(ErrorKind::DatabaseLogin));
    let plain = server(17).await;
    let open = pinned(&empty(&plain, "shop").await, on_disk(&cluster)?);
    assert_eq!(engine.probe(&open).await.err().map(|e| e.kind), Some(ErrorKind::TlsUnavailable));
    assert_eq!(engine.certificate(&open).await.err().map(|e| e.kind), Some(ErrorKind::TlsUnavailable));
    cluster.stop().await?;
    assert_eq!(engine.probe(&known).await.err().map(|e| e.kind), Some(ErrorKind::DatabaseUnreachable));
    Ok(())
}

const ROWS: &str = "CREATE TABLE public.t (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, k text);
    INSERT INTO public.t (k) SELECT repeat(md5(i::text), 8) FROM generate_series(1, 90000) i;
    CREATE TABLE public.u AS SELECT * FROM public.t; ALTER TABLE public.u ADD PRIMARY KEY (id);
    CREATE TABLE public.wide AS SELECT n, repeat(md5(n::text), 100000) AS long FROM generate_series(1, 6) n;";

fn options() -> transfer::Options {
    transfer::Options { pace: Pace { chunk_bytes: 300_000, ..Pace::default() }, ..Default::default() }
}

#[tokio::test]
async fn a_copy_between_remembered_servers_is_whole_and_leaves_no_session() -> Result<()> {
    let (old, new) = tokio::join!(encrypted(14, &[]), encrypted(18, &[]));
    let (old, new) = (old?, new?);
    let (source, target) = (empty(&old, "shop").await, empty(&new, "shop").await);
    run(&source, ROWS).await;
    let (from, to) = (pinned(&source, on_disk(&old)?), pinned(&target, on_disk(&new)?));
    let (done, _) = carry(&from, &to, options()).await;
    assert_eq!(done?.rows, 180_006);
    assert_same(&source, &target).await;
    let left = "SELECT count(*)::text FROM pg_stat_activity WHERE application_name LIKE 'changeover%'";
    for side in [&source, &target] {
        for _ in 0..100 {
            if text(side, left).await == "0" {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert_eq!(text(side, left).await, "0");
    }
    Ok(())
}

#[tokio::test]
async fn a_certificate_that_changes_in_the_middle_of_a_copy_ends_it_with_its_code() -> Result<()> {
    let (old, new) = (server(16).await, encrypted(17, &[]).await?);
    let (source, target) = (empty(&old, "shop").await, empty(&new, "shop").await);
    run(&source, ROWS).await;
    let before = text(&source, "SELECT md5(string_agg(t::text, '' ORDER BY id)) FROM public.t t").await;
    let to = pinned(&target, on_disk(&new)?);
    let ours = "FROM pg_stat_activity WHERE application_name = 'changeover write' AND state = 'active' AND query LIKE 'COPY%'";
    let (count, end) = (
        format!("SELECT count(*)::text {ours}"),
        format!("SELECT count(pg_terminate_backend(pid))::text {ours}"),
    );
    let admin = new.admin("postgres");
    let at_least_one = async |sql: &str| {
        for _ in 0..400 {
            if text(&admin, sql).await != "0" {
                return true;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        false
    };
    let over = std::cell::Cell::new(false);
    let change = async {
        let begun = at_least_one(&count).await;
        renewed(&new).await?;
        // The copy may open a session of its own before one can be ended: then it has met the new certificate already.
        Ok::<_, anyhow::Error>((begun, over.get() || at_least_one(&end).await || over.get()))
    };
    let copy = async {
        let carried = carry(&source, &to, options()).await;
        over.set(true);
        carried
    };
    let ((done, events), changed) = tokio::join!(copy, change);
    let (begun, met) = changed?;
    assert!(begun, "nothing was copied before the change");
    assert!(met, "no session was ended in the middle: {:?}", done.as_ref().err());
    assert_eq!(done.err().map(|error| error.kind), Some(ErrorKind::CertificateChanged));
    assert!(!events.iter().any(|event| matches!(event, TransferEvent::Finished { .. })), "called done");
    let after = text(&source, "SELECT md5(string_agg(t::text, '' ORDER BY id)) FROM public.t t").await;
    assert_eq!(before, after);
    run(&source, "INSERT INTO public.t (k) VALUES ('it takes writes')").await;
    Ok(())
}
