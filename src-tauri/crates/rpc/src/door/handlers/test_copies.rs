//! Test copies: begin, look, compare, hand over, delete.

use app::App;
use app::test_copy::ChecksFrom as From;
use domain::Result;
use domain::test_copy::{SqlChecks, Statements, TestCopies, TestCopyView};

use crate::requests::{
    ChecksFrom, DatabaseRef, Empty, TestCopyChecks, TestCopyEnv, TestCopyRef, TestCopyStart,
    TestCopyStatements,
};

pub(crate) async fn test_copy_start(app: &App, request: TestCopyStart) -> Result<TestCopyView> {
    match request.rehearse {
        true => app.test_copy_rehearse(&request.key, &request.change, request.hours).await,
        false => app.test_copy_start(&request.key, &request.change, request.hours).await,
    }
}

pub(crate) async fn test_copies(app: &App, _: Empty) -> Result<TestCopies> {
    app.test_copies().await
}

pub(crate) async fn test_copies_of(app: &App, request: DatabaseRef) -> Result<Vec<TestCopyView>> {
    app.test_copies_of(&request.key).await
}

pub(crate) async fn test_copy_show(app: &App, request: TestCopyRef) -> Result<TestCopyView> {
    app.test_copy(request.id).await
}

pub(crate) async fn test_copy_verify(app: &App, request: TestCopyRef) -> Result<TestCopyView> {
    app.test_copy_verify(request.id).await
}

pub(crate) async fn test_copy_check(app: &App, request: TestCopyChecks) -> Result<SqlChecks> {
    let from = match request.from {
        ChecksFrom::File { path } => From::File(path.into()),
        ChecksFrom::Text { text } => From::Text(text),
    };
    app.test_copy_check(request.id, from).await
}

pub(crate) async fn test_copy_statements(app: &App, request: TestCopyStatements) -> Result<Statements> {
    app.test_copy_statements(request.id, request.limit).await
}

pub(crate) async fn test_copy_env(app: &App, request: TestCopyEnv) -> Result<Empty> {
    app.test_copy_env(request.id, request.path.as_ref()).await.map(|()| Empty {})
}

pub(crate) async fn test_copy_delete(app: &App, request: TestCopyRef) -> Result<TestCopyView> {
    app.test_copy_delete(request.id).await
}

pub(crate) async fn leftover_delete(app: &App, request: DatabaseRef) -> Result<TestCopyView> {
    app.leftover_delete(&request.key).await
}
