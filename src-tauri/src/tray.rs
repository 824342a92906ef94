//! The icon beside the clock: where the program is while its window is closed.

use domain::{Error, ErrorKind, Result};
use tauri::menu::{Menu, MenuItem};
use tauri::tray::TrayIconBuilder;
use tauri::{AppHandle, Wry};
use words::Words;

use crate::window;

const SHOW: &str = "show";
const QUIT: &str = "quit";

/// Puts the icon there. Desktops without a tray answer an error, and the program lives without it.
pub(crate) fn place(app: &AppHandle, words: &Words) -> Result<()> {
    build(app, words)
        .map_err(|error| Error::new(ErrorKind::NotSupported, "no tray on this desktop").because(error))
}

fn build(app: &AppHandle, words: &Words) -> tauri::Result<()> {
    let show = MenuItem::with_id(app, SHOW, words.text("tray-show", &[]), true, None::<&str>)?;
    let quit = MenuItem::with_id(app, QUIT, words.text("tray-quit", &[]), true, None::<&str>)?;
    let menu: Menu<Wry> = Menu::with_items(app, &[&show, &quit])?;
    let mut tray =
        TrayIconBuilder::with_id("tray").tooltip("Changeover").menu(&menu).on_menu_event(|app, event| {
            match event.id().as_ref() {
                SHOW => window::show(app),
                QUIT => app.exit(0),
                _ => {}
            }
        });
    if let Some(icon) = app.default_window_icon() {
        tray = tray.icon(icon.clone());
    }
    tray.build(app)?;
    Ok(())
}
