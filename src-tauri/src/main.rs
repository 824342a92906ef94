//! The desktop host: one window, one door to the commands, a tray while work goes on. It takes no decisions.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod awake;
mod door;
mod followed;
mod launch;
#[cfg(target_os = "linux")]
mod linux;
mod notify;
mod shell;
mod subscriptions;
mod tray;
mod watchdog;
mod window;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    if let Some(ended) = host::guard() {
        return ended;
    }
    let options = launch::Options::parse();
    #[cfg(target_os = "linux")]
    if let Some(error) = linux::restart_with_safe_renderer() {
        eprintln!("{error}");
    }
    match shell::run(options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{} {error}", error.code());
            ExitCode::FAILURE
        }
    }
}
