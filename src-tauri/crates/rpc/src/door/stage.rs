//! Where in the application a command belongs: the stage that its errors carry. Exhaustive over the list: a command
//! without a stage does not compile.

/// Where something happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Accounts and signing in.
    Accounts,
    /// The list and the page of databases.
    Inventory,
    /// What can be chosen.
    Configure,
    /// Checks.
    Validation,
    /// Test copies.
    Test,
    /// The gate and the run.
    Migration,
    /// Where secrets are kept.
    Vault,
    /// What is remembered.
    Store,
    /// The practice cloud.
    Practice,
}

impl Stage {
    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Accounts => "accounts",
            Self::Inventory => "inventory",
            Self::Configure => "configure",
            Self::Validation => "validation",
            Self::Test => "test",
            Self::Migration => "migration",
            Self::Vault => "vault",
            Self::Store => "store",
            Self::Practice => "practice",
        }
    }
}

macro_rules! name_commands {
    ($($name:ident($request:ty) -> $response:ty;)+) => {
        /// A command of the list.
        #[allow(non_camel_case_types, reason = "the names are those of the wire")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Command { $(
            #[doc = concat!("`", stringify!($name), "`")]
            $name,
        )+ }

        impl Command {
            /// Every command, in the order of the list.
            pub const ALL: &'static [Command] = &[$(Command::$name,)+];

            /// The command of a name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                match name {
                    $(stringify!($name) => Some(Self::$name),)+
                    _ => None,
                }
            }

            /// Its name.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => stringify!($name),)+ }
            }
        }
    };
}
crate::for_each_command!(name_commands);

impl Command {
    /// The stage that its errors carry.
    #[must_use]
    pub fn stage(self) -> Stage {
        match self {
            Self::providers_list
            | Self::accounts_list
            | Self::account_add
            | Self::account_test
            | Self::account_remove
            | Self::sign_in_start
            | Self::sign_in_wait
            | Self::sign_in_cancel
            | Self::profiles_find
            | Self::profile_import => Stage::Accounts,
            Self::vault_state | Self::vault_create | Self::vault_unlock | Self::vault_lock => Stage::Vault,
            Self::databases_list | Self::database_show | Self::database_mark => Stage::Inventory,
            Self::offers | Self::change_preview => Stage::Configure,
            Self::check => Stage::Validation,
            Self::test_copy_start
            | Self::test_copies
            | Self::test_copies_of
            | Self::test_copy_show
            | Self::test_copy_verify
            | Self::test_copy_check
            | Self::test_copy_statements
            | Self::test_copy_env
            | Self::test_copy_delete
            | Self::leftover_delete => Stage::Test,
            Self::gate
            | Self::migrate
            | Self::runs_list
            | Self::run_show
            | Self::run_resume
            | Self::run_abort
            | Self::run_go
            | Self::run_redeploy
            | Self::restore_point_delete
            | Self::run_release
            | Self::run_support
            | Self::run_report
            | Self::copy_check
            | Self::copy_start
            | Self::copy_stop
            | Self::copy_thaw
            | Self::copy_latest
            | Self::compare => Stage::Migration,
            Self::practice_state | Self::practice_start => Stage::Practice,
            Self::certificates_list | Self::certificate_forget => Stage::Store,
            Self::settings_get | Self::settings_set | Self::app_info => Stage::Store,
        }
    }
}
