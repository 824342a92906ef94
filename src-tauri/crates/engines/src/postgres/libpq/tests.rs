//! What PostgreSQL's own clients do, case by case.

use std::collections::BTreeMap;
use std::path::Path;

use domain::address::FoundFile;
use domain::database::{Tls, TlsFiles};

use super::*;

/// A machine made of a few variables and files.
#[derive(Clone, Default)]
pub(super) struct Machine {
    pub(super) variables: BTreeMap<String, String>,
    pub(super) files: BTreeMap<PathBuf, String>,
    pub(super) open: Vec<PathBuf>,
}

impl Machine {
    pub(super) fn with(mut self, name: &str, value: &str) -> Self {
        self.variables.insert(name.to_owned(), value.to_owned());
        self
    }

    pub(super) fn file(mut self, path: &str, text: &str) -> Self {
        self.files.insert(PathBuf::from(path), text.to_owned());
        self
    }

    fn open(mut self, path: &str) -> Self {
        self.open.push(PathBuf::from(path));
        self
    }
}

impl Surroundings for Machine {
    fn variable(&self, name: &str) -> Option<String> {
        self.variables.get(name).cloned().filter(|value| !value.is_empty())
    }

    fn file(&self, path: &Path) -> Option<FoundFile> {
        let text = secret(self.files.get(path)?.clone());
        Some(FoundFile { text, open_to_others: self.open.iter().any(|open| open == path) })
    }

    fn exists(&self, path: &Path) -> bool {
        self.files.contains_key(path)
    }
}

pub(super) fn read(typed: &str, around: &Machine) -> Result<Address> {
    complete(typed, &secret(""), around)
}

fn bare(typed: &str) -> Result<Address> {
    read(typed, &Machine::default())
}

pub(super) fn value<'a>(address: &'a Address, name: &str) -> Option<&'a AddressValue> {
    address.values.iter().find(|value| value.name == name)
}

fn variable(name: &str) -> ValueSource {
    ValueSource::Variable { name: name.to_owned() }
}

#[test]
fn a_whole_address_is_read() {
    let end = bare("postgresql://ap%40p:p%3Aw%2Fd@[::1]:6543/my%20db?sslmode=verify-full").unwrap().endpoint;
    assert_eq!((end.host.as_str(), end.port, end.database.as_str()), ("::1", 6543, "my db"));
    assert_eq!((end.user.as_str(), end.password.expose_secret()), ("ap@p", "p:w/d"));
    assert_eq!((end.tls, end.files), (Tls::VerifyFull, TlsFiles::default()));
}

#[test]
fn what_is_left_out_is_the_default_and_said_to_be() {
    let address = bare("postgres://u@h").unwrap();
    let end = &address.endpoint;
    assert_eq!((end.port, end.tls, end.password.expose_secret()), (5432, Tls::Prefer, ""));
    assert_eq!(end.database, "u");
    for name in ["port", "dbname", "sslmode"] {
        assert_eq!(value(&address, name).unwrap().source, ValueSource::Default, "{name}");
    }
    assert_eq!(value(&address, "host").unwrap().source, ValueSource::Address);
    assert!(value(&address, "password").is_none());
}

#[test]
fn what_is_not_known_is_refused_without_its_value() {
    for address in [
        "http://u:canary@h/d",
        "canary",
        "",
        "postgres://u:canary@h/d?canaryfile=canary",
        "postgres://u:canary@h/d?sslmode=canary",
        "postgres://u:canary@h:canary/d",
        "postgres://u:can%zzary@h/d",
        "postgres://u:canary@h,i/d",
        "postgres://u:canary@/d",
        "postgres://:canary@h/d",
        "postgres://u:canary@h:0/d",
        "postgres://u:canary@h:70000/d",
        "postgres://u:canary@[::1/d",
        "postgres://u:canary@[::1]canary/d",
        "postgres://u:canary@h/d?sslmode=require&sslmode=disable",
        "postgres://u:canary@h/d#canary",
        "postgres://u:%00canary@h/d",
        "postgres://u:can@ary@h/d",
        "host=h user=u dbname=d password='canary",
        "host=h user=u dbname=d canary",
        "host=h,i user=u password=canary",
        "service=canary",
        "postgres://u:canary@h/d?sslpassword=canary",
        "postgres://u:canary@h/d?sslcrl=canary",
        "postgres://u:canary@h/d?options=-ccanary",
        "postgres://u:canary@h/d?hostaddr=canary",
        "postgres://u:canary@h/d?channel_binding=require",
        "postgres://u:canary@h/d?gssencmode=require",
        "postgres://u:canary@h/d?target_session_attrs=read-write",
        "postgres://u:canary@h/d?sslcertmode=require",
        "postgres://u:canary@h/d?sslmode=verify-ca",
        "postgres://u:canary@h/d?sslmode=verify-ca&sslrootcert=system",
        "postgres://u:canary@h/d?sslmode=require&sslrootcert=system",
    ] {
        let error = bare(address).err().unwrap_or_else(|| panic!("{address}"));
        assert_eq!(error.kind, ErrorKind::InvalidInput, "{address}");
        assert!(!error.to_string().replace("canaryfile", "").contains("canary"), "{error}");
    }
}

#[test]
fn what_only_suits_a_client_is_told_and_changes_nothing() {
    let plain = bare("postgres://u@h/d").unwrap();
    let address =
        bare("postgres://u@h/d?application_name=x&connect_timeout=3&channel_binding=prefer").unwrap();
    assert_eq!(format!("{:?}", plain.endpoint), format!("{:?}", address.endpoint));
    for name in ["application_name", "connect_timeout", "channel_binding"] {
        assert_eq!(value(&address, name).unwrap().standing, ValueStanding::NoEffect, "{name}");
    }
}

#[test]
fn quotes_and_backslashes_are_read_as_postgresql_reads_them() {
    let end =
        bare(r"host = db.example  password='it\'s a \\ b' user=no user=ann dbname=shop\ 2").unwrap().endpoint;
    assert_eq!((end.host.as_str(), end.user.as_str()), ("db.example", "ann"));
    assert_eq!((end.password.expose_secret(), end.database.as_str()), (r"it's a \ b", "shop 2"));
}

#[test]
fn the_address_comes_before_its_service_the_service_before_the_environment() {
    let machine = Machine::default()
        .with("HOME", "/h/ann")
        .with("PGHOST", "env.example")
        .with("PGUSER", "env")
        .with("PGPASSWORD", "env-pw")
        .with("PGPORT", "7777")
        .file(
            "/h/ann/.pg_service.conf",
            "# mine\n[other]\nhost=no\n[shop]\nhost=db.example\nport=5433\nport=1\n[shop]\nuser=no\n",
        );
    for typed in ["service=shop dbname=blog", "postgresql:///blog?service=shop"] {
        let address = read(typed, &machine).unwrap();
        let end = &address.endpoint;
        assert_eq!((end.host.as_str(), end.port, end.database.as_str()), ("db.example", 5433, "blog"));
        assert_eq!((end.user.as_str(), end.password.expose_secret()), ("env", "env-pw"));
        let source = |name: &str| value(&address, name).unwrap().source.clone();
        assert_eq!(source("host"), ValueSource::Service { file: "/h/ann/.pg_service.conf".into() });
        assert_eq!(source("user"), variable("PGUSER"));
        assert_eq!(source("dbname"), ValueSource::Address);
        assert_eq!(
            (source("password"), &value(&address, "password").unwrap().value),
            (variable("PGPASSWORD"), &None)
        );
    }
    let named = read("dbname=blog", &machine.with("PGSERVICE", "shop")).unwrap();
    assert_eq!(named.endpoint.host, "db.example");
    assert_eq!(value(&named, "service").unwrap().source, variable("PGSERVICE"));
}

#[test]
fn the_users_services_come_before_the_systems() {
    let machine = Machine::default()
        .with("PGSERVICEFILE", "/mine")
        .with("PGSYSCONFDIR", "/etc/pg")
        .file("/mine", "[shop]\nhost=mine\nuser=u\n")
        .file("/etc/pg/pg_service.conf", "[shop]\nhost=no\n[attic]\nhost=attic\nuser=u\n");
    assert_eq!(read("service=shop", &machine).unwrap().endpoint.host, "mine");
    assert_eq!(read("service=attic", &machine).unwrap().endpoint.host, "attic");
}

#[test]
fn a_service_that_is_not_understood_is_named_with_its_line() {
    for (line, why) in
        [("port = 5433", "not known"), ("canary", "keyword=value"), ("service=other", "cannot name another")]
    {
        let machine =
            Machine::default().with("PGSERVICEFILE", "/s").file("/s", &format!("[shop]\nuser=u\n{line}\n"));
        let error = read("service=shop host=h", &machine).err().unwrap();
        assert_eq!(error.kind, ErrorKind::FileUnreadable);
        assert!(error.detail.contains("line 3") && error.detail.contains(why), "{error}");
        assert!(!error.detail.contains("canary"), "{error}");
    }
}

#[test]
fn what_the_environment_asks_for_and_we_cannot_do_stops() {
    for (name, value) in [("PGOPTIONS", "-c canary=1"), ("PGSSLCRL", "canary"), ("PGREQUIREPEER", "canary")] {
        let error = read("postgres://u@h/d", &Machine::default().with(name, value)).err().unwrap();
        assert_eq!(error.kind, ErrorKind::InvalidInput);
        assert!(error.detail.contains(name) && !error.detail.contains("canary"), "{error}");
    }
    let address = read("postgres://u@h/d", &Machine::default().with("PGREQUIRESSL", "1")).unwrap();
    assert_eq!(address.endpoint.tls, Tls::Require);
}

#[test]
fn the_password_file_is_asked_last_and_only_when_it_is_closed() {
    let machine = Machine::default().with("HOME", "/h/ann").file(
        "/h/ann/.pgpass",
        "other:*:*:*:no\nh:5432:my shop:ann:p@ss/w%rd\\:x\n*:*:*:*:any\nlocalhost:*:*:s:socket\n",
    );
    let address = read("postgresql://ann@h/my%20shop", &machine).unwrap();
    assert_eq!(address.endpoint.password.expose_secret(), "p@ss/w%rd:x");
    let file = ValueSource::PasswordFile { file: "/h/ann/.pgpass".into() };
    assert_eq!(value(&address, "password").unwrap().source, file);
    assert_eq!(
        read("postgresql://ann:own@h/my%20shop", &machine).unwrap().endpoint.password.expose_secret(),
        "own"
    );
    let beside = complete("postgresql://ann@h/x", &secret("beside"), &machine).unwrap();
    assert_eq!(beside.endpoint.password.expose_secret(), "beside");
    assert_eq!(value(&beside, "password").unwrap().source, ValueSource::Beside);
    assert!(complete("postgresql://ann:two@h/x", &secret("beside"), &machine).is_err());
    let elsewhere = machine.clone().file("/p", "*:*:*:*:named");
    let named = read("postgresql://ann@h/x?passfile=%2Fp", &elsewhere).unwrap();
    assert_eq!(named.endpoint.password.expose_secret(), "named");

    let open = read("postgresql://ann@h/my%20shop", &machine.open("/h/ann/.pgpass")).unwrap();
    assert_eq!(open.endpoint.password.expose_secret(), "");
    assert_eq!(value(&open, "passfile").unwrap().standing, ValueStanding::OpenToOthers);
}

#[test]
fn a_line_fits_field_by_field_and_a_star_fits_all() {
    let wanted = Wanted { host: "db.example", port: "5432", database: "shop", user: "ann" };
    let password = |line: &str| passfile::fitting(line, wanted).map(|found| found.expose_secret().to_owned());
    assert_eq!(password("db.example:5432:shop:ann:pw").as_deref(), Some("pw"));
    assert_eq!(password("*:*:*:*:any").as_deref(), Some("any"));
    assert_eq!(password(r"*:*:*:ann:a\:b\\c:rest").as_deref(), Some(r"a:b\c"));
    for other in [
        "db.example:5433:shop:ann:pw",
        "other:5432:shop:ann:pw",
        "db.example:5432:shop:bob:pw",
        // An escaped star is a star, not anything.
        r"\*:*:*:ann:pw",
        "",
        "# db.example:5432:shop:ann:pw",
        "db.example:5432:shop:ann",
        "*",
    ] {
        assert_eq!(password(other), None, "{other}");
    }
}

#[cfg(unix)]
#[test]
fn certificates_are_looked_for_where_postgresqls_clients_do() {
    let home = Machine::default().with("HOME", "/h/ann");
    let tls = |query: &str, machine: &Machine| {
        read(&format!("postgres://u@h/d?{query}"), machine).map(|a| (a.endpoint.tls, a.endpoint.files))
    };
    let file = |path: &str| Some(PathBuf::from(path));
    let rooted = home.clone().file("/h/ann/.pg", "").file("/h/ann/.postgresql/root.crt", "").file("/ca", "");
    let usual = TlsFiles { roots: file("/h/ann/.postgresql/root.crt"), client: None };
    let named = TlsFiles { roots: file("/ca"), client: None };
    assert_eq!(tls("sslmode=verify-full", &rooted).unwrap(), (Tls::VerifyFull, usual.clone()));
    // A CA file makes more of `require`, and nothing of less.
    assert_eq!(tls("sslmode=require", &rooted).unwrap(), (Tls::VerifyCa, usual));
    assert_eq!(tls("sslmode=require", &home).unwrap(), (Tls::Require, TlsFiles::default()));
    assert_eq!(tls("sslmode=prefer", &rooted).unwrap(), (Tls::Prefer, TlsFiles::default()));
    assert_eq!(tls("sslmode=disable", &rooted).unwrap(), (Tls::Disable, TlsFiles::default()));
    assert_eq!(tls("sslmode=verify-ca&sslrootcert=/ca", &rooted).unwrap(), (Tls::VerifyCa, named));
    assert_eq!(tls("sslrootcert=system", &rooted).unwrap(), (Tls::VerifyFull, TlsFiles::default()));
    assert_eq!(tls("ssl=true", &home).unwrap(), (Tls::Require, TlsFiles::default()));
    let missing = tls("sslmode=verify-full&sslrootcert=/none", &rooted).err().unwrap();
    assert_eq!(missing.kind, ErrorKind::FileUnreadable);

    let ours = home
        .file("/h/ann/.postgresql/postgresql.crt", "")
        .file("/h/ann/.postgresql/postgresql.key", "")
        .file("/c", "")
        .file("/k", "");
    let client =
        |certificate: &str, key: &str| Some(ClientFiles { certificate: certificate.into(), key: key.into() });
    let place = "/h/ann/.postgresql/postgresql";
    let usual = client(&format!("{place}.crt"), &format!("{place}.key"));
    assert_eq!(tls("sslmode=require", &ours).unwrap().1.client, usual);
    assert_eq!(tls("", &ours).unwrap(), (Tls::Prefer, TlsFiles { roots: None, client: usual }));
    assert_eq!(tls("sslmode=require&sslcert=/c&sslkey=/k", &ours).unwrap().1.client, client("/c", "/k"));
    assert_eq!(tls("sslcertmode=disable", &ours).unwrap().1.client, None);
    assert_eq!(tls("sslmode=disable", &ours).unwrap().1.client, None);
    let env = Machine::default().with("PGSSLCERT", "/c").with("PGSSLKEY", "/k").file("/c", "");
    assert_eq!(tls("sslmode=require", &env).err().unwrap().kind, ErrorKind::FileUnreadable, "no such key");
    assert_eq!(tls("sslmode=require", &env.file("/k", "")).unwrap().1.client, client("/c", "/k"));
    let keyless = Machine::default().file("/c", "");
    assert_eq!(tls("sslcert=/c", &keyless).err().unwrap().kind, ErrorKind::FileUnreadable);
}

use domain::database::ClientFiles;
