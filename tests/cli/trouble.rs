//! A migration that fails at the provider, or whose start got no answer: the exit code, the truth, and what is left.

use insta::{assert_snapshot, with_settings};
use serde_json::json;

use crate::cloud::{SHOP, Started, small_with};
use crate::sql;
use crate::terminal::Terminal;

const MIGRATE: [&str; 6] = ["migrate", SHOP, "--to-version", "17", "--confirm", SHOP];

#[tokio::test]
async fn a_failed_migration_ends_with_one_and_the_original_takes_writes() {
    let message = "could not extend file: No space left on device";
    let fault = json!({ "kind": "fail_step", "step": "DUMP_AND_RESTORE", "message": message });
    let cloud = Started::new(&small_with(fault));
    let before = sql::content(cloud.url(SHOP)).await;
    let terminal = Terminal::new();
    cloud.sign_in(&terminal);
    let said = terminal.run(&MIGRATE);
    assert_eq!(said.code, 1, "{}\n{}", said.out, said.err);
    said.assert_silent_about(&cloud.secrets());
    assert!(sql::takes_a_write(cloud.url(SHOP)).await);
    assert_eq!(sql::content(cloud.url(SHOP)).await, before);
    assert_eq!(cloud.url_now().await, cloud.url(SHOP));
    with_settings!({ filters => vec![
        (r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<id>"),
        (r"\b[0-9a-f]{64}\b", "<hash>"),
        (r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", "YYYY-MM-DD HH:MM:SS"),
        (r"(\d+\smin\s)?\d+([.,]\d+)?\s(ms|s)\b", "<time>"),
        (r"\d+ entries", "<count> entries"),
    ]}, {
        assert_snapshot!(said.out.split("\n\n").last().unwrap().trim(), @r"
            Migration of shop-production
              Id                           <id>
              State                        Failed
              Account                      Practice
              Versions                     PostgreSQL 14 to PostgreSQL 17
              Plan and zone                XS Small Space, par
              Your data                    Your data is on the original server (PostgreSQL 14), which takes reads and writes.
              Started                      YYYY-MM-DD HH:MM:SS
              Duration                     <time>
              Read-only time               <time>
              What happened                The migration failed at the provider (CHG-RUN-008), at the step: Copy the data (DUMP_AND_RESTORE)
                                           could not extend file: No space left on device
                                           Reference: <id>
              The original                 answers and takes writes
              To change by hand            shop-worker · DATABASE_URL
                                           reporting · REPORT_HOST
                                           shared-settings · REPORTING_USER
              Warnings accepted            The address of this database is written by hand in 3 places. It changes with the migration.
                                           Direct addresses are set. They do not survive the migration.
              Migration at the provider    migration_<id>
              Journal                      <count> entries, unaltered, <hash>
        ");
    });
}

#[tokio::test]
async fn a_start_whose_answer_is_lost_is_looked_for_and_not_repeated() {
    let fault = json!({
        "kind": "answer", "method": "POST", "path": "*/migrations", "moment": "after", "reply": { "as": "cut" }
    });
    let cloud = Started::new(&small_with(fault));
    let before = sql::content(cloud.url(SHOP)).await;
    let terminal = Terminal::new();
    cloud.sign_in(&terminal);
    let said = terminal.run(&MIGRATE);
    assert_eq!(said.code, 0, "{}\n{}", said.out, said.err);
    assert_eq!(cloud.migrations().await, 1);
    assert_eq!(sql::content(&cloud.url_now().await).await, before);
}
