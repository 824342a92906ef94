//! A certificate authority of one's own, and servers that live by it: their certificate is of it, and they let in only those who show one.

use anyhow::Result;
use domain::database::Endpoint;
use domain::secret::ExposeSecret as _;
use practice::servers::{self, Cluster, ClusterOptions};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DistinguishedName, DnType, ExtendedKeyUsagePurpose,
    IsCa, KeyPair,
};

use crate::postgres::{empty, run, text};

/// Who signs.
pub type Authority = CertifiedIssuer<'static, KeyPair>;

/// A new one with a name.
pub fn authority(name: &str) -> Result<Authority> {
    let mut wanted = CertificateParams::default();
    wanted.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    wanted.distinguished_name = called(name);
    Ok(CertifiedIssuer::self_signed(wanted, KeyPair::generate()?)?)
}

fn called(name: &str) -> DistinguishedName {
    let mut called = DistinguishedName::new();
    called.push(DnType::CommonName, name);
    called
}

/// A certificate and its key, PEM.
pub fn signed(names: &[&str], common: &str, by: &Authority) -> Result<(String, String)> {
    let mut wanted = CertificateParams::new(names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>())?;
    wanted.distinguished_name = called(common);
    wanted.extended_key_usages =
        vec![ExtendedKeyUsagePurpose::ServerAuth, ExtendedKeyUsagePurpose::ClientAuth];
    let key = KeyPair::generate()?;
    Ok((wanted.signed_by(&key, by)?.pem(), key.serialize_pem()))
}

/// A server with a certificate of `ours` for its own address, which lets in only those who show one that names their user.
pub async fn strict(major: u16, ours: &Authority, name: &str) -> Result<(Cluster, Endpoint)> {
    let settings = vec![("ssl_ca_file".to_owned(), "ca.crt".to_owned())];
    let address = Some(std::net::Ipv4Addr::LOCALHOST.into());
    let options = ClusterOptions { tls: true, address, settings, ..ClusterOptions::default() };
    let cluster = servers::find(major)?.cluster(options).await?;
    let data = cluster.data();
    let (certificate, key) = signed(&[name], name, ours)?;
    // Written over: owner and mode stay what a server wants.
    std::fs::write(data.join("server.crt"), certificate)?;
    std::fs::write(data.join("server.key"), key)?;
    std::fs::write(data.join("ca.crt"), ours.pem())?;
    cluster.start().await?;
    let shop = empty(&cluster, "shop").await;
    run(&shop, "CREATE TABLE public.t AS SELECT i FROM generate_series(1, 1000) i").await;
    run(&shop, &format!("CREATE ROLE ann LOGIN SUPERUSER PASSWORD '{}'", shop.password.expose_secret()))
        .await;
    let clientcert = if major >= 12 { "verify-full" } else { "1" };
    let rule = format!("hostssl all ann 127.0.0.0/8 scram-sha-256 clientcert={clientcert}\n");
    let hba = data.join("pg_hba.conf");
    let rules = std::fs::read_to_string(&hba)?;
    std::fs::write(&hba, rule + &rules)?;
    text(&shop, "SELECT pg_reload_conf()::text").await;
    let ann = Endpoint { user: "ann".into(), ..shop };
    Ok((cluster, ann))
}
