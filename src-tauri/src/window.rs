//! The one window. Closing it while a migration is open keeps the program in the tray; otherwise it ends the program.

use std::sync::Arc;

use domain::{Error, ErrorKind, Result};
use tauri::{AppHandle, Manager, WebviewUrl, WebviewWindowBuilder, WindowEvent};

use crate::notify;
use crate::shell::Host;

/// Its label, also in the capabilities.
pub(crate) const MAIN: &str = "main";

/// What the screens are drawn for.
const LEAST: (f64, f64) = (900.0, 600.0);
const COMFORTABLE: (f64, f64) = (1180.0, 780.0);

/// Opens the window.
pub(crate) fn open(app: &AppHandle) -> Result<()> {
    let (width, height) = fitting(app);
    let window = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::App("index.html".into()))
        .title("Changeover")
        .inner_size(width, height)
        .min_inner_size(LEAST.0, LEAST.1)
        .build()
        .map_err(|error| Error::new(ErrorKind::Internal, "the window cannot be opened").because(error))?;
    let handle = app.clone();
    window.on_window_event(move |event| {
        if let WindowEvent::CloseRequested { api, .. } = event {
            let host = handle.state::<Arc<Host>>();
            if host.works_open() {
                api.prevent_close();
                hide(&handle);
                notify::goes_on(&handle, &host.words);
            }
        }
    });
    Ok(())
}

/// The comfortable size, or what the screen has room for. In logical pixels.
fn fitting(app: &AppHandle) -> (f64, f64) {
    let Ok(Some(monitor)) = app.primary_monitor() else { return COMFORTABLE };
    let room = monitor.work_area().size.to_logical::<f64>(monitor.scale_factor());
    (COMFORTABLE.0.min(room.width).max(LEAST.0), COMFORTABLE.1.min(room.height).max(LEAST.1))
}

/// Brings the window to the front, wherever it was.
pub(crate) fn show(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(MAIN) {
        for failed in
            [window.show(), window.unminimize(), window.set_focus()].into_iter().filter_map(Result::err)
        {
            tracing::warn!(error = %failed, "the window cannot be brought to the front");
        }
    }
}

/// Whether a person looks at it.
pub(crate) fn is_looked_at(app: &AppHandle) -> bool {
    app.get_webview_window(MAIN)
        .is_some_and(|window| window.is_visible().unwrap_or(false) && window.is_focused().unwrap_or(false))
}

fn hide(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(MAIN)
        && let Err(error) = window.hide()
    {
        tracing::warn!(error = %error, "the window cannot be hidden");
    }
}
