//! Databases made and deleted: temporary ones, for test copies. Each effect is sent once; nothing is linked to an application.

use domain::change::Change;
use domain::error::{Error, ErrorKind, Result};
use domain::ids::DatabaseId;
use serde_json::{Map, Value, json};

use super::CleverCloud;
use super::wire::OptionView;
use crate::lenient::said;

/// Longest name that is sent. The provider states no limit; one that fits a line of its console is short enough.
const LONGEST_NAME: usize = 100;

impl CleverCloud {
    /// Orders a new, empty add-on of the same product, for the same owner.
    pub(super) async fn order(&self, like: &DatabaseId, label: &str, change: &Change) -> Result<DatabaseId> {
        let addon = self.api.addon(like).await?;
        let details = self.details(&addon).await?;
        let name = name(&said(addon.name).unwrap_or_default(), label)?;
        let options = options(details.map(|details| details.features).unwrap_or_default(), change);
        let body = json!({
            "name": name,
            "providerId": addon.provider.id,
            "region": change.zone,
            "plan": change.plan_id,
            "options": options,
        });
        let made = self.api.create_addon(&like.owner, body).await.map_err(|error| match error.kind {
            // Ordered it may be: who asks again looks for the label.
            ErrorKind::MalformedAnswer | ErrorKind::AnswerTooLarge => {
                Error::new(ErrorKind::OutcomeUnknown, "the answer does not name the new add-on")
                    .with_reference(error.reference.clone())
                    .because(error)
            }
            _ => error,
        })?;
        Ok(DatabaseId { owner: like.owner.clone(), id: made.id })
    }

    /// Deletes an add-on; one that is gone already is no error.
    pub(super) async fn give_back(&self, id: &DatabaseId) -> Result<()> {
        match self.api.delete_addon(id).await {
            Err(error) if error.kind == ErrorKind::NotFound => Ok(()),
            outcome => outcome,
        }
    }
}

/// Options of the order, as text: those of the original that change how the server works, and the version. Temporary data is
/// not backed up.
fn options(original: Vec<OptionView>, change: &Change) -> Value {
    let mut options = Map::new();
    for option in original {
        if let Some(kept) = said(option.name).filter(|name| name == "encryption" && option.enabled) {
            options.insert(kept, json!("true"));
        }
    }
    options.insert("do-backup".into(), json!("false"));
    if !change.version.0.is_empty() {
        options.insert("version".into(), json!(change.version.0));
    }
    Value::Object(options)
}

/// The original's name, as far as it fits, and the whole label.
fn name(like: &str, label: &str) -> Result<String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    if label.is_empty() || label.len() > LONGEST_NAME || !label.chars().all(plain) {
        let detail = "a label is made of letters, digits, - and _";
        return Err(Error::new(ErrorKind::InvalidInput, detail));
    }
    let start: String = like.trim().chars().take(LONGEST_NAME.saturating_sub(label.len() + 1)).collect();
    let start = start.trim_end();
    Ok(if start.is_empty() { label.to_owned() } else { format!("{start} {label}") })
}

#[cfg(test)]
mod tests {
    use domain::version::Version;

    use super::*;

    #[test]
    fn a_name_holds_its_label_whole() {
        assert_eq!(name("shop-production", "co-test-1").unwrap(), "shop-production co-test-1");
        assert_eq!(name("", "co-test-1").unwrap(), "co-test-1");
        let long = name(&"é".repeat(200), "co-test-1").unwrap();
        assert!(long.ends_with(" co-test-1") && long.chars().count() <= LONGEST_NAME, "{long}");
        for label in ["", "a b", "é", "x'y"] {
            assert_eq!(name("shop", label).unwrap_err().kind, ErrorKind::InvalidInput, "{label}");
        }
    }

    #[test]
    fn every_option_is_text_and_encryption_stays() {
        let original = |json: &str| serde_json::from_str::<Vec<OptionView>>(json).unwrap();
        let change = Change { plan_id: "p".into(), zone: "par".into(), version: Version("18".into()) };
        let all = original(
            r#"[{"name":"encryption","enabled":true},{"name":"do-backup","enabled":true},{"name":"direct-host-only","enabled":true}]"#,
        );
        assert_eq!(
            options(all, &change),
            json!({ "encryption": "true", "do-backup": "false", "version": "18" })
        );
        let none = original(r#"[{"name":"encryption","enabled":false}]"#);
        assert_eq!(options(none, &change), json!({ "do-backup": "false", "version": "18" }));
    }
}
