//! What a guard is told, on one line of its standard input and nowhere else: where the source is, how it is made writable, for
//! how long. It holds a password: no `Debug`, and what it was read from is wiped.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::time::Duration;

use domain::database::{ClientFiles, Endpoint, EngineKind, Tls, TlsFiles};
use domain::engine::FreezePlan;
use domain::ids::{GuardId, RunId};
use domain::secret::{ExposeSecret as _, secret};
use domain::{Error, ErrorKind, Result, Secret};
use secrecy::zeroize::{Zeroize as _, Zeroizing};
use serde::{Deserialize, Serialize};

/// Raised when the line means something else: a guard of another version then refuses it.
const FORM: u32 = 1;

/// Room at once: growing would leave unwiped copies behind.
const ROOM: usize = 64 * 1024;

/// What a guard is for.
pub struct Order {
    /// The data folder, where its mark is.
    pub(crate) folder: PathBuf,
    pub(crate) guard: GuardId,
    /// The store's number of the freeze.
    pub(crate) number: i64,
    /// The run that it belongs to.
    pub(crate) run: Option<RunId>,
    pub(crate) engine: EngineKind,
    pub(crate) endpoint: Endpoint,
    pub(crate) plan: FreezePlan,
    /// After which it acts though we are there: we hang.
    pub(crate) limit: Duration,
    /// How long it tries, once it acts.
    pub(crate) patience: Duration,
}

#[derive(Serialize, Deserialize)]
struct Line<'a> {
    form: u32,
    folder: PathBuf,
    guard: GuardId,
    number: i64,
    run: Option<RunId>,
    engine: EngineKind,
    host: Cow<'a, str>,
    port: u16,
    database: Cow<'a, str>,
    user: Cow<'a, str>,
    password: Cow<'a, str>,
    tls: Tls,
    roots: Option<PathBuf>,
    certificate_and_key: Option<(PathBuf, PathBuf)>,
    plan: Cow<'a, FreezePlan>,
    limit_ms: u64,
    patience_ms: u64,
}

impl Order {
    /// Where the guard logs.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The line, without its end.
    pub(super) fn line(&self) -> Result<Secret> {
        let ms = |time: Duration| u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        let line = Line {
            form: FORM,
            folder: self.folder.clone(),
            guard: self.guard,
            number: self.number,
            run: self.run,
            engine: self.engine,
            host: Cow::Borrowed(&self.endpoint.host),
            port: self.endpoint.port,
            database: Cow::Borrowed(&self.endpoint.database),
            user: Cow::Borrowed(&self.endpoint.user),
            password: Cow::Borrowed(self.endpoint.password.expose_secret()),
            tls: self.endpoint.tls,
            roots: self.endpoint.files.roots.as_deref().map(from_anywhere),
            certificate_and_key: self
                .endpoint
                .files
                .client
                .as_ref()
                .map(|client| (from_anywhere(&client.certificate), from_anywhere(&client.key))),
            plan: Cow::Borrowed(&self.plan),
            limit_ms: ms(self.limit),
            patience_ms: ms(self.patience),
        };
        let mut text = Zeroizing::new(Vec::with_capacity(ROOM));
        serde_json::to_writer(&mut *text, &line).map_err(|error| odd().because(error))?;
        std::str::from_utf8(&text).map(Secret::from).map_err(|error| odd().because(error))
    }

    /// Reads the line.
    ///
    /// # Errors
    /// `InvalidInput` for anything else.
    pub fn read(line: &str) -> Result<Self> {
        // What went wrong could hold a part of it.
        let mut line: Line<'_> = serde_json::from_str(line).map_err(|_| odd())?;
        if line.form != FORM {
            return Err(odd());
        }
        let client = line.certificate_and_key.map(|(certificate, key)| ClientFiles { certificate, key });
        let endpoint = Endpoint {
            host: line.host.into_owned(),
            port: line.port,
            database: line.database.into_owned(),
            user: line.user.into_owned(),
            password: secret(&*line.password),
            tls: line.tls,
            files: TlsFiles { roots: line.roots, client },
        };
        line.password.to_mut().zeroize();
        Ok(Self {
            folder: line.folder,
            guard: line.guard,
            number: line.number,
            run: line.run,
            engine: line.engine,
            endpoint,
            plan: line.plan.into_owned(),
            limit: Duration::from_millis(line.limit_ms),
            patience: Duration::from_millis(line.patience_ms),
        })
    }
}

/// A guard stands in another folder.
fn from_anywhere(file: &Path) -> PathBuf {
    std::path::absolute(file).unwrap_or_else(|_| file.to_owned())
}

fn odd() -> Error {
    Error::new(ErrorKind::InvalidInput, "this is no order of a guard")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_it_was_meant_and_one_of_another_form_is_refused() {
        let endpoint = Endpoint {
            host: "db.example".into(),
            port: 5432,
            database: "sh\"op".into(),
            user: "u".into(),
            password: secret("p\\w\n\"é"),
            tls: Tls::Prefer,
            files: TlsFiles {
                roots: Some("ca.pem".into()),
                client: Some(ClientFiles { certificate: "/a.pem".into(), key: "/a.key".into() }),
            },
        };
        let plan =
            FreezePlan { freeze: vec!["a".into()], thaw: vec!["b".into()], already: false, sessions: 2 };
        let order = Order {
            folder: "/tmp/x".into(),
            guard: GuardId(uuid::Uuid::now_v7()),
            number: 7,
            run: None,
            engine: EngineKind::Postgresql,
            endpoint,
            plan,
            limit: Duration::from_secs(90),
            patience: Duration::from_millis(1500),
        };
        let line = order.line().unwrap();
        let text = line.expose_secret();
        assert!(!text.contains('\n'));
        let read = Order::read(text).unwrap();
        assert_eq!(read.endpoint.password.expose_secret(), "p\\w\n\"é");
        assert_eq!((read.endpoint.database.as_str(), read.number, read.run), ("sh\"op", 7, None));
        assert!(read.endpoint.files.roots.unwrap().is_absolute());
        assert_eq!(read.endpoint.files.client, order.endpoint.files.client);
        assert_eq!((read.plan, read.limit, read.patience), (order.plan, order.limit, order.patience));
        assert!(Order::read(&text.replace("\"form\":1", "\"form\":2")).is_err());
        assert!(Order::read("").is_err());
    }
}
