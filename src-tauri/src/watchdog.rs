//! A window that stays blank must not stay silent: when the pages have not reported themselves in time, a native dialog
//! says what helps.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt, MessageDialogKind};
use words::Words;

/// How long the pages may take to report themselves.
const PATIENCE: Duration = Duration::from_secs(10);

/// Whether the pages have reported themselves.
#[derive(Clone, Default)]
pub(crate) struct Watchdog(Arc<AtomicBool>);

impl Watchdog {
    /// The pages are there.
    pub(crate) fn calm(&self) {
        self.0.store(true, Ordering::Release);
    }

    /// Waits beside the work, and speaks up when nothing was heard.
    pub(crate) fn watch(&self, app: AppHandle, words: Arc<Words>) {
        let seen = Arc::clone(&self.0);
        tauri::async_runtime::spawn(async move {
            tokio::time::sleep(PATIENCE).await;
            if !seen.load(Ordering::Acquire) {
                tracing::error!("the pages did not report themselves");
                app.dialog()
                    .message(words.text("window-blank-body", &[]))
                    .title(words.text("window-blank-title", &[]))
                    .kind(MessageDialogKind::Warning)
                    .show(|_| {});
            }
        });
    }
}
