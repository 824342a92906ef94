//! The words of the steps, and which of them a migration goes through.

/// Every step that the practice cloud knows.
pub(crate) const ALL: &[&str] = &[
    RETRIEVE_ADDON,
    "RETRIEVE_ADDON_DEPLOYMENT",
    CHECK_NONE_RUNS,
    "RETRIEVE_SOURCE_CLUSTER",
    "RETRIEVE_TARGET_CLUSTER",
    "RETRIEVE_SOURCE_INSTANCE",
    "RETRIEVE_LOGSCOLLECTOR",
    "RETRIEVE_NEXT_AVAILABLE_PORT",
    "LOCK_PORT",
    "PRE_MIGRATION_ACTIONS",
    CREATE_ON_CLUSTER,
    "ASK_MIGRATION_INSTANCE_BOOT",
    "QUEUE_MIGRATION_INSTANCE_BOOT",
    DEPLOY_INSTANCE,
    "RETRIEVE_MIGRATION_INSTANCE",
    REMOVE_EDIT_RIGHT,
    PREPARE,
    EXTENSIONS,
    DUMP_AND_RESTORE,
    UPDATE_PROXIES,
    "UPDATE_DNS",
    UPDATE_ADDON,
    "UPDATE_MONITORING",
    ENABLE_EDIT_RIGHT,
    "CHANGE_ADDON_QUOTA",
    REMOVE_FROM_SOURCE,
    STOP_SOURCE,
    "UNLOCK_PORT",
    REMOVE_FROM_TARGET,
    STOP_MIGRATION_INSTANCE,
];

pub(crate) const RETRIEVE_ADDON: &str = "RETRIEVE_ADDON";
pub(crate) const CHECK_NONE_RUNS: &str = "CHECK_NO_MIGRATION_ALREADY_RUNNING_FOR_ADDON";
pub(crate) const CREATE_ON_CLUSTER: &str = "CREATE_ADDON_ON_TARGET_CLUSTER";
pub(crate) const DEPLOY_INSTANCE: &str = "DEPLOY_MIGRATION_INSTANCE";
pub(crate) const REMOVE_EDIT_RIGHT: &str = "REMOVE_EDIT_RIGHT";
pub(crate) const PREPARE: &str = "PREPARE_MIGRATION";
pub(crate) const EXTENSIONS: &str = "MANAGE_ACTIVE_EXTENSIONS";
pub(crate) const DUMP_AND_RESTORE: &str = "DUMP_AND_RESTORE";
pub(crate) const UPDATE_PROXIES: &str = "UPDATE_REVERSE_PROXIES";
pub(crate) const UPDATE_ADDON: &str = "UPDATE_ADDON";
pub(crate) const ENABLE_EDIT_RIGHT: &str = "ENABLE_EDIT_RIGHT";
pub(crate) const REMOVE_FROM_SOURCE: &str = "REMOVE_ADDON_FROM_SOURCE_CLUSTER";
pub(crate) const STOP_SOURCE: &str = "STOP_SOURCE_INSTANCE";
pub(crate) const REMOVE_FROM_TARGET: &str = "REMOVE_ADDON_FROM_TARGET_CLUSTER";
pub(crate) const STOP_MIGRATION_INSTANCE: &str = "STOP_MIGRATION_INSTANCE";

/// The steps of a migration that goes well, in order. A shared server is a cluster, one of one's own an instance.
pub(crate) fn of(source_shared: bool, target_shared: bool) -> Vec<&'static str> {
    let mut all = vec![RETRIEVE_ADDON, "RETRIEVE_ADDON_DEPLOYMENT", CHECK_NONE_RUNS];
    all.push(if source_shared { "RETRIEVE_SOURCE_CLUSTER" } else { "RETRIEVE_SOURCE_INSTANCE" });
    all.push("PRE_MIGRATION_ACTIONS");
    if target_shared {
        all.extend([
            "RETRIEVE_TARGET_CLUSTER",
            "RETRIEVE_NEXT_AVAILABLE_PORT",
            "LOCK_PORT",
            CREATE_ON_CLUSTER,
        ]);
    } else {
        all.extend([
            "ASK_MIGRATION_INSTANCE_BOOT",
            "QUEUE_MIGRATION_INSTANCE_BOOT",
            DEPLOY_INSTANCE,
            "RETRIEVE_MIGRATION_INSTANCE",
        ]);
    }
    all.extend([REMOVE_EDIT_RIGHT, PREPARE, EXTENSIONS, DUMP_AND_RESTORE]);
    all.extend([UPDATE_PROXIES, "UPDATE_DNS", UPDATE_ADDON, "UPDATE_MONITORING", ENABLE_EDIT_RIGHT]);
    if target_shared {
        all.push("UNLOCK_PORT");
    }
    all.push(if source_shared { REMOVE_FROM_SOURCE } else { STOP_SOURCE });
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_of_every_way_is_known_and_the_order_is_safe() {
        for (source, target) in [(false, false), (true, false), (true, true), (false, true)] {
            let all = of(source, target);
            assert!(all.iter().all(|step| ALL.contains(step)));
            let at = |step: &str| all.iter().position(|other| *other == step).unwrap();
            assert!(at(REMOVE_EDIT_RIGHT) < at(DUMP_AND_RESTORE) && at(DUMP_AND_RESTORE) < at(UPDATE_ADDON));
            assert_eq!(at(if source { REMOVE_FROM_SOURCE } else { STOP_SOURCE }), all.len() - 1);
        }
    }
}
