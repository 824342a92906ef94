//! What a session leaves behind: everything that crossed the door, and everything that lies in the data folder.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use app::App;
use domain::ids::RunId;
use futures::StreamExt as _;
use rpc::requests::RpcError;
use serde_json::Value;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection as _, Row as _, SqliteConnection};

/// Everything that went out by the door.
#[derive(Clone, Default)]
pub(super) struct Trail(Arc<Mutex<String>>);

impl Trail {
    /// A command as the web view gives it; what comes back is kept.
    pub(super) async fn ask(&self, app: &Arc<App>, command: &str, payload: Value) -> Result<Value, RpcError> {
        let answer = rpc::dispatch(app, command, payload).await;
        let said = match &answer {
            Ok(value) => value.to_string(),
            // Both as the window sends it and as a developer would print it.
            Err(error) => format!("{} {error:?}", serde_json::to_string(error).unwrap()),
        };
        // What the web view itself said is not what it is told.
        let command = rpc::Command::named(command).map_or("no command", rpc::Command::name);
        self.add(&format!("{command} -> {said}"));
        answer
    }

    /// A command that must work.
    pub(super) async fn get(&self, app: &Arc<App>, command: &str, payload: Value) -> Value {
        let answer = self.ask(app, command, payload).await;
        answer.unwrap_or_else(|error| panic!("{command}: {error:?}"))
    }

    /// A command that must be refused with this code.
    pub(super) async fn refused(
        &self,
        app: &Arc<App>,
        command: &str,
        payload: Value,
        kind: domain::ErrorKind,
    ) {
        let error = self.ask(app, command, payload).await.expect_err(command);
        assert_eq!(error.code, kind.code(), "{command}: {error:?}");
    }

    /// Listens to a run until it is over or the application goes.
    pub(super) async fn listen(&self, app: &Arc<App>, id: RunId) -> tokio::task::JoinHandle<usize> {
        let mut events = rpc::subscribe_run(app, id).await.unwrap();
        let trail = self.clone();
        tokio::spawn(async move {
            let mut heard = 0;
            while let Some(event) = events.next().await {
                trail.add(&serde_json::to_string(&event).unwrap());
                heard += 1;
            }
            heard
        })
    }

    pub(super) fn text(&self) -> String {
        self.0.lock().unwrap().clone()
    }

    fn add(&self, line: &str) {
        let mut said = self.0.lock().unwrap();
        said.push_str(line);
        said.push('\n');
    }
}

/// Every file below a folder, and the rows of those that are stores.
pub(super) async fn left_in(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let (mut left, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = std::fs::read(&path).unwrap();
            if bytes.starts_with(b"SQLite format 3") {
                left.push((format!("{}, as rows", path.display()), rows(&path).await));
            }
            left.push((path.display().to_string(), bytes));
        }
    }
    left
}

/// Every cell of every table: in the file, a long one is cut into pages.
async fn rows(store: &PathBuf) -> Vec<u8> {
    let options = SqliteConnectOptions::new().filename(store).read_only(true);
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    let list =
        "select m.name, c.name from sqlite_master m, pragma_table_info(m.name) c where m.type = 'table'";
    let columns = sqlx::query(list).fetch_all(&mut connection).await.unwrap();
    let mut all = Vec::new();
    for column in columns {
        let (table, name): (String, String) = (column.get(0), column.get(1));
        let cells = format!("select coalesce(cast(\"{name}\" as blob), x'') from \"{table}\"");
        let cells = sqlx::query(sqlx::AssertSqlSafe(cells)).fetch_all(&mut connection).await.unwrap();
        for cell in cells {
            all.extend(cell.get::<Vec<u8>, _>(0));
            all.push(b'\n');
        }
    }
    all
}

/// A statement on a store of a test's own.
pub(super) async fn execute(store: &Path, statement: &str) {
    let options = SqliteConnectOptions::new().filename(store).create_if_missing(true);
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(statement.to_owned())).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}
