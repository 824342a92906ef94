//! Certificates of database servers, as they were when we first met them. The first one stays until a person has it forgotten.

use domain::Result;
use domain::certificate::RememberedCertificate;
use domain::time::Timestamp;

use crate::fault::{damaged, fault};
use crate::open::Store;

type Row = (String, i64, String, bool, i64);

const COLUMNS: &str = "host, port, print, verified, since";

impl Store {
    /// What is remembered of a server. `host` in lower case.
    ///
    /// # Errors
    /// `StoreDamaged`.
    pub async fn certificate(&self, host: &str, port: u16) -> Result<Option<RememberedCertificate>> {
        let sql = format!("SELECT {COLUMNS} FROM certificates WHERE host = ? AND port = ?");
        let row: Option<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(host)
            .bind(i64::from(port))
            .fetch_optional(&mut *self.read().await?)
            .await
            .map_err(fault("reading a certificate"))?;
        row.map(read).transpose()
    }

    /// Everything that is remembered, by host and port.
    ///
    /// # Errors
    /// `StoreDamaged`.
    pub async fn certificates(&self) -> Result<Vec<RememberedCertificate>> {
        let sql = format!("SELECT {COLUMNS} FROM certificates ORDER BY host, port");
        let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .fetch_all(&mut *self.read().await?)
            .await
            .map_err(fault("reading the certificates"))?;
        rows.into_iter().map(read).collect()
    }

    /// Remembers a server, unless something is remembered of it: gives what stands then.
    ///
    /// # Errors
    /// `StoreUnwritable`.
    pub async fn remember_certificate(&self, met: &RememberedCertificate) -> Result<RememberedCertificate> {
        let mut change = self.change().await?;
        sqlx::query(
            "INSERT INTO certificates (host, port, print, verified, since) VALUES (?, ?, ?, ?, ?)
             ON CONFLICT DO NOTHING",
        )
        .bind(&met.host)
        .bind(i64::from(met.port))
        .bind(met.print.to_string())
        .bind(met.verified)
        .bind(met.since.0)
        .execute(change.on())
        .await
        .map_err(fault("remembering a certificate"))?;
        change.commit().await?;
        Ok(self.certificate(&met.host, met.port).await?.unwrap_or_else(|| met.clone()))
    }

    /// Forgets a server, at all ports with `None`. Gives how many are forgotten.
    ///
    /// # Errors
    /// `StoreUnwritable`.
    pub async fn forget_certificate(&self, host: &str, port: Option<u16>) -> Result<u64> {
        let mut change = self.change().await?;
        let done = sqlx::query("DELETE FROM certificates WHERE host = ? AND (port = ? OR ? IS NULL)")
            .bind(host)
            .bind(port.map(i64::from))
            .bind(port.map(i64::from))
            .execute(change.on())
            .await
            .map_err(fault("forgetting a certificate"))?;
        change.commit().await?;
        Ok(done.rows_affected())
    }
}

fn read((host, port, print, verified, since): Row) -> Result<RememberedCertificate> {
    Ok(RememberedCertificate {
        host,
        port: u16::try_from(port).map_err(|_| damaged("a port of a certificate is none"))?,
        print: print.parse().map_err(|_| damaged("the print of a certificate is none"))?,
        verified,
        since: Timestamp(since),
    })
}
