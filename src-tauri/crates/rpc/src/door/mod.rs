//! The door: takes a command's name and its JSON, finds the use case, gives JSON back. It decides nothing itself.
//!
//! What comes in is taken as hostile: names outside the list, junk and replays end as coded errors. What is said about
//! junk never repeats it, since it may hold a secret.

mod fault;
mod handlers;
pub(crate) mod scope;
pub(crate) mod stage;

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use app::App;
use domain::copy::CopyEvent;
use domain::ids::{CopyId, RunId};
use domain::run::RunEvent;
use domain::{Error, ErrorKind};
use futures::{FutureExt as _, Stream};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

pub use fault::error;
use stage::{Command, Stage};

use crate::requests::RpcError;

macro_rules! serve_commands {
    ($($name:ident($request:ty) -> $response:ty;)+) => {
        /// Every command as a function with its own types, for hosts that are written in Rust.
        pub mod call {
            use super::*;
            #[allow(clippy::wildcard_imports, reason = "the names that the list uses")]
            use super::scope::*;

            $(
                #[doc = concat!("`", stringify!($name), "`")]
                ///
                /// # Errors
                /// Those of its use case, with its stage.
                pub async fn $name(app: &Arc<App>, request: $request) -> Result<$response, RpcError> {
                    guarded(Command::$name, handlers::$name(app, request)).await
                }
            )+
        }

        async fn serve(app: &Arc<App>, command: Command, payload: Value) -> Result<Value, RpcError> {
            match command {
                $(Command::$name => {
                    let request = read(command, payload)?;
                    write(command, &Box::pin(call::$name(app, request)).await?)
                })+
            }
        }
    };
}
crate::for_each_command!(serve_commands);

/// Any command by its name, JSON in and out.
///
/// # Errors
/// `InvalidInput` for a name that is not in the list and for a payload that is not in the command's shape; those of the
/// use case; `Internal` when it panicked. Nothing was changed by a refusal.
pub async fn dispatch(app: &Arc<App>, command: &str, payload: Value) -> Result<Value, RpcError> {
    let Some(command) = Command::named(command) else {
        return Err(error(
            Stage::Store.word(),
            &Error::new(ErrorKind::InvalidInput, "there is no such command"),
        ));
    };
    serve(app, command, payload).await
}

/// The events of a run: the whole state first. Dropping the stream ends nothing but the listening.
///
/// # Errors
/// `NotFound`; those of the store.
pub async fn subscribe_run(
    app: &Arc<App>,
    id: RunId,
) -> Result<impl Stream<Item = RunEvent> + Send + Unpin + use<>, RpcError> {
    app.run_events(id).await.map_err(|failed| error(Stage::Migration.word(), &failed))
}

/// The events of a copy: the whole state first. Dropping the stream ends nothing but the listening.
///
/// # Errors
/// `NotFound`.
pub async fn subscribe_copy(
    app: &Arc<App>,
    id: CopyId,
) -> Result<impl Stream<Item = CopyEvent> + Send + Unpin + use<>, RpcError> {
    app.copy_events(id).await.map_err(|failed| error(Stage::Migration.word(), &failed))
}

/// Runs a use case: its errors get their stage, a panic becomes an error.
async fn guarded<T>(command: Command, work: impl Future<Output = domain::Result<T>>) -> Result<T, RpcError> {
    let stage = command.stage().word();
    match AssertUnwindSafe(Box::pin(work)).catch_unwind().await {
        Ok(Ok(response)) => Ok(response),
        Ok(Err(failed)) => {
            tracing::info!(command = command.name(), code = failed.code(), error = %failed, "refused");
            Err(error(stage, &failed))
        }
        // What a panic says may hold anything: it is not repeated.
        Err(_) => {
            tracing::error!(command = command.name(), "a use case panicked");
            Err(error(stage, &Error::new(ErrorKind::Internal, "a use case broke off")))
        }
    }
}

fn read<T: DeserializeOwned>(command: Command, payload: Value) -> Result<T, RpcError> {
    let payload = if payload.is_null() { Value::Object(serde_json::Map::new()) } else { payload };
    serde_json::from_value(payload).map_err(|_| {
        let said = format!("the payload of {} is not in its shape", command.name());
        error(command.stage().word(), &Error::new(ErrorKind::InvalidInput, said))
    })
}

fn write(command: Command, response: &impl Serialize) -> Result<Value, RpcError> {
    serde_json::to_value(response).map_err(|_| {
        let said = format!("the response of {} cannot be written", command.name());
        error(command.stage().word(), &Error::new(ErrorKind::Internal, said))
    })
}
