//! `vault state|create|unlock`: how the stores of secrets stand. The passphrase comes by standard input.

use domain::ErrorKind;
use rpc::requests::{FileVaultState, VaultKind, VaultState};
use secrecy::ExposeSecret as _;
use serde_json::json;

use super::Ended;
use crate::args::{Options, Vault};
use crate::exit::{Exit, local};
use crate::opened::{Needs, Opened, understood};
use crate::output::{Out, key_of};
use crate::stdin::Given;

pub(super) async fn run(verb: &Vault, options: &Options, given: Given, out: &Out) -> Ended {
    let needs = if matches!(verb, Vault::Create) { Needs::Writing } else { Needs::Looking };
    // `create` and `unlock` open the file themselves: what they answer is the result.
    let opened = match verb {
        Vault::State => Opened::start(options, needs, &given, out).await?,
        Vault::Create | Vault::Unlock => Opened::start(options, needs, &Given::default(), out).await?,
    };
    let ended = answer(verb, &opened, given, out).await;
    opened.close().await;
    ended
}

async fn answer(verb: &Vault, opened: &Opened, given: Given, out: &Out) -> Ended {
    let (command, said) = match verb {
        Vault::State => ("vault_state", None),
        Vault::Create => ("vault_create", Some("cli-vault-made")),
        Vault::Unlock => ("vault_unlock", Some("cli-vault-opens")),
    };
    let payload = match (verb, &given.passphrase) {
        (Vault::State, _) => json!({}),
        (_, Some(passphrase)) => json!({ "passphrase": passphrase.expose_secret() }),
        (_, None) => {
            let detail = "the passphrase comes by standard input, with --passphrase-stdin";
            return Err(local(ErrorKind::InvalidInput, "vault", detail));
        }
    };
    if matches!(verb, Vault::Unlock) {
        let state: VaultState = opened.ask("vault_state", json!({})).await?;
        if state.file == FileVaultState::Absent {
            let detail =
                "there is no passphrase file yet; make one: changeover vault create --passphrase-stdin";
            return Err(local(ErrorKind::InvalidInput, "vault", detail));
        }
    }
    let value = opened.value(command, payload).await?;
    out.json(&value);
    let state: VaultState = understood(value)?;
    if let Some(said) = said {
        out.say(said, &[]);
    }
    let word = |word: String| out.words().text(&format!("cli-vault-{word}"), &[]);
    out.field("cli-vault-keyring", &word(key_of(&state.keyring)));
    out.field("cli-vault-file", &word(key_of(&state.file)));
    let used = match state.used {
        Some(VaultKind::Keyring) => "cli-vault-used-keyring",
        Some(VaultKind::File) => "cli-vault-used-file",
        None => "cli-vault-used-nowhere",
    };
    out.field("cli-vault-used", &out.words().text(used, &[]));
    Ok(Exit::Done)
}
