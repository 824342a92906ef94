//! Through the door against a cloud that repeats every credential that it is sent, with every status and in every spelling,
//! and against a web view that sends junk full of secrets. The log is kept at its finest, from every crate.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;
use std::sync::{Arc, Mutex};

use app::{App, AppConfig, ClosingPage, Consumer, Pace, ProfilePlaces, VaultKind, VaultOptions};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::ErrorKind as K;
use domain::secret::secret;
use serde_json::{Value, json};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use super::Canaries;
use super::trail::{Trail, left_in};

const STATUS: [u16; 8] = [200, 400, 401, 402, 403, 404, 409, 429];

/// What the cloud knows of its callers: the rest of a credential by its token, as it stands in a signature.
#[derive(Clone, Default)]
struct Known(Arc<Mutex<BTreeMap<String, Vec<String>>>>);

impl Known {
    fn add(&self, token: &str, others: &[&str]) {
        let form: String = url::form_urlencoded::byte_serialize(token.as_bytes()).collect();
        let all = others.iter().map(|other| (*other).to_owned()).chain([token.to_owned()]).collect();
        self.0.lock().unwrap().insert(form, all);
    }

    /// Every secret of whoever signed this.
    fn of(&self, signed: &str) -> Vec<String> {
        let known = self.0.lock().unwrap();
        known
            .iter()
            .filter(|(form, _)| signed.contains(form.as_str()))
            .flat_map(|(_, all)| all.clone())
            .collect()
    }
}

/// Who asks is told who they are; whatever else is asked is refused with their own credentials.
async fn cloud(known: &Known) -> MockServer {
    let cloud = MockServer::start().await;
    let (known, asked) = (known.clone(), std::sync::atomic::AtomicUsize::new(0));
    let answer = move |request: &Request| {
        let header = request.headers.get("authorization").map_or("", |value| value.to_str().unwrap());
        let body = String::from_utf8_lossy(&request.body).into_owned();
        let mut secrets = known.of(&format!("{header} {body}"));
        if let Some(token) = header.strip_prefix("Bearer ") {
            secrets.push(token.to_owned());
        }
        if request.url.path() == "/v2/self" && !secrets.iter().any(|secret| secret.starts_with("bad")) {
            let me = json!({ "id": "user_1", "name": "Ada", "email": "ada@example.org", "more": secrets });
            return ResponseTemplate::new(200).set_body_string(me.to_string());
        }
        if request.url.path() == "/v2/oauth/request_token" {
            return ResponseTemplate::new(200).set_body_string(granted(&known));
        }
        let number = asked.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        let encoded: Vec<String> =
            secrets.iter().map(|secret| STANDARD.encode(format!("u:{secret}"))).collect();
        let said =
            format!("you sent {header} {body}, which is {} or {}", secrets.join(" "), encoded.join(" "));
        let in_shape = json!({ "id": -500, "message": said, "type": "error", "error": said }).to_string();
        let reference = secrets.first().cloned().unwrap_or_default();
        let own_page = request.url.path().starts_with("/v2/self/");
        ResponseTemplate::new(if own_page { 404 } else { STATUS[number % STATUS.len()] })
            .set_body_string(if number.is_multiple_of(3) { said } else { in_shape })
            .insert_header("Sozu-Id", reference.as_str())
    };
    Mock::given(any()).respond_with(answer).mount(&cloud).await;
    cloud
}

/// The next request token that was prepared: its own secret is one, too.
fn granted(known: &Known) -> String {
    let mut known = known.0.lock().unwrap();
    let name =
        known.keys().find(|name| name.starts_with("request-")).cloned().expect("no more request tokens");
    let own = known.remove(&name).unwrap();
    known.insert(format!("used-{name}"), own.clone());
    let pairs = [
        ("oauth_token", name.as_str()),
        ("oauth_token_secret", &own[0]),
        ("oauth_callback_confirmed", "true"),
    ];
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

struct Session {
    app: Arc<App>,
    trail: Trail,
    cloud: MockServer,
    known: Known,
}

impl Session {
    async fn open(folder: &Path, profiles: &Path, consumer: &str) -> Self {
        let known = Known::default();
        let cloud = cloud(&known).await;
        let mut vault = VaultOptions::new("changeover-test", folder.join("vault.age")).only(VaultKind::File);
        vault.work_factor = 2;
        let mut config = AppConfig::new(folder, "0.0.0-test", vault);
        config.pace = Pace::quick();
        config.consumer = Some(Consumer { key: "our-key".into(), secret: secret(consumer) });
        config.sign_in_ports = vec![0];
        config.profile_places = ProfilePlaces { file: Some(profiles.to_owned()), config_dir: None };
        let word = || String::from("Word");
        config.closing_page = ClosingPage {
            language: "en".into(),
            done_title: word(),
            done_body: word(),
            failed_title: word(),
            failed_body: word(),
        };
        Self { app: App::start(config).await.unwrap(), trail: Trail::default(), cloud, known }
    }

    async fn ask(&self, command: &str, payload: Value) -> Option<Value> {
        self.trail.ask(&self.app, command, payload).await.ok()
    }

    /// Adds an account with these fields and asks for all that can be asked of it. Says whether there was one.
    async fn account(&self, way: &str, fields: Value) -> bool {
        let add = json!({
            "provider": "clever-cloud", "name": "Shop", "base_url": self.cloud.uri(), "way": way, "fields": fields
        });
        let Some(status) = self.ask("account_add", add).await else { return false };
        self.everything(&status["account"]["id"]).await;
        true
    }

    async fn everything(&self, account: &Value) {
        let key = json!({ "account": account, "database": { "owner": "orga_1", "id": "addon_1" } });
        let change = json!({ "plan_id": "plan_1", "zone": "par", "version": "17" });
        let acceptance = json!({ "plan_hash": "", "nonce": "", "typed_name": null, "accepted": [] });
        for (command, payload) in [
            ("account_test", json!({ "account": account })),
            ("databases_list", json!({ "account": account })),
            ("database_show", json!({ "key": key })),
            ("database_mark", json!({ "key": key, "environment": "staging" })),
            ("offers", json!({ "key": key })),
            ("change_preview", json!({ "key": key, "change": change })),
            ("check", json!({ "key": key, "change": change })),
            ("gate", json!({ "key": key, "change": change })),
            ("migrate", json!({ "key": key, "change": change, "acceptance": acceptance })),
            ("account_remove", json!({ "account": account, "revoke": true })),
        ] {
            self.ask(command, payload).await;
        }
        self.ask("accounts_list", Value::Null).await;
    }
}

#[tokio::test]
async fn no_secret_gets_past_the_door_whatever_is_answered_and_whatever_is_sent() {
    let mut canaries = Canaries::default();
    let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    std::fs::create_dir(folder.path().join("log")).unwrap();
    let log = File::create(folder.path().join("log/finest.jsonl")).unwrap();
    let subscriber = tracing_subscriber::fmt()
        .json()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(Mutex::new(log))
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let profiles = elsewhere.path().join("clever-tools.json");
    let session = Session::open(folder.path(), &profiles, &canaries.fresh()).await;

    passphrases(&session, &mut canaries).await;
    accounts(&session, &mut canaries).await;
    addresses(&session, &mut canaries).await;
    imports(&session, &mut canaries, &profiles).await;
    sign_ins(&session, &mut canaries).await;
    junk(&session, &mut canaries).await;

    session.app.shutdown().await;
    let mut left = left_in(folder.path()).await;
    let log = left.iter().find(|(place, _)| place.ends_with("finest.jsonl")).unwrap();
    assert!(String::from_utf8_lossy(&log.1).contains("refused"), "the log is empty");
    let said = session.trail.text();
    assert!(said.contains("you sent"), "nothing of the cloud's words came through");
    left.push(("the door".into(), said.into_bytes()));
    canaries.none_in(&left);
}

async fn passphrases(session: &Session, canaries: &mut Canaries) {
    let right = canaries.fresh();
    let given = |passphrase: &str| json!({ "passphrase": passphrase });
    session.trail.refused(&session.app, "vault_unlock", given(&canaries.fresh()), K::SecretMissing).await;
    session.ask("vault_create", given(&right)).await.unwrap();
    session.ask("vault_lock", Value::Null).await.unwrap();
    for _ in 0..8 {
        session
            .trail
            .refused(&session.app, "vault_unlock", given(&canaries.fresh()), K::WrongPassphrase)
            .await;
        session.trail.refused(&session.app, "vault_create", given(&canaries.fresh()), K::WrongState).await;
    }
    session.ask("vault_unlock", given(&right)).await.unwrap();
}

/// Tokens and signatures of both methods, good ones and such that the cloud refuses.
async fn accounts(session: &Session, canaries: &mut Canaries) {
    for number in 0..24 {
        let token = canaries.fresh();
        let refused = number % 4 == 0;
        let token = if refused { canaries.keep(format!("bad-{token}")) } else { token };
        assert_eq!(session.account("token", json!({ "token": token })).await, !refused, "{number}");
    }
    for number in 0..20 {
        let (token, own, consumer) = (canaries.fresh(), canaries.fresh(), canaries.fresh());
        session.known.add(&token, &[&own, &consumer]);
        let method = if number % 2 == 0 { "plaintext" } else { "hmac-sha512" };
        let fields = json!({
            "consumer_key": "key", "consumer_secret": consumer, "token": token, "secret": own, "method": method
        });
        assert!(session.account("browser", fields).await);
    }
    // Such as can be no credential at all.
    for _ in 0..8 {
        for token in
            [format!("{}\n{}", canaries.fresh(), canaries.fresh()), format!("{} ü", canaries.fresh())]
        {
            assert!(!session.account("token", json!({ "token": token })).await);
        }
    }
}

/// Addresses of the API with a password in them.
async fn addresses(session: &Session, canaries: &mut Canaries) {
    for scheme in ["https", "http", "ftp", "nonsense"] {
        for host in ["127.0.0.1:1", "api.example.org", "[::1"] {
            let at = format!("{scheme}://user:{}@{host}/v2?key={}", canaries.plain(), canaries.plain());
            let new = json!({
                "provider": "clever-cloud", "name": "Shop", "base_url": at, "way": "token", "fields": { "token": canaries.fresh() }
            });
            assert!(session.ask("account_add", new).await.is_none(), "{at}");
            let sign_in =
                json!({ "provider": "clever-cloud", "name": "Shop", "base_url": at, "again": null });
            assert!(session.ask("sign_in_start", sign_in).await.is_none(), "{at}");
        }
    }
}

/// Profiles of another program: good, on a foreign host with a password in it, and a file that is broken in the middle.
async fn imports(session: &Session, canaries: &mut Canaries, file: &Path) {
    let mut profiles = Vec::new();
    for number in 0..6 {
        let (token, own, consumer) = (canaries.fresh(), canaries.fresh(), canaries.fresh());
        session.known.add(&token, &[&own, &consumer]);
        let host = match number {
            0..4 => session.cloud.uri(),
            _ => format!("https://user:{}@api.example.org", canaries.plain()),
        };
        profiles.push(json!({
            "alias": format!("p{number}"), "token": token, "secret": own, "email": "ada@example.org",
            "overrides": { "API_HOST": host, "OAUTH_CONSUMER_KEY": "key", "OAUTH_CONSUMER_SECRET": consumer }
        }));
    }
    let text = json!({ "version": 1, "profiles": profiles }).to_string();
    let provider = json!({ "provider": "clever-cloud" });
    std::fs::write(file, &text).unwrap();
    let found = session.ask("profiles_find", provider.clone()).await.unwrap();
    assert_eq!(found["profiles"].as_array().unwrap().len(), 6);
    for number in 0..6 {
        let import = json!({ "provider": "clever-cloud", "alias": format!("p{number}"), "name": "Imported" });
        let status = session.ask("profile_import", import).await;
        assert_eq!(status.is_some(), number < 4, "{number}");
        if let Some(status) = status {
            session.everything(&status["account"]["id"]).await;
        }
    }
    for broken in
        [&text[..text.len() / 2], &text.replace("\"version\":1", "\"version\":"), "\u{feff}{\"token\": [1]}"]
    {
        std::fs::write(file, broken).unwrap();
        session.ask("profiles_find", provider.clone()).await;
    }
}

/// The browser comes back with a verifier, and the cloud repeats all that it is sent instead of an access token.
async fn sign_ins(session: &Session, canaries: &mut Canaries) {
    for number in 0..6 {
        let name = format!("request-{number}");
        session.known.add(&name, &[&canaries.fresh()]);
        let new = json!({
            "provider": "clever-cloud", "name": "By browser", "base_url": session.cloud.uri(), "again": null
        });
        let started = session.ask("sign_in_start", new).await.unwrap();
        let consent = url::Url::parse(started["url"].as_str().unwrap()).unwrap();
        let asked = session.cloud.received_requests().await.unwrap();
        let form = asked.iter().rev().find(|request| request.url.path().ends_with("request_token")).unwrap();
        let callback = url::form_urlencoded::parse(&form.body).find(|(name, _)| name == "oauth_callback");
        let mut back = url::Url::parse(&callback.unwrap().1).unwrap();
        let verifier = canaries.fresh();
        session.known.add(&verifier, &[]);
        assert!(consent.query().unwrap().contains(&name), "{consent}");
        back.query_pairs_mut().append_pair("oauth_token", &name).append_pair("oauth_verifier", &verifier);
        let browser = async {
            let browser = reqwest::Client::builder().no_proxy().build().unwrap();
            let page = browser.get(back).send().await.unwrap().text().await.unwrap();
            assert!(!page.contains(&verifier), "{page}");
        };
        let waited = session.ask("sign_in_wait", json!({ "sign_in": started["sign_in"] }));
        let (status, ()) = tokio::join!(waited, browser);
        assert!(status.is_none());
    }
}

/// Every command with payloads that are none, and names that are no command.
async fn junk(session: &Session, canaries: &mut Canaries) {
    let own_fields = ["provider", "key", "account", "passphrase", "sign_in", "id", "language", "fields"];
    for command in rpc::Command::ALL {
        for shape in 0..3 {
            let canary = canaries.fresh();
            let junk = match shape {
                0 => Value::String(canary),
                1 => json!([{ "secret": canary }]),
                // Where the command has such a field, its content is of another shape.
                _ => own_fields
                    .iter()
                    .map(|name| ((*name).to_owned(), json!({ canary.clone(): canary })))
                    .collect(),
            };
            session.ask(command.name(), junk).await;
        }
    }
    for _ in 0..5 {
        let no_command = session.trail.ask(&session.app, &canaries.fresh(), Value::Null).await;
        assert_eq!(no_command.unwrap_err().code, K::InvalidInput.code());
    }
}
