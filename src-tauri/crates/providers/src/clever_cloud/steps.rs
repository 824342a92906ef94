//! Words of a migration: which phase a step belongs to, what a status means. Both sets are open: an unknown word is kept
//! and shown raw, and is never taken for an end.

use domain::provider::{MigrationStatus, Phase};

/// The phase of a step; `None` for a word that we do not know. The grouping is ours.
pub(super) fn phase(word: &str) -> Option<Phase> {
    Some(match word {
        "RETRIEVE_ADDON"
        | "RETRIEVE_ADDON_DEPLOYMENT"
        | "CHECK_NO_MIGRATION_ALREADY_RUNNING_FOR_ADDON"
        | "RETRIEVE_SOURCE_CLUSTER"
        | "RETRIEVE_TARGET_CLUSTER"
        | "RETRIEVE_SOURCE_INSTANCE"
        | "RETRIEVE_LOGSCOLLECTOR"
        | "RETRIEVE_NEXT_AVAILABLE_PORT"
        | "LOCK_PORT"
        | "PRE_MIGRATION_ACTIONS" => Phase::Checks,
        "CREATE_ADDON_ON_TARGET_CLUSTER"
        | "ASK_MIGRATION_INSTANCE_BOOT"
        | "QUEUE_MIGRATION_INSTANCE_BOOT"
        | "DEPLOY_MIGRATION_INSTANCE"
        | "RETRIEVE_MIGRATION_INSTANCE" => Phase::NewServer,
        "REMOVE_EDIT_RIGHT" | "PREPARE_MIGRATION" | "MANAGE_ACTIVE_EXTENSIONS" | "DUMP_AND_RESTORE" => {
            Phase::FreezeAndCopy
        }
        "UPDATE_REVERSE_PROXIES"
        | "UPDATE_DNS"
        | "UPDATE_ADDON"
        | "UPDATE_MONITORING"
        | "ENABLE_EDIT_RIGHT"
        | "CHANGE_ADDON_QUOTA" => Phase::Switchover,
        "REMOVE_ADDON_FROM_SOURCE_CLUSTER" | "STOP_SOURCE_INSTANCE" | "UNLOCK_PORT" => Phase::CleanUp,
        "REMOVE_ADDON_FROM_TARGET_CLUSTER" | "STOP_MIGRATION_INSTANCE" => Phase::RollBack,
        _ => return None,
    })
}

/// What a status word means, of a migration or of a step.
pub(super) fn status(word: &str) -> MigrationStatus {
    match word {
        "RUNNING" => MigrationStatus::Running,
        "OK" => MigrationStatus::Ok,
        "FAILED" => MigrationStatus::Failed,
        "RECOVERING" => MigrationStatus::Recovering,
        "RECOVERED" => MigrationStatus::Recovered,
        "ABORTED" => MigrationStatus::Aborted,
        _ => MigrationStatus::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_words_are_neither_placed_nor_an_end() {
        assert_eq!(phase("POLISH_THE_SERVER"), None);
        assert_eq!(phase("dump_and_restore"), None, "words are taken exactly");
        for word in ["", "ok", "DONE", "SUCCESS"] {
            assert_eq!(status(word), MigrationStatus::Unknown);
            assert!(!status(word).is_terminal());
        }
    }

    #[test]
    fn every_documented_status_has_its_meaning() {
        let terminal = ["OK", "FAILED", "RECOVERED", "ABORTED"];
        for word in ["RUNNING", "OK", "FAILED", "RECOVERING", "RECOVERED", "ABORTED"] {
            assert_ne!(status(word), MigrationStatus::Unknown);
            assert_eq!(status(word).is_terminal(), terminal.contains(&word), "{word}");
        }
    }
}
