//! The list and the page of databases.

use app::App;
use domain::Result;

use super::super::fault;
use super::super::stage::Stage;
use crate::requests::{
    AccountDatabases, DatabaseMark, DatabasePage, DatabaseRef, DatabasesList, ListedDatabase,
};

fn listed(line: app::inventory::ListedDatabase) -> ListedDatabase {
    let app::inventory::ListedDatabase { key, summary, life, environment, open_run } = line;
    ListedDatabase { key, summary, life, environment, open_run }
}

pub(crate) async fn databases_list(app: &App, request: DatabasesList) -> Result<Vec<AccountDatabases>> {
    let accounts = app.databases(request.account).await?;
    let of_account = |one: app::inventory::AccountDatabases| AccountDatabases {
        account: one.account,
        databases: one.databases.into_iter().map(listed).collect(),
        error: one.error.map(|seen| fault::of(Stage::Inventory.word(), &seen)),
        observed_at: one.observed_at,
    };
    Ok(accounts.into_iter().map(of_account).collect())
}

pub(crate) async fn database_show(app: &App, request: DatabaseRef) -> Result<DatabasePage> {
    let page = app.database(&request.key).await?;
    Ok(DatabasePage {
        listed: listed(page.listed),
        database: page.database,
        variables: page.variables,
        last_backup: page.last_backup,
        tls: page.tls,
        runs: page.runs,
        observed_at: page.observed_at,
    })
}

pub(crate) async fn database_mark(app: &App, request: DatabaseMark) -> Result<ListedDatabase> {
    app.database_mark(&request.key, request.environment).await.map(listed)
}
