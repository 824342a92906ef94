//! Puts the host together: the application, the window's services, the plug-ins. What fails at the start is shown in the
//! window, by the same road as every other error.

use std::path::PathBuf;
use std::sync::Arc;

use app::App;
use app::practice::PracticeHost;
use domain::{Error, ErrorKind, Result};
use host::{PracticeCloud, Setup};
use rpc::requests::RpcError;
use tauri::{AppHandle, Manager, RunEvent};
use words::Words;

use crate::awake::Awake;
use crate::launch::Options;
use crate::subscriptions::Subscriptions;
use crate::watchdog::Watchdog;
use crate::{door, followed, tray, window};

/// What lives as long as the program.
pub(crate) struct Host {
    app: std::result::Result<Arc<App>, RpcError>,
    practice: Arc<PracticeCloud>,
    pub(crate) words: Arc<Words>,
    pub(crate) watchdog: Watchdog,
    pub(crate) subscriptions: Subscriptions,
    pub(crate) awake: Awake,
}

impl Host {
    /// The application, or why it could not be opened.
    pub(crate) fn app(&self) -> std::result::Result<&Arc<App>, RpcError> {
        self.app.as_ref().map_err(Clone::clone)
    }

    /// Whether a run is under way in this program.
    pub(crate) fn works_open(&self) -> bool {
        self.app.as_ref().is_ok_and(|app| app.has_running())
    }
}

/// Runs until the person ends it.
pub(crate) fn run(options: Options) -> Result<()> {
    let mut builder = tauri::Builder::default();
    if options.single_instance() {
        builder = builder.plugin(tauri_plugin_single_instance::init(|app, _, _| window::show(app)));
    }
    let failed = |error| Error::new(ErrorKind::Internal, "the window system cannot be used").because(error);
    let shell = builder
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_notification::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .invoke_handler(tauri::generate_handler![
            door::rpc,
            door::subscribe_run,
            door::subscribe_copy,
            door::unsubscribe_run,
            door::open_url,
            door::ui_ready
        ])
        .setup(move |app| Ok(prepare(app.handle(), &options)?))
        .build(tauri::generate_context!())
        .map_err(failed)?;
    shell.run(|app, event| {
        if let RunEvent::Exit = event {
            leave(app);
        }
    });
    Ok(())
}

fn prepare(handle: &AppHandle, options: &Options) -> Result<()> {
    let words = Arc::new(Words::new(host::preferred_language()));
    let folder = host::data_folder(options.data_dir.as_deref())?;
    host::log_into(&folder);
    let practice = Arc::new(PracticeCloud::new(folder.join("practice"), options.scenario.clone()));
    let opened = tauri::async_runtime::block_on(open(folder, options.practice, &practice, &words));
    if let Err(error) = &opened {
        tracing::error!(code = error.code(), error = %error, "the application cannot be opened");
    }
    let state = Arc::new(Host {
        app: opened.map_err(|error| rpc::error("store", &error)),
        practice,
        words: Arc::clone(&words),
        watchdog: Watchdog::default(),
        subscriptions: Subscriptions::default(),
        awake: Awake::start(),
    });
    handle.manage(Arc::clone(&state));
    window::open(handle)?;
    if let Err(error) = tray::place(handle, &words) {
        tracing::warn!(error = %error, "no icon beside the clock");
    }
    state.watchdog.watch(handle.clone(), words);
    end_when_asked(handle.clone());
    if let Ok(app) = state.app() {
        followed::follow(handle.clone(), Arc::clone(app), Arc::clone(&state));
    }
    Ok(())
}

async fn open(
    folder: PathBuf,
    practise: bool,
    practice: &Arc<PracticeCloud>,
    words: &Words,
) -> Result<Arc<App>> {
    let setup = Setup {
        folder,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        passphrase_file_only: false,
        practice: Some(Arc::clone(practice) as Arc<dyn PracticeHost>),
    };
    let app = App::start(host::configure(setup, words)).await?;
    if practise {
        app.practice_start().await?;
    }
    Ok(app)
}

/// The end of the person's session, or Ctrl-C, ends the program in order as well.
fn end_when_asked(app: AppHandle) {
    tauri::async_runtime::spawn(async move {
        host::interrupted().await;
        app.exit(0);
    });
}

/// Ends all work in order; the servers of the practice cloud go with it.
fn leave(app: &AppHandle) {
    let host = Arc::clone(&app.state::<Arc<Host>>());
    tauri::async_runtime::block_on(async {
        if let Ok(app) = host.app() {
            app.shutdown().await;
        }
        host.practice.stop().await;
    });
}
