//! Installing what `package-lock.json` files name. It adds no dependency and changes no lock.

use std::path::Path;

use anyhow::{Result, bail};

use crate::{process, say};

/// `npm ci` in `folder` when its lock is newer than what is installed; nothing when there is no lock.
pub(crate) fn install(folder: &Path) -> Result<()> {
    let lock = folder.join("package-lock.json");
    if !lock.is_file() {
        return Ok(());
    }
    let installed = folder.join("node_modules").join(".package-lock.json");
    if let (Ok(wanted), Ok(there)) = (changed(&lock), changed(&installed))
        && there >= wanted
    {
        return Ok(());
    }
    if process::answer(if cfg!(windows) { "npm.cmd" } else { "npm" }, &["--version"]).is_none() {
        bail!("npm is missing: install Node.js 20 or newer");
    }
    say::doing(&format!("installing the packages of {}", folder.display()));
    let output = process::capture(process::npm(folder).args(["ci"]))?;
    if !output.status.success() {
        bail!(explain(&String::from_utf8_lossy(&output.stderr), "the packages of the lock file"));
    }
    Ok(())
}

/// Puts npm's failure in words: a network that is not there is told apart from a package that is not there.
pub(crate) fn explain(stderr: &str, what: &str) -> String {
    const NETWORK: [&str; 6] =
        ["EAI_AGAIN", "ENOTFOUND", "ETIMEDOUT", "ECONNREFUSED", "ECONNRESET", "ENETUNREACH"];
    let reason =
        stderr.lines().filter(|line| line.contains("error")).take(4).collect::<Vec<_>>().join("\n   ");
    if NETWORK.iter().any(|code| stderr.contains(code)) {
        format!(
            "no network: npm could not reach its registry for {what}. Connect, or check npm's own configuration.\n   {reason}"
        )
    } else {
        format!("npm could not bring {what}:\n   {reason}")
    }
}

fn changed(file: &Path) -> std::io::Result<std::time::SystemTime> {
    file.metadata()?.modified()
}

#[cfg(test)]
mod tests {
    use super::explain;

    #[test]
    fn no_network_is_told_apart_from_no_package() {
        assert!(explain("npm error code EAI_AGAIN", "x").starts_with("no network"));
        assert!(explain("npm error code E404\nnpm error 404 No match", "x").contains("could not bring x"));
    }
}
