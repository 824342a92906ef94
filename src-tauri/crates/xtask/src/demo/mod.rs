//! `cargo x demo`: the main job on the practice cloud; in the window where there is a display, else by the command
//! line. It does what a person would do and looks inside nothing.

mod client;
mod direct;
mod guided;
mod headless;
mod panel;

use std::process::{Command, ExitCode};

use anyhow::Result;

use crate::place::Places;
use crate::{process, product, say, setup};

/// What the demo was asked for.
pub(crate) struct Wanted {
    /// Id of a provider that the practice cloud speaks as; `direct` for two servers that are reached by address.
    pub(crate) provider: String,
    /// The command line even where there is a display.
    pub(crate) headless: bool,
}

/// Builds what is needed and runs the job. The code is success only if the job ended well.
pub(crate) fn run(places: &Places, wanted: &Wanted) -> Result<ExitCode> {
    // Addresses are typed by a person: only a terminal can do that by itself.
    if wanted.headless || wanted.provider == "direct" || !has_display() {
        setup::run(places, setup::Need::Headless)?;
        product::command_line(places)?;
        return match wanted.provider.as_str() {
            "direct" => direct::run(places),
            guided::PROVIDER => guided::run(places),
            provider => headless::run(places, provider),
        };
    }
    setup::run(places, setup::Need::Window)?;
    product::window(places)?;
    say::doing("opening the window with the practice account; close it to end the demo");
    let mut window = Command::new(places.built("changeover-desktop"));
    window.arg("--practice").env("CHANGEOVER_CACHE", &places.cache);
    if wanted.provider != headless::USUAL {
        // The scenario of the same name.
        window.args(["--scenario", &wanted.provider]);
    }
    process::ask(&mut window)?;
    Ok(ExitCode::SUCCESS)
}

fn has_display() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}
