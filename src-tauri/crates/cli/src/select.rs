//! Finding what was named: by id, by the beginning of an id, by a name that is not given twice.

use domain::ErrorKind;
use domain::ids::{AccountId, DatabaseKey, RunId, TestCopyId};
use domain::run::RunHeader;
use domain::test_copy::{TestCopies, TestCopyView};
use rpc::requests::{AccountDatabases, AccountStatus, ListedDatabase, RpcError};
use serde_json::json;

use crate::exit::local;
use crate::opened::Opened;

/// The account of an id or a name.
pub(crate) async fn account(opened: &Opened, named: &str) -> Result<AccountStatus, RpcError> {
    let all: Vec<AccountStatus> = opened.ask("accounts_list", json!({})).await?;
    let by_id = named.parse::<AccountId>().ok();
    let fits = |status: &AccountStatus| Some(status.account.id) == by_id || status.account.name == named;
    let label = |status: &AccountStatus| format!("{} ({})", status.account.name, status.account.id);
    one(all, fits, label, "account", named)
}

/// The database of an id, a second id or a name, through whichever account. Accounts that could not be read are named
/// when nothing was found: it may be there.
pub(crate) async fn database(opened: &Opened, named: &str) -> Result<ListedDatabase, RpcError> {
    let listed: Vec<AccountDatabases> = opened.ask("databases_list", json!({ "account": null })).await?;
    let blind = listed.iter().find_map(|account| account.error.clone());
    let all: Vec<ListedDatabase> = listed.into_iter().flat_map(|account| account.databases).collect();
    let exact = |database: &ListedDatabase| {
        database.summary.id.id == named || database.summary.real_id.as_deref() == Some(named)
    };
    let label = |database: &ListedDatabase| format!("{} ({})", database.summary.name, database.summary.id.id);
    // An id that several accounts see is one database: the first account serves.
    if let Some(found) = all.iter().find(|database| exact(database)) {
        return Ok(found.clone());
    }
    let known = all.iter().any(|database| database.summary.name == named);
    let found = one(all, |database| database.summary.name == named, label, "database", named);
    match (found, blind) {
        (Err(_), Some(blind)) if !known => Err(blind),
        (found, _) => found,
    }
}

/// The run of an id or of the beginning of one.
pub(crate) async fn run(opened: &Opened, named: &str) -> Result<RunId, RpcError> {
    let all: Vec<RunHeader> = opened.ask("runs_list", json!({})).await?;
    let named = named.to_ascii_lowercase();
    let fits = |run: &RunHeader| !named.is_empty() && run.id.to_string().starts_with(&named);
    let label = |run: &RunHeader| format!("{} ({})", run.id, run.database_name);
    one(all, fits, label, "run", &named).map(|run| run.id)
}

/// What can be deleted: a test copy, or a database that was left over.
pub(crate) enum Temporary {
    Copy(TestCopyId),
    Leftover(DatabaseKey),
}

/// The test copy of an id, of the beginning of one, or of a database that has one only.
pub(crate) async fn test_copy(opened: &Opened, named: &str) -> Result<TestCopyId, RpcError> {
    match temporary(opened, named).await? {
        Temporary::Copy(id) => Ok(id),
        Temporary::Leftover(key) => {
            let detail = format!("{} was left over: it can be deleted, and nothing else", key.database.id);
            Err(local(ErrorKind::InvalidInput, "input", detail))
        }
    }
}

/// The same, or what was left over, by its id or name at the provider.
pub(crate) async fn temporary(opened: &Opened, named: &str) -> Result<Temporary, RpcError> {
    let all: TestCopies = opened.ask("test_copies", json!({})).await?;
    let id = named.to_ascii_lowercase();
    let by_id = |copy: &TestCopyView| !id.is_empty() && copy.id.to_string().starts_with(&id);
    // One that is gone is found by its own name alone.
    if let Some(copy) =
        all.copies.iter().chain(&all.gone).find(|copy| by_id(copy) && copy.id.to_string() == id)
    {
        return Ok(Temporary::Copy(copy.id));
    }
    if let Some(left) = all.leftovers.iter().find(|left| left.key.database.id == named || left.name == named)
    {
        return Ok(Temporary::Leftover(left.key.clone()));
    }
    let fits = |copy: &TestCopyView| by_id(copy) || copy.label == named || copy.database_name == named;
    let label = |copy: &TestCopyView| format!("{} ({})", copy.id, copy.database_name);
    one(all.copies, fits, label, "test copy", named).map(|copy| Temporary::Copy(copy.id))
}

fn one<T>(
    all: Vec<T>,
    fits: impl Fn(&T) -> bool,
    label: impl Fn(&T) -> String,
    what: &str,
    named: &str,
) -> Result<T, RpcError> {
    let known: Vec<String> = all.iter().map(&label).collect();
    let mut found: Vec<T> = all.into_iter().filter(|one| fits(one)).collect();
    match found.len() {
        0 if known.is_empty() => {
            let detail = format!("no {what} is called {named}: there is none yet");
            Err(local(ErrorKind::InvalidInput, "input", detail))
        }
        0 => {
            let detail = format!("no {what} is called {named}; there are: {}", known.join(", "));
            Err(local(ErrorKind::InvalidInput, "input", detail))
        }
        1 => Ok(found.remove(0)),
        _ => {
            let labels: Vec<String> = found.iter().map(label).collect();
            let detail = format!("{named} names more than one {what}: {}", labels.join(", "));
            Err(local(ErrorKind::InvalidInput, "input", detail))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pick(all: &[&str], named: &str) -> Result<String, RpcError> {
        let all = all.iter().map(|text| (*text).to_owned()).collect();
        one(all, |text: &String| text.starts_with(named), Clone::clone, "thing", named)
    }

    #[test]
    fn one_is_taken_none_and_several_are_refused_with_what_there_is() {
        assert_eq!(pick(&["shop", "blog"], "sh").unwrap(), "shop");
        assert_eq!(pick(&["shop"], "x").unwrap_err().code, ErrorKind::InvalidInput.code());
        assert!(pick(&["shop"], "x").unwrap_err().detail.contains("there are: shop"));
        let several = pick(&["shop-1", "shop-2"], "shop").unwrap_err();
        assert_eq!(several.code, ErrorKind::InvalidInput.code());
        assert!(several.detail.contains("shop-1, shop-2"), "{}", several.detail);
    }
}
