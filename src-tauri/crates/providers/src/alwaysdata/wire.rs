//! The shapes on the wire, private to this folder. Lenient: unknown fields are passed over, ids may be numbers or text,
//! what is missing is empty. Only what cannot be done without is required.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::lenient::{Number, Text, list};

/// An answer that is a list, or nothing.
#[derive(Deserialize)]
#[serde(transparent, bound = "T: Deserialize<'de>")]
pub(super) struct List<T>(#[serde(deserialize_with = "list")] pub(super) Vec<T>);

/// Profiles: documented as one, listed by clients.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Customers {
    Many(Vec<CustomerView>),
    One(CustomerView),
}

#[derive(Deserialize)]
pub(super) struct CustomerView {
    pub(super) id: Option<Text>,
    pub(super) email: Option<Text>,
    pub(super) name: Option<Text>,
}

#[derive(Deserialize)]
pub(super) struct AccountView {
    pub(super) name: Text,
}

#[derive(Deserialize)]
pub(super) struct DatabaseView {
    pub(super) id: Text,
    pub(super) name: Option<Text>,
    #[serde(rename = "type")]
    pub(super) kind: Option<Text>,
    #[serde(default, deserialize_with = "permissions")]
    pub(super) permissions: BTreeMap<String, String>,
    pub(super) locale: Option<Text>,
    #[serde(default, deserialize_with = "texts")]
    pub(super) extensions: Vec<String>,
    /// Not alwaysdata's: another cloud that speaks like it says so where the database is.
    pub(super) host: Option<Text>,
    /// Not alwaysdata's, like `host`.
    pub(super) port: Option<Number>,
    /// Not alwaysdata's: the path of that cloud's page of migrations.
    pub(super) panel: Option<Text>,
}

#[derive(Deserialize)]
pub(super) struct UserView {
    pub(super) name: Option<Text>,
    #[serde(rename = "type")]
    pub(super) kind: Option<Text>,
}

/// A site or a job: what it holds differs with its type, so all of it is kept for the search.
#[derive(Deserialize)]
pub(super) struct HolderView {
    pub(super) id: Text,
    pub(super) name: Option<Text>,
    pub(super) annotation: Option<Text>,
    #[serde(rename = "type")]
    pub(super) kind: Option<Text>,
    #[serde(default)]
    pub(super) is_disabled: Option<bool>,
    #[serde(flatten)]
    pub(super) rest: BTreeMap<String, Value>,
}

/// Who may do what, by user; anything but an object of words is nobody.
fn permissions<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<String, String>, D::Error> {
    let Value::Object(users) = Value::deserialize(deserializer)? else { return Ok(BTreeMap::new()) };
    let words = users.into_iter().filter_map(|(user, right)| match right {
        Value::String(right) => Some((user, right)),
        _ => None,
    });
    Ok(words.collect())
}

/// A list of words; anything else is an empty one.
fn texts<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let Value::Array(list) = Value::deserialize(deserializer)? else { return Ok(Vec::new()) };
    let words = list.into_iter().filter_map(|value| match value {
        Value::String(word) => Some(word),
        _ => None,
    });
    Ok(words.collect())
}
