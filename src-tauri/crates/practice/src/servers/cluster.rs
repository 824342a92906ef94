//! One PostgreSQL server with its data folder: made, started, stopped, removed. Its databases are in `sql`.

use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::process::Child;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::{Error, ErrorKind, Result, Secret};
use secrecy::ExposeSecret;

use super::find::Programs;
use super::process::{self, Started};
use super::system::{self, Identity};
use super::{address, registry, sql};

/// How often a start is repeated when somebody took the port meanwhile.
const ATTEMPTS: usize = 6;

/// How a cluster is to be. The default is a fast throw-away server in a temporary folder.
#[derive(Clone, Debug, Default)]
pub struct ClusterOptions {
    /// Shown in logs and part of the folder's name.
    pub name: String,
    /// The folder to make the cluster's own folder in. `None`, or one that the servers' user cannot reach: a temporary one.
    pub parent: Option<PathBuf>,
    /// The loopback address to listen on. `None`: one of its own, where the system has several.
    pub address: Option<IpAddr>,
    /// Offers TLS with a certificate that it signs itself, as managed databases do.
    pub tls: bool,
    /// Writes to disk as a real server does. Practice and tests do not need it, measurements do.
    pub durable: bool,
    /// Locale of the cluster; empty for `C`.
    pub locale: String,
    /// More server settings, name and value.
    pub settings: Vec<(String, String)>,
}

/// A PostgreSQL server of ours. It is stopped, and its folder removed, when this value is dropped.
#[derive(Debug)]
pub struct Cluster {
    programs: Programs,
    name: String,
    address: IpAddr,
    tls: bool,
    home: PathBuf,
    identity: Identity,
    settings: Vec<(String, String)>,
    pub(super) password: Secret,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// Kept over a restart: clients know it.
    port: Option<u16>,
    child: Option<Child>,
}

impl Programs {
    /// Makes a cluster (`initdb`). It is not started yet.
    ///
    /// # Errors
    /// [`ErrorKind::ServerNotStarted`] with what `initdb` said.
    pub async fn cluster(&self, options: ClusterOptions) -> Result<Cluster> {
        let identity = Identity::of_servers();
        let home = make_home(identity, options.parent.as_deref(), &options.name)?;
        let cluster = Cluster {
            programs: self.clone(),
            address: options.address.unwrap_or_else(address::fresh),
            tls: options.tls,
            identity,
            settings: settings(&options),
            password: sql::new_password(),
            state: Mutex::default(),
            name: options.name,
            home,
        };
        registry::record(&cluster.data(), Some(&cluster.home));
        let password_file = cluster.home.join("initial");
        cluster.write(&password_file, cluster.password.expose_secret())?;
        let locale = if options.locale.is_empty() { "C" } else { &options.locale };
        let made =
            process::initialise(self, identity, &cluster.data(), sql::ADMIN, &password_file, locale).await;
        let _ = std::fs::remove_file(&password_file);
        made?;
        cluster.write(&cluster.data().join("pg_hba.conf"), sql::WHO_MAY_CONNECT)?;
        if options.tls {
            cluster.write_certificate()?;
        }
        Ok(cluster)
    }
}

impl Cluster {
    /// Starts the server and makes sure that it is the one that answers. A second start keeps the port of the first.
    ///
    /// # Errors
    /// [`ErrorKind::ServerNotStarted`] with the end of its log.
    pub async fn start(&self) -> Result<()> {
        if self.is_running() {
            return Ok(());
        }
        let known = self.state().port;
        let log = self.home.join("server.log");
        for _ in 0..ATTEMPTS {
            let port = known.map_or_else(|| address::free_port(self.address), Ok)?;
            let mut settings = self.settings.clone();
            settings.push(("listen_addresses".into(), self.address.to_string()));
            settings.push(("port".into(), port.to_string()));
            match process::launch(&self.programs, self.identity, &self.data(), &log, &settings).await? {
                Started::Ready(child) => {
                    *self.state() = State { port: Some(port), child: Some(child) };
                    return self.verify().await;
                }
                Started::Ended if address::is_taken(self.address, port) => {
                    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
                }
                Started::Ended => break,
            }
        }
        let detail = format!("PostgreSQL {}: {}", self.programs.version, process::tail(&log));
        Err(Error::new(ErrorKind::ServerNotStarted, detail))
    }

    /// Stops the server in good order. Its data stays until this value is dropped.
    ///
    /// # Errors
    /// None today; a server that does not end is ended by force.
    pub async fn stop(&self) -> Result<()> {
        let child = self.state().child.take();
        if let Some(mut child) = child {
            process::end(&mut child).await;
        }
        Ok(())
    }

    /// Whether our process is there.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.state().child.as_mut().is_some_and(|child| matches!(child.try_wait(), Ok(None)))
    }

    /// Host address that it listens on.
    #[must_use]
    pub fn address(&self) -> IpAddr {
        self.address
    }

    /// Its port; 0 before the first start.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.state().port.unwrap_or_default()
    }

    /// The process id of the server, while it runs.
    #[must_use]
    pub fn pid(&self) -> Option<u32> {
        self.state().child.as_ref().map(Child::id)
    }

    /// Whether it offers TLS.
    #[must_use]
    pub fn offers_tls(&self) -> bool {
        self.tls
    }

    /// Makes a new key and a new certificate for it while it runs, as when a managed server is set up again. Whoever connects from now
    /// on sees them; who is connected stays so.
    ///
    /// # Errors
    /// [`ErrorKind::ServerNotStarted`] when the files cannot be written, or the server goes on with its old ones; those of reaching it.
    pub async fn renew_certificate(&self) -> Result<()> {
        let (engine, admin) = (engines::postgres::engine(), self.admin("postgres"));
        let before = engine.certificate(&admin).await?;
        self.write_certificate()?;
        sql::run(&mut self.connect("postgres").await?, "SELECT pg_reload_conf()".to_owned()).await?;
        for _ in 0..200 {
            if engine.certificate(&admin).await? != before {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Err(Error::new(ErrorKind::ServerNotStarted, "the server goes on with its old certificate"))
    }

    /// The programs that it runs.
    #[must_use]
    pub fn programs(&self) -> &Programs {
        &self.programs
    }

    /// The name that it was given.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its data folder.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.home.join("data")
    }

    /// The folder of everything that is its own.
    pub(super) fn home(&self) -> &Path {
        &self.home
    }

    /// Who runs it.
    pub(super) fn identity(&self) -> Identity {
        self.identity
    }

    /// Checks that the server that answers serves our folder: a stranger may have taken the port.
    async fn verify(&self) -> Result<()> {
        let answered = self.data_directory().await;
        if answered.as_ref().is_ok_and(|folder| folder == &self.data()) {
            return Ok(());
        }
        self.stop().await?;
        let detail = format!("another server answers at {}:{}", self.address, self.port());
        Err(answered.err().unwrap_or_else(|| Error::new(ErrorKind::ServerNotStarted, detail)))
    }

    /// Writes a file that only the servers' user can read.
    pub(super) fn write(&self, path: &Path, text: &str) -> Result<()> {
        let write = || {
            std::fs::write(path, "")?;
            self.identity.own(path, false)?;
            std::fs::write(path, text)
        };
        write().map_err(|cause| {
            Error::new(ErrorKind::ServerNotStarted, path.display().to_string()).because(cause)
        })
    }

    fn write_certificate(&self) -> Result<()> {
        let names = vec![self.address.to_string(), "localhost".to_owned()];
        let made = || {
            let mut wanted = rcgen::CertificateParams::new(names)?;
            wanted.distinguished_name = rcgen::DistinguishedName::new();
            wanted.distinguished_name.push(rcgen::DnType::CommonName, self.name.as_str());
            let key = rcgen::KeyPair::generate()?;
            Ok::<_, rcgen::Error>((wanted.self_signed(&key)?, key))
        };
        let (certificate, key) =
            made().map_err(|cause| Error::new(ErrorKind::ServerNotStarted, "certificate").because(cause))?;
        self.write(&self.data().join("server.crt"), &certificate.pem())?;
        self.write(&self.data().join("server.key"), &key.serialize_pem())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let child = self.state().child.take();
        if let Some(mut child) = child {
            process::end_now(&mut child);
        }
        let _ = std::fs::remove_dir_all(&self.home);
    }
}

/// Makes the folder of a cluster, where the servers' user can reach it.
fn make_home(identity: Identity, parent: Option<&Path>, name: &str) -> Result<PathBuf> {
    let label: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(40).collect();
    let folder = format!(
        "changeover-server-{label}{}{}",
        if label.is_empty() { "" } else { "-" },
        uuid::Uuid::new_v4().simple()
    );
    let candidates = parent.map(Path::to_path_buf).into_iter().chain(system::temporary_folders());
    let mut last = Error::new(ErrorKind::ServerNotStarted, "no folder that the servers' user can reach");
    for candidate in candidates {
        let home = candidate.join(&folder);
        if !identity.can_reach(&home) {
            continue;
        }
        let made = std::fs::create_dir_all(&home)
            .and_then(|()| identity.own(&home, true))
            .and_then(|()| home.canonicalize());
        match made {
            Ok(home) => return Ok(home),
            Err(cause) => {
                last = Error::new(ErrorKind::ServerNotStarted, home.display().to_string()).because(cause)
            }
        }
    }
    Err(last)
}

fn settings(options: &ClusterOptions) -> Vec<(String, String)> {
    let mut all = vec![
        ("unix_socket_directories", ""),
        ("logging_collector", "off"),
        ("max_connections", "60"),
        ("shared_buffers", "48MB"),
        ("timezone", "UTC"),
        ("log_timezone", "UTC"),
    ];
    if !options.durable {
        all.extend([("fsync", "off"), ("full_page_writes", "off"), ("synchronous_commit", "off")]);
    }
    if options.tls {
        all.push(("ssl", "on"));
    }
    let own = all.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned()));
    own.chain(options.settings.iter().cloned()).collect()
}
