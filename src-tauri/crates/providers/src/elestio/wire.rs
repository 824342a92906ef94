//! The shapes on the wire, private to this folder. Lenient: unknown fields are passed over, missing lists are empty, numbers may be
//! text and text numbers, flags may be 0 and 1. Only what cannot be done without is required.

use domain::secret::Secret;
use serde::{Deserialize, Deserializer, Serialize};

use crate::lenient::{Moment, Number, Text, list};

#[derive(Deserialize)]
pub(super) struct SignedIn {
    #[serde(default, deserialize_with = "hidden")]
    pub(super) jwt: Option<Secret>,
}

/// An answer whose content does not matter once it is none of a refusal.
#[derive(Deserialize)]
pub(super) struct Done {}

/// `{ data: [...] }`, or `data: null`.
#[derive(Deserialize)]
#[serde(bound = "T: Deserialize<'de>")]
pub(super) struct Data<T> {
    #[serde(deserialize_with = "list")]
    pub(super) data: Vec<T>,
}

/// `{ instances: [...] }` of the catalogue.
#[derive(Deserialize)]
#[serde(bound = "T: Deserialize<'de>")]
pub(super) struct Instances<T> {
    #[serde(deserialize_with = "list")]
    pub(super) instances: Vec<T>,
}

#[derive(Deserialize)]
pub(super) struct Projects {
    pub(super) data: ProjectList,
}

#[derive(Deserialize)]
pub(super) struct ProjectList {
    #[serde(deserialize_with = "list")]
    pub(super) projects: Vec<Project>,
}

#[derive(Deserialize)]
pub(super) struct Project {
    #[serde(rename = "projectID")]
    pub(super) project_id: Option<Text>,
    pub(super) id: Option<Text>,
    pub(super) project_name: Option<Text>,
    pub(super) role: Option<Text>,
}

/// Services in any of the three shapes that are known of the list: bare, `servers`, `data.services`.
#[derive(Deserialize)]
#[serde(from = "ServiceShapes")]
pub(super) struct Services(pub(super) Vec<Service>);

#[derive(Deserialize)]
#[serde(untagged)]
enum ServiceShapes {
    Bare(Vec<Service>),
    Servers {
        #[serde(deserialize_with = "list")]
        servers: Vec<Service>,
    },
    Data {
        data: ServiceData,
    },
}

#[derive(Deserialize)]
#[serde(untagged)]
enum ServiceData {
    Named {
        #[serde(deserialize_with = "list")]
        services: Vec<Service>,
    },
    Bare(Vec<Service>),
}

impl From<ServiceShapes> for Services {
    fn from(shape: ServiceShapes) -> Self {
        Self(match shape {
            ServiceShapes::Bare(all)
            | ServiceShapes::Servers { servers: all }
            | ServiceShapes::Data { data: ServiceData::Bare(all) | ServiceData::Named { services: all } } => {
                all
            }
        })
    }
}

#[derive(Deserialize)]
pub(super) struct Details {
    #[serde(rename = "serviceInfos", deserialize_with = "list")]
    pub(super) services: Vec<Service>,
}

/// A service. `vmID` names it nearly everywhere; the numeric `id` hardly anywhere.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Service {
    #[serde(rename = "vmID")]
    pub(super) vm_id: Text,
    pub(super) id: Option<Text>,
    pub(super) display_name: Option<Text>,
    pub(super) template_name: Option<Text>,
    pub(super) template: Option<Text>,
    pub(super) category: Option<Text>,
    #[serde(rename = "selected_software_tag")]
    pub(super) tag: Option<Text>,
    pub(super) status: Option<Text>,
    pub(super) deployment_status: Option<Text>,
    pub(super) provider: Option<Text>,
    pub(super) datacenter: Option<Text>,
    pub(super) server_type: Option<Text>,
    pub(super) price_per_hour: Option<Number>,
    pub(super) cname: Option<Text>,
    pub(super) admin_internal_port: Option<Number>,
    pub(super) admin_external_port: Option<Number>,
    #[serde(rename = "managedDBPort")]
    pub(super) database_port: Option<Number>,
    #[serde(rename = "managedDBCLI")]
    pub(super) database_command: Option<Text>,
    #[serde(default)]
    pub(super) creation_date: Moment,
    pub(super) is_protected: Option<Flag>,
    pub(super) is_firewall_activated: Option<Flag>,
    pub(super) backups_activated: Option<Flag>,
    pub(super) remote_backups_activated: Option<Flag>,
    pub(super) is_external_backup_activated: Option<Flag>,
    pub(super) is_alerts_activated: Option<Flag>,
    #[serde(rename = "app_AutoUpdate_Enabled")]
    pub(super) app_auto_update: Option<Flag>,
    #[serde(rename = "system_AutoUpdate_Enabled")]
    pub(super) system_auto_update: Option<Flag>,
}

#[derive(Deserialize)]
pub(super) struct Login {
    pub(super) user: Option<Text>,
    #[serde(default, deserialize_with = "hidden")]
    pub(super) password: Option<Secret>,
}

#[derive(Deserialize)]
pub(super) struct Template {
    pub(super) id: Text,
    #[serde(rename = "dockerhub_image")]
    pub(super) image: Option<Text>,
    #[serde(rename = "dockerhub_default_tag")]
    pub(super) default_tag: Option<Text>,
    #[serde(rename = "minRamGB")]
    pub(super) min_ram_gb: Option<Number>,
    #[serde(rename = "minCores")]
    pub(super) min_cores: Option<Number>,
    #[serde(rename = "minStorageInGB")]
    pub(super) min_storage_gb: Option<Number>,
}

#[derive(Deserialize)]
pub(super) struct Size {
    #[serde(rename = "providerName")]
    pub(super) provider: Option<Text>,
    #[serde(rename = "regionID")]
    pub(super) region: Option<Text>,
    #[serde(rename = "regionName")]
    pub(super) region_name: Option<Text>,
    #[serde(rename = "City")]
    pub(super) city: Option<Text>,
    #[serde(rename = "CountryCode")]
    pub(super) country: Option<Text>,
    pub(super) title: Option<Text>,
    #[serde(rename = "vCPU")]
    pub(super) cpus: Option<Number>,
    #[serde(rename = "ramGB")]
    pub(super) ram_gb: Option<Number>,
    #[serde(rename = "storageSizeGB")]
    pub(super) storage_gb: Option<Number>,
    #[serde(rename = "storageType")]
    pub(super) storage_type: Option<Text>,
    #[serde(rename = "pricePerHour")]
    pub(super) price_per_hour: Option<Number>,
}

#[derive(Deserialize)]
pub(super) struct Tag {
    pub(super) version: Option<Text>,
}

/// `data: [...]`, or `data: { backups: [...] }`.
#[derive(Deserialize)]
#[serde(from = "BackupShapes")]
pub(super) struct RemoteBackups(pub(super) Vec<RemoteBackup>);

#[derive(Deserialize)]
struct BackupShapes {
    data: BackupData,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum BackupData {
    Bare(Vec<RemoteBackup>),
    Named {
        #[serde(deserialize_with = "list")]
        backups: Vec<RemoteBackup>,
    },
    Nothing(()),
}

impl From<BackupShapes> for RemoteBackups {
    fn from(shape: BackupShapes) -> Self {
        Self(match shape.data {
            BackupData::Bare(all) | BackupData::Named { backups: all } => all,
            BackupData::Nothing(()) => Vec::new(),
        })
    }
}

#[derive(Deserialize)]
pub(super) struct RemoteBackup {
    pub(super) name: Option<Text>,
    #[serde(default)]
    pub(super) date: Moment,
}

/// Local backups: the list may be missing, and its lines may be paths or objects.
#[derive(Deserialize)]
pub(super) struct LocalBackups {
    pub(super) data: Option<LocalList>,
    #[serde(default, deserialize_with = "list")]
    pub(super) backups: Vec<LocalBackup>,
}

#[derive(Deserialize)]
pub(super) struct LocalList {
    #[serde(default, deserialize_with = "list")]
    pub(super) backups: Vec<LocalBackup>,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum LocalBackup {
    Path(String),
    Object {
        path: Option<Text>,
        name: Option<Text>,
        #[serde(default)]
        date: Moment,
    },
}

#[derive(Deserialize)]
pub(super) struct Snapshots {
    #[serde(deserialize_with = "list")]
    pub(super) images: Vec<Snapshot>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Snapshot {
    pub(super) id: Option<Text>,
    pub(super) unique_name: Option<Text>,
    pub(super) status: Option<Text>,
    #[serde(default)]
    pub(super) creation_date: Moment,
}

#[derive(Deserialize)]
pub(super) struct Firewall {
    #[serde(deserialize_with = "list")]
    pub(super) rules: Vec<Rule>,
}

#[derive(Deserialize)]
pub(super) struct Rule {
    #[serde(rename = "type")]
    pub(super) direction: Option<Text>,
    pub(super) port: Option<Text>,
    pub(super) protocol: Option<Text>,
    #[serde(default, deserialize_with = "list")]
    pub(super) targets: Vec<Text>,
}

/// A page for the browser.
#[derive(Deserialize)]
pub(super) struct Page {
    #[serde(default, deserialize_with = "hidden")]
    pub(super) url: Option<Secret>,
}

/// What is ordered with `createServer`.
#[derive(Serialize)]
pub(super) struct Order {
    #[serde(rename = "templateID")]
    pub(super) template: i64,
    #[serde(rename = "serverType")]
    pub(super) size: String,
    pub(super) datacenter: String,
    #[serde(rename = "providerName")]
    pub(super) provider: String,
    #[serde(rename = "serverName")]
    pub(super) name: String,
    pub(super) version: String,
    #[serde(rename = "projectId")]
    pub(super) project: String,
    #[serde(rename = "adminEmail")]
    pub(super) email: String,
    pub(super) support: &'static str,
    pub(super) appid: &'static str,
    pub(super) data: &'static str,
    #[serde(rename = "deploymentServiceType")]
    pub(super) kind: &'static str,
    #[serde(rename = "serviceType")]
    pub(super) service_type: &'static str,
}

/// The answer to an order: the id alone or in a list, a number or text, and newer ones with the service itself.
#[derive(Deserialize)]
pub(super) struct Created {
    #[serde(rename = "providerServerID")]
    id: Option<OneOrMore>,
    #[serde(default, deserialize_with = "list")]
    data: Vec<Service>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(Text),
    More(Vec<Text>),
}

impl Created {
    /// The vmID of the new service, where the answer tells it.
    pub(super) fn vm_id(self) -> Option<String> {
        let told = match self.id {
            Some(OneOrMore::One(id)) => Some(id.0),
            Some(OneOrMore::More(ids)) => ids.into_iter().next().map(|id| id.0),
            None => None,
        };
        let told = told.filter(|id| !id.trim().is_empty());
        told.or_else(|| self.data.into_iter().next().map(|service| service.vm_id.0))
    }
}

/// A flag: 0 and 1, true and false, or the same as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Flag(pub(super) bool);

impl<'de> Deserialize<'de> for Flag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Text::deserialize(deserializer)?;
        Ok(Self(matches!(text.0.trim(), "1" | "true" | "True")))
    }
}

/// Text that is a secret from the first moment.
fn hidden<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Secret>, D::Error> {
    Ok(Option::<Text>::deserialize(deserializer)?.map(|text| Secret::from(text.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn services(text: &str) -> Option<usize> {
        serde_json::from_str::<Services>(text).ok().map(|list| list.0.len())
    }

    #[test]
    fn a_list_of_services_has_three_shapes_and_anything_else_is_no_empty_list() {
        let one = r#"{"vmID":7,"somethingNew":[1]}"#;
        for (text, expected) in [
            (format!("[{one},{one}]"), Some(2)),
            (format!(r#"{{"servers":[{one}]}}"#), Some(1)),
            (format!(r#"{{"status":"OK","data":{{"services":[{one}]}}}}"#), Some(1)),
            (format!(r#"{{"status":"OK","data":[{one}]}}"#), Some(1)),
            ("[]".into(), Some(0)),
            (r#"{"servers":[]}"#.into(), Some(0)),
            (r#"{"servers":null}"#.into(), Some(0)),
            (r#"{"status":"OK","data":{"services":null}}"#.into(), Some(0)),
            ("{}".into(), None),
            (r#"{"unexpected":[1,null]}"#.into(), None),
            (r#"{"servers":{}}"#.into(), None),
            (r#"{"servers":[{"id":1}]}"#.into(), None),
            ("null".into(), None),
            ("7".into(), None),
        ] {
            assert_eq!(services(&text), expected, "{text}");
        }
    }

    #[test]
    fn the_id_of_a_new_service_is_found_in_every_shape() {
        for (text, expected) in [
            (r#"{"action":{"id":1},"providerServerID":12345}"#, Some("12345")),
            (r#"{"providerServerID":"12345"}"#, Some("12345")),
            (r#"{"providerServerID":["12345"],"data":[{"vmID":"9"}]}"#, Some("12345")),
            (r#"{"providerServerID":[12345]}"#, Some("12345")),
            (r#"{"providerServerID":[],"data":[{"vmID":"9"}]}"#, Some("9")),
            (r#"{"providerServerID":null,"data":[{"vmID":9}]}"#, Some("9")),
            (r#"{"status":"OK"}"#, None),
            (r#"{"providerServerID":""}"#, None),
        ] {
            assert_eq!(serde_json::from_str::<Created>(text).unwrap().vm_id().as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn backups_come_bare_or_one_level_deeper() {
        let count = |text: &str| serde_json::from_str::<RemoteBackups>(text).ok().map(|list| list.0.len());
        assert_eq!(count(include_str!("fixtures/backups.json")), Some(2));
        assert_eq!(count(r#"{"data":{"backups":[{"name":"a"}]}}"#), Some(1));
        assert_eq!(count(r#"{"data":null}"#), Some(0));
        assert_eq!(count(r#"{"message":"x"}"#), None);
        let local = |text: &str| {
            serde_json::from_str::<LocalBackups>(text).unwrap().data.map(|data| data.backups.len())
        };
        assert_eq!(local(r#"{"data":{"status":"OK","url":"","mode":""}}"#), Some(0));
        assert_eq!(
            local(r#"{"data":{"backups":["/opt/app-backups/a.zst",{"path":"/b","date":"x"}]}}"#),
            Some(2)
        );
    }

    #[test]
    fn flags_are_numbers_words_or_text() {
        let flag = |text: &str| serde_json::from_str::<Flag>(text).unwrap().0;
        assert!(["1", "true", "\"1\"", "\"true\""].into_iter().all(flag));
        assert!(!["0", "false", "\"0\"", "\"\"", "2", "\"no\""].into_iter().any(flag));
    }
}
