//! Backups of four kinds, each a real copy of the server's data: remote ones, copies on the machine, snapshots of the machine, and
//! external ones.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::Elestio;
use super::answers::{Refused, ok, ok_data, page};
use super::catalogue::number;
use super::power::cluster;
use super::request::Request;
use super::services::{changeable, known};
use super::state::{Extra, Stored};
use crate::core::Core;
use crate::door::Answer;

/// Which list of a service a backup is in.
type List = fn(&mut Extra) -> &mut Vec<Stored>;

const REMOTE: List = |extra| &mut extra.remote;
const LOCAL: List = |extra| &mut extra.local;
const SNAPSHOT: List = |extra| &mut extra.snapshots;
const EXTERNAL: List = |extra| &mut extra.externals;

/// `backups/*`: `serverID` holds the vmID.
pub(super) async fn remote(
    own: &Elestio,
    core: &Arc<Core>,
    what: &str,
    request: &Request,
) -> Result<Answer, Refused> {
    if what == "GetBackupList" {
        let id = known(own, core, request)?;
        return Ok(remote_list(own, core, &id));
    }
    let id = changeable(own, core, request)?;
    match what {
        "StartManualBackup" => {
            let (own_id, now) = (id.clone(), Timestamp::now());
            take(own, core, &own_id, REMOTE, &|_| {
                format!("snapshot_{}", now.strftime("%Y-%m-%d_%H-%M-%S%.3f"))
            })
            .await?;
            Ok(ok(page(&format!("logs-{id}"))))
        }
        "RestoreBackup" => {
            let name = request.needed(&["snapshotName"])?;
            restore(own, core, &id, REMOTE, &|stored| stored.name == name).await?;
            Ok(ok(page(&format!("logs-{id}"))))
        }
        "SetupAutoBackups" | "DisableAutoBackups" => {
            own.state().of(&id).remote_backups = what == "SetupAutoBackups";
            Ok(ok(json!({})))
        }
        _ => Err(Refused::unknown_path()),
    }
}

fn remote_list(own: &Elestio, core: &Core, id: &str) -> Answer {
    // Those that the scenario names have no data: they were made before there was a server.
    let older = core.with(|world| world.addon(id).map(|addon| addon.backups.clone())).unwrap_or_default();
    let mut state = own.state();
    let mut all: Vec<(Timestamp, String)> = older
        .into_iter()
        .map(|backup| (backup.created, format!("snapshot_{}", backup.created.strftime("%Y-%m-%d_%H-%M-%S"))))
        .collect();
    all.extend(state.of(id).remote.iter().map(|stored| (stored.made, stored.name.clone())));
    all.sort();
    let list: Vec<Value> =
        all.iter().map(|(made, name)| json!({ "name": name, "date": made.to_string() })).collect();
    let data = if own.oddities.deep_backups { json!({ "backups": list }) } else { Value::from(list) };
    ok(json!({ "message": "Finished", "data": data }))
}

/// `templateAction`: copies on the machine itself.
pub(super) async fn on_the_machine(
    own: &Elestio,
    core: &Arc<Core>,
    request: &Request,
) -> Result<Answer, Refused> {
    let action = request.needed(&["action"])?;
    let told = |more: Value| {
        let mut data = json!({ "status": "OK", "url": "", "mode": "" });
        if let (Some(data), Value::Object(more)) = (data.as_object_mut(), more) {
            data.extend(more);
        }
        ok_data(data)
    };
    if action == "scriptBackupsList" {
        let id = known(own, core, request)?;
        let mut state = own.state();
        let view = |stored: &Stored| json!({ "path": stored.name, "date": stored.made.to_string() });
        let list: Vec<Value> = state.of(&id).local.iter().map(view).collect();
        return Ok(told(json!({ "backups": list })));
    }
    let id = changeable(own, core, request)?;
    match action.as_str() {
        "scriptBackup" => {
            take(own, core, &id, LOCAL, &|number| format!("/opt/app-backups/backup-{number}.zst")).await?;
        }
        "scriptRestore" => {
            let path = request.needed(&["param1"])?;
            restore(own, core, &id, LOCAL, &|stored| stored.name == path).await?;
        }
        "scriptBackupDelete" => {
            let path = request.needed(&["param1"])?;
            own.state().of(&id).local.retain(|stored| stored.name != path);
        }
        _ => return Err(Refused::ko(format!("{action} is not a known action"))),
    }
    Ok(told(json!({})))
}

/// What `DoActionOnServer` does about snapshots and external backups; `None` for any other action.
pub(super) async fn actions(
    own: &Elestio,
    core: &Arc<Core>,
    request: &Request,
    action: &str,
    id: &str,
) -> Result<Option<Answer>, Refused> {
    Ok(Some(match action {
        "takeSnapshot" => {
            let now = Timestamp::now();
            let (number, name) = take(own, core, id, SNAPSHOT, &|_| format!("Manual@{now}")).await?;
            ok(json!({ "snapshotID": number, "uniqueName": name, "serverStatus": "running", "diskSize": 20 }))
        }
        "listSnapshot" => {
            let mut state = own.state();
            let view = |stored: &Stored| {
                json!({
                    "id": stored.number, "providerSnapshotID": stored.number.to_string(), "server_id": number(id), "sizeInGB": "20.00",
                    "isAutomaticSnapshot": 0, "uniqueName": stored.name, "status": "available", "creationDate": stored.made.to_string(),
                })
            };
            ok(json!({ "images": state.of(id).snapshots.iter().map(view).collect::<Vec<_>>() }))
        }
        "restoreSnapshot" => {
            let wanted = request.needed(&["snapshotOrderID"])?;
            let newest = own.state().of(id).snapshots.iter().map(|stored| stored.number).max();
            let number = if wanted == "0" { newest } else { wanted.parse().ok() };
            let is_it = |stored: &Stored| Some(stored.number) == number;
            restore(own, core, id, SNAPSHOT, &is_it).await?;
            ok(json!({
                "details": { "command": "rebuild_server", "status": "running", "progress": 0 }, "message": "Restoring",
                "snapshotID": number,
            }))
        }
        "deleteSnapshot" => {
            let wanted = request.needed(&["snapshotID"])?;
            own.state().of(id).snapshots.retain(|stored| stored.number.to_string() != wanted);
            ok(json!({}))
        }
        "enableBackup" | "disableBackup" => {
            own.state().of(id).auto_snapshots = action == "enableBackup";
            ok(json!({}))
        }
        "enableExternalBackup" | "disableExternalBackup" => {
            own.state().of(id).external = action == "enableExternalBackup";
            ok(json!({}))
        }
        "verifyExternalBackup" | "externalBackupSetting" | "updateS3Config" => ok(json!({})),
        "listExternalBackup" => {
            let mut state = own.state();
            let view = |stored: &Stored| json!({ "key": stored.name, "lastModified": stored.made.to_string(), "size": 1024 });
            ok_data(state.of(id).externals.iter().map(view).collect())
        }
        "takeExternalBackup" => {
            take(own, core, id, EXTERNAL, &|number| format!("backup-{number}.zst")).await?;
            ok(json!({}))
        }
        "restoreExternalBackup" => {
            let key = request.needed(&["restoreKey", "key"])?;
            restore(own, core, id, EXTERNAL, &|stored| stored.name == key).await?;
            ok(json!({}))
        }
        "deleteExternalBackup" => {
            let key = request.needed(&["deleteKey", "key"])?;
            own.state().of(id).externals.retain(|stored| stored.name != key);
            ok(json!({}))
        }
        "downloadExternalBackup" => ok(page(&format!("files-{id}"))),
        _ => return Ok(None),
    }))
}

/// Takes a copy of the data while the server runs, and keeps it under a name. Returns its number and name.
async fn take(
    own: &Elestio,
    core: &Core,
    id: &str,
    list: List,
    name: &(dyn Fn(u64) -> String + Sync),
) -> Result<(u64, String), Refused> {
    let copy = match cluster(core, id) {
        Some(cluster) if !cluster.is_running() => return Err(Refused::ko("The service is not running")),
        Some(cluster) => {
            let copied = Box::pin(cluster.copy()).await;
            Some(copied.map_err(|error| Refused::ko(format!("The backup failed: {}", error.detail)))?)
        }
        None => None,
    };
    let mut state = own.state();
    let number = state.next();
    let name = name(number);
    // Two at the same moment are told apart.
    let made = Timestamp::now();
    let made = made.checked_add(SignedDuration::from_nanos(1)).unwrap_or(made);
    list(state.of(id)).push(Stored { number, name: name.clone(), made, copy });
    Ok((number, name))
}

/// Puts the data of a copy back: the server is away meanwhile.
async fn restore(
    own: &Elestio,
    core: &Core,
    id: &str,
    list: List,
    is_it: &(dyn Fn(&Stored) -> bool + Sync),
) -> Result<(), Refused> {
    let copy = {
        let mut state = own.state();
        let found = list(state.of(id)).iter().find(|stored| is_it(stored)).map(|stored| stored.copy.clone());
        found.ok_or_else(|| Refused::ko("This backup does not exist"))?
    };
    let (Some(cluster), Some(copy)) = (cluster(core, id), copy) else {
        return Err(Refused::ko("This backup cannot be read"));
    };
    own.state().of(id).status = "migrating";
    let restored = Box::pin(cluster.restore(&copy)).await;
    own.state().of(id).status = "running";
    restored.map_err(|error| Refused::ko(format!("The restoration failed: {}", error.detail)))
}
