//! Secrets planted everywhere, looked for everywhere: in every file below the data folder, in the log, in every result,
//! error and event that crosses the door to the web view. What is looked for is looked for in every spelling.

mod finder;
mod hostile;
mod practised;
mod trail;

use std::collections::BTreeSet;

use finder::Finder;

/// Secrets that exist once in the world.
#[derive(Default)]
pub(crate) struct Canaries {
    all: Vec<String>,
}

impl Canaries {
    /// A new one, with letters that each encoding writes differently.
    pub(crate) fn fresh(&mut self) -> String {
        let number = self.all.len();
        self.keep(format!("c{number:03}nary/{:x}+Zq~&e%", number * 7_919 + 65_537))
    }

    /// A new one that is written alike everywhere, for addresses.
    pub(crate) fn plain(&mut self) -> String {
        let number = self.all.len();
        self.keep(format!("c{number:03}nary{:x}Zq", number * 104_729 + 65_537))
    }

    /// One that somebody else made.
    pub(crate) fn keep(&mut self, secret: impl Into<String>) -> String {
        let secret = secret.into();
        assert!(secret.len() >= 8, "too short to be told from an accident");
        self.all.push(secret.clone());
        secret
    }

    /// Fails when one of them is in what was left behind; says where, how many were looked for.
    pub(crate) fn none_in(&self, left: &[(String, Vec<u8>)]) {
        let distinct: BTreeSet<&String> = self.all.iter().collect();
        assert_eq!(distinct.len(), self.all.len(), "canaries repeat");
        assert!(self.all.len() >= 200, "only {} canaries", self.all.len());
        let bytes: usize = left.iter().map(|(_, bytes)| bytes.len()).sum();
        assert!(bytes > 100_000, "there is hardly anything to look through: {bytes} bytes");
        let finder = Finder::of(&self.all);
        let found: Vec<String> = left
            .iter()
            .flat_map(|(place, bytes)| {
                finder.find(bytes).into_iter().map(move |hit| format!("{place}: {hit}"))
            })
            .collect();
        let first = found.iter().take(20).map(String::as_str).collect::<Vec<_>>().join("\n");
        assert!(found.is_empty(), "{} leaks:\n{first}", found.len());
    }
}

#[test]
fn a_planted_leak_is_found_in_every_spelling_and_place() {
    use base64::Engine as _;
    use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
    let mut canaries = Canaries::default();
    for _ in 0..100 {
        canaries.fresh();
        canaries.plain();
    }
    let one = canaries.all[140].clone();
    let form: String = url::form_urlencoded::byte_serialize(one.as_bytes()).collect();
    let planted = [
        one.clone(),
        form.clone(),
        form.to_lowercase(),
        STANDARD.encode(&one),
        STANDARD.encode(format!("u:{one}:tail")),
        URL_SAFE_NO_PAD.encode(format!("us:{one}")),
        format!("{:?}", one.as_bytes()),
        serde_json::json!({ "a": one }).to_string(),
        one.bytes().map(|byte| format!("{byte:02x}")).collect(),
    ];
    let noise = "canary c140 and nothing of it. ".repeat(4_000);
    let finder = Finder::of(&canaries.all);
    assert_eq!(finder.find(noise.as_bytes()), Vec::<String>::new());
    for text in planted {
        let leak = format!("{noise}{text}{noise}");
        assert!(!finder.find(leak.as_bytes()).is_empty(), "not found as {text}");
        let left = [("clean".to_owned(), noise.clone().into_bytes()), ("log".to_owned(), leak.into_bytes())];
        let failed = std::panic::catch_unwind(|| canaries.none_in(&left)).unwrap_err();
        let said = failed.downcast_ref::<String>().unwrap();
        assert!(said.contains("log: ") && !said.contains("clean: "), "{said}");
    }
}

#[tokio::test]
async fn a_leak_into_any_file_of_the_folder_is_found() {
    let mut canaries = Canaries::default();
    let secret = canaries.fresh();
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("a/b")).unwrap();
    std::fs::write(folder.path().join("a/b/c.bin"), [b"\0\xff", secret.as_bytes()].concat()).unwrap();
    let store = folder.path().join("some.db");
    trail::execute(&store, "create table t (a integer, b text)").await;
    // Longer than a page: in the file it is cut into pieces, in the dump it is whole.
    let long = format!("{}{secret}", "x".repeat(4_080));
    trail::execute(&store, &format!("insert into t values (1, '{long}')")).await;
    let finder = Finder::of(&canaries.all);
    let left = trail::left_in(folder.path()).await;
    let places: Vec<&str> = left
        .iter()
        .filter(|(_, bytes)| !finder.find(bytes).is_empty())
        .map(|(place, _)| place.as_str())
        .collect();
    assert!(places.iter().any(|place| place.ends_with("c.bin")), "{places:?}");
    assert!(places.iter().any(|place| place.ends_with("some.db, as rows")), "{places:?}");
}
