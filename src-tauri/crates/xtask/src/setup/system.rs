//! System packages on Debian and Ubuntu. Elsewhere it says what is needed and goes on.

use std::io::IsTerminal;
use std::process::Command;

use anyhow::{Result, bail};

use super::Need;
use crate::{place, process, say};

/// A compiler for the C parts of the dependencies.
const BUILD: [&str; 3] = ["build-essential", "ca-certificates", "pkg-config"];

/// The web view and what the window links with.
const WINDOW: [&str; 9] = [
    "libayatana-appindicator3-dev",
    "libdbus-1-dev",
    "libgtk-3-dev",
    "libjavascriptcoregtk-4.1-dev",
    "librsvg2-dev",
    "libsoup-3.0-dev",
    "libwebkit2gtk-4.1-dev",
    "libxdo-dev",
    "xdg-utils",
];

/// A display without a screen, a keyring, a driver for the window, the fonts that tests measure with, a pooler, what the
/// provider's own clients start, and what fetches the newest `pg_dump`.
const TESTS: [&str; 12] = [
    "curl",
    "dbus",
    "fonts-dejavu-core",
    "fonts-liberation",
    "gnome-keyring",
    "imagemagick",
    "libsecret-tools",
    "pgbouncer",
    "python3-venv",
    "webkit2gtk-driver",
    "xauth",
    "xvfb",
];

/// Installs what is missing for `need`; silent when nothing is.
pub(crate) fn install(need: Need) -> Result<()> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let wanted = wanted(need);
    if process::on_path("dpkg-query").is_none() {
        say::note(&format!("not a Debian or Ubuntu system: install the equivalents of {}", wanted.join(" ")));
        return Ok(());
    }
    let missing: Vec<&str> = wanted.into_iter().filter(|name| !is_installed(name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    say::doing(&format!("system packages are missing: {}", missing.join(" ")));
    let prefix = right_to_install(&missing)?;
    let apt = |arguments: &[&str]| {
        let mut words = prefix.clone();
        words.extend(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "Dpkg::Use-Pty=0"]);
        words.extend(arguments);
        let mut command = Command::new(words[0]);
        command.args(&words[1..]);
        command
    };
    let list = process::capture(&mut apt(&["update"]))?;
    let mut install = vec!["install", "-y", "--no-install-recommends"];
    install.extend(&missing);
    let output = process::capture(&mut apt(&install))?;
    if !output.status.success() {
        let text = [list.stderr, output.stderr]
            .map(|part| String::from_utf8_lossy(&part).trim().to_owned())
            .join("\n");
        bail!(
            "apt-get could not install: {}\n{text}\nWithout a network, install them by hand and start again.",
            missing.join(" ")
        );
    }
    Ok(())
}

fn wanted(need: Need) -> Vec<&'static str> {
    let mut wanted = BUILD.to_vec();
    if need >= Need::Window {
        wanted.extend(WINDOW);
    }
    if need >= Need::Tests {
        wanted.extend(TESTS);
    }
    wanted
}

fn is_installed(package: &str) -> bool {
    process::answer("dpkg-query", &["-W", "-f=${db:Status-Status}", package]).as_deref() == Some("installed")
}

/// The words to put before `apt-get`; an error that names the packages when we have no right to install.
fn right_to_install(missing: &[&str]) -> Result<Vec<&'static str>> {
    if place::is_root() {
        return Ok(Vec::new());
    }
    let by_hand = format!("apt-get install --no-install-recommends {}", missing.join(" "));
    if process::on_path("sudo").is_none() {
        bail!(
            "these packages are missing and there is no sudo to install them. As an administrator, run:\n   {by_hand}"
        );
    }
    if process::answer("sudo", &["-n", "true"]).is_some() {
        return Ok(vec!["sudo", "-n"]);
    }
    if std::io::stdin().is_terminal() {
        say::note("sudo will ask for your password");
        process::ask(Command::new("sudo").arg("-v"))?;
        return Ok(vec!["sudo", "-n"]);
    }
    bail!(
        "these packages are missing and sudo asks for a password that cannot be typed here. Run:\n   sudo {by_hand}"
    )
}
