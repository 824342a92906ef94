//! Declares the commands that the web view may call (anything else is refused by the shell itself), and says clearly
//! when the pages that go into the window have not been built.

use std::path::Path;
use std::process::exit;

const COMMANDS: &[&str] =
    &["rpc", "subscribe_run", "subscribe_copy", "unsubscribe_run", "open_url", "ui_ready"];

fn main() {
    println!("cargo::rerun-if-changed=../ui/dist");
    if std::env::var_os("CARGO_FEATURE_CUSTOM_PROTOCOL").is_some()
        && !Path::new("../ui/dist/index.html").exists()
    {
        println!(
            "cargo::error=The pages of the window are not built. Run `cargo x setup --ui`, or `npm ci && npm run build` in ui/."
        );
        exit(1);
    }
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    if let Err(error) = tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest)) {
        println!("cargo::error=The shell cannot be prepared: {error:#}");
        exit(1);
    }
}
