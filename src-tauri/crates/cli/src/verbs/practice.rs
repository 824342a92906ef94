//! `practice start`: runs the practice cloud until interrupted, and says when all of it is ready.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use ::practice::scenario::Scenario;
use ::practice::{Cloud, Options as CloudOptions, Ready, interrupted};
use atomic_write_file::OpenOptions;
use domain::{Error, ErrorKind, Result};

use super::Ended;
use crate::args::Options;
use crate::exit::Exit;
use crate::output::Out;

pub(super) async fn start(
    options: &Options,
    scenario: Option<&Path>,
    ready_file: Option<&Path>,
    out: &Out,
) -> Ended {
    let failed = |error: Error| rpc::error("practice", &error);
    let (scenario, seed_dir) = scenario_of(scenario).map_err(failed)?;
    out.note("cli-practice-starting", &[]);
    let mut wanted = CloudOptions::new(scenario);
    wanted.seed_dir = seed_dir;
    wanted.data_dir = data_folder(options);
    // One ear from beginning to end: a signal between two of them would be lost.
    let interruption = interrupted();
    tokio::pin!(interruption);
    // What is half started is stopped with the future that starts it.
    let cloud = tokio::select! {
        biased;
        () = &mut interruption => return Ok(Exit::Interrupted),
        cloud = Box::pin(Cloud::start(wanted)) => cloud.map_err(failed)?,
    };
    let told = tell(&cloud.ready(), ready_file);
    if told.is_ok() {
        out.note("cli-practice-ready", &[("address", &cloud.base_url)]);
        interruption.await;
        out.note("cli-practice-stopping", &[]);
    }
    cloud.stop().await;
    if let Some(file) = ready_file {
        // What it says is no longer true.
        let _ = std::fs::remove_file(file);
    }
    told.map_err(failed)?;
    Ok(Exit::Interrupted)
}

/// A scenario from a file, or one that is built in; seeds are looked for beside the file.
fn scenario_of(named: Option<&Path>) -> Result<(Scenario, PathBuf)> {
    let here = PathBuf::from(".");
    let Some(path) = named else { return Ok((Scenario::built_in("default")?, here)) };
    let built_in = path.to_str().filter(|name| Scenario::BUILT_IN.contains(name));
    match built_in {
        Some(name) if !path.exists() => Ok((Scenario::built_in(name)?, here)),
        _ => {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            Ok((Scenario::load(path)?, folder.map_or(here, Path::to_owned)))
        }
    }
}

/// Where its servers keep their data: in a part of the data folder that was asked for, else in a temporary folder.
fn data_folder(options: &Options) -> Option<PathBuf> {
    let asked = std::env::var_os("CHANGEOVER_PRACTICE_DIR").filter(|folder| !folder.is_empty());
    asked.map(PathBuf::from).or_else(|| options.data_dir.as_ref().map(|folder| folder.join("practice")))
}

/// Writes addresses and credentials, to the file or to the standard output, whole or not at all.
fn tell(ready: &Ready, file: Option<&Path>) -> Result<()> {
    let unwritable = |error: std::io::Error| {
        Error::new(ErrorKind::StoreUnwritable, "the ready file cannot be written").because(error)
    };
    let text =
        serde_json::to_string(ready).map_err(|error| Error::new(ErrorKind::Internal, error.to_string()))?;
    let Some(file) = file else {
        let mut output = std::io::stdout().lock();
        return writeln!(output, "{text}").and_then(|()| output.flush()).map_err(unwritable);
    };
    let mut options = OpenOptions::new();
    owner_only(&mut options);
    let mut swapped = options.open(file).map_err(unwritable)?;
    writeln!(swapped, "{text}").map_err(unwritable)?;
    swapped.commit().map_err(unwritable)
}

#[cfg(unix)]
fn owner_only(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt as _;

    use atomic_write_file::unix::OpenOptionsExt as _;
    options.mode(0o600).preserve_mode(false);
}

#[cfg(not(unix))]
fn owner_only(_options: &mut OpenOptions) {}
