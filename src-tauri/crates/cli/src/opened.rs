//! The application, open for one call: asked by the list of commands, and closed in order at the end.

use std::sync::Arc;

use app::App;
use domain::{Error, ErrorKind, Result as DomainResult};
use rpc::requests::{FileVaultState, RpcError, VaultState};
use secrecy::ExposeSecret as _;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::args::Options;
use crate::exit::local;
use crate::output::Out;
use crate::stdin::Given;

/// Whether a verb writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Needs {
    /// It only looks: it works beside the window too.
    Looking,
    /// It writes: one owner of the data folder.
    Writing,
}

/// The application, open.
pub(crate) struct Opened {
    app: Arc<App>,
}

impl Opened {
    /// Opens it, and the passphrase file where one was handed over.
    pub(crate) async fn start(
        options: &Options,
        needs: Needs,
        given: &Given,
        out: &Out,
    ) -> Result<Self, RpcError> {
        let app = open(options, needs, out).await.map_err(|error| rpc::error("store", &error))?;
        let opened = Self { app };
        if let Some(passphrase) = &given.passphrase {
            let state: VaultState = opened.ask("vault_state", json!({})).await?;
            let payload = json!({ "passphrase": passphrase.expose_secret() });
            if state.file == FileVaultState::Absent {
                let _: Value = opened.ask("vault_create", payload).await?;
                out.note("cli-vault-made", &[]);
            } else {
                let _: Value = opened.ask("vault_unlock", payload).await?;
            }
        }
        Ok(opened)
    }

    /// The application itself, for what is not on the list: subscriptions, transfers.
    pub(crate) fn app(&self) -> &Arc<App> {
        &self.app
    }

    /// A command of the list, its answer as it goes over the wire.
    pub(crate) async fn value(&self, command: &str, payload: Value) -> Result<Value, RpcError> {
        Box::pin(rpc::dispatch(&self.app, command, payload)).await
    }

    /// A command of the list.
    pub(crate) async fn ask<T: DeserializeOwned>(
        &self,
        command: &str,
        payload: Value,
    ) -> Result<T, RpcError> {
        understood(self.value(command, payload).await?)
    }

    /// Ends all work in order. Runs go on at the provider.
    pub(crate) async fn close(self) {
        self.app.shutdown().await;
    }
}

/// An answer as its type.
pub(crate) fn understood<T: DeserializeOwned>(value: Value) -> Result<T, RpcError> {
    serde_json::from_value(value).map_err(|error| local(ErrorKind::Internal, "input", error.to_string()))
}

async fn open(options: &Options, needs: Needs, out: &Out) -> DomainResult<Arc<App>> {
    let folder = host::data_folder(options.data_dir.as_deref())?;
    let configure = || {
        let setup = host::Setup {
            folder: folder.clone(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            passphrase_file_only: options.passphrase_stdin,
            practice: None,
        };
        host::configure(setup, out.words())
    };
    match Box::pin(App::start(configure())).await {
        Err(busy) if busy.kind == ErrorKind::StoreBusy && needs == Needs::Looking => {
            let beside = App::start_read_only(configure()).await;
            // A store that its owner is only making says less than who the owner is.
            beside.map_err(|error: Error| if error.kind == ErrorKind::NotFound { busy } else { error })
        }
        other => other,
    }
}
