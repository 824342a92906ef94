//! Development and test host: the pages and the commands over loopback, for a browser. Never bundled, no rule of its own.
//!
//! `POST /rpc {command, payload}` answers 200 with the response or 422 with the error; `GET /events/run/<id>` streams a
//! run's events; everything else is the built pages.

mod door;
mod guard;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use app::App;
use app::practice::PracticeHost;
use clap::Parser;
use domain::{Error, ErrorKind, Result};
use host::{PracticeCloud, Setup};
use tower_http::services::ServeDir;
use words::Words;

/// Serves Changeover to a browser on this machine.
#[derive(Debug, Parser)]
#[command(version)]
struct Options {
    /// The folder of state.
    #[arg(long, value_name = "DIR")]
    data_dir: PathBuf,
    /// The built pages.
    #[arg(long, value_name = "DIR", default_value = "ui/dist")]
    pages: PathBuf,
    /// Loopback port; 0 for a free one.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Starts the practice cloud and signs in to it.
    #[arg(long)]
    practice: bool,
    /// The practice cloud's scenario, instead of the one inside.
    #[arg(long, value_name = "FILE")]
    scenario: Option<PathBuf>,
    /// Keeps secrets in the passphrase file alone.
    #[arg(long)]
    passphrase_file: bool,
}

fn main() -> ExitCode {
    host::guard().unwrap_or_else(work)
}

#[tokio::main]
async fn work() -> ExitCode {
    match serve(Options::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{} {error}", error.code());
            ExitCode::FAILURE
        }
    }
}

async fn serve(options: Options) -> Result<()> {
    let folder = host::data_folder(Some(&options.data_dir))?;
    host::log_into(&folder);
    let practice = Arc::new(PracticeCloud::new(folder.join("practice"), options.scenario));
    let setup = Setup {
        folder,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        passphrase_file_only: options.passphrase_file,
        practice: Some(Arc::clone(&practice) as Arc<dyn PracticeHost>),
    };
    let words = Words::new(host::preferred_language());
    let app = App::start(host::configure(setup, &words)).await?;
    if options.practice {
        app.practice_start().await?;
    }
    let failed = |error| Error::new(ErrorKind::Unreachable, "the port cannot be listened on").because(error);
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", options.port)).await.map_err(failed)?;
    println!("http://{}", listener.local_addr().map_err(failed)?);
    let routes = door::routes(Arc::clone(&app))
        .fallback_service(ServeDir::new(options.pages))
        .layer(axum::middleware::from_fn(guard::own_pages_only));
    axum::serve(listener, routes).with_graceful_shutdown(practice::interrupted()).await.map_err(failed)?;
    app.shutdown().await;
    practice.stop().await;
    Ok(())
}
