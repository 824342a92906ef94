//! Where state lives: the folder that was asked for, else the system's own place for it.

use std::path::{Path, PathBuf};

use directories::ProjectDirs;
use domain::{Error, ErrorKind, Result};

use crate::channel::Channel;

/// The folder of state, made where it is missing and closed to other users where the system knows such a thing.
///
/// # Errors
/// `StoreUnwritable` when there is no such place or it cannot be made.
pub fn data_folder(asked: Option<&Path>) -> Result<PathBuf> {
    let folder = match asked {
        Some(folder) => folder.to_owned(),
        None => ProjectDirs::from("app", "", Channel::current().folder())
            .map(|places| places.data_local_dir().to_owned())
            .ok_or_else(|| Error::new(ErrorKind::StoreUnwritable, "this user has no home folder"))?,
    };
    let cannot = |error: std::io::Error| {
        let text = format!("{} cannot be made or closed to others", folder.display());
        Error::new(ErrorKind::StoreUnwritable, text).because(error)
    };
    let made = !folder.exists();
    std::fs::create_dir_all(&folder).map_err(cannot)?;
    if made {
        close_to_others(&folder).map_err(cannot)?;
    }
    std::path::absolute(&folder).map_err(cannot)
}

#[cfg(unix)]
fn close_to_others(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))
}

/// A user's folders are closed to others by inheritance there.
#[cfg(not(unix))]
fn close_to_others(_folder: &Path) -> std::io::Result<()> {
    Ok(())
}
