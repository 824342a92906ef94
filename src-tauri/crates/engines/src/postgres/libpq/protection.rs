//! What `sslmode` and its files come to. Never less than PostgreSQL's own clients make of it; where they would ignore a file that is
//! named and not there, it is an error.

use std::path::{Path, PathBuf};

use domain::address::{Surroundings, ValueSource};
use domain::database::{ClientFiles, Tls, TlsFiles};
use domain::{Error, ErrorKind, Result};

use super::parts::Parts;
use super::refused;

/// The word for this machine's own trust store in place of a file.
const SYSTEM: &str = "system";

/// What it comes to, and what of what was said changes nothing.
pub(super) struct Protection {
    pub(super) tls: Tls,
    pub(super) files: TlsFiles,
    pub(super) unused: Vec<&'static str>,
}

/// The folder of a person's own files of PostgreSQL.
pub(super) fn own_folder(around: &dyn Surroundings) -> Option<PathBuf> {
    match cfg!(windows) {
        true => around.variable("APPDATA").map(|folder| Path::new(&folder).join("postgresql")),
        false => around.variable("HOME").map(|home| Path::new(&home).join(".postgresql")),
    }
}

/// Decides, and adds to the parts what counts where nothing is said.
pub(super) fn of(parts: &mut Parts, around: &dyn Surroundings) -> Result<Protection> {
    let system = parts.get("sslrootcert") == Some(SYSTEM);
    if parts.get("sslmode").is_none() {
        // Who names the trust store wants it to be asked.
        parts.set("sslmode", if system { "verify-full" } else { "prefer" }, ValueSource::Default);
    }
    let mode = parts.get("sslmode").unwrap_or_default().to_owned();
    if !["disable", "allow", "prefer", "require", "verify-ca", "verify-full"].contains(&mode.as_str()) {
        return Err(refused("sslmode is none of the known words"));
    }
    if system && mode != "verify-full" {
        return Err(refused("sslrootcert=system goes together with sslmode=verify-full alone"));
    }
    // A socket of this machine is not encrypted, whatever is asked.
    let socket = parts.get("host").is_some_and(|host| host.starts_with('/'));
    if socket || mode == "disable" {
        let mut unused = vec!["sslrootcert", "sslcert", "sslkey", "sslcertmode"];
        if socket {
            unused.push("sslmode");
        }
        return Ok(Protection { tls: Tls::Disable, files: TlsFiles::default(), unused });
    }
    let mut unused = Vec::new();
    let client = client(parts, around, &mut unused)?;
    if mode == "prefer" || mode == "allow" {
        unused.push("sslrootcert");
        return Ok(Protection { tls: Tls::Prefer, files: TlsFiles { roots: None, client }, unused });
    }
    let roots = if system { None } else { file(parts, "sslrootcert", "root.crt", around)? };
    let tls = match (mode.as_str(), &roots) {
        ("verify-full", _) => Tls::VerifyFull,
        ("verify-ca", None) => {
            return Err(refused(
                "sslmode=verify-ca needs a CA file (sslrootcert); verify-full does without one",
            ));
        }
        // Who has such a file wants it to be asked.
        ("verify-ca" | "require", Some(_)) => Tls::VerifyCa,
        _ => Tls::Require,
    };
    Ok(Protection { tls, files: TlsFiles { roots, client }, unused })
}

fn client(
    parts: &mut Parts,
    around: &dyn Surroundings,
    unused: &mut Vec<&'static str>,
) -> Result<Option<ClientFiles>> {
    if parts.get("sslcertmode") == Some("disable") {
        unused.extend(["sslcert", "sslkey"]);
        return Ok(None);
    }
    let Some(certificate) = file(parts, "sslcert", "postgresql.crt", around)? else {
        unused.push("sslkey");
        return Ok(None);
    };
    let Some(key) = file(parts, "sslkey", "postgresql.key", around)? else {
        let detail = format!("client certificate {}: there is no key to it (sslkey)", certificate.display());
        return Err(Error::new(ErrorKind::FileUnreadable, detail));
    };
    Ok(Some(ClientFiles { certificate, key }))
}

/// A file that is named, which has to be there, or one at its usual place, where there is one.
fn file(
    parts: &mut Parts,
    name: &'static str,
    usual: &str,
    around: &dyn Surroundings,
) -> Result<Option<PathBuf>> {
    if let Some(named) = parts.get(name).map(PathBuf::from) {
        if !around.exists(&named) {
            let detail = format!("{name} {}: there is no such file", named.display());
            return Err(Error::new(ErrorKind::FileUnreadable, detail));
        }
        return Ok(Some(named));
    }
    let Some(place) = own_folder(around).map(|folder| folder.join(usual)) else { return Ok(None) };
    if !around.exists(&place) {
        return Ok(None);
    }
    parts.set(name, &place.to_string_lossy(), ValueSource::UsualPlace);
    Ok(Some(place))
}
