//! Test copies. Written with full durability before anything is ordered: what is not known would be billed unseen.

use domain::Result;
use domain::ids::TestCopyId;
use domain::test_copy::TestCopyRecord;

use crate::fault::fault;
use crate::open::Store;
use crate::text;

impl Store {
    /// Writes a test copy down, or anew.
    ///
    /// # Errors
    /// `StoreUnwritable`: then nothing may be ordered.
    pub async fn write_test_copy(&self, record: &TestCopyRecord) -> Result<()> {
        let mut change = self.change().await?;
        sqlx::query(
            "INSERT INTO test_copies (id, record, gone_at) VALUES (?, ?, ?)
             ON CONFLICT (id) DO UPDATE SET record = excluded.record, gone_at = excluded.gone_at",
        )
        .bind(record.id.to_string())
        .bind(text::write(record)?)
        .bind(record.gone_at.map(|at| at.0))
        .execute(change.on())
        .await
        .map_err(fault("writing a test copy"))?;
        change.commit().await
    }

    /// Every test copy that ever was, oldest first.
    ///
    /// # Errors
    /// `StoreDamaged`.
    pub async fn test_copies(&self) -> Result<Vec<TestCopyRecord>> {
        let rows: Vec<String> = sqlx::query_scalar("SELECT record FROM test_copies ORDER BY id")
            .fetch_all(&mut *self.read().await?)
            .await
            .map_err(fault("reading the test copies"))?;
        rows.iter().map(|row| text::read(row, "a test copy")).collect()
    }

    /// One test copy, `None` when it is not here.
    ///
    /// # Errors
    /// `StoreDamaged`.
    pub async fn test_copy(&self, id: TestCopyId) -> Result<Option<TestCopyRecord>> {
        let row: Option<String> = sqlx::query_scalar("SELECT record FROM test_copies WHERE id = ?")
            .bind(id.to_string())
            .fetch_optional(&mut *self.read().await?)
            .await
            .map_err(fault("reading a test copy"))?;
        row.map(|row| text::read(&row, "a test copy")).transpose()
    }
}
