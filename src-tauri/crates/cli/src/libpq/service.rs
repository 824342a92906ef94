//! Named services: `[name]` and `keyword=value` lines in `PGSERVICEFILE` or the user's own file, else in the system's file.

use std::path::{Path, PathBuf};

use super::parts::Parts;

/// What a service says, and the file that says it. `None` where no file knows it.
pub(super) fn look(name: &str, env: &impl Fn(&str) -> Option<PathBuf>) -> Option<(Parts, PathBuf)> {
    places(env).into_iter().find_map(|file| Some((read(&file, name)?, file)))
}

fn places(env: &impl Fn(&str) -> Option<PathBuf>) -> Vec<PathBuf> {
    let user = env("PGSERVICEFILE").or_else(|| match cfg!(windows) {
        true => env("APPDATA").map(|folder| folder.join("postgresql").join(".pg_service.conf")),
        false => env("HOME").map(|home| home.join(".pg_service.conf")),
    });
    let system = env("PGSYSCONFDIR").map(|folder| folder.join("pg_service.conf"));
    [user, system].into_iter().flatten().collect()
}

fn read(file: &Path, name: &str) -> Option<Parts> {
    let text = std::fs::read_to_string(file).ok()?;
    let mut found: Option<Parts> = None;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match (line.strip_prefix('[').and_then(|line| line.strip_suffix(']')), &mut found) {
            // The first of that name counts.
            (Some(_), Some(_)) => break,
            (Some(head), None) if head == name => found = Some(Parts::default()),
            (None, Some(parts)) => {
                if let Some((keyword, value)) = line.split_once('=') {
                    parts.set(keyword.trim(), value.trim());
                }
            }
            _ => {}
        }
    }
    secrecy::zeroize::Zeroize::zeroize(&mut { text });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_users_file_comes_before_the_systems() {
        let folder = tempfile::tempdir().unwrap();
        let (user, system) = (folder.path().join("user"), folder.path().join("pg_service.conf"));
        std::fs::write(&user, "# mine\n[shop]\nhost=db.example\nport = 5433\n\n[blog]\nhost=other\n")
            .unwrap();
        std::fs::write(&system, "[shop]\nhost=no\n[archive]\nhost=attic\n").unwrap();
        let env = |name: &str| match name {
            "PGSERVICEFILE" => Some(user.clone()),
            "PGSYSCONFDIR" => Some(folder.path().to_owned()),
            _ => None,
        };
        let host = |name: &str| look(name, &env).and_then(|(parts, _)| parts.get("host").map(str::to_owned));
        assert_eq!(host("shop").as_deref(), Some("db.example"));
        assert_eq!(look("shop", &env).unwrap().0.get("port"), Some("5433"));
        assert_eq!(host("archive").as_deref(), Some("attic"));
        assert_eq!(host("none"), None);
    }
}
