//! Databases made and deleted, sites restarted. Each effect is sent once.

use domain::change::Change;
use domain::error::{Error, ErrorKind, Result};
use domain::ids::{ApplicationId, DatabaseId};
use serde_json::{Map, Value, json};

use super::{Alwaysdata, map};
use crate::lenient::said;

/// Longest name that every engine takes.
const LONGEST_NAME: usize = 63;

impl Alwaysdata {
    /// Makes an empty database of the type and locale of another, in its account.
    pub(super) async fn order(&self, like: &DatabaseId, label: &str, change: &Change) -> Result<DatabaseId> {
        let name = name(&like.owner, label)?;
        // A database has the version, plan and place of its account: anything else would not be what was asked for.
        if !(change.plan_id.is_empty() && change.zone.is_empty() && change.version.0.is_empty()) {
            return Err(Error::new(
                ErrorKind::NotSupported,
                "plan, zone and version belong to the account: they cannot be chosen for one database",
            ));
        }
        let original = self.api.database(&like.owner, &like.id).await?;
        let kind = said(original.kind.clone()).ok_or_else(|| {
            Error::new(ErrorKind::MalformedAnswer, "the provider did not say the database's type")
        })?;
        let permissions = match &self.api.credential.login {
            Some(login) => json!({ &login.user: "FULL" }),
            None => json!(original.permissions),
        };
        let mut body = Map::new();
        body.insert("name".into(), json!(name));
        body.insert("type".into(), json!(kind));
        body.insert("permissions".into(), permissions);
        if let Some(locale) = said(original.locale.clone()) {
            body.insert("locale".into(), json!(locale));
        }
        if !original.extensions.is_empty() {
            body.insert("extensions".into(), json!(original.extensions));
        }
        if let Some(id) = self.api.create_database(&like.owner, Value::Object(body)).await? {
            return Ok(DatabaseId { owner: like.owner.clone(), id });
        }
        // The answer did not say where it is; the name does.
        let all = self.api.databases(&like.owner).await?.0;
        let made = all.into_iter().find(|view| said(view.name.clone()).as_deref() == Some(name.as_str()));
        made.map(|view| DatabaseId { owner: like.owner.clone(), id: view.id.0 }).ok_or_else(|| {
            Error::new(ErrorKind::OutcomeUnknown, "the provider accepted a new database and does not show it")
        })
    }

    /// Deletes a database; one that is gone already is no error.
    pub(super) async fn give_back(&self, id: &DatabaseId) -> Result<()> {
        match self.api.delete_database(&id.owner, &id.id).await {
            Err(error) if error.kind == ErrorKind::NotFound => Ok(()),
            outcome => outcome,
        }
    }

    /// Restarts a site, unless it is switched off. Restarts have no id.
    pub(super) async fn restart(&self, site: &ApplicationId) -> Result<String> {
        let view = self.api.site(&site.owner, &site.id).await?;
        if !map::site(&site.owner, &view).should_run {
            return Err(Error::new(ErrorKind::WrongState, "the site is disabled: it is left as it is"));
        }
        self.api.restart_site(&site.owner, &site.id).await?;
        Ok(String::new())
    }
}

/// Names begin with the account's. The label stays as it is in them, so that it can be looked for.
fn name(account: &str, label: &str) -> Result<String> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-');
    let name = format!("{account}_{label}");
    if label.is_empty() || !label.chars().all(plain) || name.len() > LONGEST_NAME {
        let detail = "a database's name is made of small letters, digits, - and _, at most 63 of them";
        return Err(Error::new(ErrorKind::InvalidInput, detail));
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_begins_with_the_account_and_holds_the_label() {
        assert_eq!(name("acme", "co-test_1").unwrap(), "acme_co-test_1");
        for label in ["", "Über", "Upper", "a b", "x'y", &"x".repeat(60)] {
            assert!(name("acme", label).is_err(), "{label}");
        }
    }
}
