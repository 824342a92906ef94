//! Linux alone: WebKitGTK draws a blank window with some graphics drivers unless its DMABUF renderer is off. The choice
//! must be in the environment before the process starts, so the program starts itself again with it.
//! A value that is already set, whatever it is, is the person's own choice and stays.

use std::os::unix::process::CommandExt;
use std::process::Command;

const RENDERER: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

/// Replaces this process by itself with the safe renderer. Comes back only when that was not needed (`None`) or failed.
pub(crate) fn restart_with_safe_renderer() -> Option<std::io::Error> {
    if std::env::var_os(RENDERER).is_some() {
        return None;
    }
    let program = match std::env::current_exe() {
        Ok(program) => program,
        Err(error) => return Some(error),
    };
    Some(Command::new(program).args(std::env::args_os().skip(1)).env(RENDERER, "1").exec())
}
