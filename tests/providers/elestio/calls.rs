//! The practice cloud takes every call that Elestio's documents name, in their shapes, from a client that is none of ours.

use practice::Cloud;
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use super::{cloud, id_of, until};

/// A plain client: what it sends is written down here and nowhere else.
pub(super) struct Caller {
    http: reqwest::Client,
    base: String,
    jwt: String,
}

impl Caller {
    /// Signs in.
    pub(super) async fn new(cloud: &Cloud) -> Self {
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let base = format!("{}/api", cloud.base_url);
        let mut caller = Self { http, base, jwt: String::new() };
        let email = cloud.fields[0].1.expose_secret();
        let body = json!({ "email": email, "token": cloud.token.expose_secret() });
        let answer = caller.post("auth/checkAPIToken", body).await;
        assert_eq!(answer["status"], "OK");
        caller.jwt = answer["jwt"].as_str().unwrap().to_owned();
        assert_eq!(caller.jwt.split('.').count(), 3);
        caller
    }

    async fn send(&self, method: &str, path: &str, mut body: Value) -> (u16, Value) {
        if !self.jwt.is_empty() {
            body["jwt"] = self.jwt.clone().into();
        }
        let request = self.http.request(method.parse().unwrap(), format!("{}/{path}", self.base));
        let answer = request.json(&body).send().await.unwrap();
        (answer.status().as_u16(), answer.json().await.unwrap())
    }

    /// A call that must be taken.
    pub(super) async fn post(&self, path: &str, body: Value) -> Value {
        self.ask("POST", path, body).await
    }

    async fn ask(&self, method: &str, path: &str, body: Value) -> Value {
        let (status, answer) = self.send(method, path, body).await;
        assert_eq!(status, 200, "{path}: {answer}");
        assert_ne!(answer["status"], "KO", "{path}: {answer}");
        answer
    }

    pub(super) async fn action(&self, id: &str, action: &str, mut more: Value) -> Value {
        more["vmID"] = id.into();
        more["action"] = action.into();
        self.post("servers/DoActionOnServer", more).await
    }

    async fn get(&self, path: &str) -> Value {
        let answer = self.http.get(format!("{}/{path}", self.base)).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        answer.json().await.unwrap()
    }
}

#[tokio::test]
async fn projects_services_and_catalogue() {
    let cloud = cloud(&[]).await;
    let caller = Caller::new(&cloud).await;
    let shop = id_of(&cloud, "prod-pg");
    let (project, vm) = (shop.owner.as_str(), shop.id.as_str());
    let list = caller.post("projects/getList", json!({})).await;
    assert_eq!(list["data"]["projects"].as_array().unwrap().len(), 2);
    let added = caller
        .post("projects/addProject", json!({ "name": "New", "description": "", "technicalEmails": "a@b" }))
        .await;
    let added = added["data"]["projectID"].clone();
    assert_eq!(
        caller
            .post("servers/getServices", json!({ "projectId": added, "appid": "", "isActiveService": true }))
            .await,
        json!({ "servers": [] })
    );
    caller.ask("PUT", "projects/editProject", json!({ "projectId": project, "name": "Shop" })).await;
    caller.ask("DELETE", "projects/deleteProject", json!({ "projectId": added })).await;
    // Double slashes are as good as one.
    let members =
        caller.get(&format!("/projects//getMembersList?projectId={project}&jwt={}", caller.jwt)).await;
    assert_eq!(members["data"]["projectMembers"].as_array().unwrap().len(), 1);
    caller.post("billings/getProjectBillings", json!({ "projectId": project })).await;

    let services = caller
        .post(
            "servers/getServices",
            json!({ "projectId": project, "appid": "Cloudxx", "isActiveService": "true" }),
        )
        .await;
    let first = services["servers"].as_array().unwrap().iter().find(|one| one["vmID"] == vm).unwrap().clone();
    assert!(
        first["pricePerHour"].is_string() && first["ramGB"].is_string() && first["isProtected"] == 0,
        "{first}"
    );
    let details = caller.post("servers/getServerDetails", json!({ "projectID": project, "vmID": vm })).await;
    assert_eq!(details["serviceInfos"][0], first);
    let login = json!({
        "vmID": vm, "projectID": project, "appID": "CloudVM", "targetPort": 0, "srvPort": 0, "isServerDeleted": false, "mode": "dbAdmin",
    });
    let login = caller.post("servers/getAppCredentials", login).await;
    assert!(
        login["user"] == "postgres"
            && login["password"].as_str().unwrap().len() > 8
            && login.get("status").is_none()
    );
    for page in ["startLogTailView", "startSSHDirect", "startVSCode", "startFileExplorer", "startSSHClient"] {
        let answer = caller
            .post(&format!("servers/{page}"), json!({ "vmID": vm, "projectID": project, "mode": "syslog" }))
            .await;
        assert!(answer["url"].as_str().unwrap().starts_with("https://"), "{page}");
    }
    caller
        .post(
            "servers/getAudits",
            json!({ "serverIDs": [vm], "startDate": "2026-01-01", "endDate": "2026-02-01" }),
        )
        .await;
    caller.post("servers/updateNotes", json!({ "server": vm, "notes": "a copy" })).await;
    assert_eq!(caller.post("servers/getNotes", json!({ "server": vm })).await["data"]["notes"], "a copy");
    caller.post("servers/validate", json!({ "template": 11, "provider": "netcup", "datacenter": "nbg", "serverType": "MEDIUM-2C-4G" })).await;

    assert_eq!(caller.get("servers/getTemplates?id=-1").await["instances"].as_array().unwrap().len(), 6);
    assert!(!caller.get("servers/getServerSizes").await["instances"].as_array().unwrap().is_empty());
    let tags = caller.get("servers/getDockerTags?namespace=elestio&name=postgres").await;
    assert!(tags["data"].as_array().unwrap().iter().any(|tag| tag["version"] == "17"));

    // Moving is the one call that wants the number.
    let (status, answer) =
        caller.send("PUT", "servers/moveService", json!({ "serviceId": vm, "projectId": project })).await;
    assert_eq!((status, &answer["code"]), (401, &json!("InvalidServer")));
    caller.ask("PUT", "servers/moveService", json!({ "serviceId": first["id"], "projectId": project })).await;
    cloud.stop().await;
}

#[tokio::test]
async fn every_action_on_a_service() {
    let cloud = cloud(&[]).await;
    let caller = Caller::new(&cloud).await;
    let shop = id_of(&cloud, "prod-pg");
    let vm = shop.id.as_str();
    let running = async || {
        let details =
            caller.post("servers/getServerDetails", json!({ "projectID": shop.owner, "vmID": vm })).await;
        (details["serviceInfos"][0]["status"] == "running").then_some(())
    };
    for (action, more) in [
        ("getAppStackConfig", json!({ "projectID": shop.owner, "templateID": 11 })),
        ("getFirewallRules", json!({})),
        (
            "enableFirewall",
            json!({ "rules": [{ "type": "INPUT", "port": "1", "protocol": "tcp", "targets": ["0.0.0.0/0"] }] }),
        ),
        ("updateFirewall", json!({ "rules": "[]" })),
        ("disableFirewall", json!({})),
        ("SSHPubKeysAdd", json!({ "name": "k", "key": "ssh-ed25519 AAAA" })),
        ("SSHPubKeysList", json!({})),
        ("SSHPubKeysRemove", json!({ "name": "k" })),
        ("SSLDomainsAdd", json!({ "domain": "db.example.org" })),
        ("SSLDomainsList", json!({})),
        ("SSLDomainsRemove", json!({ "domain": "db.example.org" })),
        ("enableAlerts", json!({ "monitCycleInSeconds": 60, "rules": "[]" })),
        ("updateAlerts", json!({ "rules": "[{\"kind\":\"disk\"}]" })),
        ("getAlertsRules", json!({})),
        ("disableAlerts", json!({})),
        ("appAutoUpdateEnable", json!({})),
        ("appAutoUpdateDisable", json!({})),
        ("systemAutoUpdateEnable", json!({})),
        ("systemAutoUpdateDisable", json!({})),
        ("appAutoUpdateNow", json!({})),
        ("systemAutoUpdateNow", json!({})),
        ("takeSnapshot", json!({})),
        ("listSnapshot", json!({})),
        ("restoreSnapshot", json!({ "snapshotOrderID": "0" })),
        ("deleteSnapshot", json!({ "snapshotID": 1 })),
        ("enableBackup", json!({})),
        ("disableBackup", json!({})),
        (
            "verifyExternalBackup",
            json!({ "apiKey": "a", "secretKey": "b", "bucketName": "c", "endPoint": "d", "prefix": "", "providerType": "s3" }),
        ),
        ("enableExternalBackup", json!({})),
        ("externalBackupSetting", json!({})),
        ("updateS3Config", json!({})),
        ("takeExternalBackup", json!({})),
        ("listExternalBackup", json!({})),
        ("downloadExternalBackup", json!({ "key": "backup-2.zst" })),
        ("disableExternalBackup", json!({})),
        ("restartAppStack", json!({})),
        ("reboot", json!({})),
        ("reset", json!({})),
        ("shutdown", json!({})),
        ("poweron", json!({})),
        ("powerOff", json!({})),
        ("powerOn", json!({})),
        (
            "changeType",
            json!({ "newType": "LARGE-4C-8G", "region": "nbg", "providerName": "netcup", "upgradeCPURAMOnly": false }),
        ),
        ("softwareChangeSelectedVersion", json!({ "versionTag": "14" })),
    ] {
        let answer = caller.action(vm, action, more).await;
        assert!(answer.is_array() || answer.get("status").is_some(), "{action}: {answer}");
        if matches!(
            action,
            "reboot"
                | "reset"
                | "changeType"
                | "appAutoUpdateNow"
                | "systemAutoUpdateNow"
                | "restartAppStack"
        ) {
            until(&running).await;
        }
    }
    let external = caller.action(vm, "listExternalBackup", json!({})).await;
    let key = external["data"][0]["key"].as_str().unwrap().to_owned();
    caller.action(vm, "restoreExternalBackup", json!({ "restoreKey": key })).await;
    caller.action(vm, "deleteExternalBackup", json!({ "key": key })).await;
    // Protection refuses what would end the service or its version.
    assert_eq!(caller.action(vm, "lock", json!({})).await["status"], "success");
    for action in ["reboot", "reset", "shutdown", "poweroff", "softwareChangeSelectedVersion"] {
        let (_, refused) = caller
            .send(
                "POST",
                "servers/DoActionOnServer",
                json!({ "vmID": vm, "action": action, "versionTag": "14" }),
            )
            .await;
        assert_eq!(refused["status"], "KO", "{action}");
    }
    caller.action(vm, "unlock", json!({})).await;
    let (_, unknown) =
        caller.send("POST", "servers/DoActionOnServer", json!({ "vmID": vm, "action": "makeCoffee" })).await;
    assert_eq!(unknown["status"], "KO");
    // Another major in its place: the answer is OK, and the server never comes back.
    let endpoint = cloud.database("prod-pg").unwrap().endpoint.unwrap();
    support::postgres::connect(&endpoint).await;
    caller.action(vm, "softwareChangeSelectedVersion", json!({ "versionTag": "18" })).await;
    let at = (endpoint.host.clone(), endpoint.port);
    until(async || tokio::net::TcpStream::connect(&at).await.is_err().then_some(())).await;
    assert!(running().await.is_some(), "as its status goes, all is well");
    cloud.stop().await;
}

#[tokio::test]
async fn every_kind_of_backup() {
    let cloud = cloud(&[]).await;
    let caller = Caller::new(&cloud).await;
    let shop = id_of(&cloud, "prod-pg");
    let vm = shop.id.as_str();
    caller
        .post(
            "backups/SetupAutoBackups",
            json!({ "serverID": vm, "projectID": shop.owner, "backupPath": "/", "backupHour": "2" }),
        )
        .await;
    assert!(caller.post("backups/StartManualBackup", json!({ "serverID": vm })).await["url"].is_string());
    let list = caller.post("backups/GetBackupList", json!({ "serverID": vm })).await;
    assert_eq!((&list["message"], list["data"].as_array().unwrap().len()), (&json!("Finished"), 3));
    caller.post("backups/DisableAutoBackups", json!({ "serverID": vm })).await;
    // Those from before the practice cloud began hold no data, and say so.
    let old = list["data"][0]["name"].clone();
    let (_, refused) =
        caller.send("POST", "backups/RestoreBackup", json!({ "serverID": vm, "snapshotName": old })).await;
    assert_eq!(refused["status"], "KO");
    let on_machine = async |action: &str, path: Option<&str>| {
        caller.post("servers/templateAction", json!({ "vmID": vm, "action": action, "param1": path })).await
    };
    assert_eq!(on_machine("scriptBackup", None).await["data"]["status"], "OK");
    let list = on_machine("scriptBackupsList", None).await;
    let path = list["data"]["backups"][0]["path"].as_str().unwrap().to_owned();
    assert!(path.starts_with("/opt/app-backups/"));
    on_machine("scriptRestore", Some(&path)).await;
    on_machine("scriptBackupDelete", Some(&path)).await;
    assert_eq!(on_machine("scriptBackupsList", None).await["data"]["backups"], json!([]));
    cloud.stop().await;
}

#[tokio::test]
async fn orders_of_every_kind_and_refusals() {
    let cloud = cloud(&[]).await;
    let caller = Caller::new(&cloud).await;
    let shop = id_of(&cloud, "prod-pg");
    let order = |name: &str, kind: &str| {
        json!({
            "templateID": 11, "serverType": "MEDIUM-2C-4G", "datacenter": "nbg", "providerName": "netcup", "serverName": name,
            "appid": "", "data": shop.id, "support": "level1", "projectId": shop.owner, "version": "16", "adminEmail": "a@b.org",
            "deploymentServiceType": kind, "serviceType": "Service",
        })
    };
    let endpoint = cloud.database("prod-pg").unwrap().endpoint.unwrap();
    support::postgres::run(&endpoint, "create table cloned as select 42 as n").await;
    for kind in ["normal", "clone"] {
        let made = caller.post("servers/createServer", order(&format!("new-{kind}"), kind)).await;
        assert!(made["providerServerID"].is_number() && made["action"]["command"] == "create_server");
        let vm = made["providerServerID"].to_string();
        until(async || {
            let details =
                caller.post("servers/getServerDetails", json!({ "projectID": shop.owner, "vmID": vm })).await;
            (details["serviceInfos"][0]["deploymentStatus"] == "Deployed").then_some(())
        })
        .await;
        let new = cloud.database(&vm).unwrap().endpoint.unwrap();
        let there = support::postgres::text(&new, "select to_regclass('cloned')::text").await;
        assert_eq!(there, if kind == "clone" { "cloned" } else { "" });
        let gone = json!({ "vmID": vm, "projectID": shop.owner, "isDeleteServiceWithBackup": true });
        caller.post("servers/deleteServer", gone).await;
        let (status, going) = caller
            .send("POST", "servers/getServerDetails", json!({ "projectID": shop.owner, "vmID": vm }))
            .await;
        assert!(
            status == 401 && matches!(going["code"].as_str(), Some("service_deleted" | "InvalidServer")),
            "{going}"
        );
    }
    for (field, wrong) in [
        ("serverName", json!("Not Good")),
        ("serverName", json!("prod-pg")),
        ("serverType", json!("HUGE")),
        ("datacenter", json!("fsn1")),
        ("version", json!("16.4")),
        ("templateID", json!(9999)),
        ("deploymentServiceType", json!("magic")),
        ("adminEmail", json!("")),
    ] {
        let mut order = order("fine-name", "normal");
        order[field] = wrong;
        let (status, refused) = caller.send("POST", "servers/createServer", order).await;
        assert_eq!((status, &refused["status"]), (200, &json!("KO")), "{field}: {refused}");
    }
    // Without a session, with a made-up one, too often.
    let stranger = Caller { jwt: "a.b.c".into(), http: caller.http.clone(), base: caller.base.clone() };
    for _ in 0..2 {
        let (status, refused) = stranger.send("POST", "projects/getList", json!({})).await;
        assert_eq!((status, &refused["code"]), (401, &json!("Unauthorized")));
    }
    let wrong = json!({ "email": "a@b.org", "token": "no" });
    let mut codes = Vec::new();
    for _ in 0..16 {
        let (status, _) = stranger.send("POST", "auth/checkAPIToken", wrong.clone()).await;
        codes.push(status);
    }
    assert_eq!(codes.iter().filter(|code| **code == 401).count(), 14, "fifteen in an hour, one was ours");
    assert_eq!(codes[15], 429);
    cloud.stop().await;
}
