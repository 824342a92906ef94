//! The password file (`~/.pgpass`): `host:port:database:user:password` a line, `*` for anything, `\` before `:` and `\`,
//! first match wins, ignored when other users can read it. Read only.

use std::path::{Path, PathBuf};

use domain::Secret;

/// What a line must fit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted<'a> {
    pub(super) host: &'a str,
    pub(super) port: u16,
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

/// Where it is: `PGPASSFILE`, else the system's usual place.
pub(super) fn place(env: &impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    if let Some(named) = env("PGPASSFILE") {
        return Some(named);
    }
    match cfg!(windows) {
        true => env("APPDATA").map(|folder| folder.join("postgresql").join("pgpass.conf")),
        false => env("HOME").map(|home| home.join(".pgpass")),
    }
}

/// Looks for a password.
pub(super) fn look(file: &Path, wanted: Wanted<'_>) -> Looked {
    let Ok(text) = std::fs::read_to_string(file) else { return Looked::Nothing };
    if open_to_others(file) {
        return Looked::OpenToOthers;
    }
    let found = text.lines().find_map(|line| fitting(line, wanted));
    zeroize(text);
    found.map_or(Looked::Nothing, Looked::Found)
}

fn fitting(line: &str, wanted: Wanted<'_>) -> Option<Secret> {
    if line.starts_with('#') {
        return None;
    }
    let mut fields = fields(line);
    if fields.len() < 5 {
        return None;
    }
    let port = wanted.port.to_string();
    let expected = [wanted.host, &port, wanted.database, wanted.user];
    let fits = fields.iter().zip(expected).all(|((raw, value), expected)| raw == "*" || value == expected);
    let password = std::mem::take(&mut fields[4].1);
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

#[cfg(unix)]
fn open_to_others(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(file).is_ok_and(|seen| seen.permissions().mode() & 0o077 != 0)
}

/// As PostgreSQL's own clients: not looked at there.
#[cfg(not(unix))]
fn open_to_others(_file: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret as _;

    use super::*;

    const WANTED: Wanted<'_> = Wanted { host: "db.example", port: 5432, database: "shop", user: "ann" };

    fn password(line: &str) -> Option<String> {
        fitting(line, WANTED).map(|secret| secret.expose_secret().to_owned())
    }

    #[test]
    fn a_line_fits_field_by_field_and_a_star_fits_all() {
        assert_eq!(password("db.example:5432:shop:ann:pw").as_deref(), Some("pw"));
        assert_eq!(password("*:*:*:*:any").as_deref(), Some("any"));
        for other in ["db.example:5433:shop:ann:pw", "other:5432:shop:ann:pw", "db.example:5432:shop:bob:pw"]
        {
            assert_eq!(password(other), None, "{other}");
        }
        for broken in ["", "# db.example:5432:shop:ann:pw", "db.example:5432:shop:ann", "*"] {
            assert_eq!(password(broken), None, "{broken}");
        }
    }

    #[test]
    fn a_backslash_takes_the_next_sign_as_it_is() {
        assert_eq!(password(r"*:*:*:ann:a\:b\\c:rest").as_deref(), Some(r"a:b\c"));
        // An escaped star is a star, not anything.
        assert_eq!(password(r"\*:*:*:ann:pw"), None);
    }

    #[cfg(unix)]
    #[test]
    fn the_first_fitting_line_of_a_closed_file_counts() {
        use std::os::unix::fs::PermissionsExt as _;

        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("pass");
        std::fs::write(&file, "other:*:*:*:no\n*:*:shop:ann:first\n*:*:*:*:second\n").unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).unwrap();
        assert!(matches!(look(&file, WANTED), Looked::OpenToOthers));
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
        assert!(matches!(look(&file, WANTED), Looked::Found(found) if found.expose_secret() == "first"));
        assert!(matches!(look(&folder.path().join("none"), WANTED), Looked::Nothing));
    }

    #[test]
    fn the_file_is_where_postgresql_looks_for_it() {
        let named = |name: &str| (name == "PGPASSFILE").then(|| PathBuf::from("elsewhere"));
        assert_eq!(place(&named), Some(PathBuf::from("elsewhere")));
        assert_eq!(place(&|_: &str| None), None);
    }
}
