//! Servers that are vouched for by a CA of one's own, and ask whoever comes for a certificate of it: what passes, what stops, and how
//! that is told.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use domain::database::{ClientFiles, Endpoint, Tls, TlsFiles};
use domain::error::Remedy;
use domain::{Error, ErrorKind};
use support::authority::{authority, signed, strict};
use support::postgres::{carry, run, server, text};

/// Files of a person.
struct Desk(tempfile::TempDir);

impl Desk {
    fn put(&self, name: &str, text: &str) -> Result<PathBuf> {
        let path = self.0.path().join(name);
        std::fs::write(&path, text)?;
        #[cfg(unix)]
        mode(&path, 0o600)?;
        Ok(path)
    }

    fn client(&self, name: &str, pair: &(String, String)) -> Result<ClientFiles> {
        Ok(ClientFiles {
            certificate: self.put(&format!("{name}.crt"), &pair.0)?,
            key: self.put(&format!("{name}.key"), &pair.1)?,
        })
    }
}

#[cfg(unix)]
fn mode(path: &Path, mode: u32) -> Result<()> {
    Ok(std::fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(mode))?)
}

fn with(end: &Endpoint, tls: Tls, roots: Option<&Path>, client: Option<&ClientFiles>) -> Endpoint {
    let files = TlsFiles { roots: roots.map(Path::to_owned), client: client.cloned() };
    Endpoint { tls, files, ..end.clone() }
}

async fn probe(end: &Endpoint) -> Result<bool, Error> {
    Ok(engines::postgres::engine().probe(end).await?.encrypted)
}

async fn stops(end: &Endpoint) -> Result<(&'static str, Remedy, String)> {
    let error = probe(end).await.err().context("it was spoken to")?;
    Ok((error.code(), error.kind.remedy(), error.detail))
}

const NOT_PROVEN: (&str, Remedy) = ("CHG-NET-005", Remedy::CheckCertificates);
const NOT_WELCOME: (&str, Remedy) = ("CHG-NET-011", Remedy::CheckClientCertificate);
const UNREADABLE: (&str, Remedy) = ("CHG-INP-002", Remedy::CorrectInput);

#[tokio::test]
async fn own_authorities_and_client_certificates_mean_what_libpq_says() -> Result<()> {
    let desk = Desk(tempfile::tempdir()?);
    let (ours, stranger) = (authority("ours")?, authority("stranger")?);
    let (ca, other_ca) = (desk.put("ca.crt", &ours.pem())?, desk.put("other.crt", &stranger.pem())?);
    let ann = desk.client("ann", &signed(&[], "ann", &ours)?)?;
    let bob = desk.client("bob", &signed(&[], "bob", &ours)?)?;
    let forged = desk.client("forged", &signed(&[], "ann", &stranger)?)?;
    for major in [10, 14, 18] {
        let (_cluster, end) = strict(major, &ours, "127.0.0.1").await?;
        for tls in [Tls::VerifyFull, Tls::VerifyCa, Tls::Require, Tls::Prefer] {
            let roots = matches!(tls, Tls::VerifyCa | Tls::VerifyFull).then_some(ca.as_path());
            assert!(probe(&with(&end, tls, roots, Some(&ann))).await?, "{major} {tls:?}");
        }

        // An authority of somebody else, whatever is compared.
        for tls in [Tls::VerifyCa, Tls::VerifyFull] {
            let (code, remedy, detail) = stops(&with(&end, tls, Some(&other_ca), Some(&ann))).await?;
            assert_eq!((code, remedy), NOT_PROVEN, "{major} {tls:?}");
            assert!(detail.contains("vouches"), "{detail}");
        }
        // Nobody comes in without a certificate, with that of a stranger, or with that of another user.
        let (code, remedy, _) = stops(&with(&end, Tls::VerifyCa, Some(&ca), None)).await?;
        assert_eq!((code, remedy), NOT_WELCOME, "{major}: none");
        let (code, remedy, _) = stops(&with(&end, Tls::VerifyCa, Some(&ca), Some(&forged))).await?;
        assert_eq!((code, remedy), NOT_WELCOME, "{major}: of a stranger");
        if major >= 12 {
            assert!(
                probe(&with(&end, Tls::VerifyCa, Some(&ca), Some(&bob))).await.is_err(),
                "{major}: of bob"
            );
        }
    }
    Ok(())
}

#[tokio::test]
async fn the_name_of_the_host_counts_when_it_is_asked_for_and_only_then() -> Result<()> {
    let desk = Desk(tempfile::tempdir()?);
    let ours = authority("ours")?;
    let ca = desk.put("ca.crt", &ours.pem())?;
    let ann = desk.client("ann", &signed(&[], "ann", &ours)?)?;
    let (cluster, wrong) = strict(17, &ours, "db.example").await?;
    let (code, remedy, detail) = stops(&with(&wrong, Tls::VerifyFull, Some(&ca), Some(&ann))).await?;
    assert_eq!((code, remedy), NOT_PROVEN);
    assert!(detail.contains("another host name") && !detail.contains("db.example"), "{detail}");
    assert!(probe(&with(&wrong, Tls::VerifyCa, Some(&ca), Some(&ann))).await?);

    // The same server with a certificate for where it is.
    let (certificate, key) = signed(&["127.0.0.1"], "server", &ours)?;
    std::fs::write(cluster.data().join("server.crt"), certificate)?;
    std::fs::write(cluster.data().join("server.key"), key)?;
    text(&cluster.admin("shop"), "SELECT pg_reload_conf()::text").await;
    let full = with(&wrong, Tls::VerifyFull, Some(&ca), Some(&ann));
    for _ in 0..100 {
        if probe(&full).await.is_ok() {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert!(probe(&full).await?);
    Ok(())
}

#[tokio::test]
async fn files_that_cannot_be_used_are_named_before_anything_is_sent() -> Result<()> {
    let desk = Desk(tempfile::tempdir()?);
    let ours = authority("ours")?;
    let ca = desk.put("ca.crt", &ours.pem())?;
    let ann = desk.client("ann", &signed(&[], "ann", &ours)?)?;
    let other = desk.client("other", &signed(&[], "ann", &ours)?)?;
    // Nobody listens there: what is told comes before.
    let nobody = Endpoint { port: 1, ..server(17).await.admin("shop") };
    let paired =
        |certificate: &Path, key: &Path| ClientFiles { certificate: certificate.into(), key: key.into() };
    let locked = desk.put(
        "locked.key",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n",
    )?;
    let none = desk.0.path().join("none");
    let mut cases = vec![
        (Some(none.clone()), Some(ann.clone()), "none"),
        (Some(ann.key.clone()), Some(ann.clone()), "no certificate"),
        (Some(ca.clone()), Some(paired(&ann.certificate, &other.key)), "does not belong"),
        (Some(ca.clone()), Some(paired(&ann.certificate, &locked)), "passphrase"),
        (Some(ca.clone()), Some(paired(&ann.certificate, &ca)), "no key"),
        (Some(ca.clone()), Some(paired(&ann.certificate, &none)), "none"),
        (Some(ca.clone()), Some(paired(&none, &ann.key)), "none"),
    ];
    #[cfg(unix)]
    {
        let open = desk.put("open.key", &std::fs::read_to_string(&ann.key)?)?;
        mode(&open, 0o644)?;
        cases.push((Some(ca.clone()), Some(paired(&ann.certificate, &open)), "chmod 600"));
    }
    for (roots, client, why) in cases {
        let end = with(&nobody, Tls::VerifyCa, roots.as_deref(), client.as_ref());
        let (code, remedy, detail) = stops(&end).await?;
        assert_eq!((code, remedy), UNREADABLE, "{why}");
        assert!(detail.contains(why) && !detail.contains("BEGIN"), "{detail}");
    }
    let fine = probe(&with(&nobody, Tls::VerifyCa, Some(&ca), Some(&ann))).await;
    assert_eq!(fine.err().map(|error| error.kind), Some(ErrorKind::DatabaseUnreachable));
    Ok(())
}

#[tokio::test]
async fn a_whole_copy_is_made_by_client_certificates() -> Result<()> {
    let desk = Desk(tempfile::tempdir()?);
    let ours = authority("ours")?;
    let ca = desk.put("ca.crt", &ours.pem())?;
    let ann = desk.client("ann", &signed(&[], "ann", &ours)?)?;
    let ((_old, from), (new, to)) = (strict(14, &ours, "old").await?, strict(18, &ours, "new").await?);
    run(&new.admin("shop"), "DROP TABLE public.t").await;
    let protect = |end: &Endpoint| with(end, Tls::VerifyCa, Some(&ca), Some(&ann));
    let (done, _) = carry(&protect(&from), &protect(&to), transfer::Options::default()).await;
    assert_eq!(done?.rows, 1000);
    assert_eq!(text(&new.admin("shop"), "SELECT sum(i)::text FROM public.t").await, "500500");
    Ok(())
}
