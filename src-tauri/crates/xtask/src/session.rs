//! A desktop without a desk: a display in memory, a bus and a keyring of its own, a home that vanishes. Linux only.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::place::Places;
use crate::scratch::Scratch;

/// Unlocks an empty keyring, then becomes the program that follows.
const UNLOCK: &str = "printf '\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1 || exit 70; exec \"$@\"";

/// True where such a session can be made.
pub(crate) fn is_possible() -> bool {
    cfg!(target_os = "linux")
}

/// Wraps `inner` in a session. The folder must outlive it; `inner` finds cargo, rustup and the cache where they were.
pub(crate) fn wrap(places: &Places, inner: &Command) -> Result<(Command, Scratch)> {
    let home = Scratch::new("home")?;
    let runtime = home.path().join("runtime");
    std::fs::create_dir(&runtime)?;
    #[cfg(unix)]
    std::fs::set_permissions(&runtime, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
    let mut outer = Command::new("xvfb-run");
    outer.args([
        "-a",
        "-s",
        "-screen 0 1280x800x24",
        "dbus-run-session",
        "--",
        "bash",
        "-c",
        UNLOCK,
        "session",
    ]);
    outer.arg(inner.get_program()).args(inner.get_args());
    if let Some(folder) = inner.get_current_dir() {
        outer.current_dir(folder);
    }
    for (name, value) in inner.get_envs() {
        match value {
            Some(value) => outer.env(name, value),
            None => outer.env_remove(name),
        };
    }
    for (name, folder) in kept() {
        outer.env(name, folder);
    }
    outer.env("CHANGEOVER_CACHE", &places.cache).env("CARGO_TARGET_DIR", &places.target);
    outer.env("HOME", home.path()).env("XDG_RUNTIME_DIR", &runtime);
    for name in
        ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"]
    {
        outer.env_remove(name);
    }
    outer.env("CHANGEOVER_SESSION", "1");
    Ok((outer, home))
}

/// Folders of the toolchain that are found through the home which we replace.
fn kept() -> Vec<(&'static str, OsString)> {
    let home = std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    let folder = |name: &'static str, usual: &str| {
        let value = std::env::var_os(name).unwrap_or_else(|| home.join(usual).into_os_string());
        std::path::Path::new(&value).is_dir().then_some((name, value))
    };
    [folder("CARGO_HOME", ".cargo"), folder("RUSTUP_HOME", ".rustup")].into_iter().flatten().collect()
}
