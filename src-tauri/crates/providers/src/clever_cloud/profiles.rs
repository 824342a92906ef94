//! Profiles of the official command-line client: the present form of its file with several, the older one with a single
//! token. The file is read through the caller's reader and never written.

use std::io;
use std::path::Path;

use domain::account::FoundProfile;
use domain::error::{Error, ErrorKind, Result};
use domain::secret::{Secret, secret};
use serde::Deserialize;
use url::Url;

use super::auth::Credential;
use super::descriptor::API;
use super::signature::Method;
use crate::lenient::{Moment, Text, list, said};
use crate::options::{Consumer, base_url};
use crate::{Profile, ProfilePlaces, ProfileSearch, Profiles};

/// The file, in either form.
#[derive(Deserialize)]
struct File {
    #[serde(default, deserialize_with = "list")]
    profiles: Vec<Entry>,
    #[serde(flatten)]
    older: Entry,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    alias: Option<Text>,
    token: Option<Text>,
    secret: Option<Text>,
    #[serde(default)]
    expiration_date: Moment,
    email: Option<Text>,
    overrides: Option<Overrides>,
}

#[derive(Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
struct Overrides {
    api_host: Option<Text>,
    oauth_consumer_key: Option<Text>,
    oauth_consumer_secret: Option<Text>,
}

/// Looks for the file, and reads what is in it.
pub(super) fn find(search: &ProfileSearch<'_>) -> Result<Profiles> {
    let Some(file) = file_of(search.places) else {
        return Err(Error::new(
            ErrorKind::FileUnreadable,
            "this system does not say where configurations are kept",
        ));
    };
    let text = match (search.read)(&file) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Ok(Profiles { file, found: Vec::new() });
        }
        Err(error) => return Err(unreadable(&file, &error.kind().to_string())),
    };
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Ok(Profiles { file, found: Vec::new() });
    }
    // What is wrong is told by its place: the content is made of secrets.
    let content: File = serde_json::from_str(text).map_err(|error| {
        unreadable(
            &file,
            &format!("not in the client's form, at line {} column {}", error.line(), error.column()),
        )
    })?;
    let mut entries = content.profiles;
    if entries.is_empty() && content.older.token.is_some() {
        entries.push(content.older);
    }
    let found = entries.into_iter().map(|entry| profile(entry, &file, search.consumer)).collect();
    Ok(Profiles { file, found })
}

fn file_of(places: &ProfilePlaces) -> Option<std::path::PathBuf> {
    let usual = || Some(places.config_dir.as_ref()?.join("clever-cloud").join("clever-tools.json"));
    places.file.clone().or_else(usual)
}

fn unreadable(file: &Path, why: &str) -> Error {
    Error::new(ErrorKind::FileUnreadable, format!("{}: {why}", file.display()))
}

fn profile(entry: Entry, file: &Path, consumer: Option<&Consumer>) -> Profile {
    let (host, key, own) = match entry.overrides {
        Some(overrides) => (
            said(overrides.api_host),
            said(overrides.oauth_consumer_key),
            said(overrides.oauth_consumer_secret).map(secret),
        ),
        None => (None, None, None),
    };
    let host = host.filter(|host| host.trim_end_matches('/') != API);
    let address = host.as_deref().map(base_url).transpose();
    let shown = FoundProfile {
        alias: said(entry.alias).unwrap_or_else(|| "default".into()),
        email: said(entry.email),
        base_url: match &address {
            Ok(_) => host,
            Err(_) => host.as_deref().and_then(origin),
        },
        expires_at: entry.expiration_date.0,
        file: file.display().to_string(),
        already_added: false,
    };
    let consumer = match (key, own, consumer) {
        (Some(key), Some(secret), _) => Some(Consumer { key, secret }),
        (_, _, given) => given.cloned(),
    };
    let token = said(entry.token).zip(said(entry.secret));
    match address {
        Ok(base_url) => Profile { shown, base_url, credential: credential(token, consumer) },
        Err(error) => Profile { shown, base_url: None::<Url>, credential: Err(error) },
    }
}

/// Scheme, host and port of an address that we do not take: the rest of it may hold a password.
fn origin(host: &str) -> Option<String> {
    let origin = Url::parse(host).ok()?.origin();
    origin.is_tuple().then(|| origin.ascii_serialization())
}

fn credential(token: Option<(String, String)>, consumer: Option<Consumer>) -> Result<Secret> {
    let malformed = |detail: &str| Error::new(ErrorKind::CredentialMalformed, detail);
    let (token, own) = token.ok_or_else(|| malformed("the profile holds no token and secret"))?;
    let consumer =
        consumer.ok_or_else(|| malformed("no consumer is configured for the client's profiles"))?;
    let credential = Credential::OAuth1 {
        consumer_key: consumer.key,
        consumer_secret: consumer.secret,
        token: secret(token),
        secret: secret(own),
        method: Method::HmacSha512,
        shared: true,
    };
    credential.store()
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use domain::secret::ExposeSecret;
    use domain::time::Timestamp;

    use super::*;

    fn found(content: io::Result<&str>, consumer: Option<&Consumer>) -> Result<Profiles> {
        let places = ProfilePlaces { file: None, config_dir: Some(PathBuf::from("cfg")) };
        let content = content.map(str::to_owned).map_err(|error| error.kind());
        let read = move |path: &Path| {
            assert_eq!(path, Path::new("cfg").join("clever-cloud").join("clever-tools.json"));
            content.clone().map_err(io::Error::from)
        };
        find(&ProfileSearch { places: &places, read: &read, consumer })
    }

    fn consumer() -> Consumer {
        Consumer { key: "given-key".into(), secret: secret("given-secret") }
    }

    #[test]
    fn the_present_form_gives_every_profile_in_order() {
        let profiles = found(Ok(include_str!("fixtures/profiles.json")), Some(&consumer())).unwrap().found;
        let aliases: Vec<_> = profiles.iter().map(|profile| profile.shown.alias.as_str()).collect();
        assert_eq!(aliases, ["studio", "client", "plain-http", "empty"]);
        let studio = profiles[0].credential.as_ref().unwrap().expose_secret();
        assert!(
            studio.contains("given-key")
                && studio.contains("tok-studio")
                && studio.contains("\"shared\":true")
        );
        assert_eq!(profiles[0].shown.expires_at, Some(Timestamp(1_795_219_200_000)));
        assert_eq!(profiles[0].base_url, None);
        let client = profiles[1].credential.as_ref().unwrap().expose_secret();
        assert!(client.contains("own-key") && client.contains("own-secret") && !client.contains("given"));
        assert_eq!(profiles[1].base_url.as_ref().map(Url::as_str), Some("https://api.private.example/"));
        let kinds: Vec<_> = profiles[2..]
            .iter()
            .map(|profile| profile.credential.as_ref().map(drop).unwrap_err().kind)
            .collect();
        assert_eq!(kinds, [ErrorKind::HostNotAllowed, ErrorKind::CredentialMalformed]);
    }

    #[test]
    fn the_older_form_is_one_profile() {
        let older = r#"{"token":"t","secret":"s","expirationDate":"2026-11-21T00:00:00.000Z"}"#;
        let profiles = found(Ok(older), Some(&consumer())).unwrap().found;
        assert_eq!((profiles.len(), profiles[0].shown.alias.as_str()), (1, "default"));
        assert!(profiles[0].credential.is_ok());
        let without = found(Ok(older), None).unwrap().found;
        assert_eq!(
            without[0].credential.as_ref().map(drop).unwrap_err().kind,
            ErrorKind::CredentialMalformed
        );
    }

    #[test]
    fn nothing_is_no_error_and_a_broken_file_is_told_without_its_content() {
        for empty in
            [Ok(""), Ok("{}"), Ok(r#"{"version":1,"profiles":[]}"#), Err(io::ErrorKind::NotFound.into())]
        {
            assert!(found(empty, None).unwrap().found.is_empty());
        }
        let denied = found(Err(io::ErrorKind::PermissionDenied.into()), None).map(drop).unwrap_err();
        assert_eq!(denied.kind, ErrorKind::FileUnreadable);
        for broken in [
            "canary",
            "[1,2]",
            r#"{"profiles":{"token":"canary"}}"#,
            r#"{"profiles":[{"token":["canary"]}]}"#,
        ] {
            let error = found(Ok(broken), None).map(drop).unwrap_err();
            assert_eq!(error.kind, ErrorKind::FileUnreadable, "{broken}");
            assert!(!format!("{error:?}").contains("canary"), "{error:?}");
        }
    }

    #[test]
    fn places_follow_the_system() {
        let places = ProfilePlaces::from_env(|name| (name == "HOME").then(|| "home".into()));
        if cfg!(windows) {
            assert_eq!(places.config_dir, None);
        } else {
            assert_eq!(places.config_dir, Some(PathBuf::from("home").join(".config")));
        }
        let named = ProfilePlaces::from_env(|name| (name == "CONFIGURATION_FILE").then(|| "x.json".into()));
        assert_eq!(file_of(&named), Some(PathBuf::from("x.json")));
        assert_eq!(file_of(&ProfilePlaces::default()), None);
    }
}
