//! The password file (`~/.pgpass`): `host:port:database:user:password` a line, `*` for anything, `\` before `:` and `\`,
//! first match wins, ignored when other users can read it.

use std::path::{Path, PathBuf};

use domain::Secret;
use domain::address::Surroundings;
use domain::secret::ExposeSecret;

use super::protection::own_folder;

/// What a line must fit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted<'a> {
    pub(super) host: &'a str,
    pub(super) port: &'a str,
    pub(super) database: &'a str,
    pub(super) user: &'a str,
}

/// What became of a look into the file.
pub(super) enum Looked {
    /// There is none, or no line fits.
    Nothing,
    /// Other users can read it: it is not used.
    OpenToOthers,
    /// The password of the first line that fits.
    Found(Secret),
}

/// Where it is when nobody names one.
pub(super) fn place(around: &dyn Surroundings) -> Option<PathBuf> {
    match cfg!(windows) {
        true => own_folder(around).map(|folder| folder.join("pgpass.conf")),
        false => around.variable("HOME").map(|home| Path::new(&home).join(".pgpass")),
    }
}

/// Whether a host is the folder where servers usually have their sockets: the file calls it `localhost`.
pub(super) fn is_usual_socket(host: &str) -> bool {
    ["/tmp", "/var/run/postgresql", "/run/postgresql"].contains(&host.trim_end_matches('/'))
}

/// Looks for a password.
pub(super) fn look(file: &Path, wanted: Wanted<'_>, around: &dyn Surroundings) -> Looked {
    let Some(found) = around.file(file) else { return Looked::Nothing };
    if found.open_to_others {
        return Looked::OpenToOthers;
    }
    let fits = found.text.expose_secret().lines().find_map(|line| fitting(line, wanted));
    fits.map_or(Looked::Nothing, Looked::Found)
}

pub(super) fn fitting(line: &str, wanted: Wanted<'_>) -> Option<Secret> {
    if line.starts_with('#') {
        return None;
    }
    let mut fields = fields(line);
    if fields.len() < 5 {
        return None;
    }
    let expected = [wanted.host, wanted.port, wanted.database, wanted.user];
    let fits = fields.iter().zip(expected).all(|((raw, value), expected)| raw == "*" || value == expected);
    let password = fields.get_mut(4).map(|(_, value)| std::mem::take(value)).unwrap_or_default();
    fields.into_iter().for_each(|(raw, value)| {
        zeroize(raw);
        zeroize(value);
    });
    fits.then(|| Secret::from(password))
}

/// The five fields of a line, each as written and as meant. What follows a fifth colon belongs to nothing.
fn fields(line: &str) -> Vec<(String, String)> {
    let mut fields = vec![(String::new(), String::new())];
    let mut signs = line.chars();
    while let Some(sign) = signs.next() {
        let full = fields.len() == 5;
        let Some((raw, value)) = fields.last_mut() else { break };
        match sign {
            '\\' => {
                raw.push(sign);
                if let Some(next) = signs.next() {
                    raw.push(next);
                    value.push(next);
                }
            }
            ':' if full => break,
            ':' => fields.push((String::new(), String::new())),
            _ => {
                raw.push(sign);
                value.push(sign);
            }
        }
    }
    fields
}

fn zeroize(mut text: String) {
    secrecy::zeroize::Zeroize::zeroize(&mut text);
}
