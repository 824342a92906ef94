//! What can be typed. The words of the help come from the catalogues: `cli-help-<command>` and
//! `cli-help-<command>-<argument>`; see [`crate::help`].

use std::path::PathBuf;
use std::time::Duration;

use clap::{ArgAction, Args, Parser, Subcommand};

/// Everything typed.
#[derive(Debug, Parser)]
#[command(name = "changeover", version, propagate_version = true)]
// Ours take their place: they have words in every language.
#[command(disable_help_flag = true, disable_version_flag = true, disable_help_subcommand = true)]
pub(crate) struct Options {
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data_dir: Option<PathBuf>,
    #[arg(long, global = true, value_name = "LANGUAGE")]
    pub(crate) lang: Option<String>,
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
    #[arg(long, global = true)]
    pub(crate) passphrase_stdin: bool,
    #[arg(long, short, global = true, action = ArgAction::Help)]
    help: Option<bool>,
    #[arg(long, short = 'V', global = true, action = ArgAction::Version)]
    version: Option<bool>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[command(subcommand)]
    Accounts(Accounts),
    #[command(subcommand)]
    Databases(Databases),
    Check(ChangeArgs),
    Migrate(MigrateArgs),
    #[command(subcommand)]
    Runs(Runs),
    #[command(subcommand)]
    TestCopy(TestCopy),
    Transfer(TransferArgs),
    Thaw(ThawArgs),
    Verify(VerifyArgs),
    #[command(subcommand)]
    Certificates(Certificates),
    #[command(subcommand)]
    Vault(Vault),
    #[command(subcommand)]
    Practice(Practice),
}

/// `accounts ...`
#[derive(Debug, Subcommand)]
pub(crate) enum Accounts {
    Add(AccountAddArgs),
    List,
    Test {
        account: String,
    },
    Remove {
        account: String,
        #[arg(long)]
        revoke: bool,
    },
}

/// `accounts add`
#[derive(Args, Debug)]
pub(crate) struct AccountAddArgs {
    #[arg(long, value_name = "ID")]
    pub(crate) provider: String,
    #[arg(long)]
    pub(crate) name: String,
    #[arg(long, default_value = "", hide_default_value = true)]
    pub(crate) workspace: String,
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,
    #[arg(long, required = true)]
    pub(crate) token_stdin: bool,
    /// A field of the sign-in that is no secret.
    #[arg(long = "field", value_name = "NAME=VALUE", value_parser = pair)]
    pub(crate) fields: Vec<(String, String)>,
    /// A field of the sign-in that is one.
    #[arg(long = "field-stdin", value_name = "NAME")]
    pub(crate) fields_stdin: Vec<String>,
}

/// `databases ...`
#[derive(Debug, Subcommand)]
pub(crate) enum Databases {
    List {
        #[arg(long)]
        account: Option<String>,
    },
    Show {
        database: String,
    },
}

/// What a migration is to change.
#[derive(Args, Debug)]
pub(crate) struct ChangeArgs {
    pub(crate) database: String,
    #[arg(long, value_name = "VERSION")]
    pub(crate) to_version: String,
    #[arg(long)]
    pub(crate) plan: Option<String>,
    #[arg(long)]
    pub(crate) zone: Option<String>,
}

/// `migrate`
#[derive(Args, Debug)]
pub(crate) struct MigrateArgs {
    #[command(flatten)]
    pub(crate) change: ChangeArgs,
    #[arg(long, value_name = "NAME")]
    pub(crate) confirm: String,
    #[arg(long)]
    pub(crate) keep_writing: bool,
}

/// `runs ...`
#[derive(Debug, Subcommand)]
pub(crate) enum Runs {
    List,
    Show {
        run: String,
    },
    Resume {
        run: String,
        #[arg(long)]
        keep_writing: bool,
    },
    Abort {
        run: String,
    },
    DeleteRestorePoint {
        run: String,
    },
}

/// `test-copy ...`
#[derive(Debug, Subcommand)]
pub(crate) enum TestCopy {
    Start(TestCopyStart),
    List,
    Show {
        copy: String,
    },
    Check {
        copy: String,
        file: Option<PathBuf>,
        #[arg(long, conflicts_with = "file")]
        statements: bool,
    },
    Env {
        copy: String,
        file: PathBuf,
    },
    Delete {
        copy: String,
    },
}

/// `test-copy start`
#[derive(Args, Debug)]
pub(crate) struct TestCopyStart {
    #[command(flatten)]
    pub(crate) change: ChangeArgs,
    #[arg(long, value_name = "N")]
    pub(crate) hours: Option<u32>,
    #[arg(long)]
    pub(crate) rehearse: bool,
    #[arg(long, value_name = "FILE")]
    pub(crate) env: Option<PathBuf>,
}

/// `transfer`
#[derive(Args, Debug)]
pub(crate) struct TransferArgs {
    #[arg(long, value_name = "URL")]
    pub(crate) from: String,
    #[arg(long, value_name = "URL")]
    pub(crate) to: String,
    #[arg(long, value_name = "N", default_value_t = 4, hide_default_value = true, value_parser = clap::value_parser!(u16).range(1..=64))]
    pub(crate) jobs: u16,
    #[arg(long)]
    pub(crate) skip_verification: bool,
    /// Bytes a second.
    #[arg(long, value_name = "RATE", value_parser = crate::steer::bytes)]
    pub(crate) rate: Option<u64>,
    /// Bytes of a table on disk.
    #[arg(long, value_name = "SIZE", value_parser = crate::steer::part)]
    pub(crate) chunk: Option<u64>,
    #[arg(long)]
    pub(crate) resume: bool,
    #[arg(long)]
    pub(crate) steer: bool,
    #[arg(long, value_name = "NAME")]
    pub(crate) confirm: Option<String>,
    /// How long the source may be read-only.
    #[arg(long, value_name = "LIMIT", num_args = 0..=1, require_equals = true, default_missing_value = "60m", value_parser = crate::steer::span)]
    pub(crate) freeze: Option<Duration>,
}

/// `thaw`
#[derive(Args, Debug)]
pub(crate) struct ThawArgs {
    #[arg(long, value_name = "URL")]
    pub(crate) from: Option<String>,
}

/// `verify`
#[derive(Args, Debug)]
pub(crate) struct VerifyArgs {
    #[arg(long, value_name = "URL")]
    pub(crate) from: String,
    #[arg(long, value_name = "URL")]
    pub(crate) to: String,
    #[arg(long, value_name = "N", default_value_t = 4, hide_default_value = true, value_parser = clap::value_parser!(u16).range(1..=64))]
    pub(crate) jobs: u16,
}

/// `certificates ...`
#[derive(Debug, Subcommand)]
pub(crate) enum Certificates {
    List,
    Forget {
        #[arg(value_name = "HOST[:PORT]")]
        server: String,
    },
}

/// `vault ...`
#[derive(Debug, Subcommand)]
pub(crate) enum Vault {
    State,
    Create,
    Unlock,
}

/// `practice ...`
#[derive(Debug, Subcommand)]
pub(crate) enum Practice {
    Start {
        #[arg(long, value_name = "FILE")]
        scenario: Option<PathBuf>,
        #[arg(long, value_name = "FILE")]
        ready_file: Option<PathBuf>,
    },
}

/// `NAME=VALUE`. The refusal repeats neither.
fn pair(typed: &str) -> Result<(String, String), &'static str> {
    let (name, value) = typed.split_once('=').ok_or("not a name, an equals sign and a value")?;
    if name.is_empty() { Err("without a name") } else { Ok((name.to_owned(), value.to_owned())) }
}
