//! What Elestio knows of a service beside what every provider knows: switches, rules, backups, how far its deployment is.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::servers::Copy;

/// All services, by their vmID.
#[derive(Default)]
pub(super) struct State {
    extras: BTreeMap<String, Extra>,
    /// Projects that were added while the cloud ran: id and name.
    pub(super) added_projects: Vec<(String, String)>,
    /// Services whose backups were deleted with them.
    pub(super) backups_destroyed: Vec<String>,
    actions: u64,
}

/// One service.
pub(super) struct Extra {
    /// `IN PROGRESS`, `Deployed`.
    pub(super) deployment: &'static str,
    /// `running`, `off`, `stopping`, `stopped`, `migrating`, `deleting`.
    pub(super) status: &'static str,
    pub(super) is_protected: bool,
    pub(super) has_firewall: bool,
    pub(super) rules: Value,
    pub(super) alerts: Option<Value>,
    pub(super) notes: String,
    /// Automatic snapshots.
    pub(super) auto_snapshots: bool,
    pub(super) remote_backups: bool,
    pub(super) external: bool,
    pub(super) app_updates: bool,
    pub(super) system_updates: bool,
    pub(super) keys: Vec<(String, String)>,
    pub(super) domains: Vec<String>,
    /// Remote backups, copies on the machine, snapshots, external backups.
    pub(super) remote: Vec<Stored>,
    pub(super) local: Vec<Stored>,
    pub(super) snapshots: Vec<Stored>,
    pub(super) externals: Vec<Stored>,
}

/// A backup.
pub(super) struct Stored {
    pub(super) number: u64,
    pub(super) name: String,
    pub(super) made: Timestamp,
    /// The data itself; `None` for those that the scenario says were made before.
    pub(super) copy: Option<Copy>,
}

impl State {
    /// What is known of a service. One that was there from the beginning is deployed and runs.
    pub(super) fn of(&mut self, vm_id: &str) -> &mut Extra {
        self.extras.entry(vm_id.to_owned()).or_insert_with(|| Extra::new("Deployed"))
    }

    /// Begins a new service.
    pub(super) fn begin(&mut self, vm_id: &str) {
        self.extras.insert(vm_id.to_owned(), Extra::new("IN PROGRESS"));
    }

    /// Forgets a service that is gone.
    pub(super) fn forget(&mut self, vm_id: &str) {
        self.extras.remove(vm_id);
    }

    /// The number of a new action or backup.
    pub(super) fn next(&mut self) -> u64 {
        self.actions += 1;
        self.actions
    }
}

impl Extra {
    fn new(deployment: &'static str) -> Self {
        let everybody = ["0.0.0.0/0", "::/0"];
        let rule = |port: &str, protocol: &str| json!({ "type": "INPUT", "port": port, "protocol": protocol, "targets": everybody });
        Self {
            deployment,
            status: "running",
            is_protected: false,
            has_firewall: true,
            rules: json!([rule("22", "tcp"), rule("4242", "udp"), rule("443", "tcp"), rule("25432", "tcp")]),
            alerts: None,
            notes: String::new(),
            auto_snapshots: false,
            remote_backups: true,
            external: false,
            app_updates: true,
            system_updates: true,
            keys: Vec::new(),
            domains: Vec::new(),
            remote: Vec::new(),
            local: Vec::new(),
            snapshots: Vec::new(),
            externals: Vec::new(),
        }
    }
}
