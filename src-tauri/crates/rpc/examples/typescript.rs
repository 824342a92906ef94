//! Writes the generated TypeScript into the folder given as the only argument (`ui/src/rpc/generated`).

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let folder =
        std::env::args_os().nth(1).map_or_else(|| PathBuf::from("ui/src/rpc/generated"), PathBuf::from);
    match write(&folder) {
        Ok(count) => {
            let _ = writeln!(std::io::stdout(), "{count} files in {}", folder.display());
            ExitCode::SUCCESS
        }
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "{}: {error}", folder.display());
            ExitCode::FAILURE
        }
    }
}

fn write(folder: &std::path::Path) -> std::io::Result<usize> {
    std::fs::create_dir_all(folder)?;
    let files = rpc::typescript::files();
    for (name, text) in &files {
        std::fs::write(folder.join(name), text)?;
    }
    Ok(files.len())
}
