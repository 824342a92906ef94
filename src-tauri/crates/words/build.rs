//! Takes every catalogue of the interface into the library, so that there is one set of words and one list of files:
//! the folders themselves.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let crate_folder = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let catalogues = crate_folder.join("../../../ui/src/i18n");
    let mut code = String::new();
    for (name, language) in [("ENGLISH", "en"), ("FRENCH", "fr")] {
        let folder = catalogues.join(language);
        println!("cargo::rerun-if-changed={}", folder.display());
        let files = ftl_files(&folder)?;
        // Writing into a text does not fail.
        let _ = writeln!(code, "pub(crate) const {name}: &[(&str, &str)] = &[");
        for file in files {
            println!("cargo::rerun-if-changed={}", file.display());
            let title = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let _ = writeln!(code, "    ({title:?}, include_str!({:?})),", file.to_string_lossy());
        }
        let _ = writeln!(code, "];");
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("catalogues.rs"), code)
}

fn ftl_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = fs::read_dir(folder)?
        .map(|entry| entry.and_then(|entry| fs::canonicalize(entry.path())))
        .collect::<io::Result<Vec<_>>>()?;
    files.retain(|file| file.extension().is_some_and(|end| end == "ftl"));
    files.sort();
    Ok(files)
}
