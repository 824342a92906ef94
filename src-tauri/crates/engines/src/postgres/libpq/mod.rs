//! Addresses as PostgreSQL's own clients read them: URLs and `keyword=value` strings, completed by a named service, the environment, the
//! password file and the usual places of certificates, in that order. Each value is told with its source.
//!
//! Nothing is guessed and nothing is ignored in silence: what has no effect here is told, what cannot be honoured is refused by name,
//! never with its value. Files and variables are asked of [`Surroundings`]; nothing here touches the machine itself.

mod keywords;
mod known;
mod parts;
mod passfile;
mod protection;
mod service;
mod url;

use std::path::PathBuf;

use domain::address::{AddressValue, Surroundings, ValueSource, ValueStanding};
use domain::database::{Endpoint, EngineKind};
use domain::secret::{ExposeSecret, secret};
use domain::{Error, ErrorKind, Result, Secret};

use known::{KEYWORDS, Taken};
use parts::Parts;
use passfile::{Looked, Wanted};

/// An address, complete. It holds a password: no `Debug`.
#[derive(Clone)]
pub struct Address {
    /// Which engine it is for.
    pub engine: EngineKind,
    /// Where it leads, with what.
    pub endpoint: Endpoint,
    /// Its values and where they come from, no secret among them.
    pub values: Vec<AddressValue>,
}

/// Reads and completes an address. `beside` is a password that was given with it; empty for none.
///
/// # Errors
/// `InvalidInput`, `FileUnreadable`; the detail names the part, never its content.
pub fn complete(typed: &str, beside: &Secret, around: &dyn Surroundings) -> Result<Address> {
    let typed = typed.trim();
    let mut parts = if typed.contains("://") { url::parts(typed)? } else { keywords::parts(typed)? };
    if !beside.expose_secret().is_empty() {
        if parts.get("password").is_some() {
            return Err(refused("it holds a password, and another was given beside it"));
        }
        parts.set("password", beside.expose_secret(), ValueSource::Beside);
    }
    add_service(&mut parts, around)?;
    add_environment(&mut parts, around);
    let ignored = add_password(&mut parts, around);
    check(&parts)?;
    let protection = protection::of(&mut parts, around)?;
    if parts.get("port").is_none() {
        parts.set("port", "5432", ValueSource::Default);
    }
    if let (None, Some(user)) = (parts.get("dbname"), parts.get("user").map(str::to_owned)) {
        parts.set("dbname", &user, ValueSource::Default);
    }
    let text = |name: &str, called: &str| {
        parts.get(name).map(str::to_owned).ok_or_else(|| refused(&format!("the {called} is missing")))
    };
    let endpoint = Endpoint {
        host: text("host", "host")?,
        user: text("user", "user")?,
        database: text("dbname", "name of the database")?,
        port: port(&text("port", "port")?)?,
        password: secret(parts.get("password").unwrap_or_default()),
        tls: protection.tls,
        files: protection.files,
    };
    let mut values = told(&parts, &protection.unused);
    if let Some(ignored) = ignored {
        values.retain(|value| value.name != ignored.name);
        values.push(ignored);
    }
    Ok(Address { engine: EngineKind::Postgresql, endpoint, values })
}

/// What the service says that the address or the environment names.
fn add_service(parts: &mut Parts, around: &dyn Surroundings) -> Result<()> {
    for (keyword, variable) in [("service", "PGSERVICE"), ("servicefile", "PGSERVICEFILE")] {
        if let Some(named) = around.variable(variable) {
            parts.fill(keyword, &named, || ValueSource::Variable { name: variable.to_owned() });
        }
    }
    let Some(name) = parts.get("service").map(str::to_owned) else { return Ok(()) };
    let own = parts.get("servicefile").map(PathBuf::from);
    let Some((said, file)) = service::look(&name, own, around)? else {
        return Err(refused("no service file knows the service that is named"));
    };
    for (keyword, value) in said {
        parts.fill(keyword, &value, || ValueSource::Service { file: file.clone() });
    }
    Ok(())
}

fn add_environment(parts: &mut Parts, around: &dyn Surroundings) {
    for keyword in KEYWORDS {
        if let Some(variable) = keyword.variable
            && let Some(mut value) = around.variable(variable)
        {
            parts.fill(keyword.name, &value, || ValueSource::Variable { name: variable.to_owned() });
            secrecy::zeroize::Zeroize::zeroize(&mut value);
        }
    }
    // What an old way of saying it asks for is not less.
    if around.variable("PGREQUIRESSL").is_some_and(|value| value.starts_with('1')) {
        parts.fill("sslmode", "require", || ValueSource::Variable { name: "PGREQUIRESSL".to_owned() });
    }
}

/// A password from the password file, where there is none yet. Gives the file where it was not used.
fn add_password(parts: &mut Parts, around: &dyn Surroundings) -> Option<AddressValue> {
    let file = parts.get("passfile").map(PathBuf::from).or_else(|| passfile::place(around))?;
    if parts.get("password").is_some() {
        return None;
    }
    let host = parts.get("host").unwrap_or("localhost");
    let wanted = Wanted {
        host: if passfile::is_usual_socket(host) { "localhost" } else { host },
        port: parts.get("port").unwrap_or("5432"),
        database: parts.get("dbname").or(parts.get("user")).unwrap_or_default(),
        user: parts.get("user").unwrap_or_default(),
    };
    match passfile::look(&file, wanted, around) {
        Looked::Nothing => None,
        Looked::OpenToOthers => Some(AddressValue {
            name: "passfile".to_owned(),
            value: Some(file.display().to_string()),
            source: parts.source("passfile").unwrap_or(ValueSource::UsualPlace),
            standing: ValueStanding::OpenToOthers,
        }),
        Looked::Found(password) => {
            parts.set("password", password.expose_secret(), ValueSource::PasswordFile { file });
            None
        }
    }
}

/// Refuses what we would have to ignore although it asks for something.
fn check(parts: &Parts) -> Result<()> {
    for (name, value, source) in parts.all() {
        let Some(keyword) = known::find(name) else { continue };
        let why = match keyword.taken {
            Taken::Used | Taken::NoEffect => continue,
            Taken::Only(fine) | Taken::OneOf(fine) if fine.contains(&value) => continue,
            Taken::Only(_) | Taken::OneOf(_) => "asks for something that we cannot do",
            Taken::Refused => "is not supported",
        };
        return Err(refused(&format!("{} {why}", called(name, source))));
    }
    Ok(())
}

/// A parameter and where it stands, for the details of an error.
fn called(name: &str, source: &ValueSource) -> String {
    match source {
        ValueSource::Variable { name: variable } => format!("the environment variable {variable}"),
        ValueSource::Service { file } => format!("the parameter {name} in {}", file.display()),
        ValueSource::Address
        | ValueSource::Beside
        | ValueSource::PasswordFile { .. }
        | ValueSource::UsualPlace
        | ValueSource::Default => format!("the parameter {name}"),
    }
}

/// Values in the order of the table of keywords, secrets left out.
fn told(parts: &Parts, unused: &[&str]) -> Vec<AddressValue> {
    let mut out = Vec::new();
    for keyword in KEYWORDS {
        let (Some(value), Some(source)) = (parts.get(keyword.name), parts.source(keyword.name)) else {
            continue;
        };
        let standing = match keyword.taken {
            Taken::Used | Taken::OneOf(_) if !unused.contains(&keyword.name) => ValueStanding::Used,
            Taken::Used | Taken::OneOf(_) | Taken::NoEffect | Taken::Only(_) | Taken::Refused => {
                ValueStanding::NoEffect
            }
        };
        let value = (keyword.name != "password").then(|| value.to_owned());
        out.push(AddressValue { name: keyword.name.to_owned(), value, source, standing });
    }
    out
}

fn port(text: &str) -> Result<u16> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(refused("the port is not a number"));
    }
    text.parse().ok().filter(|port| *port != 0).ok_or_else(|| refused("the port is not one"))
}

fn refused(why: &str) -> Error {
    Error::new(ErrorKind::InvalidInput, format!("the address cannot be used: {why}"))
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
