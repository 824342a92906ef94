//! Large objects: content, holes, owners, rights, comments; and prints that see a single byte.

use anyhow::{Context, Result};
use domain::verification::DifferenceKind;
use support::postgres::{Wall, carry, empty, printing, run, server, text, texts};

/// Each large object with its size and content, asked by plain SQL.
const CONTENT: &str = "SELECT format('%s %s %s', oid, length(lo_get(oid)), md5(lo_get(oid))) FROM pg_largeobject_metadata ORDER BY oid";
const RIGHTS: &str = "SELECT format('%s %s %s', m.oid, m.lomowner::regrole, (SELECT string_agg(format('%s=%s', a.grantee::regrole, a.privilege_type), ',' ORDER BY 1)
      FROM aclexplode(m.lomacl) a)) FROM pg_largeobject_metadata m ORDER BY m.oid";

#[tokio::test]
async fn large_objects_arrive_whole_with_owners_rights_and_comments() -> Result<()> {
    let (old, new) = tokio::join!(server(14), server(18));
    let (source, target) = (empty(&old, "large").await, empty(&new, "large").await);
    for side in [&source, &target] {
        run(side, "CREATE ROLE keeper; CREATE ROLE guest").await;
    }
    let script = "
        SELECT lo_create(5), lo_from_bytea(70000, ''), lo_from_bytea(70001, '\\x00ff5c0a0d'), lo_create(70002);
        SELECT lo_put(70002, 3000000, '\\x01');
        SELECT lo_from_bytea(80000, (SELECT string_agg(sha256(i::text::bytea), '') FROM generate_series(1, 40000) i));
        SELECT lo_from_bytea(90000 + i, convert_to(repeat('x', i), 'UTF8')) FROM generate_series(1, 1200) i;
        SELECT lo_from_bytea(4294967295, '\\xaa');
        SELECT lo_from_bytea(60001, decode(repeat('ab', 262144), 'hex')), lo_from_bytea(60002, decode(repeat('cd', 524289), 'hex'));
        ALTER LARGE OBJECT 5 OWNER TO keeper; ALTER LARGE OBJECT 80000 OWNER TO keeper;
        GRANT SELECT ON LARGE OBJECT 80000 TO guest; GRANT UPDATE ON LARGE OBJECT 70001 TO PUBLIC;
        COMMENT ON LARGE OBJECT 70001 IS 'it''s large'; COMMENT ON LARGE OBJECT 5 IS 'small number';";
    run(&source, script).await;
    let options = transfer::Options {
        pace: domain::engine::Pace { chunk_bytes: 1, ..Default::default() },
        ..Default::default()
    };
    let (done, _) = carry(&source, &target, options).await;
    let report = done?;
    assert_eq!(report.verification.context("not compared")?.differences, []);
    assert_eq!((report.rows, report.uncarried), (1208, Vec::new()));
    assert!(report.chunks > 3, "{}", report.chunks);
    let ours = texts(&source, CONTENT).await;
    assert_eq!(ours.len(), 1208);
    assert_eq!(ours, texts(&target, CONTENT).await);
    assert_eq!(texts(&source, RIGHTS).await, texts(&target, RIGHTS).await);
    let comment = "SELECT obj_description(70001, 'pg_largeobject') || obj_description(5, 'pg_largeobject')";
    assert_eq!(text(&target, comment).await, "it's largesmall number");

    run(&target, "SELECT lo_put(80000, 700000, '\\x00')").await;
    let engine = engines::postgres::engine();
    let prints = (
        engine.fingerprint(&source, &printing(2), &Wall).await?,
        engine.fingerprint(&target, &printing(2), &Wall).await?,
    );
    let found = domain::engine::compare(&prints.0, &prints.1, domain::time::Timestamp(0)).differences;
    assert_eq!(found.iter().map(|d| d.how).collect::<Vec<_>>(), [DifferenceKind::Content]);
    Ok(())
}

#[tokio::test]
async fn large_objects_that_may_not_be_read_stop_the_transfer_before_it_writes() -> Result<()> {
    let (old, new) = tokio::join!(server(16), server(16));
    let source = old.create_database("large").await?;
    let target = new.create_database("large").await?;
    run(&old.admin("large"), "SELECT lo_create(70000)").await;
    run(&source, "SELECT lo_create(70001)").await;
    let (done, _) = carry(&source, &target, transfer::Options::default()).await;
    assert_eq!(done.err().map(|error| error.kind), Some(domain::ErrorKind::CannotBeCarried));
    run(&old.admin("large"), "GRANT SELECT ON LARGE OBJECT 70000 TO PUBLIC").await;
    let (done, _) = carry(&source, &target, transfer::Options::default()).await;
    assert_eq!(done?.rows, 2);
    Ok(())
}

#[tokio::test]
async fn a_target_with_a_large_object_is_not_empty() -> Result<()> {
    let (old, new) = tokio::join!(server(17), server(17));
    let (source, target) = (empty(&old, "large").await, empty(&new, "large").await);
    // A source without a table would be told as one of two swapped ends.
    run(&source, "CREATE TABLE public.t (id int)").await;
    run(&target, "SELECT lo_create(7)").await;
    let (done, _) = carry(&source, &target, transfer::Options::default()).await;
    assert_eq!(done.err().map(|error| error.kind), Some(domain::ErrorKind::TargetNotEmpty));
    Ok(())
}
