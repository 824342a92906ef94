//! Accounts, without their secrets.

use domain::Result;
use domain::account::Account;
use domain::ids::AccountId;

use crate::fault::fault;
use crate::open::Store;
use crate::text;

impl Store {
    /// Every account, in the order in which they were added.
    pub async fn accounts(&self) -> Result<Vec<Account>> {
        let rows: Vec<String> = sqlx::query_scalar("SELECT account FROM accounts ORDER BY created_at, id")
            .fetch_all(&mut *self.read().await?)
            .await
            .map_err(fault("reading the accounts"))?;
        rows.iter().map(|row| text::read(row, "an account")).collect()
    }

    /// One account, `None` when it is not (or no longer) here.
    pub async fn account(&self, id: AccountId) -> Result<Option<Account>> {
        let row: Option<String> = sqlx::query_scalar("SELECT account FROM accounts WHERE id = ?")
            .bind(id.to_string())
            .fetch_optional(&mut *self.read().await?)
            .await
            .map_err(fault("reading an account"))?;
        row.map(|row| text::read(&row, "an account")).transpose()
    }

    /// Writes an account down, in place of the one with the same id.
    pub async fn put_account(&self, account: &Account) -> Result<()> {
        let mut change = self.change().await?;
        sqlx::query(
            "INSERT INTO accounts (id, created_at, account) VALUES (?, ?, ?)
             ON CONFLICT (id) DO UPDATE SET created_at = excluded.created_at, account = excluded.account",
        )
        .bind(account.id.to_string())
        .bind(account.created_at.0)
        .bind(text::write(account)?)
        .execute(change.on())
        .await
        .map_err(fault("writing an account"))?;
        change.commit().await
    }

    /// Forgets an account; `false` when it was not here. Its runs and marks stay.
    pub async fn remove_account(&self, id: AccountId) -> Result<bool> {
        let mut change = self.change().await?;
        let removed = sqlx::query("DELETE FROM accounts WHERE id = ?")
            .bind(id.to_string())
            .execute(change.on())
            .await
            .map_err(fault("removing an account"))?;
        change.commit().await?;
        Ok(removed.rows_affected() > 0)
    }
}
