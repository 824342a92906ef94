//! Named services: `[name]` and `keyword=value` lines in the user's own file, else in the system's. As strict as PostgreSQL's own
//! clients: a line that is not understood is an error, not a guess.

use std::path::{Path, PathBuf};

use domain::address::Surroundings;
use domain::secret::ExposeSecret;
use domain::{Error, ErrorKind, Result};

use super::known;
use super::protection::own_folder;

/// What a service says: values by their names, the first of each.
pub(super) type Said = Vec<(&'static str, String)>;

/// What a service says, and the file that says it. `None` where no file knows it.
///
/// # Errors
/// `FileUnreadable` for a line that is not understood, with its number.
pub(super) fn look(
    name: &str,
    own: Option<PathBuf>,
    around: &dyn Surroundings,
) -> Result<Option<(Said, PathBuf)>> {
    let own = own.or_else(|| match cfg!(windows) {
        true => own_folder(around).map(|folder| folder.join(".pg_service.conf")),
        false => around.variable("HOME").map(|home| Path::new(&home).join(".pg_service.conf")),
    });
    let system = around.variable("PGSYSCONFDIR").map(|folder| Path::new(&folder).join("pg_service.conf"));
    for file in [own, system].into_iter().flatten() {
        let Some(found) = around.file(&file) else { continue };
        if let Some(said) = read(found.text.expose_secret(), name, &file)? {
            return Ok(Some((said, file)));
        }
    }
    Ok(None)
}

fn read(text: &str, name: &str, file: &Path) -> Result<Option<Said>> {
    let mut found: Option<Said> = None;
    for (at, line) in text.lines().enumerate() {
        let line = line.trim_start().trim_end();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(head) = line.strip_prefix('[') {
            // The first of that name counts.
            if found.is_some() {
                break;
            }
            if head.split_once(']').is_some_and(|(head, _)| head == name) {
                found = Some(Vec::new());
            }
            continue;
        }
        let Some(said) = &mut found else { continue };
        let wrong = |why: &str| {
            let place = file.display();
            Error::new(ErrorKind::FileUnreadable, format!("service file {place}, line {}: {why}", at + 1))
        };
        let (keyword, value) = line.split_once('=').ok_or_else(|| wrong("it is not keyword=value"))?;
        if keyword == "service" || keyword == "servicefile" {
            return Err(wrong("a service cannot name another"));
        }
        let keyword = known::find(keyword).ok_or_else(|| wrong("the keyword is not known"))?.name;
        if !said.iter().any(|(before, _)| *before == keyword) {
            said.push((keyword, value.to_owned()));
        }
    }
    Ok(found)
}
