//! `accounts add|list|test|remove`.

use std::collections::BTreeMap;

use domain::ErrorKind;
use domain::Secret;
use domain::account::SignInWay;
use domain::provider::{Descriptor, FieldKind, SignInForm};
use rpc::requests::{AccountStatus, RpcError};
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};

use super::Ended;
use crate::args::AccountAddArgs;
use crate::exit::{Exit, local};
use crate::opened::{Opened, understood};
use crate::output::{Out, harmless};
use crate::select;
use crate::stdin::Given;

/// The address has an option of its own.
const BASE_URL: &str = "base_url";

pub(super) async fn add(opened: &Opened, add: &AccountAddArgs, given: Given, out: &Out) -> Ended {
    let Some(token) = given.token else {
        return Err(local(ErrorKind::InvalidInput, "accounts", "the token comes by standard input"));
    };
    let form = token_form(opened, &add.provider).await?;
    let fields = filled(&form, &token, add, &given.fields)?;
    let payload = json!({
        "provider": add.provider,
        "name": add.name,
        "workspace": add.workspace,
        "base_url": add.base_url,
        "way": SignInWay::Token,
        "fields": fields,
    });
    let value = opened.value("account_add", payload).await?;
    out.json(&value);
    let status: AccountStatus = understood(value)?;
    let id = status.account.id.to_string();
    out.say("cli-account-added", &[("name", &harmless(&status.account.name)), ("id", &id)]);
    Ok(Exit::Done)
}

/// The form with all that was given. The token goes where the first secret stands.
fn filled(
    form: &SignInForm,
    token: &Secret,
    add: &AccountAddArgs,
    secrets: &[Secret],
) -> Result<BTreeMap<String, String>, RpcError> {
    let refused = |detail: String| local(ErrorKind::InvalidInput, "accounts", detail);
    let mut fields = BTreeMap::new();
    if let Some(first) = form.fields.iter().find(|field| field.kind == FieldKind::Secret) {
        fields.insert(first.name.clone(), token.expose_secret().to_owned());
    }
    let plain = add.fields.iter().map(|(name, value)| (name, value.clone(), false));
    let piped = add.fields_stdin.iter().zip(secrets);
    let piped = piped.map(|(name, value)| (name, value.expose_secret().to_owned(), true));
    for (name, value, is_piped) in plain.chain(piped) {
        let shown = name.escape_debug();
        let Some(field) = form.fields.iter().find(|field| field.name == *name && field.name != BASE_URL)
        else {
            let known: Vec<_> = form.fields.iter().map(|field| field.name.as_str()).collect();
            return Err(refused(format!("no field is called {shown}; there are: {}", known.join(", "))));
        };
        if field.kind == FieldKind::Secret && !is_piped {
            return Err(refused(format!("the field {shown} is secret: --field-stdin {shown} takes it")));
        }
        if fields.insert(name.clone(), value).is_some() {
            return Err(refused(format!("the field {shown} is given twice")));
        }
    }
    Ok(fields)
}

/// The form that the provider wants a pasted token in.
async fn token_form(opened: &Opened, provider: &str) -> Result<SignInForm, RpcError> {
    let all: Vec<Descriptor> = opened.ask("providers_list", json!({})).await?;
    let known: Vec<String> = all.iter().map(|descriptor| descriptor.id.to_string()).collect();
    let Some(descriptor) = all.into_iter().find(|descriptor| descriptor.id.0 == provider) else {
        let detail = format!("no provider is called {provider}; there are: {}", known.join(", "));
        return Err(local(ErrorKind::InvalidInput, "accounts", detail));
    };
    let has_secret = |form: &SignInForm| form.fields.iter().any(|field| field.kind == FieldKind::Secret);
    let mut forms = descriptor.sign_in.into_iter();
    forms.find(|form| form.way == SignInWay::Token && has_secret(form)).ok_or_else(|| {
        local(ErrorKind::NotSupported, "accounts", format!("{provider} takes no token; use the window"))
    })
}

pub(super) async fn list(opened: &Opened, out: &Out) -> Ended {
    let value = opened.value("accounts_list", json!({})).await?;
    out.json(&value);
    let all: Vec<AccountStatus> = understood(value)?;
    if all.is_empty() {
        out.say("cli-accounts-none", &[]);
        return Ok(Exit::Done);
    }
    let rows = all.iter().map(|status| {
        let account = &status.account;
        let state = match (&status.error, status.checked_at) {
            (Some(error), _) => out.words().text("cli-account-failing", &[("code", &error.code)]),
            (None, Some(_)) => out.words().text("cli-account-fine", &[]),
            (None, None) => out.words().text("cli-account-not-looked-at", &[]),
        };
        let provider = account.provider.to_string();
        let id = account.id.to_string();
        vec![account.name.clone(), provider, account.workspace.clone(), identity(status), state, id]
    });
    let heads = [
        "cli-head-name",
        "cli-head-provider",
        "cli-head-workspace",
        "cli-head-identity",
        "cli-head-state",
        "cli-head-id",
    ];
    out.table(&heads, &rows.collect::<Vec<_>>());
    Ok(Exit::Done)
}

fn identity(status: &AccountStatus) -> String {
    let known = status.account.identity.as_ref();
    let texts = known.map(|who| [&who.email, &who.name, &who.id]).into_iter().flatten();
    texts.into_iter().find(|text| !text.is_empty()).cloned().unwrap_or_default()
}

pub(super) async fn test(opened: &Opened, named: &str, out: &Out) -> Ended {
    let account = select::account(opened, named).await?.account.id;
    let value = opened.value("account_test", json!({ "account": account })).await?;
    let status: AccountStatus = understood(value.clone())?;
    if let Some(error) = status.error {
        return Err(error);
    }
    out.json(&value);
    let (name, identity) = (harmless(&status.account.name), harmless(&identity(&status)));
    out.say("cli-account-works", &[("name", &name), ("identity", &identity)]);
    Ok(Exit::Done)
}

pub(super) async fn remove(opened: &Opened, named: &str, revoke: bool, out: &Out) -> Ended {
    let account = select::account(opened, named).await?.account;
    let payload = json!({ "account": account.id, "revoke": revoke });
    let value: Value = opened.value("account_remove", payload).await?;
    out.json(&value);
    out.say("cli-account-removed", &[("name", &harmless(&account.name))]);
    Ok(Exit::Done)
}
