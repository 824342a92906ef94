//! What a site or a job holds, as names and values to be searched: its shape differs with its type and is not documented,
//! so every text in it counts. Values end in the search.

use domain::application::MentionPlace;
use domain::secret::{Secret, secret};
use serde_json::Value;

use super::wire::HolderView;

/// Fields that never hold an address of somebody's own.
const NOT_SETTINGS: [&str; 2] = ["href", "id"];

/// A value somewhere in a site or a job.
pub(super) struct Setting {
    /// `environment.DATABASE_URL`, `arguments`, `php_ini`.
    pub(super) name: String,
    pub(super) value: Secret,
    pub(super) place: MentionPlace,
}

/// Every text in a site or a job. An environment written as lines is taken apart into its variables.
pub(super) fn settings(view: HolderView, is_job: bool) -> Vec<Setting> {
    let mut found = Vec::new();
    for (field, value) in view.rest {
        if NOT_SETTINGS.contains(&field.as_str()) {
            continue;
        }
        let place = match (is_job, field.starts_with("env")) {
            (true, _) => MentionPlace::Job,
            (false, true) => MentionPlace::ApplicationEnv,
            (false, false) => MentionPlace::ApplicationSettings,
        };
        let mut add = |name: String, text: String| found.push(Setting { name, value: secret(text), place });
        walk(field, value, &mut add);
    }
    found
}

fn walk(name: String, value: Value, add: &mut impl FnMut(String, String)) {
    match value {
        Value::String(text) => lines(name, text, add),
        Value::Array(list) => list.into_iter().for_each(|one| walk(name.clone(), one, add)),
        Value::Object(fields) => {
            // `{"name": "DATABASE_URL", "value": "..."}`: the pair is a variable.
            if let (Some(Value::String(key)), Some(value)) = (fields.get("name"), fields.get("value")) {
                walk(format!("{name}.{key}"), value.clone(), add);
                return;
            }
            for (key, value) in fields.into_iter().filter(|(key, _)| !NOT_SETTINGS.contains(&key.as_str())) {
                walk(format!("{name}.{key}"), value, add);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A text whose every line sets a variable is its variables; any other is one value.
fn lines(name: String, text: String, add: &mut impl FnMut(String, String)) {
    let set = |line: &str| {
        let (key, value) = line.split_once('=')?;
        let key = key.trim().trim_start_matches("export ").trim();
        let is_name = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        is_name.then(|| (key.to_owned(), value.trim().to_owned()))
    };
    let filled = text.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    match filled.map(set).collect::<Option<Vec<_>>>() {
        Some(variables) if !variables.is_empty() => {
            variables.into_iter().for_each(|(key, value)| add(format!("{name}.{key}"), value));
        }
        _ => add(name, text),
    }
}

#[cfg(test)]
mod tests {
    use domain::secret::ExposeSecret;

    use super::*;

    #[test]
    fn every_text_is_found_whatever_the_shape() {
        let view: HolderView = serde_json::from_str(include_str!("fixtures/site-odd.json")).unwrap();
        let found = settings(view, false);
        let names: Vec<_> = found.iter().map(|one| (one.name.as_str(), one.value.expose_secret())).collect();
        assert_eq!(
            names,
            [
                ("addresses", "acme.alwaysdata.net"),
                ("environment.DB_HOST", "postgresql-acme.alwaysdata.net"),
                ("environment.DB_NAME", "acme_shop"),
                ("php_ini", "memory_limit = 256M is a sentence\nand not a list"),
                ("vars.URL", "postgresql://acme_app@postgresql-acme.alwaysdata.net/acme_shop"),
                ("working.directory", "/srv/acme/www"),
            ]
        );
        assert!(matches!(found[1].place, MentionPlace::ApplicationEnv));
        assert!(matches!(found[3].place, MentionPlace::ApplicationSettings));
    }
}
