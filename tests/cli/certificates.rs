//! Servers that are remembered by their certificates, over several calls of the program.

use std::path::Path;

use domain::database::Endpoint;
use practice::servers::{self, Cluster, ClusterOptions};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use secrecy::ExposeSecret as _;
use support::postgres::{empty, run, text};

use crate::terminal::{Said, Terminal};

async fn encrypted(major: u16) -> Cluster {
    servers::start_with(major, ClusterOptions { tls: true, ..ClusterOptions::default() }).await.unwrap()
}

fn url(endpoint: &Endpoint) -> String {
    format!("{}?sslmode=require", servers::url(endpoint).expose_secret())
}

async fn reloaded(cluster: &Cluster) {
    text(&cluster.admin("postgres"), "SELECT pg_reload_conf()::text").await;
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
}

fn transfer(terminal: &Terminal, from: &Endpoint, to: &Endpoint) -> Said {
    let said = terminal.tell(&["--json", "transfer", "--from", "-", "--to", "-"], &[&url(from), &url(to)]);
    said.assert_silent_about(&[from.password.expose_secret(), to.password.expose_secret()]);
    said
}

#[tokio::test]
async fn a_certificate_that_changes_is_a_coded_stop_until_the_person_has_it_forgotten() {
    let (old, new) = tokio::join!(encrypted(15), encrypted(18));
    let from = empty(&old, "shop").await;
    run(&from, "CREATE TABLE public.t AS SELECT generate_series(1, 9) AS n").await;
    let (one, two) = (empty(&new, "one").await, empty(&new, "two").await);
    let terminal = Terminal::new().without_passphrase();
    let none = terminal.run(&["certificates", "list"]);
    assert_eq!((none.code, none.out.trim()), (0, "No server is remembered."), "{}", none.err);

    let said = transfer(&terminal, &from, &one);
    assert_eq!(said.code, 0, "{}\n{}", said.out, said.err);
    let met = terminal.json(&["certificates", "list"]);
    let met = met.as_array().unwrap();
    assert_eq!(met.len(), 2, "{met:?}");
    assert!(met.iter().all(|one| one["verified"] == false));
    let known = met.iter().find(|one| one["host"] == two.host.as_str()).unwrap();
    let print = known["print"].as_str().unwrap();

    new.renew_certificate().await.unwrap();
    for _ in 0..2 {
        let said = transfer(&terminal, &from, &two);
        assert_eq!(said.code, 1, "{}\n{}", said.out, said.err);
        assert!(said.err.contains("CHG-NET-010") && said.err.contains(print), "{}\n{}", said.out, said.err);
        assert_eq!(text(&two, "SELECT count(*)::text FROM pg_tables WHERE schemaname = 'public'").await, "0");
    }
    assert_eq!(text(&from, "SELECT count(*)::text FROM public.t").await, "9");

    let server = format!("{}:{}", two.host, two.port);
    let said = terminal.run(&["certificates", "forget", &server]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(terminal.run(&["certificates", "forget", &server]).code, 2, "it is forgotten already");
    let said = transfer(&terminal, &from, &two);
    assert_eq!(said.code, 0, "{}\n{}", said.out, said.err);
    assert_eq!(text(&two, "SELECT count(*)::text FROM public.t").await, "9");
    let listed = terminal.run(&["certificates", "list"]);
    assert!(listed.out.contains(&server) && !listed.out.contains(print), "{}", listed.out);
    assert!(listed.out.contains("this one only"), "{}", listed.out);
}

/// Gives the server a certificate that the root has signed.
async fn signed(cluster: &Cluster, root: &CertifiedIssuer<'static, KeyPair>) {
    let wanted = CertificateParams::new(vec![cluster.address().to_string()]).unwrap();
    let key = KeyPair::generate().unwrap();
    let made = wanted.signed_by(&key, root).unwrap();
    // Written over: rights and owner of the files stay.
    std::fs::write(cluster.data().join("server.crt"), made.pem()).unwrap();
    std::fs::write(cluster.data().join("server.key"), key.serialize_pem()).unwrap();
    reloaded(cluster).await;
}

#[tokio::test]
async fn a_server_that_the_machine_vouches_for_may_renew_its_certificate_and_has_to_go_on_proving_itself() {
    let (old, new) = tokio::join!(encrypted(16), encrypted(17));
    let mut wanted = CertificateParams::default();
    wanted.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let root = CertifiedIssuer::self_signed(wanted, KeyPair::generate().unwrap()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("roots.pem");
    std::fs::write(&file, root.pem()).unwrap();
    let shown = |path: &Path| path.display().to_string();
    let terminal = Terminal::new().without_passphrase().with("SSL_CERT_FILE", &shown(&file));
    let from = empty(&old, "shop").await;
    run(&from, "CREATE TABLE public.t AS SELECT 1 AS n").await;

    signed(&new, &root).await;
    let said = transfer(&terminal, &from, &empty(&new, "one").await);
    assert_eq!(said.code, 0, "{}\n{}", said.out, said.err);
    let met = terminal.json(&["certificates", "list"]);
    let of = |endpoint: &Endpoint| {
        let one = met.as_array().unwrap().iter().find(|one| one["host"] == endpoint.host.as_str());
        one.unwrap()["verified"].as_bool().unwrap()
    };
    let two = empty(&new, "two").await;
    assert_eq!((of(&from), of(&two)), (false, true));

    signed(&new, &root).await;
    let said = transfer(&terminal, &from, &two);
    assert_eq!(said.code, 0, "renewed: {}\n{}", said.out, said.err);

    new.renew_certificate().await.unwrap();
    let said = transfer(&terminal, &from, &empty(&new, "three").await);
    assert_eq!(said.code, 1, "{}\n{}", said.out, said.err);
    assert!(said.err.contains("CHG-NET-005"), "{}\n{}", said.out, said.err);
}
