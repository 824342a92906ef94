//! Tells a person who looks elsewhere. A notifier that fails never touches the work.

use tauri::AppHandle;
use tauri_plugin_notification::NotificationExt;
use words::Words;

/// The window was closed; the work goes on in the tray.
pub(crate) fn goes_on(app: &AppHandle, words: &Words) {
    send(app, words.text("notify-goes-on-title", &[]), words.text("notify-goes-on-body", &[]));
}

/// A migration has ended or waits for the person.
pub(crate) fn ended(app: &AppHandle, words: &Words, database: &str, state: &str) {
    let title = words.text(&format!("notify-run-{state}-title"), &[("database", database)]);
    send(app, title, words.text(&format!("notify-run-{state}-body"), &[("database", database)]));
}

fn send(app: &AppHandle, title: String, body: String) {
    if let Err(error) = app.notification().builder().title(title).body(body).show() {
        tracing::warn!(error = %error, "no notification could be shown");
    }
}
