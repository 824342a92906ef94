//! `DoActionOnServer`: one call for some sixty actions, named by a word in the body.

use std::sync::Arc;

use serde_json::{Value, json};

use super::Elestio;
use super::answers::{Refused, ok, ok_data, page};
use super::backups;
use super::power::{change_version, passing, restart, switch, unprotected};
use super::request::Request;
use super::services::{changeable, known};
use crate::core::Core;
use crate::door::Answer;

/// Actions that only read.
const READS: [&str; 8] = [
    "getAppStackConfig",
    "getFirewallRules",
    "SSHPubKeysList",
    "SSLDomainsList",
    "listSnapshot",
    "listExternalBackup",
    "getAlertsRules",
    "verifyExternalBackup",
];

pub(super) async fn handle(own: &Elestio, core: &Arc<Core>, request: &Request) -> Result<Answer, Refused> {
    let action = request.needed(&["action"])?;
    let is_read = READS.contains(&action.as_str());
    let id = if is_read { known(own, core, request)? } else { changeable(own, core, request)? };
    if let Some(answer) = machine(own, core, request, &action, &id).await? {
        return Ok(answer);
    }
    if let Some(answer) = settings(own, core, request, &action, &id)? {
        return Ok(answer);
    }
    if let Some(answer) = Box::pin(backups::actions(own, core, request, &action, &id)).await? {
        return Ok(answer);
    }
    Err(Refused::ko(format!("{action} is not a known action")))
}

/// The machine itself: power, size, version, protection.
async fn machine(
    own: &Elestio,
    core: &Arc<Core>,
    request: &Request,
    action: &str,
    id: &str,
) -> Result<Option<Answer>, Refused> {
    let started = |own: &Elestio, status: &str| {
        let number = own.state().next();
        Some(Answer::json(&json!({ "actionID": number, "status": status })))
    };
    Ok(match action {
        "reboot" | "reset" => {
            unprotected(own, id)?;
            restart(own, core, id, &["stopping", "stopped"]);
            started(own, "running")
        }
        "shutdown" | "poweroff" | "powerOff" => {
            unprotected(own, id)?;
            switch(own, core, id, false).await;
            started(own, "running")
        }
        "poweron" | "powerOn" => {
            switch(own, core, id, true).await;
            started(own, "running")
        }
        "lock" | "unlock" => {
            own.state().of(id).is_protected = action == "lock";
            started(own, "success")
        }
        "restartAppStack" => {
            restart(own, core, id, &["running"]);
            Some(ok(page(&format!("logs-{id}"))))
        }
        "softwareChangeSelectedVersion" => {
            let tag = request.needed(&["versionTag"])?;
            unprotected(own, id)?;
            change_version(own, core, id, &tag);
            Some(ok(json!({})))
        }
        "changeType" => {
            let plan = request.needed(&["newType"])?;
            let known = core.with(|world| {
                let product = world.addon(id)?.product.clone();
                world.catalogue.product(&product)?.plan(&plan).map(drop)
            });
            known.ok_or_else(|| Refused::ko("Invalid server type"))?;
            core.with(|world| world.addon_mut(id).map(|addon| addon.plan = plan));
            restart(own, core, id, &["stopping", "stopped", "migrating"]);
            started(own, "running")
        }
        "appAutoUpdateNow" | "systemAutoUpdateNow" => {
            passing(core, &own.state, id, "running");
            Some(ok(page(&format!("logs-{id}"))))
        }
        _ => None,
    })
}

/// Switches and lists of a service.
fn settings(
    own: &Elestio,
    core: &Core,
    request: &Request,
    action: &str,
    id: &str,
) -> Result<Option<Answer>, Refused> {
    let mut state = own.state();
    let extra = state.of(id);
    let done = || Some(ok(json!({})));
    Ok(match action {
        "appAutoUpdateEnable" | "appAutoUpdateDisable" => {
            extra.app_updates = action.ends_with("Enable");
            done()
        }
        "systemAutoUpdateEnable" | "systemAutoUpdateDisable" => {
            extra.system_updates = action.ends_with("Enable");
            done()
        }
        "getAppStackConfig" => {
            let tag =
                core.with(|world| world.addon(id).map(|addon| addon.version.clone())).unwrap_or_default();
            Some(ok_data(
                json!({ "envResult": format!("SOFTWARE_VERSION_TAG={tag}\nADMIN_EMAIL={}\n", own.email) }),
            ))
        }
        "getFirewallRules" => Some(ok(json!({ "rules": extra.rules }))),
        "enableFirewall" | "updateFirewall" => {
            if let Some(rules) = request.value("rules") {
                extra.rules = as_json(rules);
            }
            extra.has_firewall = true;
            Some(ok(json!({ "firewall_id": format!("fw-{id}") })))
        }
        "disableFirewall" => {
            extra.has_firewall = false;
            done()
        }
        "SSHPubKeysList" => {
            let view = |(at, (name, key)): (usize, &(String, String))| json!({ "indexID": at, "name": name, "key": key });
            Some(ok_data(extra.keys.iter().enumerate().map(view).collect()))
        }
        "SSHPubKeysAdd" => {
            extra.keys.push((request.needed(&["name"])?, request.needed(&["key"])?));
            done()
        }
        "SSHPubKeysRemove" => {
            let name = request.text(&["name"]);
            extra.keys.retain(|(known, _)| Some(known) != name.as_ref());
            done()
        }
        // A bare list, unlike all others.
        "SSLDomainsList" => Some(Answer::json(&Value::from(extra.domains.clone()))),
        "SSLDomainsAdd" => {
            extra.domains.push(request.needed(&["domain"])?);
            done()
        }
        "SSLDomainsRemove" => {
            let domain = request.needed(&["domain"])?;
            extra.domains.retain(|known| *known != domain);
            done()
        }
        "getAlertsRules" => Some(ok_data(extra.alerts.clone().unwrap_or_default())),
        "enableAlerts" | "updateAlerts" => {
            // Rules of alerts come as text that holds JSON.
            extra.alerts = Some(request.value("rules").map(as_json).unwrap_or_default());
            done()
        }
        "disableAlerts" => {
            extra.alerts = None;
            done()
        }
        _ => None,
    })
}

/// JSON, also where it comes as text.
fn as_json(value: &Value) -> Value {
    value.as_str().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_else(|| value.clone())
}
